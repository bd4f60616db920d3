"""Terms and what changed in them, as tables and lines a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from convenant.core.terms import (
    CeilingTerm,
    DurationTerm,
    EffectTerm,
    ProductTerm,
    Term,
    TermChange,
    Terms,
)
from convenant.web.shared.components import Cell, Column, Detail, Kind, Table
from convenant.web.shared.templatetags.convenant_format import (
    euro,
    euro_whole,
    percent,
    period,
)
from convenant.wording.agreements import LAWS, UNITS, ceiling_name

Numbers = Mapping[str, int]
"""By key of an article: its number in the text."""


@dataclass(frozen=True, slots=True)
class TermsPart:
    """All terms of one version, ready to show."""

    effects: Table
    products: Table
    ceilings: Table
    duration: tuple[Detail, ...]


def terms_part(terms: Terms, numbers: Numbers) -> TermsPart:
    """The terms of a version; ``numbers`` says in which article each stands."""
    names = {term.code: term.name for term in terms.products}
    return TermsPart(
        effects=_effects(terms.effects, numbers),
        products=_products(terms.products, numbers),
        ceilings=_ceilings(terms.ceilings, names, numbers),
        duration=_duration(terms.duration),
    )


def changes_table(changes: Iterable[TermChange], after: Terms) -> Table:
    """Each term that differs: what it was, what it becomes, and how much that is."""
    names = {term.code: term.name for term in after.products}
    return Table(
        caption=_("Voorwaarden die veranderen"),
        columns=[
            Column(_("Voorwaarde")),
            Column(_("Was")),
            Column(_("Wordt")),
            Column(_("Verschil"), Kind.PERCENT),
        ],
        rows=[
            [
                _name(change.after or change.before, names),
                _text(change.before) if change.before else _("stond er niet in"),
                Cell(_text(change.after)) if change.after else Cell(_("vervalt")),
                _step(change),
            ]
            for change in changes
        ],
        empty=_("De voorwaarden blijven hetzelfde."),
    )


def _effects(effects: Iterable[EffectTerm], numbers: Numbers) -> Table:
    return Table(
        caption=_("Effecten: wat er beter moet worden"),
        columns=[
            Column(_("Effect")),
            Column(_("Indicator")),
            Column(_("Doel")),
            Column(_("Budget per jaar"), Kind.EURO_WHOLE),
            Column(_("Artikel"), Kind.NUMBER),
        ],
        rows=[
            [e.statement, e.indicator, e.target, e.budget, numbers.get(e.article)] for e in effects
        ],
        empty=_("In deze overeenkomst staan geen effecten."),
    )


def _products(products: Iterable[ProductTerm], numbers: Numbers) -> Table:
    return Table(
        caption=_("Producten en tarieven"),
        columns=[
            Column(_("Product")),
            Column(_("Code")),
            Column(_("Tarief"), Kind.EURO),
            Column(_("Per")),
            Column(_("Artikel"), Kind.NUMBER),
        ],
        rows=[
            [
                Cell(p.name, note=str(LAWS[p.law])),
                p.code,
                p.tariff,
                str(UNITS[p.unit]),
                numbers.get(p.article),
            ]
            for p in products
        ],
        empty=_("In deze overeenkomst staan geen producten of tarieven."),
    )


def _ceilings(ceilings: Iterable[CeilingTerm], names: Mapping[str, str], numbers: Numbers) -> Table:
    return Table(
        caption=_("Plafonds per kalenderjaar"),
        columns=[
            Column(_("Plafond")),
            Column(_("Bedrag"), Kind.EURO_WHOLE),
            Column(_("Soort")),
            Column(_("Artikel"), Kind.NUMBER),
        ],
        rows=[
            [
                ceiling_name(c.scope, names.get(c.code, c.code)),
                c.amount,
                _hardness(c),
                numbers.get(c.article),
            ]
            for c in ceilings
        ],
        empty=_("In deze overeenkomst staan geen plafonds."),
    )


def _duration(term: DurationTerm | None) -> tuple[Detail, ...]:
    if term is None:
        return ()
    months = ", ".join(_("%(months)s maanden") % {"months": months} for months in term.options)
    return (
        Detail(_("Looptijd"), period(term.starts_on, term.ends_before)),
        Detail(_("Verlengen met"), months or _("niet mogelijk")),
        Detail(_("Opzegtermijn"), _("%(months)s maanden") % {"months": term.notice}),
    )


def _name(term: Term | None, names: Mapping[str, str]) -> str:
    if isinstance(term, ProductTerm):
        return _("Tarief %(product)s (%(code)s)") % {"product": term.name, "code": term.code}
    if isinstance(term, CeilingTerm):
        return ceiling_name(term.scope, names.get(term.code, term.code))
    if isinstance(term, EffectTerm):
        return _("Effect: %(statement)s") % {"statement": term.statement}
    return _("Looptijd")


def _text(term: Term | None) -> str:
    if isinstance(term, ProductTerm):
        return _("%(amount)s per %(unit)s") % {
            "amount": euro(term.tariff),
            "unit": UNITS[term.unit],
        }
    if isinstance(term, CeilingTerm):
        return f"{euro_whole(term.amount)}, {_hardness(term)}"
    if isinstance(term, EffectTerm):
        return f"{term.indicator}: {term.target}, {euro_whole(term.budget)}"
    if isinstance(term, DurationTerm):
        return period(term.starts_on, term.ends_before)
    return ""


def _hardness(term: CeilingTerm) -> str:
    return _("hard: daarboven wordt niet betaald") if term.hard else _("zacht: eerst overleg")


def _step(change: TermChange) -> str:
    before, after = _amount(change.before), _amount(change.after)
    if before is None or after is None or before == 0 or before == after:
        return ""
    share = Decimal(after - before) / before
    return f"+{percent(share)}" if share > 0 else percent(share)


def _amount(term: Term | None) -> int | None:
    if isinstance(term, ProductTerm):
        return term.tariff
    return term.amount if isinstance(term, CeilingTerm) else None
