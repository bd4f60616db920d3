"""Ceilings in force on a day, with what they count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from convenant.agreements.models import Ceiling, Consent, Product
from convenant.core.actors import Actor
from convenant.core.terms import Scope
from convenant.documents.models import Article
from convenant.parties.queries import holds_on

_READ = (
    "agreement_id",
    "provider_id",
    "version_id",
    "agreement__slug",
    "agreement__title",
    "version__number",
    "version__document__slug",
    "provider__name",
    "provider__agb",
)

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
    # Rows and not objects: a region has hundreds of them, and the home page asks this too.
    consents = list(
        Consent.objects.filter(holds_on(on), agreement__region=region)
        .order_by("provider__name")
        .values_list(*_READ, named=True)
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
            if seen_by.provides and not _may_know(
                first.provider_id, len(group), own=own, viewer=seen_by
            ):
                continue
            found.append(
                CeilingInForce(
                    agreement=first.agreement__slug,
                    title=first.agreement__title,
                    document=first.version__document__slug,
                    version=first.version__number,
                    article=places.get((ceiling.version_id, ceiling.article), 0),
                    provider=first.provider_id if own else None,
                    name=first.provider__name if own else "",
                    agb=frozenset(consent.provider__agb for consent in group),
                    code=ceiling.code,
                    codes=counted,
                    amount=ceiling.amount,
                    hard=ceiling.hard,
                )
            )
    return found


def _may_know(provider: int, parties: int, *, own: bool, viewer: Actor) -> bool:
    """Its own ceiling, or a collective one shared with so many that no other's part shows."""
    if own:
        return provider == viewer.organisation
    return parties >= FEWEST_IN_A_TOTAL
