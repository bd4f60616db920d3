"""Mail about minutes and papers: that they are there and where, never what is in them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.core.actors import Kind as Side
from convenant.core.actors import Role
from convenant.core.lifecycles import MeetingStatus, MinutesStatus
from convenant.core.publication import Readers
from convenant.exchange.mail.letters import Letter, write
from convenant.jobs.worker.registry import Kind, Recipient, people_of
from convenant.jobs.worker.work import Work
from convenant.parties import queries as parties
from convenant.roundtables import queries as tables
from convenant.roundtables.permissions import MINUTE_WRITERS, PROVIDER_SPEAKERS

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting, Paper

READING = frozenset({*PROVIDER_SPEAKERS, *MINUTE_WRITERS, Role.ALDERMAN, Role.SOCIAL_TEAM_MEMBER})
WRITING = frozenset({Role.PURCHASER, Role.CONTRACT_MANAGER, Role.CHAIR})
BOTH = (Side.MUNICIPALITY, Side.PROVIDER)


def _everyone(work: Work) -> list[Recipient]:
    return people_of(_of_region(_meeting(work).table.region_id, BOTH, work), READING, work)


def _writers(work: Work) -> list[Recipient]:
    region = _meeting(work).table.region_id
    return people_of(_of_region(region, (Side.MUNICIPALITY,), work), WRITING, work)


def _entitled(work: Work) -> list[Recipient]:
    """Every reader of these papers; who reads only some gets the same letter."""
    papers = _papers(work)
    found: set[int] = set()
    for paper in papers:
        to_all = paper.readers in (Readers.PUBLIC, Readers.PARTIES)
        sides = BOTH if to_all else (Side.MUNICIPALITY,)
        found |= set(_of_region(paper.table.region_id, sides, work))
        if paper.readers == Readers.CLOSED and paper.organisation_id is not None:
            found.add(paper.organisation_id)
    return people_of(sorted(found), READING, work)


def _shared(work: Work) -> Letter | None:
    meeting = _meeting(work)
    minutes = tables.minutes_of(meeting, seen_by=work.by)
    if minutes is None or minutes.status != MinutesStatus.SHARED:
        return None
    with translation.override("nl"):
        return _write(
            work,
            _("Lees het verslag en reageer: %(table)s") % {"table": meeting.table.name},
            _("Het verslag van %(day)s is gedeeld. Lees het en zeg wat niet klopt of ontbreekt:")
            % {"day": _day(meeting)},
            reverse("minutes:show", args=[meeting.pk]),
        )


def _approved(work: Work) -> Letter | None:
    meeting = _meeting(work)
    with translation.override("nl"):
        return _write(
            work,
            _("Het verslag is vastgesteld: %(table)s") % {"table": meeting.table.name},
            _("Het verslag van %(day)s is vastgesteld en staat op de site:")
            % {"day": _day(meeting)},
            reverse("minutes:show", args=[meeting.pk]),
        )


def _late(work: Work) -> Letter | None:
    meeting = _meeting(work)
    minutes = tables.minutes_of(meeting, seen_by=work.by)
    if meeting.status != MeetingStatus.HELD or (
        minutes is not None and minutes.status == MinutesStatus.SHARED
    ):
        return None
    with translation.override("nl"):
        return _write(
            work,
            _("Het verslag is te laat: %(table)s") % {"table": meeting.table.name},
            _("Het verslag van %(day)s is nog niet gedeeld met wie meedoet. Schrijf en deel het:")
            % {"day": _day(meeting)},
            reverse("minutes:show", args=[meeting.pk]),
        )


def _new_papers(work: Work) -> Letter | None:
    papers = [paper for paper in _papers(work) if paper.withdrawn_at is None]
    if not papers:
        return None
    table = papers[0].table
    with translation.override("nl"):
        return _write(
            work,
            _("Nieuwe stukken: %(table)s") % {"table": table.name},
            _("Bij deze tafel staan nieuwe stukken. Lees ze hier:"),
            reverse("papers:list", args=[table.slug]),
        )


def _write(work: Work, subject: str, text: str, address: str) -> Letter:
    values = {
        "name": str(work.payload["name"]),
        "text": text,
        "link": f"{settings.CONVENANT_URL}{address}",
    }
    return write(str(work.payload["to"]), subject, "waiting.txt", values)


def _meeting(work: Work) -> Meeting:
    return tables.meeting(int(work.payload["meeting"]), seen_by=work.by)


def _papers(work: Work) -> list[Paper]:
    numbers = [int(one) for one in str(work.payload["papers"]).split(",")]
    return list(tables.papers_by_number(numbers, seen_by=work.by))


def _of_region(region: int, sides: Collection[Side], work: Work) -> list[int]:
    return [
        organisation.pk
        for side in sides
        for organisation in parties.participants(region, kind=side, on=work.at.date())
    ]


def _day(meeting: Meeting) -> str:
    return date_format(localtime(meeting.starts_at), "j F Y")


KINDS = {
    "minutes_shared": Kind(_everyone, _shared),
    "minutes_approved": Kind(_everyone, _approved),
    "minutes_late": Kind(_writers, _late),
    "papers": Kind(_entitled, _new_papers),
}
