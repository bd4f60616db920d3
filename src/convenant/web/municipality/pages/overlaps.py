"""What is bought although a team does it, or although it moves to the first line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.processes import Bought, Move, Overlap, overlaps
from convenant.core.regions import Regime
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import workbook
from convenant.parties import queries as parties
from convenant.parties.queries import WayOfWorking
from convenant.web.municipality.parts import (
    OfficePage,
    Row,
    Section,
    said,
)
from convenant.web.shared.components import Cell, Column, Kind, Link, Table
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.processes import TASKS

Region = Mapping[int, Sequence[Bought]]
"""What each municipality buys, by its number."""


def bought_in(region: int, *, on: date, seen_by: Actor) -> Region:
    """From the terms of agreements in force, and from the products a municipality takes part in;
    a handful of queries, however many providers."""
    found: dict[int, list[Bought]] = {}
    for product in agreements.bought(region=region, on=on):
        found.setdefault(product.municipality, []).append(
            Bought(
                product.code,
                product.category,
                product.name,
                product.agreement_title,
                product.ends_before,
            )
        )
    names = agreements.product_names(region=region)
    for taking_part in parties.product_participations(region=region, on=on, seen_by=seen_by):
        general = taking_part.regime == Regime.GENERAL
        found.setdefault(taking_part.municipality_id, []).append(
            Bought(
                taking_part.code,
                taking_part.code[:2],
                names.get(taking_part.code, ""),
                _("deelname als algemene voorziening")
                if general
                else _("deelname aan het product"),
                taking_part.valid_before,
            )
        )
    return found


def overlaps_of(way: WayOfWorking, bought: Region) -> tuple[Overlap, ...]:
    """The overlaps of one municipality."""
    value, mine = way.value(), bought.get(way.municipality.pk, ())
    moves = [Move(move.code, move.moves_on) for move in way.moves]
    return overlaps(() if value is None else value.tasks, moves, mine)


def overlap_table(ways: Sequence[WayOfWorking], bought: Region, *, name_first: bool) -> Table:
    """Per municipality and product: what is bought, and what is done already."""
    rows: list[Row] = [
        [
            *([Cell(way.municipality.name, url=_address(way))] if name_first else []),
            Cell(one.bought.code, note=one.bought.name),
            one.bought.source,
            _why(one),
            one.moves_on,
        ]
        for way in ways
        for one in overlaps_of(way, bought)
    ]
    return Table(
        caption=_("Overlap met wat is ingekocht"),
        columns=[
            *([Column(_("Gemeente"))] if name_first else []),
            Column(_("Product")),
            Column(_("Ingekocht in")),
            Column(_("Terwijl")),
            Column(_("Vanaf"), Kind.DAY),
        ],
        rows=rows,
        download_url=reverse("municipality:overlap_download") if rows and name_first else "",
        empty=_("Er is geen overlap gevonden."),
    )


def overlap_page(ways: Sequence[WayOfWorking], bought: Region) -> OfficePage:
    """The overlaps of the whole region."""
    return OfficePage(
        title=_("Dubbel: zelf gedaan en ook ingekocht"),
        lead=_(
            "Per gemeente en product: wat het sociaal team zelf doet of wat naar de eerste lijn "
            "gaat, terwijl het ook wordt ingekocht."
        ),
        crumbs=[
            Link(_("Mijn organisatie"), reverse("organisation:start")),
            Link(_("Mijn gemeente"), reverse("municipality:start")),
            Link(_("Overlap")),
        ],
        sections=[Section("overlap", "", table=overlap_table(ways, bought, name_first=True))],
    )


def overlap_sheet(ways: Sequence[WayOfWorking], bought: Region) -> bytes:
    """The same as a spreadsheet."""
    columns = [
        SheetColumn(_("Gemeente"), width=24),
        SheetColumn(_("Product")),
        SheetColumn(_("Naam"), width=34),
        SheetColumn(_("Ingekocht in"), width=34),
        SheetColumn(_("Terwijl"), width=50),
        SheetColumn(_("Vanaf")),
    ]
    return workbook(_("Overlap"), columns, _lines(ways, bought))


def _lines(ways: Sequence[WayOfWorking], bought: Region) -> Iterator[tuple[str, ...]]:
    for way in ways:
        for one in overlaps_of(way, bought):
            yield (
                way.municipality.name,
                one.bought.code,
                one.bought.name,
                one.bought.source,
                _why(one),
                day(one.moves_on) if one.moves_on else "",
            )


def _why(one: Overlap) -> str:
    if one.task is not None:
        return _("Het team doet: %(task)s (%(code)s niet ingekocht)") % {
            "task": TASKS[one.task],
            "code": one.claimed,
        }
    return said(_("%(code)s gaat naar de eerste lijn") % {"code": one.claimed})


def _address(way: WayOfWorking) -> str:
    return reverse("municipality:profile_of", args=[way.municipality.slug])
