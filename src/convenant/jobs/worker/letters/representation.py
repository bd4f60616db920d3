"""Letters about who speaks for whom: to the represented, and to who spoke and speaks for them."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Role
from convenant.exchange.mail.letters import Letter, Voices, representation_letter
from convenant.jobs.worker.registry import Kind, Recipient
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables

READERS = frozenset({Role.DIRECTOR, Role.ACCOUNT_MANAGER})


def _concerned(work: Work) -> list[Recipient]:
    """One letter for each person concerned, for each organisation it acts for."""
    made = tables.change(int(work.payload["change"]), seen_by=work.by)
    rows = tables.concerned(made, seen_by=work.by)
    organisations = {one for row in rows for one in (row.provider_id, row.speaker_id)}
    people = parties.people_of(sorted(organisations), on=timezone.localdate(work.at))
    return [
        Recipient(one.person_id, one.person.name, one.person.email, one.organisation_id)
        for one in people
        if Role(one.role) in READERS and one.person.is_active
    ]


def _letter(work: Work) -> Letter:
    """What changed for the organisation of the person it is written to."""
    made = tables.change(int(work.payload["change"]), seen_by=work.by)
    us = int(work.payload["organisation"])
    rows = tables.concerned(made, seen_by=work.by, organisation=us)
    ours = [row for row in rows if row.provider_id == us]
    spoken = [row for row in rows if row.speaker_id == us]
    speaker = next((row.speaker.name for row in ours if row.begun_id == made.pk), "")
    names = [row.provider.name if row.provider_id == us else row.speaker.name for row in rows]
    voices = Voices(
        organisation=names[0] if names else "",
        table=made.table.name,
        since=made.since,
        speaker=speaker,
        silenced=bool(ours) and not speaker,
        gained=[row.provider.name for row in spoken if row.begun_id == made.pk],
        lost=[row.provider.name for row in spoken if row.ended_id == made.pk],
        why=made.why,
    )
    link = settings.CONVENANT_URL + reverse("representation:own", args=[made.table.slug])
    return representation_letter(
        to=str(work.payload["to"]), name=str(work.payload["name"]), voices=voices, link=link
    )


KINDS = {"representation": Kind(_concerned, _letter)}
