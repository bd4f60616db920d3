"""The publication log of a table: what was put on the site, when, and for which readers (D072).

Nothing is kept for it: agendas, texts, papers, minutes and decisions each know when they were
published, so the log cannot say anything else than they do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from convenant.core.actors import Actor
from convenant.core.minutes import MinutesText
from convenant.core.publication import PublishedKind, Readers
from convenant.documents import queries as documents
from convenant.roundtables.models import (
    Decision,
    Minutes,
    MinutesVersion,
    RoundTable,
    TalkMinutes,
    TalkPaper,
)
from convenant.roundtables.queries.bilateral import talks
from convenant.roundtables.queries.meetings import meetings
from convenant.roundtables.queries.papers import visible_papers


@dataclass(frozen=True, slots=True)
class Published:
    """One line of the log. ``subject`` as in the trail: "paper:12", "version:slug/2"; ``meeting``
    the day of the meeting it belongs to; ``number`` of a version or of corrected minutes."""

    at: datetime
    kind: PublishedKind
    readers: Readers
    subject: str
    title: str = ""
    meeting: datetime | None = None
    number: int = 0
    whose: str = ""
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""


def publications(table: RoundTable, *, seen_by: Actor) -> list[Published]:
    """Everything the viewer is or was entitled to read, newest first; also what was withdrawn."""
    found = [
        *_agendas(table, seen_by),
        *_papers(table, seen_by),
        *_versions(table, seen_by),
        *_minutes(table, seen_by),
        *_decisions(table, seen_by),
        *_talks(table, seen_by),
    ]
    return sorted(found, key=lambda one: (one.at, one.subject), reverse=True)


def _agendas(table: RoundTable, viewer: Actor) -> Iterator[Published]:
    met = meetings(region=table.region_id, seen_by=viewer).filter(table=table)
    for meeting in met.filter(agenda_published_at__isnull=False):
        assert meeting.agenda_published_at is not None  # noqa: S101 - filtered
        yield Published(
            at=meeting.agenda_published_at,
            kind=PublishedKind.AGENDA,
            readers=Readers.PUBLIC,
            subject=f"meeting:{meeting.pk}",
            meeting=meeting.starts_at,
        )


def _papers(table: RoundTable, viewer: Actor) -> Iterator[Published]:
    known = visible_papers(table.region_id, seen_by=viewer).filter(table=table)
    for paper in known.filter(published_at__isnull=False, held=False):
        assert paper.published_at is not None  # noqa: S101 - filtered
        closed = paper.readers == Readers.CLOSED and paper.organisation is not None
        yield Published(
            at=paper.published_at,
            kind=PublishedKind.PAPER,
            readers=Readers(paper.readers),
            subject=f"paper:{paper.pk}",
            title=paper.title,
            meeting=paper.meeting.starts_at if paper.meeting else None,
            whose=paper.organisation.name if closed and paper.organisation else "",
            withdrawn_at=paper.withdrawn_at,
            withdrawn_why=paper.withdrawn_why,
        )


def _versions(table: RoundTable, viewer: Actor) -> Iterator[Published]:
    known = documents.versions(table.document_id, seen_by=viewer).select_related("document")
    for version in known.filter(published_at__isnull=False):
        assert version.published_at is not None  # noqa: S101 - filtered
        yield Published(
            at=version.published_at,
            kind=PublishedKind.VERSION,
            readers=Readers.PUBLIC,
            subject=f"version:{version.document.slug}/{version.number}",
            title=version.document.title,
            number=version.number,
        )


def _minutes(table: RoundTable, viewer: Actor) -> Iterator[Published]:
    of_table = {"minutes__meeting__table": table}
    takes_part = viewer.machine or (
        viewer.region == table.region_id and (viewer.buys or viewer.provides)
    )
    texts = MinutesVersion.objects.filter(**of_table).select_related("minutes__meeting")
    if not takes_part:
        texts = texts.filter(kind=MinutesText.APPROVED)
    corrected: dict[int, int] = {}
    for text in texts.order_by("id"):
        shared = text.kind == MinutesText.SHARED
        if not shared:
            corrected[text.minutes_id] = text.number
        yield Published(
            at=text.made_at,
            kind=PublishedKind.SHARED_MINUTES if shared else PublishedKind.MINUTES,
            readers=Readers.PARTIES if shared else Readers.PUBLIC,
            subject=f"minutes:{text.minutes.meeting_id}",
            meeting=text.minutes.meeting.starts_at,
            number=text.number,
        )
    approved = Minutes.objects.filter(meeting__table=table, approved_at__isnull=False)
    for minutes in approved.select_related("meeting"):
        assert minutes.approved_at is not None  # noqa: S101 - filtered
        yield Published(
            at=minutes.approved_at,
            kind=PublishedKind.MINUTES,
            readers=Readers.PUBLIC,
            subject=f"minutes:{minutes.meeting_id}",
            meeting=minutes.meeting.starts_at,
            number=corrected.get(minutes.pk, 0) + 1,
        )


def _decisions(table: RoundTable, viewer: Actor) -> Iterator[Published]:  # noqa: ARG001 - public
    taken = Decision.objects.filter(item__meeting__table=table, item__held=False)
    taken = taken.select_related("item__meeting")
    for decision in taken:
        yield Published(
            at=decision.decided_at,
            kind=PublishedKind.DECISION,
            readers=Readers.PUBLIC,
            subject=f"decision:{decision.pk}",
            title=decision.item.title,
            meeting=decision.item.meeting.starts_at,
        )


def _talks(table: RoundTable, viewer: Actor) -> Iterator[Published]:
    """Minutes and files of talks with one provider, for the two sides of each and nobody else
    (D077); of minutes written again the last."""
    own = talks(seen_by=viewer, table=table).values("pk")
    texts = TalkMinutes.objects.filter(talk__in=own).select_related("talk__provider")
    for text in {text.talk_id: text for text in texts.order_by("number")}.values():
        yield Published(
            at=text.written_at,
            kind=PublishedKind.TALK_MINUTES,
            readers=Readers.CLOSED,
            subject=f"talk:{text.talk_id}",
            title=text.talk.provider.name,
            meeting=text.talk.starts_at,
            number=text.number,
            whose=text.talk.provider.name,
        )
    files = TalkPaper.objects.filter(talk__in=own).select_related("talk__provider", "paper")
    for file in files:
        yield Published(
            at=file.paper.added_at,
            kind=PublishedKind.PAPER,
            readers=Readers.CLOSED,
            subject=f"talk:{file.talk_id}/{file.number}",
            title=file.paper.title or file.paper.file_name,
            meeting=file.talk.starts_at,
            whose=file.talk.provider.name,
        )
