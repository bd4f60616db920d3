"""What is at stake in a text: who buys by it, what it is about and what it may cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from convenant.agreements.models import (
    Agreement,
    AgreementKind,
    Buyer,
    Ceiling,
    Effect,
    Product,
)
from convenant.core.mandates import Stake, amount_of, subjects_of
from convenant.core.terms import CeilingTerm, EffectTerm, ProductTerm, Terms

Text = tuple[int, int | None]
"""A document and one of its versions; without a version the document as a whole."""


def stake_of(document: int, version: int | None) -> Stake:
    """The stake of one text, as :func:`stakes_of`. Public."""
    return stakes_of([(document, version)])[0]


def stakes_of(texts: Sequence[Text]) -> list[Stake]:
    """The stake of each text, in the same order. Of a document as a whole only who buys is known;
    a text that is no agreement has none. Who buys what under which terms is public."""
    found = Agreement.objects.filter(document__in={document for document, _ in texts})
    agreements = {agreement.document_id: agreement for agreement in found}
    buyers: dict[int, list[int]] = defaultdict(list)
    rows = Buyer.objects.filter(agreement__in=agreements.values()).order_by("municipality")
    for agreement, municipality in rows.values_list("agreement", "municipality"):
        buyers[agreement].append(municipality)
    terms = _terms({version for _, version in texts if version is not None})
    stakes = []
    for document, version in texts:
        of = agreements.get(document)
        if of is None:
            stakes.append(Stake())
        elif version is None:
            stakes.append(Stake(buyers=tuple(buyers[of.pk])))
        else:
            stakes.append(_stake(of, tuple(buyers[of.pk]), terms[version]))
    return stakes


def _stake(agreement: Agreement, buyers: tuple[int, ...], terms: Terms) -> Stake:
    return Stake(
        buyers=buyers,
        subjects=subjects_of(terms, basic=agreement.kind == AgreementKind.BASIC),
        codes=frozenset(product.code for product in terms.products),
        amount=amount_of(terms),
    )


def _terms(versions: set[int]) -> dict[int, Terms]:
    """What of the terms decides the stake; the duration does not."""
    products: dict[int, list[ProductTerm]] = defaultdict(list)
    for p in Product.objects.filter(version__in=versions):
        products[p.version_id].append(
            ProductTerm(p.key, p.article, p.law, p.category, p.code, p.name, p.unit, p.tariff)
        )
    ceilings: dict[int, list[CeilingTerm]] = defaultdict(list)
    for c in Ceiling.objects.filter(version__in=versions):
        ceilings[c.version_id].append(
            CeilingTerm(c.key, c.article, c.scope, c.code, c.amount, c.hard)
        )
    effects: dict[int, list[EffectTerm]] = defaultdict(list)
    for e in Effect.objects.filter(version__in=versions):
        effects[e.version_id].append(
            EffectTerm(e.key, e.article, e.statement, e.indicator, e.target, e.budget)
        )
    return {
        version: Terms(tuple(products[version]), tuple(ceilings[version]), tuple(effects[version]))
        for version in versions
    }
