"""Mail about a published agenda, to everyone who takes part (D071)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from convenant.core.actors import Kind as Side
from convenant.core.actors import Role
from convenant.exchange.mail.letters import Letter, agenda_letter
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables


def _everyone(work: Work) -> list[Recipient]:
    region = tables.meeting(int(work.payload["meeting"]), seen_by=work.by).table.region_id
    on = work.at.date()
    organisations = [
        organisation.pk
        for side in (Side.MUNICIPALITY, Side.PROVIDER)
        for organisation in parties.participants(region, kind=side, on=on)
    ]
    return people_of(organisations, frozenset(Role), work)


def _letter(work: Work) -> Letter:
    meeting = tables.meeting(int(work.payload["meeting"]), seen_by=work.by)
    return agenda_letter(
        to=str(work.payload["to"]),
        name=str(work.payload["name"]),
        table=meeting.table.name,
        starts_at=meeting.starts_at,
        place=meeting.place,
        link=f"{settings.CONVENANT_URL}{reverse('tables:meeting', args=[meeting.pk])}",
    )


KINDS = {"agenda": Kind(_everyone, _letter)}
