"""Offers: one text for all, yes or no before a moment, nobody sees another's answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from convenant.agreements import actions, queries
from convenant.agreements.models import Agreement, Answer, Consent, Offer
from convenant.audit.models import Event
from convenant.core.actors import PUBLIC, Role
from convenant.core.decisions import LayerOutcome, Matter
from convenant.core.lifecycles import OfferStatus
from convenant.core.reasons import Reason
from convenant.core.terms import Terms
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.parties import actions as parties
from convenant.strategy import actions as strategy
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def lekstroom():
    return factories.small_region()


def basis_signed(region, basis, *directors):
    offer = factories.offer(basis)
    for director in directors:
        factories.signed(offer, by=director)
    actions.close_offer(offer=offer, by=SYSTEM, at=offer.answer_before)


def test_an_offer_goes_to_every_provider_of_the_region_alike(lekstroom):
    region, _, basis, _ = lekstroom
    providers = {factories.provider(region).pk for _ in range(3)}
    elsewhere = factories.provider(factories.region("Elders"))

    offer = factories.offer(basis)

    addressed = set(offer.addressees.values_list("provider", flat=True))
    assert addressed == providers
    assert elsewhere.pk not in addressed
    assert Task.objects.filter(topic="mail", key=f"offer:{offer.pk}").count() == 1


@pytest.mark.capability("D003")
def test_a_sub_agreement_without_effect_budget_parties_or_conditions_is_not_offered(lekstroom):
    region, buyer, basis, _ = lekstroom
    factories.provider(region)
    for lacking in (
        Terms(products=factories.SUB_TERMS.products, duration=factories.SUB_TERMS.duration),
        Terms(effects=factories.SUB_TERMS.effects, duration=factories.SUB_TERMS.duration),
        Terms(effects=factories.SUB_TERMS.effects, products=factories.SUB_TERMS.products),
    ):
        incomplete = factories.sub_agreement(region, [buyer], basis=basis, terms=lacking)
        with pytest.raises(Refused) as refusal:
            factories.offer(incomplete)
        assert refusal.value.reason is Reason.SUB_INCOMPLETE
    assert not Offer.objects.exists()


def test_a_sub_agreement_without_anyone_to_offer_it_to_is_not_offered(lekstroom):
    *_, sub = lekstroom

    with pytest.raises(Refused) as refusal:
        factories.offer(sub)

    assert refusal.value.reason is Reason.SUB_INCOMPLETE


def test_a_complete_sub_agreement_is_offered(lekstroom):
    region, _, _, sub = lekstroom
    factories.provider(region)

    assert factories.offer(sub).terms_digest == factories.SUB_TERMS.digest()


@pytest.mark.parametrize(
    ("role", "second_factor", "reason"),
    [
        (Role.PURCHASER, True, None),
        (Role.PURCHASER, False, Reason.SECOND_FACTOR_NEEDED),
        (Role.CONTRACT_MANAGER, True, Reason.ROLE_MAY_NOT),
        (Role.ALDERMAN, True, Reason.ROLE_MAY_NOT),
        (Role.CHAIR, True, Reason.ROLE_MAY_NOT),
        (Role.SOCIAL_TEAM_MEMBER, True, Reason.ROLE_MAY_NOT),
    ],
)
def test_only_a_purchaser_with_a_second_factor_offers(lekstroom, role, second_factor, reason):
    _, buyer, basis, _ = lekstroom
    by = factories.actor(buyer, role, second_factor=second_factor)
    decision = factories.decision(factories.published(basis), about=basis)

    def offer():
        return actions.make_offer(
            agreement=basis,
            decision=decision,
            valid_from=date(2026, 4, 1),
            answer_before=NOON + timedelta(days=14),
            by=by,
            at=NOON,
        )

    if reason is None:
        assert offer().status == OfferStatus.OPEN
        return
    with pytest.raises(Refused) as refusal:
        offer()
    assert refusal.value.reason is reason
    assert not Offer.objects.exists()


def test_offering_for_another_municipality_needs_its_mandate(lekstroom):
    region, buyer, *_ = lekstroom
    houten = factories.municipality(region, name="Houten", cbs="0321")
    basis = factories.basic_agreement(region, [buyer, houten])
    purchaser = factories.actor(buyer, Role.PURCHASER)
    decision = factories.decision(factories.published(basis), about=basis)

    def offer():
        return actions.make_offer(
            agreement=basis,
            decision=decision,
            valid_from=date(2026, 4, 1),
            answer_before=NOON + timedelta(days=14),
            by=purchaser,
            at=NOON,
        )

    with pytest.raises(Refused) as refusal:
        offer()
    assert refusal.value.reason is Reason.NO_MANDATE

    parties.give_mandate(
        region=region, giver=houten, holder=buyer, since=factories.START, by=SYSTEM, at=NOON
    )
    assert offer().offered_by == buyer


def test_an_offer_waits_for_the_decision_chain_that_was_begun_about_it(lekstroom):
    region, buyer, basis, _ = lekstroom
    decision = factories.decision(factories.published(basis), about=basis)
    dossier = strategy.open_dossier(
        region=region,
        matter=Matter.BASIC_AGREEMENT,
        title="Basisovereenkomst",
        text="Stemt u in?",
        subject=f"agreement:{basis.slug}",
        municipalities=[buyer],
        disciplines=[("Juridisch", "")],
        by=SYSTEM,
        at=NOON,
    )

    def offer():
        return actions.make_offer(
            agreement=basis,
            decision=decision,
            valid_from=date(2026, 4, 1),
            answer_before=NOON + timedelta(days=14),
            by=factories.actor(buyer, Role.PURCHASER),
            at=NOON,
        )

    strategy.record_word(
        discipline=dossier.disciplines.get(), agrees=True, note="", by=SYSTEM, at=NOON
    )
    strategy.enter_chain(dossier=dossier, by=SYSTEM, at=NOON)
    with pytest.raises(Refused) as refusal:
        offer()
    assert refusal.value.reason is Reason.CHAIN_NOT_COMPLETE
    assert refusal.value.values == {"names": buyer.name}

    for turn in dossier.turns.all():
        strategy.record_outcome(
            turn=turn,
            outcome=LayerOutcome.AGREED,
            decided_on=NOON.date(),
            note="",
            by=SYSTEM,
            at=NOON,
        )
    assert offer().status == OfferStatus.OPEN


def test_a_version_no_table_decided_on_is_not_offered(lekstroom):
    _, _, basis, sub = lekstroom
    decision = factories.decision(factories.published(basis), about=basis)

    with pytest.raises(Refused) as refusal:
        actions.make_offer(
            agreement=sub,
            decision=decision,
            valid_from=date(2026, 4, 1),
            answer_before=NOON + timedelta(days=1),
            by=SYSTEM,
            at=NOON,
        )

    assert refusal.value.reason is Reason.NO_DECISION


def test_one_offer_at_a_time(lekstroom):
    _, buyer, basis, _ = lekstroom
    factories.offer(basis)
    purchaser = factories.actor(buyer, Role.PURCHASER)

    with pytest.raises(Refused) as refusal:
        actions.make_offer(
            agreement=basis,
            decision=Offer.objects.get().decision,
            valid_from=date(2026, 4, 1),
            answer_before=NOON + timedelta(days=1),
            by=purchaser,
            at=NOON,
        )

    assert refusal.value.reason is Reason.OFFER_ALREADY_OPEN


@pytest.mark.parametrize("accepted", [True, False])
def test_an_answer_is_kept_with_who_and_when(lekstroom, accepted):
    region, _, basis, _ = lekstroom
    director = factories.director(factories.provider(region))
    offer = factories.offer(basis)

    actions.answer(offer=offer, accepted=accepted, reason=" Goed zo ", by=director, at=NOON)

    given = Answer.objects.get()
    assert (given.accepted, given.reason, given.given_by) == (accepted, "Goed zo", director.name)


def test_an_answer_may_change_until_the_deadline(lekstroom):
    region, _, basis, _ = lekstroom
    director = factories.director(factories.provider(region))
    offer = factories.offer(basis)

    actions.answer(offer=offer, accepted=False, reason="Te weinig", by=director, at=NOON)
    actions.answer(offer=offer, accepted=True, reason="", by=director, at=NOON)

    assert Answer.objects.get().accepted


def test_an_answer_after_the_deadline_is_refused(lekstroom):
    region, _, basis, _ = lekstroom
    director = factories.director(factories.provider(region))
    offer = factories.offer(basis)

    with pytest.raises(Refused) as refusal:
        actions.answer(offer=offer, accepted=True, reason="", by=director, at=offer.answer_before)

    assert refusal.value.reason is Reason.OFFER_CLOSED
    assert not Answer.objects.exists()


def test_a_reader_or_another_region_does_not_answer(lekstroom):
    region, buyer, basis, _ = lekstroom
    offer = factories.offer(basis)
    for somebody, reason in (
        (factories.director(factories.provider(region)), Reason.NOT_ADDRESSED),  # joined later
        (factories.actor(buyer, Role.PURCHASER), Reason.NOT_FOR_YOUR_ORGANISATION),
        (PUBLIC, Reason.NOT_FOR_YOUR_ORGANISATION),
    ):
        with pytest.raises(Refused) as refusal:
            actions.answer(offer=offer, accepted=True, reason="", by=somebody, at=NOON)
        assert refusal.value.reason is reason


def test_a_provider_sees_its_own_answer_and_nobody_elses(lekstroom):
    region, buyer, basis, _ = lekstroom
    one, two = (factories.director(factories.provider(region)) for _ in range(2))
    offer = factories.offer(basis)
    for director in (one, two):
        actions.answer(offer=offer, accepted=True, reason="", by=director, at=NOON)

    seen = queries.answers(offer, seen_by=one)

    assert [answer.provider_id for answer in seen] == [one.organisation]
    assert queries.answers(offer, seen_by=factories.actor(buyer, Role.PURCHASER)).count() == 2
    assert not queries.answers(offer, seen_by=PUBLIC).exists()


def test_a_provider_of_another_region_does_not_see_the_offer_exists(lekstroom):
    _, _, basis, _ = lekstroom
    offer = factories.offer(basis)
    outsider = factories.director(factories.provider(factories.region("Elders")))

    with pytest.raises(Offer.DoesNotExist):
        queries.offer(offer.pk, seen_by=outsider)


def test_signing_binds_once_however_often_it_is_pressed(lekstroom):
    region, _, basis, _ = lekstroom
    director = factories.director(factories.provider(region))
    offer = factories.offer(basis)

    first = factories.signed(offer, by=director)
    again = actions.sign(offer=offer, seen_digest=offer.terms_digest, by=director, at=NOON)

    assert first == again
    consent = Consent.objects.get()
    assert (consent.provider_id, consent.valid_from) == (director.organisation, date(2026, 4, 1))
    assert Event.objects.filter(type="agreement.signed").count() == 1
    assert Task.objects.filter(topic="seal").count() == 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("no answer", Reason.NOT_ANSWERED_YES),
        ("said no", Reason.NOT_ANSWERED_YES),
        ("account manager", Reason.NO_SIGNING_AUTHORITY),
        ("no second factor", Reason.SECOND_FACTOR_NEEDED),
        ("too late", Reason.OFFER_CLOSED),
        ("other terms seen", Reason.VERSION_CHANGED),
    ],
)
def test_a_signature_without_right_binds_nobody(lekstroom, change, reason):
    region, _, basis, _ = lekstroom
    provider = factories.provider(region)
    director = factories.director(provider)
    offer = factories.offer(basis)
    if change != "no answer":
        actions.answer(offer=offer, accepted=change != "said no", reason="", by=director, at=NOON)
    by = {
        "account manager": factories.actor(provider, Role.ACCOUNT_MANAGER),
        "no second factor": factories.without_second_factor(director),
    }.get(change, director)
    at = offer.answer_before if change == "too late" else NOON
    digest = "0" * 64 if change == "other terms seen" else offer.terms_digest

    with pytest.raises(Refused) as refusal:
        actions.sign(offer=offer, seen_digest=digest, by=by, at=at)

    assert refusal.value.reason is reason
    assert not Consent.objects.exists()
    assert not Task.objects.filter(topic="seal").exists()


def test_a_sub_agreement_needs_the_basic_agreement_in_force(lekstroom):
    region, _, basis, sub = lekstroom
    director = factories.director(factories.provider(region))
    offer = factories.offer(sub)
    actions.answer(offer=offer, accepted=True, reason="", by=director, at=NOON)

    with pytest.raises(Refused) as refusal:
        actions.sign(offer=offer, seen_digest=offer.terms_digest, by=director, at=NOON)
    assert refusal.value.reason is Reason.BASIS_NOT_SIGNED

    basis_signed(region, basis, director)
    in_force = NOON + timedelta(days=40)  # the basis holds from 1 April
    Offer.objects.filter(pk=offer.pk).update(answer_before=in_force + timedelta(days=1))
    actions.sign(offer=offer, seen_digest=offer.terms_digest, by=director, at=in_force)
    assert Consent.objects.filter(agreement=sub).count() == 1


def test_who_was_not_there_joins_later_on_the_same_terms(lekstroom):
    region, _, basis, _ = lekstroom
    factories.provider(region)
    offer = factories.offer(basis)
    actions.close_offer(offer=offer, by=SYSTEM, at=offer.answer_before)
    newcomer = factories.director(factories.provider(region, name="Nieuwkomer"))

    signature = actions.accede(
        agreement=basis,
        seen_digest=offer.terms_digest,
        valid_from=date(2026, 5, 1),
        by=newcomer,
        at=NOON,
    )

    assert signature.terms_digest == offer.terms_digest
    assert signature.consent.route == "accession"
    assert signature.consent.version == offer.version
    with pytest.raises(Refused) as refusal:
        actions.accede(
            agreement=basis,
            seen_digest=offer.terms_digest,
            valid_from=date(2026, 5, 1),
            by=newcomer,
            at=NOON,
        )
    assert refusal.value.reason is Reason.ALREADY_PARTY


def test_joining_while_ones_own_offer_is_open_points_to_the_offer(lekstroom):
    region, _, basis, _ = lekstroom
    director = factories.director(factories.provider(region))
    offer = factories.offer(basis)

    with pytest.raises(Refused) as refusal:
        actions.accede(
            agreement=basis,
            seen_digest=offer.terms_digest,
            valid_from=date(2026, 5, 1),
            by=director,
            at=NOON,
        )

    assert refusal.value.reason is Reason.OFFER_STILL_OPEN


def test_nothing_can_be_joined_before_it_was_offered(lekstroom):
    region, _, basis, _ = lekstroom
    director = factories.director(factories.provider(region))

    with pytest.raises(Refused) as refusal:
        actions.accede(
            agreement=basis,
            seen_digest="",
            valid_from=date(2026, 5, 1),
            by=director,
            at=NOON,
        )

    assert refusal.value.reason is Reason.NO_AGREED_VERSION


def test_a_newer_consent_ends_the_older_one_the_day_it_begins(lekstroom):
    region, _, basis, _ = lekstroom
    director = factories.director(factories.provider(region))
    first = factories.offer(basis)
    factories.signed(first, by=director)
    actions.close_offer(offer=first, by=SYSTEM, at=first.answer_before)
    actions.begin_version(based_on=first.version, by=SYSTEM, at=NOON)
    second = factories.offer(Agreement.objects.get(pk=basis.pk))
    Offer.objects.filter(pk=second.pk).update(valid_from=date(2026, 7, 1))
    second.refresh_from_db()

    factories.signed(second, by=director)

    assert [
        (c.version.number, c.valid_from, c.valid_before)
        for c in Consent.objects.order_by("valid_from")
    ] == [(1, date(2026, 4, 1), date(2026, 7, 1)), (2, date(2026, 7, 1), None)]
    before = queries.consent_of(director.organisation, basis, on=date(2026, 6, 30))
    after = queries.consent_of(director.organisation, basis, on=date(2026, 7, 1))
    assert (before.version.number, after.version.number) == (1, 2)


def test_an_offer_closes_once_and_only_after_its_deadline(lekstroom):
    _, _, basis, _ = lekstroom
    offer = factories.offer(basis)

    with pytest.raises(Refused):
        actions.close_offer(offer=offer, by=SYSTEM, at=NOON)
    actions.close_offer(offer=offer, by=SYSTEM, at=offer.answer_before)
    actions.close_offer(offer=offer, by=SYSTEM, at=offer.answer_before)

    assert Event.objects.filter(type="offer.closed").count() == 1


def test_the_database_itself_refuses_a_second_running_consent(lekstroom):
    region, _, basis, _ = lekstroom
    director = factories.director(factories.provider(region))
    factories.signed(factories.offer(basis), by=director)
    consent = Consent.objects.get()
    consent.pk = None

    with pytest.raises(IntegrityError):
        consent.save()
