"""Offers and answers. An answer is seen by the municipalities and by who gave it, nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from convenant.agreements.models import (
    Addressee,
    Agreement,
    AgreementKind,
    Answer,
    Consent,
    Offer,
)
from convenant.agreements.queries.agreements import terms_of
from convenant.core.actors import Actor, Kind
from convenant.core.findings import Finding
from convenant.core.lifecycles import OfferStatus
from convenant.core.method.agreements import (
    BasisText,
    basis_complete,
    basis_without_prices,
    sub_complete,
)
from convenant.documents.models import Version
from convenant.parties import queries as parties
from convenant.roundtables.models import Decision


def offers(*, seen_by: Actor) -> QuerySet[Offer]:
    """The region's offers for the buying side; for a provider those it got."""
    found = Offer.objects.select_related(
        "agreement__basis", "version__document", "decision__item__meeting__table", "offered_by"
    ).order_by("-made_at")
    if seen_by.machine:
        return found
    if seen_by.buys:
        return found.filter(agreement__region=seen_by.region)
    if seen_by.provides:
        return found.filter(addressees__provider=seen_by.organisation)
    return found.none()


def running_offers(*, region: int) -> QuerySet[Offer]:
    """The open offers of a region. Public is that they run and until when; never who said what."""
    return (
        Offer.objects.filter(agreement__region=region, status=OfferStatus.OPEN)
        .select_related("agreement", "version")
        .order_by("answer_before")
    )


def offer(pk: int, *, seen_by: Actor) -> Offer:
    """Raises Offer.DoesNotExist for both "not there" and "not yours"."""
    return offers(seen_by=seen_by).get(pk=pk)


def answers(offer: Offer, *, seen_by: Actor) -> QuerySet[Answer]:
    """All answers for the buying side of the region; for a provider only its own."""
    given = Answer.objects.filter(offer=offer).select_related("provider").order_by("provider__name")
    if seen_by.machine or (seen_by.buys and seen_by.region == offer.agreement.region_id):
        return given
    return given.filter(provider=seen_by.organisation)


def answer_of(offer: Offer, *, seen_by: Actor) -> Answer | None:
    """The answer of the viewer's own organisation."""
    return Answer.objects.filter(offer=offer, provider=seen_by.organisation).first()


def open_offers_for(*, seen_by: Actor, at: datetime) -> QuerySet[Offer]:
    """Offers that still wait for the viewer's organisation: no signature and no definite no."""
    signed = Consent.objects.filter(provider=seen_by.organisation, version=OuterRef("version"))
    refused = Answer.objects.filter(
        provider=seen_by.organisation, offer=OuterRef("pk"), accepted=False
    )
    return (
        offers(seen_by=seen_by)
        .filter(status=OfferStatus.OPEN, answer_before__gt=at)
        .filter(~Exists(signed), ~Exists(refused))
    )


def addressees(offer: Offer, *, seen_by: Actor) -> QuerySet[Any]:
    """Who got an offer and what came back, by name: addressees with ``accepted`` (None: silent),
    ``reason``, ``given_at``, ``given_by`` and ``has_signed``. Everyone for the buying side; a
    provider only itself."""
    mine = Answer.objects.filter(offer=offer, provider=OuterRef("provider"))
    found = (
        Addressee.objects.filter(offer=offer)
        .select_related("provider")
        .annotate(
            accepted=Subquery(mine.values("accepted")),
            reason=Subquery(mine.values("reason")),
            given_at=Subquery(mine.values("given_at")),
            given_by=Subquery(mine.values("given_by")),
            has_signed=Exists(
                Consent.objects.filter(version=offer.version_id, provider=OuterRef("provider"))
            ),
        )
        .order_by("provider__name")
    )
    if seen_by.machine or (seen_by.buys and seen_by.region == offer.agreement.region_id):
        return found
    return found.filter(provider=seen_by.organisation)


def to_offer(*, region: int, seen_by: Actor) -> QuerySet[Decision]:
    """Decisions of a region's tables to offer a version that has not been offered yet; these are
    for the buying side only. The version's document leads to the agreement."""
    decided = (
        Decision.objects.filter(
            adopted=True,
            item__meeting__table__region=region,
            version__offer__isnull=True,
            version__document__in=Agreement.objects.values("document"),
        )
        .select_related("version__document__agreement", "item__meeting__table")
        .order_by("-decided_at")
    )
    if seen_by.machine or (seen_by.buys and seen_by.region == region):
        return decided
    return decided.none()


def shown_as(found: QuerySet[Any], answer: str) -> QuerySet[Any]:
    """Of :func:`addressees`, those that said "yes" or "no", are "silent" or have "signed"; any
    other word shows all. The viewer was already asked for."""
    conditions = {
        "yes": Q(accepted=True),
        "no": Q(accepted=False),
        "silent": Q(accepted__isnull=True),
        "signed": Q(has_signed=True),
    }
    return found.filter(conditions[answer]) if answer in conditions else found


@dataclass(frozen=True, slots=True)
class Tally:
    """How an offer stands: counts of providers."""

    addressed: int
    signed: int
    yes: int
    no: int

    @property
    def silent(self) -> int:
        return self.addressed - self.yes - self.no


def tally(offer: Offer) -> Tally:
    """Counts for the buying side; never shown to providers while the offer is open."""
    given = Answer.objects.filter(offer=offer)
    return Tally(
        addressed=Addressee.objects.filter(offer=offer).count(),
        signed=Consent.objects.filter(version=offer.version_id).count(),
        yes=given.filter(accepted=True).count(),
        no=given.filter(accepted=False).count(),
    )


def method_findings(agreement: Agreement, version: Version, *, on: date) -> list[Finding]:
    """What the method says about offering this version; blocking ones stop the offer. Rests on
    public texts and on who takes part."""
    terms = terms_of(version)
    if agreement.kind == AgreementKind.BASIC:
        topics = frozenset(version.articles.exclude(topic="").values_list("topic", flat=True))
        text = BasisText(topics, terms)
        return [*basis_complete(text), *basis_without_prices(text)]
    providers = parties.participants(agreement.region_id, kind=Kind.PROVIDER, on=on)
    return sub_complete(terms, providers.count())


def offers_past_deadline(*, at: datetime) -> QuerySet[Offer]:
    """Open offers whose deadline has passed; the worker closes them."""
    return Offer.objects.filter(status=OfferStatus.OPEN, answer_before__lte=at)
