"""Which municipality buys which product, by the terms in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from convenant.agreements.models import Buyer, Consent, Duration, Product
from convenant.parties.queries import holds_on


@dataclass(frozen=True, slots=True)
class BoughtProduct:
    """A product in the terms of an agreement that at least one provider is bound by on the day."""

    municipality: int
    code: str
    category: str
    name: str
    agreement: str
    agreement_title: str
    ends_before: date | None


def bought(*, region: int, on: date) -> list[BoughtProduct]:
    """Every product bought on a day, per municipality that is a buyer, by code. Public: terms in
    force and their buyers are. Four queries, however many providers."""
    running = dict(
        Consent.objects.filter(holds_on(on), agreement__region=region)
        .values_list("version_id", "agreement_id")
        .distinct()
    )
    buyers: dict[int, list[int]] = {}
    titles: dict[int, tuple[str, str]] = {}
    for agreement, slug, title, municipality in Buyer.objects.filter(
        agreement__in=set(running.values())
    ).values_list("agreement_id", "agreement__slug", "agreement__title", "municipality_id"):
        buyers.setdefault(agreement, []).append(municipality)
        titles[agreement] = (slug, title)
    ends = dict(
        Duration.objects.filter(version__in=running).values_list("version_id", "ends_before")
    )
    found = {}
    for product in Product.objects.filter(version__in=running).order_by("code", "version_id"):
        agreement = running[product.version_id]
        for municipality in buyers.get(agreement, ()):
            slug, title = titles[agreement]
            found[municipality, product.code, slug] = BoughtProduct(
                municipality=municipality,
                code=product.code,
                category=product.category,
                name=product.name,
                agreement=slug,
                agreement_title=title,
                ends_before=ends.get(product.version_id),
            )
    return list(found.values())
