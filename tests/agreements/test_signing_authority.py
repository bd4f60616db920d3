"""Nobody binds a provider before the region checked that he may."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from convenant.agreements import actions, permissions
from convenant.agreements.models import Signature
from convenant.core.actors import Role
from convenant.core.reasons import Reason
from convenant.core.regions import ParticipationForm
from convenant.core.verdicts import Refused
from convenant.parties import actions as parties
from convenant.parties.models import Person, SigningAuthority
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db


def test_a_director_signs_only_while_a_checked_proof_is_in_force():
    region, _, basis, _ = factories.small_region()
    provider = factories.provider(region)
    offer = factories.offer(basis)
    director = factories.actor(provider, Role.DIRECTOR)
    actions.answer(offer=offer, accepted=True, reason="", by=director, at=NOON)
    signing = {"offer": offer, "seen_digest": offer.terms_digest, "by": director, "at": NOON}

    with pytest.raises(Refused) as refusal:
        actions.sign(**signing)
    assert refusal.value.reason is Reason.NO_SIGNING_AUTHORITY

    proof = parties.hand_in_authority(
        person=Person.objects.get(pk=director.person),
        organisation=provider,
        file_name="uittreksel.pdf",
        stored_as="naam",
        digest="0" * 64,
        extract_on=NOON.date(),
        by=director,
        at=NOON,
    )
    assert permissions.may_sign(director, offer, at=NOON).reason is Reason.NO_SIGNING_AUTHORITY
    parties.accept_authority(authority=proof, before=date(2026, 3, 5), by=SYSTEM, at=NOON)
    late = permissions.may_sign(director, offer, at=NOON + timedelta(days=3))
    assert late.reason is Reason.NO_SIGNING_AUTHORITY
    assert not Signature.objects.exists()

    actions.sign(**signing)
    assert Signature.objects.count() == 1


def test_a_proof_that_was_ended_or_is_of_a_colleague_lets_nobody_sign():
    region, _, basis, _ = factories.small_region()
    provider = factories.provider(region)
    offer = factories.offer(basis)
    proven, colleague = factories.director(provider), factories.actor(provider, Role.DIRECTOR)
    actions.answer(offer=offer, accepted=True, reason="", by=proven, at=NOON)

    assert permissions.may_sign(proven, offer, at=NOON)
    assert permissions.may_sign(colleague, offer, at=NOON).reason is Reason.NO_SIGNING_AUTHORITY
    authority = SigningAuthority.objects.get(person=proven.person)
    parties.end_authority(authority=authority, why="Uit dienst.", by=SYSTEM, at=NOON)
    assert permissions.may_sign(proven, offer, at=NOON).reason is Reason.NO_SIGNING_AUTHORITY


def test_proof_checked_in_one_region_is_good_in_every_region():
    first, second = factories.region(), factories.region("Elders")
    provider = factories.provider(first)
    director = factories.director(provider)
    parties.join(
        region=second,
        organisation=provider,
        form=ParticipationForm.FULL,
        since=factories.START,
        by=SYSTEM,
        at=NOON,
    )
    buyer = factories.municipality(second, name="Utrecht", cbs="0344")
    offer = factories.offer(factories.basic_agreement(second, [buyer]))
    actions.answer(offer=offer, accepted=True, reason="", by=director, at=NOON)

    assert permissions.may_sign(director, offer, at=NOON)
