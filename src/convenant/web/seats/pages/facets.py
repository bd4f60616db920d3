"""The lists of a region, and what providers do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.seating.policies import FacetKind
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Cell, Column, Kind, Link, Pagination, Table, pagination
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording import seats as words

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import Served

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class FacetLine:
    pk: int
    name: str
    served_by: int


@dataclass(frozen=True, slots=True)
class FacetGroup:
    code: str
    label: str
    lines: Sequence[FacetLine]


@dataclass(frozen=True, slots=True)
class FacetsPage:
    crumbs: Sequence[Link]
    groups: Sequence[FacetGroup]
    may: bool
    may_half_days: bool


@dataclass(frozen=True, slots=True)
class ProvidersPage:
    crumbs: Sequence[Link]
    rows: Table
    pages: Pagination
    silent: int


def region_crumbs(*further: Link) -> list[Link]:
    """The way back to the lists of the region."""
    found = [Link(_("Regio"), reverse("region:start"))]
    if not further:
        return [*found, Link(_("Resultaten en doelgroepen"))]
    return [*found, Link(_("Resultaten en doelgroepen"), reverse("seats:facets")), *further]


def facets_page(*, region: int, seen_by: Actor, may_half_days: bool) -> FacetsPage:
    """Both lists, each line with how many providers do that."""
    found = list(queries.facets(region=region, seen_by=seen_by))
    return FacetsPage(
        crumbs=region_crumbs(),
        groups=[
            FacetGroup(
                code=kind.value,
                label=str(words.FACETS[kind]).capitalize(),
                lines=[
                    FacetLine(one.pk, one.name, getattr(one, "served_by", 0))
                    for one in found
                    if one.kind == kind
                ],
            )
            for kind in FacetKind
        ],
        may=bool(permissions.may_keep_facets(seen_by, region)),
        may_half_days=may_half_days,
    )


def facet_choices(*, region: int, seen_by: Actor) -> list[tuple[FacetKind, list[tuple[str, str]]]]:
    """The lists as tick boxes."""
    found = list(queries.facets(region=region, seen_by=seen_by))
    return [
        (kind, [(str(one.pk), one.name) for one in found if one.kind == kind]) for kind in FacetKind
    ]


def ticked(rows: Iterable[Served]) -> dict[str, list[str]]:
    """What is ticked now, by list."""
    found: dict[str, list[str]] = {kind.value: [] for kind in FacetKind}
    for row in rows:
        found[row.facet.kind].append(str(row.facet_id))
    return found


def stated_words(rows: Sequence[Served]) -> str:
    """Who said it last, and when."""
    if not rows:
        return _("Er is nog niets ingevuld.")
    last = max(rows, key=lambda row: row.stated_at)
    said = {
        "who": last.stated_by,
        "day": day(timezone.localdate(last.stated_at)),
    }
    if last.own_word:
        return _("Zelf ingevuld door de aanbieder: %(who)s, %(day)s.") % said
    return _("Ingevuld door de regio: %(who)s, %(day)s.") % said


def providers_page(*, region: int, query: QueryDict, on: date, seen_by: Actor) -> ProvidersPage:
    """Every provider with what it does, who said so and when."""
    everyone: Mapping[int, Organisation] = queries.provider_names(region, on=on)
    search = query.get("zoek", "").casefold()
    chosen = [one for one in everyone.values() if search in one.name.casefold()]
    page = Paginator(chosen, PER_PAGE).get_page(query.get("page", ""))
    rows = queries.served(
        region=region, providers=[one.pk for one in page.object_list], seen_by=seen_by
    )
    of: dict[int, list[Served]] = {}
    for row in rows:
        of.setdefault(row.provider_id, []).append(row)
    speaking = {pk for found in queries.serves(region, seen_by=seen_by).values() for pk in found}
    return ProvidersPage(
        crumbs=region_crumbs(Link(_("Aanbieders"))),
        rows=Table(
            caption=_("Wat aanbieders doen"),
            columns=[
                Column(_("Aanbieder")),
                Column(_("Resultaten en doelgroepen")),
                Column(_("Wie zei dit")),
                Column(_("Wanneer"), Kind.DAY),
            ],
            rows=[_line(one, of.get(one.pk, [])) for one in page.object_list],
            empty=_("Geen aanbieder gevonden."),
        ),
        pages=pagination(page, query),
        silent=len(everyone.keys() - speaking),
    )


def _line(provider: Organisation, rows: Sequence[Served]) -> list[str | date | Cell | None]:
    last = max(rows, key=lambda row: row.stated_at, default=None)
    return [
        Cell(provider.name, url=reverse("seats:served", args=[provider.slug])),
        ", ".join(row.facet.name for row in rows) or _("nog niets ingevuld"),
        "" if last is None else _("de aanbieder zelf") if last.own_word else _("de regio"),
        None if last is None else timezone.localdate(last.stated_at),
    ]
