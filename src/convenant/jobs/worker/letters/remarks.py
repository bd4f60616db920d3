"""Mail about what was said: to who gets an answer, to who supported what changed, and to who owes
an answer. That there is something to read, never what."""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.urls import reverse

from convenant.core.actors import Kind as Side
from convenant.core.actors import Role
from convenant.exchange.mail.letters import Letter
from convenant.exchange.mail.remarks import (
    answered_letter,
    support_letter,
    unanswered_letter,
)
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables
from convenant.roundtables.permissions import REPLIERS

SPEAKERS = frozenset({Role.DIRECTOR, Role.ACCOUNT_MANAGER})


def _concerned(contributions: Collection[int], work: Work) -> list[Recipient]:
    """Who made or supports these remarks, once each; for somebody who has left, who speaks for the
    organisation now."""
    concerned = tables.concerned_by(contributions, seen_by=work.by)
    organisations = sorted({organisation for _person, organisation in concerned})
    members = {
        (one.person_id, one.organisation_id): one.person
        for one in parties.people_of(organisations, on=work.at.date())
        if one.person.is_active
    }
    found: dict[int, Recipient] = {}
    for person, organisation in concerned:
        known = None if person is None else members.get((person, organisation))
        if known is not None:
            found[known.pk] = Recipient(known.pk, known.name, known.email)
        else:
            instead = people_of([organisation], SPEAKERS, work)
            found.update({one.person: one for one in instead})
    return list(found.values())


def _answered(work: Work) -> list[Recipient]:
    reply = tables.answer_made(int(work.payload["reply"]), seen_by=work.by)
    return _concerned(tables.answered_by(reply, seen_by=work.by), work)


def _answered_letter(work: Work) -> Letter:
    reply = tables.answer_made(int(work.payload["reply"]), seen_by=work.by)
    remarks = tables.answered_by(reply, seen_by=work.by)
    person = int(work.payload.get("person", 0))
    own = tables.own_among(remarks, person=person, seen_by=work.by)
    return answered_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        table=reply.item.meeting.table.name,
        link=_item_link(reply.item_id, own),
    )


def _supporters(work: Work) -> list[Recipient]:
    said = tables.contribution_anywhere(int(work.payload["contribution"]), seen_by=work.by)
    return [one for one in _concerned([said.pk], work) if one.person != said.person_id]


def _support_letter(work: Work) -> Letter:
    said = tables.contribution_anywhere(int(work.payload["contribution"]), seen_by=work.by)
    return support_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        table=said.item.meeting.table.name,
        withdrawn=work.payload["kind"] == "remark_withdrawn",
        link=_item_link(said.item_id, said.pk),
    )


def _repliers(work: Work) -> list[Recipient]:
    table = tables.table_by_number(int(work.payload["table"]))
    on = work.at.date()
    buyers = parties.participants(table.region_id, kind=Side.MUNICIPALITY, on=on)
    return people_of([one.pk for one in buyers], frozenset(REPLIERS), work)


def _unanswered_letter(work: Work) -> Letter | None:
    table = tables.table_by_number(int(work.payload["table"]))
    if table.pk not in tables.tables_waiting_since(work.at, seen_by=work.by):
        return None
    return unanswered_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        table=table.name,
        link=f"{settings.CONVENANT_URL}{reverse('tables:digital', args=[table.slug])}",
    )


def _item_link(item: int, remark: int | None) -> str:
    address = f"{settings.CONVENANT_URL}{reverse('tables:item', args=[item])}"
    return f"{address}?opmerking={remark}#opmerking-{remark}" if remark else address


KINDS = {
    "answered": Kind(_answered, _answered_letter),
    "remark_changed": Kind(_supporters, _support_letter),
    "remark_withdrawn": Kind(_supporters, _support_letter),
    "unanswered": Kind(_repliers, _unanswered_letter),
}
