"""Per table: who sits, who is spoken for, who is not; and choosing for many at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.actors import Kind as OrganisationKind
from convenant.core.method.tables import SeatPlan, seats_balanced, seats_chosen
from convenant.core.norms import norm
from convenant.core.seats import ChosenBy, SizeClass
from convenant.parties import queries as parties
from convenant.roundtables import permissions, queries
from convenant.roundtables.queries import Covered
from convenant.web.region.representation.forms import FilterForm
from convenant.web.shared.components import (
    Cell,
    Column,
    Event,
    Figure,
    Kind,
    Link,
    Pagination,
    Table,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import day, number
from convenant.wording.findings import finding_words
from convenant.wording.representation import CHOSEN_BY, NEVER_PRICES
from convenant.wording.roles import SIZES

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import RepresentationChange, RoundTable

PER_PAGE = 25
UNCOVERED, EVERYONE = "none", "all"


@dataclass(frozen=True, slots=True)
class ListPage:
    crumbs: Sequence[Link]
    tables: Table
    never_prices: str


@dataclass(frozen=True, slots=True)
class Line:
    """A provider that can be chosen, and who speaks for it."""

    pk: int
    name: str
    url: str
    size: str
    speaker: str


@dataclass(frozen=True, slots=True)
class ShowPage:
    slug: str
    heading: str
    crumbs: Sequence[Link]
    figures: Sequence[Figure]
    findings: Sequence[str]
    never_prices: str
    seats: Table
    filter: FilterForm
    filtered: str
    lines: Sequence[Line]
    pages: Pagination
    may_assign: bool


@dataclass(frozen=True, slots=True)
class HistoryPage:
    slug: str
    crumbs: Sequence[Link]
    on: date
    rows: Table
    pages: Pagination
    events: Sequence[Event]


def crumbs(table: RoundTable | None = None, *last: Link) -> list[Link]:
    """The way back from a page about seats or representation."""
    here = (
        []
        if table is None
        else [Link(table.name, reverse("representation:show", args=[table.slug]) if last else "")]
    )
    top = reverse("representation:list") if here else ""
    return [
        Link(_("Regio"), reverse("region:start")),
        Link(_("Vertegenwoordiging"), top),
        *here,
        *last,
    ]


def findings_of(found: Covered, on: date) -> list[str]:
    """What the method says about the seats of a table, in words."""
    plan = SeatPlan(dict(found.sizes), len(found.coverage.uncovered))
    wanted = queries.seats_wanted(found.table, on=on)
    return [
        finding_words(finding)
        for finding in [
            *seats_balanced(plan, norm("seats_per_size_class").on(on), wanted=wanted),
            *seats_chosen(found.unchosen),
        ]
    ]


def list_page(*, region: int, on: date, seen_by: Actor) -> ListPage:
    """Every table with its seats, voices and who has none."""
    found = queries.all_covered(region=region, on=on, seen_by=seen_by)
    return ListPage(
        crumbs=crumbs(),
        never_prices=str(NEVER_PRICES),
        tables=Table(
            caption=_("Per overlegtafel"),
            columns=[
                Column(_("Overlegtafel")),
                Column(_("Aan tafel"), Kind.NUMBER),
                Column(_("Vertegenwoordigd"), Kind.NUMBER),
                Column(_("Zonder vertegenwoordiger"), Kind.NUMBER),
                Column(_("Aanbieders per vertegenwoordiger"), Kind.TEXT),
            ],
            rows=[
                [
                    Cell(one.table.name, url=reverse("representation:show", args=[one.table.slug])),
                    len(one.coverage.seated),
                    len(one.coverage.represented),
                    len(one.coverage.uncovered),
                    _ratio(one),
                ]
                for one in found
            ],
            empty=_("Er is nog geen overlegtafel in deze regio."),
        ),
    )


def _ratio(found: Covered) -> str:
    ratio = found.coverage.ratio
    return _("niemand aan tafel") if ratio is None else number(ratio, 1)


def filter_form(
    data: QueryDict, found: Covered, *, names: Mapping[int, str], on: date
) -> FilterForm:
    """The choices of the filter, for this table."""
    region = found.table.region_id
    seated = sorted(found.coverage.seated, key=lambda pk: names.get(pk, ""))
    areas = parties.participants(region, kind=OrganisationKind.MUNICIPALITY, on=on)
    return FilterForm(
        data,
        voices=[
            (UNCOVERED, _("Zonder vertegenwoordiger")),
            (EVERYONE, _("Alle aanbieders die niet aan tafel zitten")),
            *((str(pk), _("Nu: %(name)s") % {"name": names.get(pk, "")}) for pk in seated),
        ],
        sizes=[(size.value, str(SIZES[size])) for size in SizeClass],
        areas=[(area.cbs, area.name) for area in areas],
        codes=[(code, code) for code in parties.offered(region, on=on)],
    )


def chosen_providers(form: FilterForm, found: Covered, *, on: date, seen_by: Actor) -> Any:  # noqa: ANN401 - a queryset with annotations
    """The providers the filter leaves, none of which sits at the table."""
    form.is_valid()
    wanted = form.cleaned_data
    size = wanted.get("size")
    rows = parties.providers(
        found.table.region_id,
        on=on,
        seen_by=seen_by,
        search=wanted.get("search", ""),
        size=SizeClass(size) if size else None,
        code=wanted.get("code", ""),
    )
    if wanted.get("area"):
        rows = rows.filter(service_years__municipality__cbs=wanted["area"]).distinct()
    voice = wanted.get("voice") or (UNCOVERED if found.coverage.uncovered else EVERYONE)
    if voice == UNCOVERED:
        return rows.filter(pk__in=found.coverage.uncovered)
    if voice == EVERYONE:
        return rows.exclude(pk__in=found.coverage.seated)
    spoken = [pk for pk, who in found.coverage.represented.items() if str(who) == voice]
    return rows.filter(pk__in=spoken)


def names_of(region: int, on: date) -> dict[int, str]:
    """Names of everyone that takes part."""
    found = parties.participants(region, kind=OrganisationKind.PROVIDER, on=on)
    return dict(found.values_list("pk", "name"))


def show_page(
    found: Covered,
    *,
    query: QueryDict,
    names: Mapping[int, str],
    form: FilterForm,
    on: date,
    seen_by: Actor,
) -> ShowPage:
    """One table: figures, seats, and the providers to choose for."""
    table, placed = found.table, found.coverage
    rows = chosen_providers(form, found, on=on, seen_by=seen_by)
    page = Paginator(rows, PER_PAGE).get_page(query.get("page", ""))
    return ShowPage(
        slug=table.slug,
        heading=table.name,
        crumbs=crumbs(table),
        figures=[
            Figure(_("Aan tafel"), number(len(placed.seated))),
            Figure(_("Vertegenwoordigd"), number(len(placed.represented))),
            Figure(_("Zonder vertegenwoordiger"), number(len(placed.uncovered))),
            Figure(
                _("Aanbieders per vertegenwoordiger"),
                _ratio(found),
                _("%(voices)s aanbieders, %(speakers)s vertegenwoordigers")
                % {
                    "voices": number(len(placed.seated) + len(placed.represented)),
                    "speakers": number(len(placed.seated)),
                },
            ),
        ],
        findings=findings_of(found, on),
        never_prices=str(NEVER_PRICES),
        seats=_seats(found, names, on, seen_by),
        filter=form,
        filtered="&".join(
            f"{key}={value}" for key, value in query.items() if key != "page" and value
        ),
        lines=[_line(row, placed.represented, names) for row in page],
        pages=pagination(page, query),
        may_assign=bool(permissions.may_plan(seen_by, table)),
    )


def _seats(found: Covered, names: Mapping[int, str], on: date, viewer: Actor) -> Table:
    load = Counter(found.coverage.represented.values())
    rows = queries.standing_seats(found.table, on=on, seen_by=viewer)
    sizes = {c.provider: c.size for c in parties.candidates(found.table.region_id, on=on)}
    return Table(
        caption=_("Wie aan tafel zit"),
        columns=[
            Column(_("Aanbieder")),
            Column(_("Grootte")),
            Column(_("Aan tafel sinds"), Kind.DAY),
            Column(_("Spreekt voor"), Kind.NUMBER),
        ],
        rows=[
            [
                names.get(seat.provider_id, seat.provider.name),
                str(SIZES[sizes[seat.provider_id]]) if seat.provider_id in sizes else "",
                seat.valid_from,
                load[seat.provider_id],
            ]
            for seat in rows
        ],
        empty=_("Er zit nog niemand aan deze tafel. Kies eerst wie er zitten."),
    )


def _line(row: Organisation, represented: Mapping[int, int], names: Mapping[int, str]) -> Line:
    size = getattr(row, "size", None)
    return Line(
        pk=row.pk,
        name=row.name,
        url=reverse("profile:seen", args=[row.slug]),
        size=str(SIZES[SizeClass(size)]) if size else _("grootte niet bekend"),
        speaker=names.get(represented.get(row.pk, 0), ""),
    )


def history_page(table: RoundTable, *, on: date, query: QueryDict, seen_by: Actor) -> HistoryPage:
    """Who spoke for whom on a day, and every change."""
    rows = queries.spoken_for(table, on=on, seen_by=seen_by)
    page = Paginator(rows, PER_PAGE).get_page(query.get("page", ""))
    return HistoryPage(
        slug=table.slug,
        crumbs=crumbs(table, Link(_("Verloop"))),
        on=on,
        rows=Table(
            caption=_("Wie sprak voor wie op %(day)s") % {"day": day(on)},
            columns=[
                Column(_("Aanbieder")),
                Column(_("Vertegenwoordiger")),
                Column(_("Vanaf"), Kind.DAY),
                Column(_("Tot"), Kind.DAY),
                Column(_("Gekozen")),
            ],
            rows=[
                [
                    row.provider.name,
                    row.speaker.name,
                    row.valid_from,
                    row.valid_before,
                    str(CHOSEN_BY[ChosenBy(row.begun.chosen_by)]),
                ]
                for row in page
            ],
            empty=_("Op die dag sprak niemand voor een ander."),
        ),
        pages=pagination(page, query),
        events=[_event(made) for made in queries.changes(table, seen_by=seen_by)[:PER_PAGE]],
    )


def _event(made: RepresentationChange) -> Event:
    gained, lost = int(getattr(made, "gained", 0)), int(getattr(made, "lost", 0))
    words = {"gained": gained, "lost": lost, "day": day(made.since)}
    title = (
        _("%(gained)s aanbieders kregen een vertegenwoordiger, per %(day)s") % words
        if gained
        else _("%(lost)s aanbieders hebben geen vertegenwoordiger meer, per %(day)s") % words
    )
    how = str(CHOSEN_BY[ChosenBy(made.chosen_by)])
    return Event(
        at=made.made_at,
        title=title,
        who=made.made_by,
        text=f"{how}. {made.why}" if made.why else how,
    )
