"""Mail that asks providers for a conversation, to their directors."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from convenant.core.actors import Role
from convenant.exchange.mail.conversations import conversation_letter
from convenant.exchange.mail.letters import Letter
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties

WRITTEN_TO = frozenset({Role.DIRECTOR})


def _asked(work: Work) -> list[Recipient]:
    _made, providers = parties.to_write_to(int(work.payload["list"]), seen_by=work.by)
    return people_of(providers, WRITTEN_TO, work)


def _letter(work: Work) -> Letter:
    made, _providers = parties.to_write_to(int(work.payload["list"]), seen_by=work.by)
    return conversation_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        municipality=made.municipality.name,
        link=f"{settings.CONVENANT_URL}{reverse('municipality:asked')}",
    )


KINDS = {"conversation": Kind(_asked, _letter, at_once=True)}
