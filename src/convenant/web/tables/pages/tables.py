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
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus, VersionStatus
from convenant.core.meetings.years import MeetingYear, Standing
from convenant.documents import queries as documents
from convenant.roundtables import permissions, queries
from convenant.web.confidential.pages.start import ProcedureLine
from convenant.web.confidential.part import procedure_banner
from convenant.web.seats.lasting import kind_badge, lasting_words
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
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.web.tables.sections import sections_of
from convenant.wording.meetings import year_advice
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
    """``findings``: whether it is too late, and the words."""

    tables: Sequence[TableCard]
    findings: Sequence[tuple[bool, str]]
    blackouts_url: str = ""
    calendar_url: str = ""


@dataclass(frozen=True, slots=True)
class SectionGroup:
    """Pages of a table that serve the same end."""

    title: str
    tasks: Sequence[Task]


@dataclass(frozen=True, slots=True)
class TablePage:
    name: str
    purpose: str
    crumbs: Sequence[Link]
    text: Link | None
    figures: Sequence[Figure]
    findings: Sequence[tuple[bool, str]]
    upcoming: Sequence[Task]
    past: Table
    pages: Pagination
    plan_url: str
    series_url: str
    voice: str
    voice_url: str
    sections: Sequence[SectionGroup]
    procedure: ProcedureLine | None
    kind: Badge
    lasting: str


def meeting_badge(meeting: Meeting) -> Badge:
    """How a meeting stands."""
    status = MeetingStatus(meeting.status)
    return Badge(str(MEETING_STATUSES[status]), STATUS_TONES[status])


def _year_figures(year: MeetingYear | None) -> list[Figure]:
    """The counter of the norm of the year (D066); an information evening has none."""
    if year is None:
        return []
    said = _("de norm is %(norm)s, van %(from)s tot en met %(to)s") % {
        "norm": year.norm,
        "from": day(year.period.start),
        "to": day(year.period.last_day),
    }
    return [
        Figure(_("Gehouden dit jaar"), str(year.held), said),
        Figure(
            _("Nog gepland dit jaar"),
            str(year.planned),
            _("er is tijd voor nog %(count)s meer") % {"count": year.possible},
        ),
    ]


def _advice(year: MeetingYear | None) -> list[tuple[bool, str]]:
    words = "" if year is None else year_advice(year)
    return [(year.standing is Standing.LOST, words)] if year is not None and words else []


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
    years = queries.meeting_years(region=region, at=at) if seen_by.buys else []
    return ListPage(
        tables=cards,
        findings=[
            (year.standing is Standing.LOST, f"{table.name}: {year_advice(year)}")
            for table, year in years
            if year_advice(year)
        ],
        blackouts_url=reverse("meetings:blackouts") if seen_by.buys else "",
        calendar_url=reverse("meetings:calendar"),
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
        meta=[kind_badge(table).label, when, *([about] if about else [])],
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
    year = queries.meeting_year(table, at=at)
    plans = bool(permissions.may_plan(seen_by, table))
    return TablePage(
        name=table.name,
        kind=kind_badge(table),
        lasting=lasting_words(table, on=at.date()),
        purpose=table.purpose,
        crumbs=[Link(_("Overlegtafels"), reverse("tables:list")), Link(table.name)],
        text=_text_on(table),
        figures=[
            *_year_figures(year),
            Figure(
                _("Opmerkingen van sociale teams"),
                str(queries.social_remarks_at(table, seen_by=seen_by)),
                _("over alle bijeenkomsten van deze tafel"),
            ),
        ],
        findings=_advice(year) if seen_by.buys else [],
        upcoming=[_task(meeting) for meeting in coming],
        past=_past(list(page)),
        pages=pagination(page, query),
        plan_url=reverse("tables:plan", args=[table.slug]) if plans else "",
        series_url=reverse("meetings:series", args=[table.slug]) if plans else "",
        voice=_voice(table, seen_by, at),
        procedure=procedure_banner(table, seen_by=seen_by),
        voice_url=reverse("representation:own", args=[table.slug]),
        sections=[
            SectionGroup(
                title,
                [
                    Task(label=one.label, url=one.url, hint=one.hint, badge=one.badge)
                    for one in found
                ],
            )
            for title, found in sections_of(table, seen_by=seen_by, at=at)
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
        words = _("%(seated)s aanbieders zitten aan tafel en spreken voor %(represented)s anderen.")
        nobody = ngettext(
            "Voor %(uncovered)s aanbieder spreekt niemand.",
            "Voor %(uncovered)s aanbieders spreekt niemand.",
            len(placed.uncovered),
        )
        return " ".join((words % values, nobody % values if placed.uncovered else "")).strip()
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
