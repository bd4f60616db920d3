"""Offers and answers. An answer is seen by the municipalities and by who gave it, nobody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from convenant.agreements.models import Addressee, Answer, Consent, Offer
from convenant.core.actors import Actor
from convenant.core.lifecycles import OfferStatus


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


def offers_past_deadline(*, at: datetime) -> QuerySet[Offer]:
    """Open offers whose deadline has passed; the worker closes them."""
    return Offer.objects.filter(status=OfferStatus.OPEN, answer_before__lte=at)
