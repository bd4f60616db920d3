"""What the pages about products and municipalities show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import Actor, Kind
from convenant.core.regions import BUYING, ParticipationForm, Regime, Standing
from convenant.parties import queries
from convenant.parties.queries import Product
from convenant.web.shared.components import Cell, Column, Link, Table
from convenant.web.shared.components import Kind as ColumnKind
from convenant.wording.regions import REGIMES, REGIMES_SHORT

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, Region

CONTRACTING = {ParticipationForm.FULL, ParticipationForm.SOME_PRODUCTS}


@dataclass(frozen=True, slots=True)
class MatrixPage:
    region: str
    crumbs: Sequence[Link]
    on: date
    table: Table
    may_change: bool


@dataclass(frozen=True, slots=True)
class ProductPage:
    title: str
    region: str
    crumbs: Sequence[Link]
    since: BoundField
    rows: Sequence[tuple[str, BoundField, BoundField]]
    history: Table
    may_change: bool


@dataclass(frozen=True, slots=True)
class Now:
    """How every municipality stands to one product, as the form shows it."""

    municipalities: Sequence[tuple[str, str]]
    contractors: Sequence[tuple[str, str]]
    initial: dict[str, str]

    def differs(self, slug: str, regime: Regime | None, by: str) -> bool:
        """Whether an answer is not what holds already."""
        how = "not" if regime is None else regime.value
        if how == "not":
            return self.initial.get(f"how-{slug}") != how
        return (self.initial.get(f"how-{slug}"), self.initial.get(f"by-{slug}")) != (how, by)


def matrix_page(
    region: Region, day: str, *, today: date, seen_by: Actor, may_change: bool
) -> MatrixPage:
    """Products down, municipalities across; on the day asked for."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        on = today
    rows = queries.participations(region, kind=Kind.MUNICIPALITY, on=on, seen_by=seen_by)
    there = {
        row.organisation_id: row.organisation
        for row in rows
        if row.valid_from <= on and row.form in BUYING
    }
    products = _products(region, on=on, seen_by=seen_by)
    standings = queries.standings_of(region, products, on=on)
    return MatrixPage(
        region=region.name,
        crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Per product"))],
        on=on,
        table=Table(
            caption=_("Wie doet mee aan welk product, en hoe"),
            columns=[
                Column(_("Product")),
                *(Column(one.name.removeprefix("Gemeente ")) for one in there.values()),
            ],
            rows=[
                [
                    Cell(
                        product.code,
                        url=reverse("region:product", args=[product.code]),
                        note=product.name,
                    ),
                    *(_cell(standings[product.code].get(pk), there) for pk in there),
                ]
                for product in products
            ],
            empty=_("Er zijn nog geen producten. Voeg er hieronder een toe."),
        ),
        may_change=may_change,
    )


def product_page(
    region: Region, code: str, *, form: forms.Form, seen_by: Actor, may_change: bool
) -> ProductPage:
    """One product with a line for each municipality, and all that was set before."""
    name = agreements.product_names(region=region.pk).get(code, "")
    municipalities: Sequence[tuple[str, str]] = getattr(form, "municipalities", ())
    return ProductPage(
        title=f"{code} {name}".strip(),
        region=region.name,
        crumbs=[
            Link(_("Regio"), reverse("region:start")),
            Link(_("Per product"), reverse("region:products")),
            Link(code),
        ],
        since=form["since"],
        rows=[(name, form[f"how-{slug}"], form[f"by-{slug}"]) for slug, name in municipalities],
        history=Table(
            caption=_("Wat er eerder is vastgelegd"),
            columns=[
                Column(_("Gemeente")),
                Column(_("Vorm")),
                Column(_("Contracteert")),
                Column(_("Vanaf"), ColumnKind.DAY),
                Column(_("Tot"), ColumnKind.DAY),
            ],
            rows=[
                [
                    row.municipality.name,
                    str(REGIMES[Regime(row.regime)]) if row.takes_part else _("doet niet mee"),
                    row.contracted_by.name if row.contracted_by is not None else None,
                    row.valid_from,
                    row.valid_before,
                ]
                for row in queries.product_history(region, code=code, seen_by=seen_by)
            ],
            empty=_("Voor dit product is nog niets apart vastgelegd."),
        ),
        may_change=may_change,
    )


def standing_now(region: Region, code: str, *, on: date) -> Now:
    """How the municipalities of the region stand to a product on a day."""
    standings = queries.standings_of(region, [Product(code, code[:2])], on=on)[code]
    known = {one.pk: one for one in queries.organisations(numbers=standings)}
    taking_part = queries.forms_of(region, on=on)
    initial = {}
    buying = []
    contractors = []
    for pk, one in known.items():
        if taking_part[pk] not in BUYING:
            continue
        buying.append((one.slug, one.name))
        if taking_part[pk] in CONTRACTING:
            contractors.append((one.slug, one.name))
        now = standings[pk]
        initial[f"how-{one.slug}"] = now.regime.value if now.takes_part else "not"
        by = known.get(now.contracted_by or 0)
        initial[f"by-{one.slug}"] = "" if by is None else by.slug
    return Now(buying, contractors, initial)


def _products(region: Region, *, on: date, seen_by: Actor) -> list[Product]:
    names = agreements.product_names(region=region.pk)
    rows = queries.product_rows(region, on=on, seen_by=seen_by)
    codes = set(names) | {row.code for found in rows.values() for row in found}
    return [Product(code, code[:2], names.get(code, "")) for code in sorted(codes)]


def _cell(now: Standing | None, there: dict[int, Organisation]) -> Cell:
    if now is None or not now.takes_part:
        return Cell(_("doet niet mee"))
    by = there.get(now.contracted_by or 0)
    note = _("contract: %(name)s") % {"name": by.name} if by is not None else ""
    return Cell(str(REGIMES_SHORT[now.regime]), note=note)
