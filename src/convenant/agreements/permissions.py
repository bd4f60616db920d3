"""Who may draft, offer, answer, sign and join."""

from __future__ import annotations

from datetime import date, datetime

from convenant.agreements.models import Addressee, Agreement, Answer, Consent, Offer
from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import OfferStatus
from convenant.core.mandates import Act, Stake
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.parties.permissions import may_act_for
from convenant.parties.queries import holds_on, signs_for
from convenant.strategy import queries as strategy

OFFERERS = (Role.PURCHASER,)
ANSWERERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER)
SIGNERS = (Role.DIRECTOR,)


def may_offer(actor: Actor, agreement: Agreement) -> Verdict:
    """A purchaser of the region, with a second factor, while no other offer is open."""
    if actor.machine:
        return YES
    if actor.region != agreement.region_id or not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*OFFERERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    if Offer.objects.filter(agreement=agreement, status=OfferStatus.OPEN).exists():
        return Verdict(Reason.OFFER_ALREADY_OPEN)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)


def has_mandates(actor: Actor, agreement: Agreement, stake: Stake, *, on: date) -> Verdict:
    """Whether every buyer lets the actor's municipality offer this for it (D036, D037)."""
    return may_act_for(actor, region=agreement.region_id, act=Act.OFFER, stake=stake, on=on)


def is_decided(agreement: Agreement) -> Verdict:
    """Once a dossier about it went into the decision chain, every municipality in it must have
    decided before the offer goes out; without a dossier nobody is waited for (D059, D060)."""
    names = strategy.undecided(f"agreement:{agreement.slug}", region=agreement.region_id)
    return Verdict(Reason.CHAIN_NOT_COMPLETE, {"names": ", ".join(names)}) if names else YES


def may_answer(actor: Actor, offer: Offer, *, at: datetime) -> Verdict:
    """A director or account manager of a provider that got the offer, before the deadline."""
    if not actor.provides or actor.organisation is None:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not Addressee.objects.filter(offer=offer, provider=actor.organisation).exists():
        return Verdict(Reason.NOT_ADDRESSED)
    if not actor.has(*ANSWERERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    if offer.status == OfferStatus.CLOSED or at >= offer.answer_before:
        return Verdict(Reason.OFFER_CLOSED)
    if Consent.objects.filter(provider=actor.organisation, version=offer.version_id).exists():
        return Verdict(Reason.ALREADY_SIGNED)
    return YES


def may_sign(actor: Actor, offer: Offer, *, at: datetime) -> Verdict:
    """Someone with signing authority, with a second factor, once the answer is yes and the basic
    agreement is in force (D001)."""
    answerable = may_answer(actor, offer, at=at)
    if not answerable:
        return answerable
    accepted = Answer.objects.filter(
        offer=offer, provider=actor.organisation, accepted=True
    ).exists()
    return first_no(
        YES if accepted else Verdict(Reason.NOT_ANSWERED_YES),
        _may_bind(actor, offer.agreement, at=at),
    )


def may_accede(actor: Actor, agreement: Agreement, *, at: datetime) -> Verdict:
    """Any provider of the region that is not bound by the last version offered: who was not
    there, said no or was too late joins on the same terms (D014, D015)."""
    if not actor.provides or actor.organisation is None or actor.region != agreement.region_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*ANSWERERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    last_offered = Offer.objects.filter(agreement=agreement).order_by("-made_at").values("version")
    if Consent.objects.filter(provider=actor.organisation, version__in=last_offered[:1]).exists():
        return Verdict(Reason.ALREADY_PARTY)
    open_to_it = Offer.objects.filter(
        agreement=agreement,
        status=OfferStatus.OPEN,
        answer_before__gt=at,
        addressees__provider=actor.organisation,
    )
    if open_to_it.exists():
        return Verdict(Reason.OFFER_STILL_OPEN)
    return _may_bind(actor, agreement, at=at)


def _may_bind(actor: Actor, agreement: Agreement, *, at: datetime) -> Verdict:
    """Authority to sign, a second factor, and the basic agreement in force."""
    checked = signs_for(actor.person, actor.organisation, on=day_of(at))
    if not actor.has(*SIGNERS) or not checked:
        return Verdict(Reason.NO_SIGNING_AUTHORITY)
    if agreement.basis_id is not None and not (
        Consent.objects.filter(
            holds_on(at.date()), agreement=agreement.basis_id, provider=actor.organisation
        ).exists()
    ):
        return Verdict(Reason.BASIS_NOT_SIGNED)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)
