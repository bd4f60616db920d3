"""What the page with the share of each municipality shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor, Kind
from convenant.core.money import share_of
from convenant.core.regions import ParticipationForm
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, Value, workbook
from convenant.monitoring import queries as monitoring
from convenant.parties import queries
from convenant.web.shared.components import Cell, Column, Figure, Link, Table
from convenant.web.shared.components import Kind as ColumnKind
from convenant.web.shared.templatetags.convenant_format import euro_whole, number
from convenant.wording.regions import PARTICIPATIONS

if TYPE_CHECKING:
    from convenant.parties.models import Region

FIRST_YEAR = 2015


@dataclass(frozen=True, slots=True)
class Share:
    """One municipality in a year; money in cents."""

    name: str
    slug: str
    how: str
    spent: int
    providers: int
    served: int
    products: int
    given: int
    held: int


@dataclass(frozen=True, slots=True)
class ReportPage:
    region: str
    crumbs: Sequence[Link]
    year: int
    years: Sequence[tuple[int, bool]]
    figures: Sequence[Figure]
    table: Table


def year_of(query: Mapping[str, str], today: date) -> int:
    """The year asked for; this year for anything else."""
    asked = query.get("jaar", "")
    known = asked.isascii() and asked.isdecimal() and FIRST_YEAR <= int(asked[:4]) <= today.year
    return int(asked) if known and len(asked) == len("2015") else today.year


def report_page(region: Region, *, year: int, on: date, seen_by: Actor) -> ReportPage:
    """The municipalities with their part of the whole."""
    found = shares(region, year=year, on=on, seen_by=seen_by)
    total = sum(share.spent for share in found)
    return ReportPage(
        region=region.name,
        crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Aandeel per gemeente"))],
        year=year,
        years=[(one, one == year) for one in range(on.year - 2, on.year + 1)],
        figures=[
            Figure(_("Gemeenten"), number(len(found))),
            Figure(
                _("Uitgegeven in %(year)s") % {"year": year},
                euro_whole(total),
                _("goedgekeurde declaraties"),
            ),
        ],
        table=Table(
            caption=_("Aandeel per gemeente in %(year)s") % {"year": year},
            columns=[
                Column(_("Gemeente")),
                Column(_("Uitgegeven"), ColumnKind.EURO_WHOLE),
                Column(_("Aandeel"), ColumnKind.PERCENT),
                Column(_("Aanbieders"), ColumnKind.NUMBER),
                Column(_("Met inwoners in zorg"), ColumnKind.NUMBER),
                Column(_("Producten"), ColumnKind.NUMBER),
                Column(_("Mandaat gegeven"), ColumnKind.NUMBER),
                Column(_("Mandaat gekregen"), ColumnKind.NUMBER),
            ],
            rows=[
                [
                    Cell(
                        one.name, url=reverse("region:municipality", args=[one.slug]), note=one.how
                    ),
                    one.spent,
                    share_of(one.spent, total) if total else None,
                    one.providers,
                    one.served,
                    one.products,
                    one.given,
                    one.held,
                ]
                for one in found
            ],
            totals=[_("Samen"), total, "", "", "", "", "", ""] if found else (),
            download_url=f"{reverse('region:shares_download')}?jaar={year}",
            empty=_("Er doet nog geen gemeente mee."),
        ),
    )


def spreadsheet(region: Region, *, year: int, on: date, seen_by: Actor) -> bytes:
    """The same as a workbook."""
    found = shares(region, year=year, on=on, seen_by=seen_by)
    total = sum(share.spent for share in found)
    columns = [
        SheetColumn(_("Gemeente"), width=32),
        SheetColumn(_("Hoe doet zij mee"), width=28),
        SheetColumn(_("Uitgegeven"), Format.EURO, 18),
        SheetColumn(_("Aandeel"), Format.SHARE),
        SheetColumn(_("Aanbieders die declareerden"), Format.NUMBER, 28),
        SheetColumn(_("Aanbieders met inwoners in zorg"), Format.NUMBER, 28),
        SheetColumn(_("Producten"), Format.NUMBER),
        SheetColumn(_("Mandaten gegeven"), Format.NUMBER, 18),
        SheetColumn(_("Mandaten gekregen"), Format.NUMBER, 18),
    ]
    rows: list[list[Value]] = [
        [
            one.name,
            one.how,
            one.spent,
            share_of(one.spent, total) if total else None,
            one.providers,
            one.served,
            one.products,
            one.given,
            one.held,
        ]
        for one in found
    ]
    return workbook(_("Gemeenten"), columns, rows)


def shares(region: Region, *, year: int, on: date, seen_by: Actor) -> list[Share]:
    """Every municipality that took part in the year, by name; the same number of queries for 1 and
    for 20."""
    rows = queries.participations(
        region, kind=Kind.MUNICIPALITY, on=min(date(year, 1, 1), on), seen_by=seen_by
    )
    forms = {
        row.organisation: ParticipationForm(row.form)
        for row in rows
        if row.valid_from <= max(date(year, 12, 31), on)
    }
    spent = monitoring.by_municipality(region=region.pk, year=year, seen_by=seen_by)
    served = queries.served_counts(region, year=year, seen_by=seen_by)
    bought = agreements.bought(region=region.pk, on=min(on, date(year, 12, 31)))
    mandates = queries.mandates_on(
        region=region.pk, on=min(on, date(year, 12, 31)), seen_by=seen_by
    )
    nothing = monitoring.MunicipalShare(0, 0, 0)
    return [
        Share(
            name=one.name,
            slug=one.slug,
            how=str(PARTICIPATIONS[form]),
            spent=spent.get(one.cbs, nothing).approved,
            providers=spent.get(one.cbs, nothing).providers,
            served=served.get(one.pk, 0),
            products=len({product.code for product in bought if product.municipality == one.pk}),
            given=sum(mandate.giver_id == one.pk for mandate, _state in mandates),
            held=sum(mandate.holder_id == one.pk for mandate, _state in mandates),
        )
        for one, form in forms.items()
    ]
