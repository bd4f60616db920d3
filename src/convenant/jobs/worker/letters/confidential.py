"""Mail about talks with one provider, confidential requests and private questions. None of it says
what it is about; the public and competitors could read over a shoulder."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from convenant.core.actors import Kind as Sort
from convenant.core.actors import Role
from convenant.core.agenda import Side
from convenant.exchange.calendar.files import Method, invitation
from convenant.exchange.calendar.talks import talk_entry
from convenant.exchange.mail.confidential import Notice, confidential_letter
from convenant.exchange.mail.letters import Attachment, Letter
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables
from convenant.roundtables.permissions import CONFIDANTS, PROVIDER_SPEAKERS

PAGES = {
    "talk": "confidential:talk",
    "request": "confidential:request",
    "question": "confidential:question",
}


def _recipients(work: Work) -> list[Recipient]:
    region, providers = _sides(work)
    if work.payload["side"] == Side.PROVIDERS:
        return people_of(providers, frozenset(PROVIDER_SPEAKERS), work)
    buyers = parties.participants(region, kind=Sort.MUNICIPALITY, on=work.at.date())
    roles: frozenset[Role] = frozenset(CONFIDANTS)
    return people_of(list(buyers.values_list("pk", flat=True)), roles, work)


def _sides(work: Work) -> tuple[int, list[int]]:
    """The region, and the provider or providers it is about."""
    what, pk = work.payload["what"], UUID(str(work.payload["id"]))
    if what == "talk":
        talk = tables.talk(pk, seen_by=work.by)
        return talk.table.region_id, [talk.provider_id]
    if what == "question":
        question = tables.private_question(pk, seen_by=work.by)
        return question.table.region_id, [question.organisation_id]
    request = tables.confidential_request(pk, seen_by=work.by)
    # Who answered needs no reminder; when it is sent nobody has, so this is everyone asked.
    silent = tables.silent_providers(request, seen_by=work.by)
    return request.table.region_id, list(silent.values_list("pk", flat=True))


def _letter(notice: Notice, work: Work) -> Letter:
    what, pk = str(work.payload["what"]), UUID(str(work.payload["id"]))
    return confidential_letter(
        notice,
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        link=settings.CONVENANT_URL + reverse(PAGES[what], args=[pk]),
        attachments=_calendar(notice, work) if what == "talk" else (),
    )


def _calendar(notice: Notice, work: Work) -> tuple[Attachment, ...]:
    """The calendar file of a talk that is planned, moved or off."""
    talk = tables.talk(UUID(str(work.payload["id"])), seen_by=work.by)
    if notice not in (Notice.PLANNED, Notice.STOPPED) or talk.starts_at is None:
        return ()
    method = Method.REQUEST if notice is Notice.PLANNED else Method.CANCEL
    with translation.override("nl"):
        entry = talk_entry(
            key=str(talk.pk),
            moves=talk.moves,
            starts_at=talk.starts_at,
            place=talk.place,
            link=settings.CONVENANT_URL + reverse(PAGES["talk"], args=[talk.pk]),
            at=work.at,
            cancelled=method is Method.CANCEL,
        )
    content = invitation(
        entry,
        method,
        organizer=settings.DEFAULT_FROM_EMAIL,
        name=str(work.payload["name"]),
        attendee=str(work.payload["to"]),
    )
    kind = f"text/calendar; method={method.value}; charset=utf-8"
    return (Attachment("gesprek.ics", content, kind),)


KINDS = {
    "confidential_waits": Kind(_recipients, partial(_letter, Notice.WAITS)),
    "confidential_reminder": Kind(_recipients, partial(_letter, Notice.REMINDER)),
    "confidential_planned": Kind(_recipients, partial(_letter, Notice.PLANNED), at_once=True),
    "confidential_stopped": Kind(_recipients, partial(_letter, Notice.STOPPED), at_once=True),
}
