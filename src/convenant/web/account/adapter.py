"""How allauth works here: nobody signs up by themselves, people are invited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

if TYPE_CHECKING:
    from convenant.parties.models import Person


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Closed for signing up; a person belongs to an organisation first (D036)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, str]]:
        """Who has a second factor confirms a signature with that; a password alone is not enough
        to bind an organisation."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        return [method for method in methods if method["id"] != "reauthenticate"] or methods


def display_name(person: Person) -> str:
    """How allauth's pages call someone."""
    return person.name
