"""Consents, signatures, and the terms in force between a municipality and a provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from convenant.agreements.models import (
    Agreement,
    Buyer,
    Ceiling,
    Consent,
    Duration,
    Offer,
    Product,
    Signature,
)
from convenant.agreements.queries.agreements import buyers, terms_of
from convenant.core.actors import Actor
from convenant.core.periods import Period
from convenant.core.terms import Scope, Terms
from convenant.documents.models import Article, Version
from convenant.parties.models import Organisation
from convenant.parties.queries import holds_on


def consent_of(provider: int, agreement: Agreement | int, *, on: date) -> Consent | None:
    """The consent by which a provider is bound on a day."""
    return (
        Consent.objects.filter(holds_on(on), provider=provider, agreement=agreement)
        .select_related("version__document")
        .order_by("-valid_from")
        .first()
    )


def signatures_of(agreement: Agreement, *, seen_by: Actor) -> QuerySet[Signature]:
    """Signatures under an agreement: all for the buying side, its own for a provider."""
    found = (
        Signature.objects.filter(consent__agreement=agreement)
        .select_related("consent__provider", "consent__version")
        .order_by("-signed_at")
    )
    return found.filter(**_own(seen_by, agreement.region_id))


def signature(number: str, *, seen_by: Actor) -> Signature:
    """Raises Signature.DoesNotExist for both "not there" and "not yours"."""
    found = Signature.objects.select_related(
        "consent__agreement__region", "consent__provider", "consent__version__document"
    ).get(number=number)
    region = found.consent.agreement.region_id
    if not Signature.objects.filter(pk=found.pk, **_own(seen_by, region)).exists():
        raise Signature.DoesNotExist
    return found


def _own(viewer: Actor, region: int) -> dict[str, int | None]:
    if viewer.machine:
        return {}
    if viewer.buys:
        return {"consent__agreement__region": viewer.region if viewer.region == region else -1}
    return {"consent__provider": viewer.organisation or -1}


def knows_terms(digest: str) -> bool:
    """Whether terms with this SHA-256 were ever signed here."""
    return Signature.objects.filter(terms_digest=digest).exists()


@dataclass(frozen=True, slots=True)
class SignedDocument:
    """Everything a sealed PDF prints about one signature."""

    signature: Signature
    version: Version
    agreement: Agreement
    provider: Organisation
    municipalities: tuple[Organisation, ...]
    articles: tuple[Article, ...]
    terms: Terms
    decision: str
    decided_by: str
    decided_at: datetime
    offered_by: Organisation
    table: str


def signed_document(number: str, *, seen_by: Actor) -> SignedDocument:
    """What was signed, read from the immutable rows. Raises Signature.DoesNotExist."""
    found = signature(number, seen_by=seen_by)
    version = found.consent.version
    offer = Offer.objects.select_related("decision__item__meeting__table", "offered_by").get(
        version=version
    )
    return SignedDocument(
        signature=found,
        version=version,
        agreement=found.consent.agreement,
        provider=found.consent.provider,
        municipalities=tuple(buyers(found.consent.agreement_id)),
        articles=tuple(version.articles.order_by("position")),
        terms=terms_of(version),
        decision=offer.decision.text,
        decided_by=offer.decision.decided_by,
        decided_at=offer.decision.decided_at,
        offered_by=offer.offered_by,
        table=offer.decision.item.meeting.table.name,
    )


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A tariff in force for one provider and one municipality; cents per unit."""

    provider: str
    municipality: str
    law: str
    category: str
    code: str
    unit: str
    tariff: int
    period: Period
    agreement: str
    agreement_title: str
    version: int
    article: int
    product: str


@dataclass(frozen=True, slots=True)
class CeilingLine:
    """A ceiling in force; ``provider`` empty for a collective one. Cents a calendar year."""

    provider: str
    code: str
    amount: int
    hard: bool
    period: Period
    agreement: str
    agreement_title: str
    version: int
    article: int


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """All tariffs and ceilings that hold or held, for checking deliveries."""

    lines: tuple[ContractLine, ...]
    ceilings: tuple[CeilingLine, ...]


def contract_terms(*, region: int) -> ContractTerms:
    """Every consent of a region worked out into tariffs and ceilings per provider."""
    consents = list(
        Consent.objects.filter(agreement__region=region)
        .select_related("provider", "agreement", "version")
        .order_by("id")
    )
    versions = {consent.version_id for consent in consents}
    products = _grouped(Product.objects.filter(version__in=versions))
    ceilings = _grouped(Ceiling.objects.filter(version__in=versions))
    ends = dict(
        Duration.objects.filter(version__in=versions).values_list("version_id", "ends_before")
    )
    numbers = {
        (article.version_id, article.key): article.position
        for article in Article.objects.filter(version__in=versions)
    }
    municipalities: dict[int, list[str]] = {}
    for agreement, cbs in Buyer.objects.filter(agreement__region=region).values_list(
        "agreement_id", "municipality__cbs"
    ):
        municipalities.setdefault(agreement, []).append(cbs)
    lines: list[ContractLine] = []
    found_ceilings: dict[tuple[object, ...], CeilingLine] = {}
    for consent, period in _periods(consents, ends):
        for product in products.get(consent.version_id, ()):
            lines.extend(
                ContractLine(
                    provider=consent.provider.agb,
                    municipality=cbs,
                    law=product.law,
                    category=product.category,
                    code=product.code,
                    unit=product.unit,
                    tariff=product.tariff,
                    period=period,
                    agreement=consent.agreement.slug,
                    agreement_title=consent.agreement.title,
                    version=consent.version.number,
                    article=numbers.get((consent.version_id, product.article), 0),
                    product=product.name,
                )
                for cbs in municipalities.get(consent.agreement_id, ())
            )
        for ceiling in ceilings.get(consent.version_id, ()):
            own = ceiling.scope == Scope.PROVIDER
            line = CeilingLine(
                provider=consent.provider.agb if own else "",
                code=ceiling.code,
                amount=ceiling.amount,
                hard=ceiling.hard,
                period=period if own else Period(period.start, ends.get(consent.version_id)),
                agreement=consent.agreement.slug,
                agreement_title=consent.agreement.title,
                version=consent.version.number,
                article=numbers.get((consent.version_id, ceiling.article), 0),
            )
            found_ceilings[line.agreement, line.version, line.provider, line.code] = line
    return ContractTerms(tuple(lines), tuple(found_ceilings.values()))


def _periods(consents: list[Consent], ends: dict[int, date]) -> Iterator[tuple[Consent, Period]]:
    for consent in consents:
        limits = [day for day in (consent.valid_before, ends.get(consent.version_id)) if day]
        before = min(limits) if limits else None
        if before is None or before > consent.valid_from:
            yield consent, Period(consent.valid_from, before)


def _grouped(rows: QuerySet[Product] | QuerySet[Ceiling]) -> dict[int, list]:  # type: ignore[type-arg]
    grouped: dict[int, list] = {}  # type: ignore[type-arg]
    for row in rows.order_by("key"):
        grouped.setdefault(row.version_id, []).append(row)
    return grouped
