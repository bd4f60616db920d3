"""The tables of a region, and one table with its meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus, VersionStatus
from convenant.core.method.tables import YearPlan, meetings_reachable
from convenant.core.norms import norm
from convenant.documents import queries as documents
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Figure,
    Kind,
    Link,
    Pagination,
    Table,
    Task,
    Tone,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.web.tables.sections import sections_of
from convenant.wording.findings import finding_words
from convenant.wording.tables import MEETING_STATUSES, version_name

if TYPE_CHECKING:
    from convenant.documents.models import Version
    from convenant.roundtables.models import Meeting, RoundTable

PER_PAGE = 25

STATUS_TONES = {
    MeetingStatus.PLANNED: Tone.NEUTRAL,
    MeetingStatus.OPEN: Tone.GOOD,
    MeetingStatus.CONFIRMED: Tone.INFO,
    MeetingStatus.HELD: Tone.GOOD,
    MeetingStatus.CLOSED: Tone.NEUTRAL,
    MeetingStatus.CANCELLED: Tone.BAD,
}


@dataclass(frozen=True, slots=True)
class TableCard:
    name: str
    url: str
    purpose: str
    badge: Badge | None
    meta: Sequence[str]


@dataclass(frozen=True, slots=True)
class ListPage:
    tables: Sequence[TableCard]
    findings: Sequence[str]


@dataclass(frozen=True, slots=True)
class TablePage:
    name: str
    purpose: str
    crumbs: Sequence[Link]
    text: Link | None
    figures: Sequence[Figure]
    findings: Sequence[str]
    upcoming: Sequence[Task]
    past: Table
    pages: Pagination
    plan_url: str
    voice: str
    voice_url: str
    sections: Sequence[Task]


def meeting_badge(meeting: Meeting) -> Badge:
    """How a meeting stands."""
    status = MeetingStatus(meeting.status)
    return Badge(str(MEETING_STATUSES[status]), STATUS_TONES[status])


def year_findings(plan: YearPlan, at: datetime) -> list[str]:
    """What the norm of meetings a year says about a table, in words."""
    found = meetings_reachable(plan, norm("meetings_per_year").on(at.date()))
    return [finding_words(finding) for finding in found]


def list_page(*, region: int, seen_by: Actor, at: datetime) -> ListPage:
    """All tables of a region: what is on each, and when it meets."""
    soonest: dict[int, Meeting] = {}
    for meeting in queries.upcoming(region=region, seen_by=seen_by, at=at):
        soonest.setdefault(meeting.table_id, meeting)
    texts: dict[int, Version] = {}
    for version in documents.discussable(region=region):
        texts.setdefault(version.document_id, version)
    cards = [
        _card(table, soonest.get(table.pk), texts.get(table.document_id))
        for table in queries.tables(region=region)
    ]
    plans = queries.year_plans(region=region, year=at.year, at=at) if seen_by.buys else []
    return ListPage(
        tables=cards,
        findings=[
            f"{table.name}: {words}" for table, plan in plans for words in year_findings(plan, at)
        ],
    )


def _card(table: RoundTable, meeting: Meeting | None, text: Version | None) -> TableCard:
    when = (
        _("Nog geen bijeenkomst gepland")
        if meeting is None
        else _("Bijeenkomst: %(when)s") % {"when": moment(meeting.starts_at)}
    )
    about = "" if text is None else version_name(text.document.title, text.number)
    return TableCard(
        name=table.name,
        url=reverse("tables:show", args=[table.slug]),
        purpose=table.purpose,
        badge=None if meeting is None else meeting_badge(meeting),
        meta=[when, *([about] if about else [])],
    )


def table_page(
    table: RoundTable, *, seen_by: Actor, at: datetime, number: str, query: QueryDict
) -> TablePage:
    """One table: the text on it, the coming meetings, the past ones by page."""
    region = table.region_id
    coming = queries.upcoming(region=region, seen_by=seen_by, at=at).filter(table=table)
    past = (
        queries.meetings(region=region, seen_by=seen_by)
        .filter(table=table)
        .exclude(pk__in=coming.values("pk"))
        .order_by("-starts_at", "-pk")
    )
    page = Paginator(past, PER_PAGE).get_page(number)
    held, planned = queries.meetings_in_year(table, at.year, at=at)
    enough = norm("meetings_per_year").on(at.date())
    return TablePage(
        name=table.name,
        purpose=table.purpose,
        crumbs=[Link(_("Overlegtafels"), reverse("tables:list")), Link(table.name)],
        text=_text_on(table),
        figures=[
            Figure(_("Bijeenkomsten dit jaar geweest"), str(held)),
            Figure(
                _("Nog gepland dit jaar"),
                str(planned),
                _("De methode vraagt er %(norm)s per jaar") % {"norm": int(enough.value)},
            ),
            Figure(
                _("Opmerkingen van sociale teams"),
                str(queries.social_remarks_at(table, seen_by=seen_by)),
                _("over alle bijeenkomsten van deze tafel"),
            ),
        ],
        findings=year_findings(YearPlan(at.year, held, planned), at) if seen_by.buys else [],
        upcoming=[_task(meeting) for meeting in coming],
        past=_past(list(page)),
        pages=pagination(page, query),
        plan_url=reverse("tables:plan", args=[table.slug])
        if permissions.may_plan(seen_by, table)
        else "",
        voice=_voice(table, seen_by, at),
        voice_url=reverse("representation:own", args=[table.slug]),
        sections=[
            Task(label=one.label, url=one.url, hint=one.hint, badge=one.badge)
            for one in sections_of(table, seen_by=seen_by, at=at)
        ],
    )


def _voice(table: RoundTable, viewer: Actor, at: datetime) -> str:
    """Who sits and who speaks for whom, in one sentence for this viewer (D042)."""
    placed = queries.covered(table, on=at.date(), seen_by=viewer).coverage
    values = {
        "seated": len(placed.seated),
        "represented": len(placed.represented),
        "uncovered": len(placed.uncovered),
    }
    if viewer.buys:
        return (
            _(
                "%(seated)s aanbieders zitten aan tafel en spreken voor %(represented)s anderen. "
                "Voor %(uncovered)s aanbieders spreekt niemand."
            )
            % values
        )
    if viewer.organisation in placed.seated:
        count = list(placed.represented.values()).count(viewer.organisation)
        return _("Uw organisatie zit aan tafel en spreekt voor %(count)s anderen.") % {
            "count": count
        }
    for voice in queries.own_voices(on=at.date(), seen_by=viewer).filter(table=table):
        if placed.represented.get(voice.provider_id) == voice.speaker_id:
            return _("%(speaker)s spreekt aan tafel voor u.") % {"speaker": voice.speaker.name}
    return _("Niemand spreekt aan tafel voor u.")


def _text_on(table: RoundTable) -> Link | None:
    latest = documents.latest_public(table.document_id)
    if latest is None:
        return None
    words = version_name(table.document.title, latest.number)
    if latest.status == VersionStatus.PUBLISHED:
        words = _("%(name)s (concept)") % {"name": words}
    return Link(words, reverse("texts:version", args=[table.document.slug, latest.number]))


def _task(meeting: Meeting) -> Task:
    return Task(
        label=moment(meeting.starts_at),
        url=reverse("tables:meeting", args=[meeting.pk]),
        badge=meeting_badge(meeting),
        hint=meeting.place,
    )


def _past(meetings: Sequence[Meeting]) -> Table:
    return Table(
        caption=_("Eerdere bijeenkomsten"),
        columns=[Column(_("Wanneer"), Kind.MOMENT), Column(_("Plaats")), Column(_("Stand"))],
        rows=[
            [
                Cell(meeting.starts_at, url=reverse("tables:meeting", args=[meeting.pk])),
                meeting.place,
                str(MEETING_STATUSES[MeetingStatus(meeting.status)]),
            ]
            for meeting in meetings
        ],
        empty=_("Er is nog geen bijeenkomst geweest."),
    )
