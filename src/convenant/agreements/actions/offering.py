"""Making an offer, answering it, closing it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from convenant.agreements import permissions, queries
from convenant.agreements.models import (
    Addressee,
    Agreement,
    AgreementKind,
    Answer,
    Buyer,
    Consent,
    Offer,
)
from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.findings import blocking
from convenant.core.lifecycles import OFFER, OfferStatus, VersionStatus
from convenant.core.lifecycles.agreements import OfferStep
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents.models import Version
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import queries as parties
from convenant.roundtables.models import Decision


@transaction.atomic
def make_offer(
    *,
    agreement: Agreement,
    decision: Decision,
    valid_from: date,
    answer_before: datetime,
    by: Actor,
    at: datetime,
) -> Offer:
    """Turn the version a table decided on into an offer to every provider of the region.

    One text for all, to be answered with yes or no before a moment (D093). The offering
    municipality needs a mandate of every other municipality in the agreement that covers this
    version: its subjects, products and cost (D036). A dossier about the agreement that is in the
    decision chain comes first (D060). Who left the region since the draft is no party to what is
    offered for the first time (D058).
    """
    agreement = Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    permissions.may_offer(by, agreement).require()
    if decision.version_id is None:
        raise Refused(Reason.NO_DECISION)
    version = Version.objects.select_related("document").get(pk=decision.version_id)
    if not decision.adopted or version.document_id != agreement.document_id:
        raise Refused(Reason.NO_DECISION)
    if version.status != VersionStatus.DECIDED or Offer.objects.filter(version=version).exists():
        raise Refused(Reason.NO_DECISION)
    if answer_before <= at:
        raise Refused(Reason.DEADLINE_IN_PAST)
    left = _let_go(agreement, on=max(valid_from, day_of(at)))
    stake = queries.stake_of(agreement.document_id, version.pk)
    permissions.has_mandates(by, agreement, stake, on=day_of(at)).require()
    permissions.is_decided(agreement).require()
    if blocking(queries.method_findings(agreement, version, on=at.date())):
        basic = agreement.kind == AgreementKind.BASIC
        raise Refused(Reason.BASIS_INCOMPLETE if basic else Reason.SUB_INCOMPLETE)
    offer = Offer.objects.create(
        agreement=agreement,
        version=version,
        decision=decision,
        offered_by_id=by.organisation or queries.buyers(agreement)[0].pk,
        terms_digest=queries.terms_of(version).digest(),
        valid_from=valid_from,
        made_at=at,
        answer_before=answer_before,
    )
    Addressee.objects.bulk_create(
        Addressee(offer=offer, provider=provider)
        for provider in parties.participants(agreement.region_id, kind=Kind.PROVIDER, on=at.date())
    )
    audit.record(
        event=EventType.OFFER_MADE,
        subject=f"agreement:{agreement.slug}",
        by=by,
        at=at,
        data={
            "shared": True,
            "offer": offer.pk,
            "version": version.number,
            "left": ", ".join(left),
        },
    )
    outbox.queue(
        topic=Topic.MAIL,
        key=f"offer:{offer.pk}",
        payload={"kind": "offer", "offer": offer.pk},
        by=by,
        at=at,
    )
    return offer


def _let_go(agreement: Agreement, *, on: date) -> list[str]:
    """Take municipalities that no longer take part on a day off an agreement that nobody signed;
    gives their slugs. Who is bound by what runs stays, also after a merger."""
    if Consent.objects.filter(agreement=agreement).exists():
        return []
    buyers = queries.buyers(agreement)
    gone = [
        one
        for one in parties.not_buying(agreement.region_id, buyers, on=on)
        if one.successor_id is None
    ]
    if not gone:
        return []
    if len(gone) == len(buyers):
        names = ", ".join(one.name for one in gone)
        raise Refused(Reason.BUYER_TAKES_NO_PART, {"names": names})
    Buyer.objects.filter(agreement=agreement, municipality__in=gone).delete()
    return [one.slug for one in gone]


@transaction.atomic
def answer(*, offer: Offer, accepted: bool, reason: str, by: Actor, at: datetime) -> Answer:
    """Say yes or no for one's organisation; until the deadline or the signature it may change."""
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    permissions.may_answer(by, offer, at=at).require()
    given, _ = Answer.objects.update_or_create(
        offer=offer,
        provider_id=by.organisation,
        defaults={
            "accepted": accepted,
            "reason": reason.strip(),
            "given_at": at,
            "given_by": by.name,
        },
    )
    audit.record(
        event=EventType.ANSWER_GIVEN,
        subject=f"offer:{offer.pk}",
        by=by,
        at=at,
        data={"accepted": accepted},
    )
    return given


@transaction.atomic
def close_offer(*, offer: Offer, by: Actor, at: datetime) -> Offer:
    """Close an offer whose deadline has passed; closing a closed one changes nothing."""
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    if at < offer.answer_before:
        raise Refused(Reason.OFFER_STILL_OPEN)
    status = OFFER.next(OfferStatus(offer.status), OfferStep.CLOSE)
    if status is None:
        return offer
    offer.status, offer.closed_at = status, at
    offer.save(update_fields=["status", "closed_at"])
    audit.record(
        event=EventType.OFFER_CLOSED,
        subject=f"agreement:{offer.agreement.slug}",
        by=by,
        at=at,
        data={"shared": True, "offer": offer.pk},
    )
    return offer
