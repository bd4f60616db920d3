"""Mail that follows a verb: first one task per person, then one letter per task."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from convenant.agreements import queries as agreements
from convenant.core.actors import Kind, Role
from convenant.exchange.mail.letters import Letter, agenda_letter, offer_letter
from convenant.exchange.mail.sending import send
from convenant.jobs.worker import arrangements, conversations, mandates, people, representation
from convenant.jobs.worker.work import NotDone, Work
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables

ANSWERERS = frozenset({Role.DIRECTOR, Role.ACCOUNT_MANAGER})


def mail(work: Work) -> None:
    """Send the letter when the task names a person (``to``), else make a task for each person.

    A letter whose sending was cut off is not sent again: it may have gone out, and what waits also
    stands on everyone's start page.
    """
    if "to" not in work.payload and work.payload["kind"] == "representation":
        representation.spread(work)
    elif "to" not in work.payload:
        _spread(work)
    elif not work.interrupted and work.payload["kind"] in people.KINDS:
        if (letter := people.letter(work)) is not None:
            send(letter, identifier=work.key)
    elif not work.interrupted:
        send(_letter(work), identifier=work.key)


@transaction.atomic
def _spread(work: Work) -> None:
    for person, name, address in _recipients(work):
        outbox.queue(
            topic=Topic.MAIL,
            key=f"{work.key}:{person}",
            payload={**work.payload, "to": address, "name": name},
            by=work.by,
            at=work.at,
        )


def _recipients(work: Work) -> Iterable[tuple[int, str, str]]:
    """Everyone concerned once (id, name, address), however many roles somebody has."""
    kind, on = work.payload["kind"], work.at.date()
    if kind == "agenda":
        region = tables.meeting(int(work.payload["meeting"]), seen_by=work.by).table.region_id
        organisations = [
            organisation.pk
            for organisations in (
                parties.participants(region, kind=Kind.MUNICIPALITY, on=on),
                parties.participants(region, kind=Kind.PROVIDER, on=on),
            )
            for organisation in organisations
        ]
        roles = frozenset(Role)
    elif kind == "offer":
        offer = agreements.offer(int(work.payload["offer"]), seen_by=work.by)
        organisations = list(offer.addressees.values_list("provider_id", flat=True))
        roles = ANSWERERS
    elif kind in mandates.KINDS:
        organisations, roles = mandates.holders(work), mandates.ACTING
    elif kind == arrangements.KIND:
        organisations, roles = arrangements.municipalities(work), arrangements.WRITTEN_TO
    elif kind == conversations.KIND:
        organisations, roles = conversations.providers(work), conversations.WRITTEN_TO
    else:
        raise NotDone(f"unknown kind of mail: {kind}")
    people = {
        membership.person_id: membership.person
        for membership in parties.people_of(organisations, on=on)
        if Role(membership.role) in roles
    }
    return [
        (person.pk, person.name, person.email) for person in people.values() if person.is_active
    ]


def _letter(work: Work) -> Letter:
    if work.payload["kind"] == "representation":
        return representation.letter(work)
    to, name = str(work.payload["to"]), str(work.payload["name"])
    if work.payload["kind"] == "agenda":
        meeting = tables.meeting(int(work.payload["meeting"]), seen_by=work.by)
        return agenda_letter(
            to=to,
            name=name,
            table=meeting.table.name,
            starts_at=meeting.starts_at,
            place=meeting.place,
            link=_link("tables:meeting", meeting.pk),
        )
    if work.payload["kind"] in mandates.KINDS:
        return mandates.letter(work)
    if work.payload["kind"] == arrangements.KIND:
        return arrangements.letter(work)
    if work.payload["kind"] == conversations.KIND:
        return conversations.letter(work)
    offer = agreements.offer(int(work.payload["offer"]), seen_by=work.by)
    return offer_letter(
        to=to,
        name=name,
        agreement=offer.agreement.title,
        answer_before=offer.answer_before,
        link=_link("agreements:offer", offer.pk),
    )


def _link(page: str, pk: int) -> str:
    return f"{settings.CONVENANT_URL}{reverse(page, args=[pk])}"
