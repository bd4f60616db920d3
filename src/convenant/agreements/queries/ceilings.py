"""Ceilings in force on a day, with what they count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from convenant.agreements.models import Ceiling, Consent, Product
from convenant.core.actors import Actor
from convenant.core.terms import Scope
from convenant.documents.models import Article
from convenant.parties.queries import holds_on

FEWEST_IN_A_TOTAL = 5
"""Parties that a total must cover before a provider sees it."""


@dataclass(frozen=True, slots=True)
class CeilingInForce:
    """The most that may be spent in a calendar year, in cents, and the clause that says so.

    ``provider`` is None for a collective ceiling; ``agb`` and ``codes`` are whose spending on
    which products count towards it.
    """

    agreement: str
    title: str
    document: str
    version: int
    article: int
    provider: int | None
    name: str
    agb: frozenset[str]
    code: str
    codes: frozenset[str]
    amount: int
    hard: bool


def ceilings_in_force(*, region: int, on: date, seen_by: Actor) -> list[CeilingInForce]:
    """Every ceiling of a region's agreements on a day: all for the buying side, for a provider
    its own and the collective ones it shares in."""
    consents = list(
        Consent.objects.filter(holds_on(on), agreement__region=region)
        .select_related("provider", "agreement", "version__document")
        .order_by("provider__name")
    )
    if not (seen_by.machine or seen_by.buys):
        mine = {c.agreement_id for c in consents if c.provider_id == seen_by.organisation}
        consents = [c for c in consents if c.agreement_id in mine]
    versions = {consent.version_id for consent in consents}
    codes: dict[int, set[str]] = {}
    for version, code in Product.objects.filter(version__in=versions).values_list(
        "version", "code"
    ):
        codes.setdefault(version, set()).add(code)
    places = {
        (version, key): position
        for version, key, position in Article.objects.filter(version__in=versions).values_list(
            "version", "key", "position"
        )
    }
    found = []
    for ceiling in Ceiling.objects.filter(version__in=versions).order_by("key"):
        bound = [c for c in consents if c.version_id == ceiling.version_id]
        own = ceiling.scope == Scope.PROVIDER
        counted = (
            frozenset({ceiling.code}) if ceiling.code else frozenset(codes[ceiling.version_id])
        )
        groups = [[consent] for consent in bound] if own else [bound]
        for group in groups:
            first = group[0]
            if seen_by.provides and not _may_know(first, group, own=own, viewer=seen_by):
                continue
            found.append(
                CeilingInForce(
                    agreement=first.agreement.slug,
                    title=first.agreement.title,
                    document=first.version.document.slug,
                    version=first.version.number,
                    article=places.get((ceiling.version_id, ceiling.article), 0),
                    provider=first.provider_id if own else None,
                    name=first.provider.name if own else "",
                    agb=frozenset(consent.provider.agb for consent in group),
                    code=ceiling.code,
                    codes=counted,
                    amount=ceiling.amount,
                    hard=ceiling.hard,
                )
            )
    return found


def _may_know(first: Consent, group: list[Consent], *, own: bool, viewer: Actor) -> bool:
    """Its own ceiling, or a collective one shared with so many that no other's part shows."""
    if own:
        return first.provider_id == viewer.organisation
    return len(group) >= FEWEST_IN_A_TOTAL
