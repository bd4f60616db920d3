"""The list of decisions, and a table over a year (D074); for who takes part and for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.agenda import Side
from convenant.core.contributions import Outcome
from convenant.exchange.spreadsheets.writing import Column as FileColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.roundtables import queries
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Figure,
    Kind,
    Link,
    Pagination,
    Table,
    Tone,
    Value,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import number

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable
    from convenant.roundtables.queries import DecisionLine, YearReport

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """One decision, in words."""

    name: str
    on: datetime
    title: str
    text: str
    table: str
    version: str
    remarks: str
    interests: tuple[str, ...]
    badge: Badge
    url: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which decisions: of one table (slug) and one year, where chosen."""

    table: RoundTable | None
    year: int | None


@dataclass(frozen=True, slots=True)
class DecisionsPage:
    lines: tuple[DecisionShown, ...]
    pages: Pagination
    tables: tuple[Link, ...]
    years: tuple[str, ...]
    table: str
    year: str
    download_url: str


def wanted(region: int, query: QueryDict) -> Wanted:
    """What the address asks; what is not there does not narrow."""
    slug, year = query.get("tafel", ""), query.get("jaar", "")
    table = queries.tables(region=region).filter(slug=slug).first() if slug else None
    return Wanted(table, int(year) if year.isdecimal() and len(year) == 4 else None)


def decisions_page(
    region: int, *, query: QueryDict, seen_by: Actor, meeting_url: str, download_url: str
) -> DecisionsPage:
    """The decisions of a region in a list, with what led to them. ``meeting_url`` and
    ``download_url``: names of addresses, for who takes part or for everybody."""
    asked = wanted(region, query)
    lines = queries.decision_list(
        region=region, table=asked.table, year=asked.year, seen_by=seen_by
    )
    page = Paginator(lines, PER_PAGE).get_page(query.get("page"))
    kept = QueryDict(mutable=True)
    for name in ("tafel", "jaar", "regio"):
        if query.get(name):
            kept[name] = query.get(name, "")
    return DecisionsPage(
        lines=tuple(_decision(line, meeting_url) for line in page),
        pages=pagination(page, query),
        tables=tuple(Link(table.name, table.slug) for table in queries.tables(region=region)),
        years=tuple(str(year) for year in queries.decision_years(region=region)),
        table=asked.table.slug if asked.table else "",
        year=str(asked.year or ""),
        download_url=reverse(download_url) + (f"?{kept.urlencode()}" if kept else ""),
    )


def _decision(line: DecisionLine, meeting_url: str) -> DecisionShown:
    decision = line.decision
    meeting = decision.item.meeting
    return DecisionShown(
        name=line.name,
        on=localtime(decision.decided_at),
        title=decision.item.title,
        text=decision.text,
        table=meeting.table.name,
        version=version_of(line),
        remarks=remarks_of(line),
        interests=tuple(row.text.organisation.name for row in line.interests),
        badge=Badge(_("vastgesteld"), Tone.GOOD)
        if decision.adopted
        else Badge(_("niet vastgesteld")),
        url=reverse(meeting_url, args=[meeting.pk]),
    )


def version_of(line: DecisionLine) -> str:
    """The text the decision is about, or nothing."""
    version = line.decision.version
    if version is None:
        return ""
    return _("%(title)s, versie %(number)s") % {
        "title": version.document.title,
        "number": version.number,
    }


def remarks_of(line: DecisionLine) -> str:
    """How many remarks led to it, and how they were answered."""
    total = line.remarks.total()
    if not total:
        return ""
    adopted = line.remarks[Outcome.ADOPTED] + line.remarks[Outcome.PARTLY]
    words = ngettext(
        "%(count)s opmerking beantwoord, %(adopted)s (deels) overgenomen",
        "%(count)s opmerkingen beantwoord, %(adopted)s (deels) overgenomen",
        total,
    )
    return words % {"count": total, "adopted": adopted}


def decisions_file(lines: Sequence[DecisionLine]) -> bytes:
    """The list as a spreadsheet."""
    rows: list[list[Value]] = [
        [
            line.name,
            localdate(line.decision.decided_at),
            line.decision.item.meeting.table.name,
            line.decision.item.title,
            _("vastgesteld") if line.decision.adopted else _("niet vastgesteld"),
            line.decision.text,
            version_of(line),
            line.remarks[Outcome.ADOPTED],
            line.remarks[Outcome.PARTLY],
            line.remarks[Outcome.NOT],
        ]
        for line in lines
    ]
    columns = [
        FileColumn(_("Nummer")),
        FileColumn(_("Datum"), Format.DAY),
        FileColumn(_("Tafel"), width=30),
        FileColumn(_("Onderwerp"), width=40),
        FileColumn(_("Besluit"), width=18),
        FileColumn(_("Tekst van het besluit"), width=70),
        FileColumn(_("Versie"), width=30),
        FileColumn(_("Opmerkingen overgenomen"), Format.NUMBER),
        FileColumn(_("Deels overgenomen"), Format.NUMBER),
        FileColumn(_("Niet overgenomen"), Format.NUMBER),
    ]
    return workbook(_("Besluiten"), columns, rows)


@dataclass(frozen=True, slots=True)
class ReportPage:
    heading: str
    table: str
    slug: str
    year: int
    years: tuple[int, ...]
    lead: str
    figures: tuple[Figure, ...]
    meetings: Table
    remarks: Table
    decisions: Table
    promises: Table | None
    told: str
    raised: str


def report_page(
    table: RoundTable, year: int, *, at: datetime, seen_by: Actor, meeting_url: str
) -> ReportPage:
    """How a table did in a year: meetings, attendance, who raised what, remarks and their answers,
    decisions, promises, reports back."""
    found = queries.year_report(table, year, at=at, seen_by=seen_by)
    return ReportPage(
        heading=_("Jaarverslag %(year)s") % {"year": year},
        table=table.name,
        slug=table.slug,
        year=year,
        years=tuple(one for one in queries.report_years(table) if one != year),
        lead=_("Gemaakt uit wat er bij deze tafel is vastgelegd."),
        figures=_figures(found),
        meetings=_meetings(found, meeting_url),
        remarks=_remarks(found),
        decisions=_decisions(found, meeting_url),
        promises=_promises(found),
        told=_told(found),
        raised=_raised(found),
    )


def _figures(found: YearReport) -> tuple[Figure, ...]:
    answered = found.outcomes.total()
    return (
        Figure(
            _("Bijeenkomsten gehouden"),
            number(found.held),
            note=_("nog gepland: %(planned)s") % {"planned": found.planned}
            if found.norm is None
            else _("norm: %(norm)s; nog gepland: %(planned)s")
            % {"norm": found.norm, "planned": found.planned},
        ),
        Figure(
            _("Opmerkingen beantwoord"),
            _("%(answered)s van %(all)s") % {"answered": answered, "all": found.remarks},
            note=_("gemiddeld na %(days)s dagen") % {"days": number(found.days, 1)}
            if found.days is not None
            else "",
        ),
        Figure(_("Besluiten"), number(len(found.decisions))),
        Figure(_("Partijen die meepraatten"), number(found.parties)),
    )


def _raised(found: YearReport) -> str:
    if not found.raised.total:
        return ""
    return _(
        "De gemeenten brachten %(buyers)s procent van de agendapunten in en de aanbieders "
        "%(providers)s procent."
    ) % {
        "buyers": found.raised.percent(Side.MUNICIPALITIES),
        "providers": found.raised.percent(Side.PROVIDERS),
    }


def _told(found: YearReport) -> str:
    if not found.rounds:
        return ""
    return _(
        "Over %(reported)s van %(rounds)s raadplegingen kwam een terugkoppeling aan de achterban."
    ) % {
        "reported": found.reported,
        "rounds": found.rounds,
    }


def _meetings(found: YearReport, meeting_url: str) -> Table:
    return Table(
        caption=_("Bijeenkomsten en aanwezigheid"),
        columns=[
            Column(_("Bijeenkomst"), Kind.DAY),
            Column(_("Aanwezig"), Kind.NUMBER),
            Column(_("Uitgenodigd aan tafel"), Kind.NUMBER),
        ],
        rows=[
            [
                Cell(
                    localdate(line.meeting.starts_at),
                    reverse(meeting_url, args=[line.meeting.pk]),
                ),
                line.present,
                line.asked,
            ]
            for line in found.meetings
        ],
        empty=_("Er is in dit jaar nog geen bijeenkomst gehouden."),
    )


def _remarks(found: YearReport) -> Table:
    return Table(
        caption=_("Wat er met opmerkingen gebeurde"),
        columns=[Column(_("Antwoord")), Column(_("Aantal"), Kind.NUMBER)],
        rows=[
            [_("Overgenomen"), found.outcomes[Outcome.ADOPTED]],
            [_("Deels overgenomen"), found.outcomes[Outcome.PARTLY]],
            [_("Niet overgenomen"), found.outcomes[Outcome.NOT]],
            [_("Nog geen antwoord"), found.unanswered],
        ],
        totals=[_("Samen"), found.remarks],
    )


def _decisions(found: YearReport, meeting_url: str) -> Table:
    return Table(
        caption=_("Besluiten"),
        columns=[
            Column(_("Nummer")),
            Column(_("Datum"), Kind.DAY),
            Column(_("Onderwerp")),
            Column(_("Besluit")),
        ],
        rows=[
            [
                line.name,
                localdate(line.decision.decided_at),
                Cell(
                    line.decision.item.title,
                    reverse(meeting_url, args=[line.decision.item.meeting_id]),
                ),
                line.decision.text,
            ]
            for line in found.decisions
        ],
        empty=_("In dit jaar is niets besloten."),
    )


def _promises(found: YearReport) -> Table | None:
    kept = found.promises
    if kept is None:
        return None
    return Table(
        caption=_("Beloften die dit jaar nagekomen moesten worden"),
        columns=[Column(_("Hoe het ging")), Column(_("Aantal"), Kind.NUMBER)],
        rows=[
            [_("Nagekomen"), kept.kept],
            [_("Deels nagekomen"), kept.partly],
            [_("Niet nagekomen"), kept.not_kept],
            [_("Nog open"), kept.open],
        ],
    )


def report_file(table: RoundTable, year: int, *, at: datetime, seen_by: Actor) -> bytes:
    """The report as a spreadsheet: one measure a row."""
    found = queries.year_report(table, year, at=at, seen_by=seen_by)
    rows: list[list[Value]] = [
        [_("Bijeenkomsten gehouden"), found.held],
        [_("Norm voor het jaar"), "" if found.norm is None else found.norm],
        [_("Nog gepland"), found.planned],
        *(
            _measure(
                _("Aanwezig op %(day)s (van %(asked)s)")
                % {"day": f"{localdate(line.meeting.starts_at):%d-%m-%Y}", "asked": line.asked},
                line.present,
            )
            for line in found.meetings
        ),
        [_("Agendapunten van gemeenten"), found.raised.municipalities],
        [_("Agendapunten van aanbieders"), found.raised.providers],
        [_("Opmerkingen"), found.remarks],
        [_("Overgenomen"), found.outcomes[Outcome.ADOPTED]],
        [_("Deels overgenomen"), found.outcomes[Outcome.PARTLY]],
        [_("Niet overgenomen"), found.outcomes[Outcome.NOT]],
        [_("Nog geen antwoord"), found.unanswered],
        [_("Partijen die meepraatten"), found.parties],
        [_("Besluiten"), len(found.decisions)],
        [_("Raadplegingen"), found.rounds],
        [_("Raadplegingen met terugkoppeling"), found.reported],
    ]
    if found.promises is not None:
        rows += [
            [_("Beloften nagekomen"), found.promises.kept],
            [_("Beloften deels nagekomen"), found.promises.partly],
            [_("Beloften niet nagekomen"), found.promises.not_kept],
            [_("Beloften nog open"), found.promises.open],
        ]
    columns = [FileColumn(_("Wat"), width=45), FileColumn(_("Aantal"), Format.NUMBER)]
    return workbook(f"{table.name} {year}", columns, rows)


def _measure(what: str, count: int) -> list[Value]:
    return [what, count]
