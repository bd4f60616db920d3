"""What of the tables can be found on the public site. Every verb that makes something public, or
not public any more, ends with one of these; ``reindex`` makes all of it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from convenant.core.actors import Actor
from convenant.core.finding import Findable, FoundKind
from convenant.core.guard import HoldSubject
from convenant.core.lifecycles import VersionStatus
from convenant.core.periods import day_of
from convenant.core.publication import Readers
from convenant.documents import actions as documents
from convenant.documents.models import Version
from convenant.parties.models import Region
from convenant.roundtables.models import (
    AgendaItem,
    Hold,
    InformationSession,
    Meeting,
    Paper,
    RoundTable,
)
from convenant.search import actions as search


@transaction.atomic
def index_table(*, table: RoundTable, by: Actor, at: datetime) -> None:
    """A table: its name and what it is for."""
    about = Findable(FoundKind.TABLE, f"table:{table.slug}", table.name, table.purpose)
    search.put(region=table.region_id, things=[about], by=by, at=at)


@transaction.atomic
def index_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """A meeting that everybody may know of, with its published agenda, decisions and minutes."""
    meeting = Meeting.objects.select_related("table").get(pk=meeting.pk)
    region = meeting.table.region_id
    if meeting.confirmed_at is None:
        return
    items = list(
        AgendaItem.objects.filter(meeting=meeting).select_related("decision").order_by("position")
    )
    hidden = [f"{kind}:{item.pk}" for item in items if item.held for kind in ("item", "decision")]
    if hidden:
        search.forget(region=region, subjects=hidden, by=by, at=at)
    search.put(region=region, things=list(_of_meeting(meeting, items)), by=by, at=at)


@transaction.atomic
def index_papers(*, table: RoundTable, by: Actor, at: datetime) -> None:
    """Titles of papers that are public; withdrawn ones are not found any more."""
    papers = Paper.objects.filter(
        table=table, readers=Readers.PUBLIC, published_at__isnull=False, contribution__isnull=True
    )
    gone = papers.filter(withdrawn_at__isnull=False).values_list("pk", flat=True)
    subjects = [f"paper:{pk}" for pk in gone]
    search.forget(region=table.region_id, subjects=subjects, by=by, at=at)
    there = papers.filter(withdrawn_at__isnull=True, held=False)
    things = [
        Findable(
            FoundKind.PAPER, f"paper:{paper.pk}", paper.title, f"{table.name} {paper.file_name}"
        )
        for paper in there
    ]
    search.put(region=table.region_id, things=things, by=by, at=at)


@transaction.atomic
def index_released(*, hold: Hold, by: Actor, at: datetime) -> None:
    """The chair let a text through: what of it is public can be found from now on."""
    if hold.subject == HoldSubject.PAPER:
        index_papers(table=hold.table, by=by, at=at)
    elif hold.subject == HoldSubject.ITEM:
        for meeting in Meeting.objects.filter(items__pk=hold.subject_id):
            index_meeting(meeting=meeting, by=by, at=at)


@transaction.atomic
def index_session(*, session: InformationSession, by: Actor, at: datetime) -> None:
    """An information evening, once it is published; called off it stays to be found."""
    session = InformationSession.objects.select_related("table").get(pk=session.pk)
    if session.published_at is None:
        return
    about = Findable(FoundKind.SESSION, f"session:{session.pk}", session.title, session.text)
    search.put(region=session.table.region_id, things=[about], by=by, at=at)


@transaction.atomic
def reindex(*, region: Region, by: Actor, at: datetime) -> None:
    """Make the index of a region again, from what is public now."""
    search.forget_below(region=region.pk, beginnings=(), by=by, at=at)
    for version in Version.objects.filter(document__region=region).select_related("document"):
        if version.status != VersionStatus.CONCEPT:
            documents.index_version(version=version, by=by, at=version.published_at or at)
    for table in RoundTable.objects.filter(region=region):
        index_table(table=table, by=by, at=table.founded_at)
        index_papers(table=table, by=by, at=at)
    for meeting in Meeting.objects.filter(table__region=region, confirmed_at__isnull=False):
        assert meeting.confirmed_at is not None  # noqa: S101 - filtered
        index_meeting(
            meeting=meeting, by=by, at=meeting.agenda_published_at or meeting.confirmed_at
        )
    for session in InformationSession.objects.filter(table__region=region):
        index_session(session=session, by=by, at=session.published_at or at)


def _of_meeting(meeting: Meeting, items: list[AgendaItem]) -> Iterator[Findable]:
    name = f"{meeting.table.name}, {day_of(meeting.starts_at):%d-%m-%Y}"
    yield Findable(FoundKind.MEETING, f"meeting:{meeting.pk}", name, meeting.place)
    if meeting.minutes:
        yield Findable(FoundKind.MINUTES, f"minutes:{meeting.pk}", name, meeting.minutes)
    if meeting.agenda_published_at is None:
        return
    for item in items:
        if item.held:
            continue
        yield Findable(FoundKind.ITEM, f"item:{item.pk}", item.title, item.explanation)
        decision = getattr(item, "decision", None)
        if decision is not None:
            yield Findable(FoundKind.DECISION, f"decision:{item.pk}", item.title, decision.text)
