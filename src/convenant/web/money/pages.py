"""What the money page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor
from convenant.core.money import share_of
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.monitoring import queries as monitoring
from convenant.monitoring.queries import CeilingUse, Spent
from convenant.parties import queries as parties
from convenant.web.shared.components import (
    Cell,
    Column,
    Figure,
    Kind,
    Meter,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.templatetags.convenant_format import day, euro_whole, percent

ROWS_PER_PAGE = 12
MOST_METERS = 6


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """``years`` are (year, address, current)."""

    year: int
    years: Sequence[tuple[int, str, bool]]
    search: str
    intro: str
    figures: Sequence[Figure]
    meters: Sequence[Meter]
    more_meters: int
    ceilings: Table
    ceiling_pages: Pagination
    spent: Table
    spent_pages: Pagination
    own: bool


def money_page(viewer: Actor, query: QueryDict, *, region: int, on: date) -> MoneyPage:
    """Figures of one year; ``?jaar=`` another year, ``?zoek=`` part of a provider's name."""
    year, search = _asked(query, on)
    spent = _spent(viewer, region, year, search)
    every = _uses(viewer, region, year, on)
    warned = [use for use in every if tone_of(use) is not Tone.GOOD]
    uses = [use for use in every if _matches(use, search)]
    shown = [use for use in warned if _matches(use, search)]
    total = monitoring.total(region=region, year=year, seen_by=viewer)
    rows = Paginator(spent, ROWS_PER_PAGE).get_page(query.get("regels"))
    ceilings = Paginator(uses, ROWS_PER_PAGE).get_page(query.get("plafonds"))
    return MoneyPage(
        year=year,
        years=[(y, f"?jaar={y}", y == year) for y in range(on.year - 2, on.year + 1)],
        search=search,
        intro=_intro(warned, year),
        figures=_figures(total, warned, viewer),
        meters=[meter_of(use, on=on) for use in shown[:MOST_METERS]],
        more_meters=max(0, len(shown) - MOST_METERS),
        ceilings=_ceiling_table(list(ceilings), on),
        ceiling_pages=pagination(ceilings, query, "plafonds"),
        spent=_spent_table(list(rows), query),
        spent_pages=pagination(rows, query, "regels"),
        own=viewer.provides,
    )


@dataclass(frozen=True, slots=True)
class SpentRow:
    """One provider and product, with names."""

    provider: str
    product: str
    code: str
    spent: Spent


def spreadsheet(viewer: Actor, query: QueryDict, *, region: int, on: date) -> bytes:
    """Every row of the year, also those on other pages."""
    year, search = _asked(query, on)
    columns = [
        SheetColumn(_("Aanbieder"), width=36),
        SheetColumn(_("Product"), width=34),
        SheetColumn(_("Code")),
        SheetColumn(_("Goedgekeurd"), Format.EURO, 18),
        SheetColumn(_("Afgekeurd"), Format.EURO, 18),
        SheetColumn(_("Regels"), Format.NUMBER),
        SheetColumn(_("Afgekeurde regels"), Format.NUMBER, 18),
    ]
    return workbook(
        _("Geld %(year)s") % {"year": year},
        columns,
        (
            (
                row.provider,
                row.product,
                row.code,
                row.spent.approved,
                row.spent.refused,
                row.spent.lines,
                row.spent.refused_lines,
            )
            for row in _spent(viewer, region, year, search)
        ),
    )


def tone_of(use: CeilingUse) -> Tone:
    """Over the ceiling is bad, running out this year is a warning."""
    if use.left < 0 or use.outlook.share >= 1:
        return Tone.BAD
    return Tone.WARNING if use.outlook.gone_on or use.outlook.share >= Decimal("0.8") else Tone.GOOD


def meter_of(use: CeilingUse, *, on: date) -> Meter:
    """A ceiling as a bar with a sentence that says what is coming."""
    return Meter(
        label=ceiling_name(use),
        spent=use.used,
        ceiling=use.ceiling.amount,
        note=outlook_sentence(use, on=on),
        tone=tone_of(use),
        url=reverse("agreements:show", args=[use.ceiling.agreement]),
    )


def ceiling_name(use: CeilingUse) -> str:
    """Whose ceiling, for what."""
    name = use.ceiling.name or _("Alle partijen samen")
    subject = use.ceiling.code or use.ceiling.title
    return _("%(name)s: %(subject)s") % {"name": name, "subject": subject}


def outlook_sentence(use: CeilingUse, *, on: date) -> str:
    """When it runs out, in plain words."""
    if use.left < 0:
        return _("%(amount)s boven het plafond.") % {"amount": euro_whole(-use.left)}
    if use.outlook.gone_on is not None and use.outlook.gone_on > on:
        return _("In dit tempo op rond %(day)s.") % {"day": day(use.outlook.gone_on)}
    if use.outlook.share >= 1:
        return _("Het plafond is bereikt.")
    return _("Nog %(amount)s over.") % {"amount": euro_whole(use.left)}


def _asked(query: QueryDict, on: date) -> tuple[int, str]:
    asked = query.get("jaar", "")
    year = int(asked) if asked.isdecimal() and on.year - 10 < int(asked) <= on.year else on.year
    return year, query.get("zoek", "").strip()[:80]


def _spent(viewer: Actor, region: int, year: int, search: str) -> list[SpentRow]:
    sums = monitoring.spent(region=region, year=year, seen_by=viewer)
    names = parties.providers_by_agb({row.provider for row in sums})
    products = agreements.product_names(region=region)
    rows = [
        SpentRow(
            provider=names[row.provider].name if row.provider in names else row.provider,
            product=products.get(row.code, _("Geen product van een overeenkomst")),
            code=row.code,
            spent=row,
        )
        for row in sums
    ]
    found = [row for row in rows if search.lower() in row.provider.lower()]
    return sorted(found, key=lambda row: (-row.spent.approved, row.provider, row.code))


def _uses(viewer: Actor, region: int, year: int, on: date) -> list[CeilingUse]:
    """Ceilings are judged on today in this year and on the last day of a year gone by."""
    day_of_year = on if year == on.year else date(year, 12, 31)
    return monitoring.ceiling_use(region=region, on=day_of_year, seen_by=viewer)


def _matches(use: CeilingUse, search: str) -> bool:
    return search.lower() in use.ceiling.name.lower()


def _intro(warned: Sequence[CeilingUse], year: int) -> str:
    if not warned:
        return _("Geen plafond raakt in %(year)s op.") % {"year": year}
    return ngettext(
        "Eén plafond is of raakt in %(year)s op.",
        "%(count)s plafonds zijn of raken in %(year)s op.",
        len(warned),
    ) % {"count": len(warned), "year": year}


def _figures(total: dict[str, int], warned: Sequence[CeilingUse], viewer: Actor) -> list[Figure]:
    refused = share_of(total["refused"], total["approved"] + total["refused"])
    of_declared = _("%(share)s van wat is gedeclareerd")
    return [
        Figure(
            _("Goedgekeurd"),
            euro_whole(total["approved"]),
            _("van uw organisatie") if viewer.provides else _("alle gemeenten samen"),
        ),
        Figure(
            _("Afgekeurd"),
            euro_whole(total["refused"]),
            "" if refused is None else of_declared % {"share": percent(refused)},
        ),
        Figure(
            _("Plafonds die opraken"),
            str(len(warned)),
            _("bereikt, of op voor het einde van het jaar"),
        ),
    ]


def _ceiling_table(uses: Sequence[CeilingUse], on: date) -> Table:
    return Table(
        caption=_("Besteed tegen plafond"),
        columns=[
            Column(_("Wie")),
            Column(_("Overeenkomst")),
            Column(_("Plafond per jaar"), Kind.EURO_WHOLE),
            Column(_("Besteed"), Kind.EURO_WHOLE),
            Column(_("Deel"), Kind.PERCENT),
            Column(_("Stand"), Kind.BADGE),
        ],
        rows=[
            [
                use.ceiling.name or _("Alle partijen samen"),
                Cell(
                    use.ceiling.title,
                    url=reverse("texts:version", args=[use.ceiling.document, use.ceiling.version]),
                    note=_("artikel %(number)s, %(kind)s")
                    % {
                        "number": use.ceiling.article,
                        "kind": _("hard plafond") if use.ceiling.hard else _("zacht plafond"),
                    },
                ),
                use.ceiling.amount,
                use.used,
                use.outlook.share,
                Cell(_badge(use), note=outlook_sentence(use, on=on), tone=tone_of(use)),
            ]
            for use in uses
        ],
        empty=_("Er zijn geen plafonds afgesproken."),
    )


def _badge(use: CeilingUse) -> str:
    return {
        Tone.BAD: _("bereikt"),
        Tone.WARNING: _("raakt op"),
    }.get(tone_of(use), _("ruimte"))


def _spent_table(rows: Sequence[SpentRow], query: QueryDict) -> Table:
    kept = query.copy()
    for name in ("regels", "plafonds"):
        kept.pop(name, None)
    return Table(
        caption=_("Besteed per aanbieder en product"),
        columns=[
            Column(_("Aanbieder")),
            Column(_("Product")),
            Column(_("Regels"), Kind.NUMBER),
            Column(_("Goedgekeurd"), Kind.EURO),
            Column(_("Afgekeurd"), Kind.EURO),
        ],
        rows=[
            [
                row.provider,
                Cell(row.product, note=row.code),
                row.spent.lines,
                row.spent.approved,
                row.spent.refused,
            ]
            for row in rows
        ],
        download_url=f"{reverse('money:download')}?{kept.urlencode()}",
        empty=_("Er is dit jaar nog niets gedeclareerd."),
    )
