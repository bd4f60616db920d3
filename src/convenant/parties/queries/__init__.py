"""Reading who takes part."""

from __future__ import annotations

from convenant.parties.queries.actors import actor_for
from convenant.parties.queries.mandates import mandated_by
from convenant.parties.queries.people import people_of, role_counts
from convenant.parties.queries.periods import holds_on
from convenant.parties.queries.regions import (
    by_code,
    candidates,
    organisation,
    participants,
    providers_by_agb,
    region_of,
    regions,
)

__all__ = [
    "actor_for",
    "by_code",
    "candidates",
    "holds_on",
    "mandated_by",
    "organisation",
    "participants",
    "people_of",
    "providers_by_agb",
    "region_of",
    "regions",
    "role_counts",
]
