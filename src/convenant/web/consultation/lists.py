"""The lists of rounds among the represented: all, by table, by how they stand, of one meeting."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.roundtables import queries
from convenant.web.consultation.pages import Page, crumbs_of, state
from convenant.web.municipality.parts import Section
from convenant.web.shared.components import Link, Pagination, Task, pagination
from convenant.web.shared.templatetags.convenant_format import day, moment

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.roundtables.models import ConsultationRound, Meeting

PER_PAGE = 25
MOST_MISSING = 5
"""Above the list; all of them have a list of their own."""


def _line(of: ConsultationRound, *, seen_by: Actor, at: datetime) -> Task:
    speaks = seen_by.organisation == of.organisation_id
    who = (
        _("u spreekt voor anderen")
        if speaks
        else _("%(speaker)s spreekt") % {"speaker": of.organisation.name}
    )
    met = of.item.meeting.held_at is not None
    due = queries.report_due(of.item.meeting) if met else of.closes_at
    done = of.reported or (not met and at >= of.closes_at)
    title, where = of.item.title, f"{of.item.meeting.table.name}, "
    where += moment(of.item.meeting.starts_at)
    return Task(
        label=f"{of.organisation.name}: {title}" if seen_by.buys else title,
        url=reverse("consultation:show", args=[of.pk]),
        hint=where if seen_by.buys else f"{where}; {who}",
        badge=state(of, seen_by=seen_by, at=at),
        due=None if done or due is None else localdate(due),
    )


def start_page(*, region: int, seen_by: Actor, at: datetime, query: QueryDict) -> Page:
    """All rounds the viewer has to do with: what is missing first, then by meeting."""
    show, table = query.get("toon", ""), query.get("tafel", "")
    missing = queries.missing_reports(region=region, seen_by=seen_by, at=at)
    found = queries.rounds(region=region, seen_by=seen_by)
    tables = _tables(found, query)
    if table:
        found = found.filter(item__meeting__table__slug=table)
        missing = [one for one in missing if one.item.meeting.table.slug == table]
    if show == "ontbreekt":
        found = found.filter(pk__in=[one.pk for one in missing])
    elif show == "open":
        found = found.filter(item__meeting__held_at__isnull=True, closes_at__gt=at)
    elif show == "klaar":
        found = found.filter(reported=True)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    lead = (
        _(
            "Wie aan tafel zit, vraagt vooraf wat de anderen vinden en vertelt daarna wat er is "
            "gezegd. U ziet of dat gebeurt, niet wat zij elkaar schrijven."
        )
        if seen_by.buys
        else _(
            "Vraag voor een bijeenkomst wat uw achterban vindt, of zeg wat wie voor u spreekt moet "
            "weten. Daarna leest u hier wat er voor u is gezegd."
        )
    )
    sections = []
    if missing and not show:
        more = _address(query, toon="ontbreekt")
        sections.append(
            Section(
                "ontbreekt",
                _("Terugkoppeling ontbreekt"),
                tasks=[_line(one, seen_by=seen_by, at=at) for one in missing[:MOST_MISSING]],
                links=[Link(_("Alles"), more)] if len(missing) > MOST_MISSING else (),
            )
        )
    nothing = _nothing_here() if show or table else _no_rounds()
    sections.append(
        _rounds_section(page, pagination(page, query), seen_by=seen_by, at=at, nothing=nothing)
    )
    return Page(
        title=_("Achterban"),
        lead=lead,
        crumbs=crumbs_of(),
        shows=[
            (Link(words, _address(query, toon=kind)), kind == show)
            for kind, words in (
                ("", _("Alles")),
                ("open", _("Nog open")),
                ("ontbreekt", _("Terugkoppeling ontbreekt")),
                ("klaar", capfirst(_("teruggekoppeld"))),
            )
        ],
        tables=tables,
        sections=sections,
    )


def _tables(found: QuerySet[ConsultationRound], query: QueryDict) -> list[tuple[Link, bool]]:
    """The tables of these rounds to choose from; none when there is nothing to choose."""
    places = "item__meeting__table__slug", "item__meeting__table__name"
    known = sorted(set(found.order_by().values_list(*places)), key=lambda one: one[1])
    if len(known) < 2:
        return []
    choices = [("", _("Alle tafels")), *known]
    chosen = query.get("tafel", "")
    return [(Link(name, _address(query, tafel=slug)), slug == chosen) for slug, name in choices]


def _address(query: QueryDict, **changed: str) -> str:
    """This list, with another choice and what else was chosen kept."""
    kept = {name: query.get(name, "") for name in ("toon", "tafel")} | changed
    wanted = urlencode({name: value for name, value in kept.items() if value})
    start = reverse("consultation:start")
    return f"{start}?{wanted}" if wanted else start


def _no_rounds() -> str:
    return _("Er is nog geen raadpleging waar u bij hoort.")


def _nothing_here() -> str:
    return _("Geen raadplegingen die hierbij passen.")


def _rounds_section(
    rows: Iterable[ConsultationRound],
    pages: Pagination,
    *,
    seen_by: Actor,
    at: datetime,
    nothing: str,
) -> Section:
    tasks = [_line(one, seen_by=seen_by, at=at) for one in rows]
    return Section(
        "rondes",
        _("Raadplegingen"),
        text="" if tasks else nothing,
        tasks=tasks,
        pages=pages if tasks else None,
    )


def meeting_page(meeting: Meeting, *, seen_by: Actor, at: datetime, query: QueryDict) -> Page:
    """The rounds of one meeting."""
    found = queries.rounds(region=meeting.table.region_id, seen_by=seen_by).filter(
        item__meeting=meeting
    )
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    sections = [
        _rounds_section(page, pagination(page, query), seen_by=seen_by, at=at, nothing=_no_rounds())
    ]
    if any(one.organisation_id != seen_by.organisation for one in page) and seen_by.provides:
        said = Link(_("Voor mij gezegd"), reverse("consultation:said", args=[meeting.pk]))
        sections.insert(0, Section("gezegd", "", links=[said]))
    return Page(
        title=_("Achterban bij de bijeenkomst van %(day)s") % {"day": day(meeting.starts_at)},
        lead=_(
            "Per agendapunt en per vertegenwoordiger: wat er vooraf is gevraagd en of er is "
            "teruggekoppeld."
        ),
        eyebrow=meeting.table.name,
        crumbs=crumbs_of(
            Link(meeting.table.name, reverse("tables:meeting", args=[meeting.pk])),
            Link(_("Bijeenkomst van %(day)s") % {"day": day(meeting.starts_at)}),
        ),
        sections=sections,
    )
