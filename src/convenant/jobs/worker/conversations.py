"""Mail that asks providers for a conversation, to their directors."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from convenant.core.actors import Role
from convenant.exchange.mail.conversations import conversation_letter
from convenant.exchange.mail.letters import Letter
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties

KIND = "conversation"
WRITTEN_TO = frozenset({Role.DIRECTOR})


def providers(work: Work) -> list[int]:
    """The providers on the list."""
    _made, found = parties.to_write_to(int(work.payload["list"]), seen_by=work.by)
    return found


def letter(work: Work) -> Letter:
    """The letter to one of their directors."""
    made, _providers = parties.to_write_to(int(work.payload["list"]), seen_by=work.by)
    return conversation_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        municipality=made.municipality.name,
        link=f"{settings.CONVENANT_URL}{reverse('municipality:asked')}",
    )
