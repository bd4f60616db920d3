"""Changing who takes part."""

from __future__ import annotations

from convenant.parties.actions.mandates import give_mandate
from convenant.parties.actions.people import add_person, grant_role
from convenant.parties.actions.regions import add_municipality, add_provider, found_region

__all__ = [
    "add_municipality",
    "add_person",
    "add_provider",
    "found_region",
    "give_mandate",
    "grant_role",
]
