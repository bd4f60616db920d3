"""The daily or weekly letter: one line and one link for each letter that waited."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse

from convenant.exchange.mail.digests import digest_letter
from convenant.exchange.mail.letters import Letter
from convenant.jobs.worker.registry import Kind, Recipient
from convenant.jobs.worker.work import Work
from convenant.outbox import queries as outbox
from convenant.parties import queries as parties


def _person(work: Work) -> list[Recipient]:
    found = parties.to_write_to_person(int(work.payload["for"]))
    return [] if found is None else [Recipient(found.pk, found.name, found.email)]


def bundling(kinds: Mapping[str, Kind]) -> Kind:
    """The kind of letter that brings letters of these kinds."""
    return Kind(_person, lambda work: _letter(work, kinds), at_once=True)


def _letter(work: Work, kinds: Mapping[str, Kind]) -> Letter | None:
    """What waited and still matters; None when nothing of it does."""
    to = {name: work.payload[name] for name in ("to", "name", "person")}
    found = [
        kinds[str(notice.payload["kind"])].letter(
            Work(notice.key, {**notice.payload, **to}, interrupted=False, by=work.by, at=work.at)
        )
        for notice in outbox.bundled(str(work.payload["digest"]))
    ]
    letters = [letter for letter in found if letter is not None]
    if not letters:
        return None
    return digest_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        letters=letters,
        link=f"{settings.CONVENANT_URL}{reverse('account_post')}",
    )
