"""How every agreement of a region stands, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from convenant.agreements.models import Agreement, Answer, Buyer, Consent, Effect, Offer
from convenant.agreements.queries.agreements import agreements
from convenant.agreements.queries.offers import Tally
from convenant.core.actors import Actor
from convenant.core.lifecycles import OfferStatus
from convenant.documents.models import Version
from convenant.parties.queries import holds_on


@dataclass(frozen=True, slots=True)
class Standing:
    """One agreement on a day. ``version`` is the one in force, or None before the first offer
    took effect; ``open_offer`` is None where the viewer got none; ``budget`` in cents a year."""

    agreement: Agreement
    version: Version | None
    parties: int
    buyers: int
    budget: int
    open_offer: Offer | None
    own: Consent | None


def standings(*, region: int, on: date, seen_by: Actor) -> list[Standing]:
    """Every agreement the viewer may read, the basis first, with its figures."""
    found = list(agreements(region=region, seen_by=seen_by))
    versions = _in_force(found, on)
    budgets: Mapping[int, int] = dict(
        Effect.objects.filter(version__in=[version.pk for version in versions.values()])
        .values("version")
        .annotate(total=Sum("budget"))
        .values_list("version", "total")
    )
    party_counts = _counted(known_parties(found, on=on, seen_by=seen_by))
    buyer_counts = _counted(Buyer.objects.filter(agreement__in=found))
    open_offers = {
        offer.agreement_id: offer
        for offer in _offers_of(seen_by).filter(agreement__in=found, status=OfferStatus.OPEN)
    }
    own = own_consents(seen_by=seen_by)
    return [
        Standing(
            agreement=agreement,
            version=versions.get(agreement.pk),
            parties=party_counts.get(agreement.pk, 0),
            buyers=buyer_counts.get(agreement.pk, 0),
            budget=budgets.get(versions[agreement.pk].pk, 0) if agreement.pk in versions else 0,
            open_offer=open_offers.get(agreement.pk),
            own=own.get(agreement.pk),
        )
        for agreement in found
    ]


def version_in_force(agreement: Agreement, *, on: date) -> Version | None:
    """The newest version that was offered and holds on the day. Public, as all that is offered."""
    return _in_force([agreement], on).get(agreement.pk)


def known_parties(about: Iterable[Agreement], *, on: date, seen_by: Actor) -> QuerySet[Consent]:
    """Running consents as far as the viewer may know of them.

    Who is contracted is public (D014); who said yes to an offer that is still open is not: others
    still decide for themselves (Mw art. 6). The buying side and the party itself see it at once.
    """
    found = (
        Consent.objects.filter(holds_on(on), agreement__in=about)
        .select_related("provider", "version")
        .order_by("provider__name")
    )
    if seen_by.machine or seen_by.buys:
        return found
    earlier = Consent.objects.filter(
        agreement=OuterRef("agreement"),
        provider=OuterRef("provider"),
        valid_from__lt=OuterRef("valid_from"),
    )
    return found.filter(
        ~Q(version__offer__status=OfferStatus.OPEN)
        | Exists(earlier)
        | Q(provider=seen_by.organisation)
    )


def own_consents(*, seen_by: Actor) -> dict[int, Consent]:
    """By agreement: the last consent of the viewer's own organisation, with its signature."""
    if not seen_by.provides:
        return {}
    given = (
        Consent.objects.filter(provider=seen_by.organisation)
        .select_related("version", "signature", "agreement")
        .order_by("valid_from", "id")
    )
    return {consent.agreement_id: consent for consent in given}


def own_answers(*, seen_by: Actor) -> dict[int, Answer]:
    """By offer: the answer of the viewer's own organisation."""
    given = Answer.objects.filter(provider=seen_by.organisation or -1)
    return {answer.offer_id: answer for answer in given}


def tallies(offers: Iterable[Offer], *, seen_by: Actor) -> dict[int, Tally]:
    """By offer: how it stands, for the buying side of its region only."""
    region = {"agreement__region": seen_by.region if seen_by.buys else -1}
    asked = Offer.objects.filter(pk__in=[offer.pk for offer in offers], **region)
    answered = Answer.objects.filter(offer__in=asked).values("offer")
    yes = dict(answered.filter(accepted=True).annotate(n=Count("pk")).values_list("offer", "n"))
    no = dict(answered.filter(accepted=False).annotate(n=Count("pk")).values_list("offer", "n"))
    signed = dict(
        Consent.objects.filter(version__offer__in=asked)
        .values("version__offer")
        .annotate(n=Count("pk"))
        .values_list("version__offer", "n")
    )
    addressed = asked.annotate(n=Count("addressees")).values_list("pk", "n")
    return {
        pk: Tally(many, signed.get(pk, 0), yes.get(pk, 0), no.get(pk, 0)) for pk, many in addressed
    }


def _in_force(about: Iterable[Agreement], on: date) -> dict[int, Version]:
    offered = (
        Offer.objects.filter(agreement__in=about, valid_from__lte=on)
        .select_related("version__document")
        .order_by("valid_from", "made_at")
    )
    return {offer.agreement_id: offer.version for offer in offered}


def _offers_of(viewer: Actor) -> QuerySet[Offer]:
    if viewer.buys:
        return Offer.objects.filter(agreement__region=viewer.region)
    return Offer.objects.filter(addressees__provider=viewer.organisation or -1)


def _counted(rows: QuerySet[Consent] | QuerySet[Buyer]) -> dict[int, int]:
    counted = rows.order_by().values("agreement").annotate(many=Count("pk"))
    return dict(counted.values_list("agreement", "many"))
