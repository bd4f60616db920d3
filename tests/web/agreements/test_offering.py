"""From a decision to an offer: what one sees before it goes out, and who may send it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.agreements import actions
from convenant.agreements.models import Offer
from convenant.core.actors import Role
from convenant.core.decisions import Matter
from convenant.documents import actions as documents
from convenant.documents.models import Version
from convenant.strategy import actions as strategy
from tests import factories
from tests.factories import SYSTEM
from tests.web.agreements import scenes
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided():
    """A second version with a higher tariff, decided by the table, beside the one in force."""
    region, buyer, basis, care = factories.small_region()
    provider = factories.director(factories.provider(region))
    scenes.in_force(basis, provider, days_ago=60)
    scenes.in_force(care, provider)
    first = Version.objects.get(document=care.document_id)
    concept = actions.begin_version(based_on=first, by=SYSTEM, at=scenes.now())
    concept = actions.change_tariff(
        version=concept, key="product:02A05", tariff=7938, seen_edits=0, by=SYSTEM, at=scenes.now()
    )
    version = documents.publish(version=concept, summary="Hoger", by=SYSTEM, at=scenes.now())
    factories.decision(version, about=care, at=scenes.now())
    return care, buyer, factories.actor(buyer, Role.PURCHASER)


def days(valid=40, until=20):
    today = scenes.now().date()
    return {
        "valid_from": (today + timedelta(days=valid)).isoformat(),
        "answer_until": (today + timedelta(days=until)).isoformat(),
    }


def test_before_offering_one_sees_the_decision_the_effect_and_the_mandates(decided):
    care, _, purchaser = decided

    page = signed_in(purchaser).get(f"/overeenkomsten/{care.slug}/aanbod/").content.decode()

    assert "De tafel stemt in." in page
    assert "€\u00a075,60 per uur" in page
    assert "€\u00a079,38 per uur" in page
    assert "+5%" in page
    assert "Aanbieden kan nu niet" not in page
    assert "Het aanbod gaat naar 1 aanbieder" in page


def test_an_offer_that_waits_for_a_decision_says_for_whom(decided):
    care, buyer, purchaser = decided
    dossier = strategy.open_dossier(
        region=care.region,
        matter=Matter.SUB_AGREEMENT,
        title="Hoger tarief",
        text="Stemt u in?",
        subject=f"agreement:{care.slug}",
        municipalities=[buyer],
        disciplines=[("Juridisch", "")],
        by=SYSTEM,
        at=scenes.now(),
    )
    strategy.record_word(
        discipline=dossier.disciplines.get(), agrees=True, note="", by=SYSTEM, at=scenes.now()
    )
    strategy.enter_chain(dossier=dossier, by=SYSTEM, at=scenes.now())

    page = signed_in(purchaser).get(f"/overeenkomsten/{care.slug}/aanbod/").content.decode()

    assert "Aanbieden kan nu niet" in page
    assert f"Nog niet klaar: {buyer.name}." in page


def test_an_offer_is_filled_in_checked_and_only_then_made(decided):
    care, _, purchaser = decided
    client, url = signed_in(purchaser), f"/overeenkomsten/{care.slug}/aanbod/"
    before = Offer.objects.count()

    checking = client.post(url, days())
    assert "Klopt dit?" in checking.content.decode()
    assert Offer.objects.count() == before

    made = client.post(url, days() | {"confirmed": "1"})
    offer = Offer.objects.latest("made_at")

    assert made["Location"] == f"/aanbod/{offer.pk}/"
    assert Offer.objects.count() == before + 1
    local = offer.answer_before.astimezone(scenes.now().tzinfo)
    assert (local.hour, local.minute) == (23, 59)


def test_changing_ones_mind_while_checking_keeps_the_days(decided):
    care, _, purchaser = decided

    page = signed_in(purchaser).post(
        f"/overeenkomsten/{care.slug}/aanbod/", days() | {"change": "1"}
    )

    assert f'value="{days()["valid_from"]}"' in page.content.decode()
    assert "Verder: nakijken" in page.content.decode()


def test_a_deadline_in_the_past_is_explained_beside_its_field(decided):
    care, _, purchaser = decided

    page = signed_in(purchaser).post(f"/overeenkomsten/{care.slug}/aanbod/", days(until=-1))

    assert "Kies een dag die nog niet voorbij is." in page.content.decode()
    assert days(until=-1)["answer_until"] in page.content.decode()


def test_without_every_mandate_nothing_is_offered():
    region = factories.region()
    buyer = factories.municipality(region)
    second = factories.municipality(region, name="Houten", cbs="0321")
    basis = factories.basic_agreement(region, [buyer, second])
    factories.decision(factories.published(basis), about=basis)
    purchaser = factories.actor(second, Role.PURCHASER)

    page = signed_in(purchaser).post(
        f"/overeenkomsten/{basis.slug}/aanbod/", days() | {"confirmed": "1"}
    )

    assert page.status_code == 403
    assert "geen mandaat" in page.content.decode()
    assert days()["answer_until"] in page.content.decode()
    assert not Offer.objects.exists()


@pytest.mark.parametrize("role", [Role.CONTRACT_MANAGER, Role.ALDERMAN, Role.CHAIR])
def test_only_a_purchaser_offers(decided, role):
    care, buyer, _ = decided

    page = signed_in(factories.actor(buyer, role)).get(f"/overeenkomsten/{care.slug}/aanbod/")

    assert page.status_code == 403
    assert "Met uw rol kan dit niet" in page.content.decode()


def test_a_provider_finds_no_such_page(decided):
    care, _, _ = decided
    provider = factories.director(factories.provider(care.region))

    assert signed_in(provider).get(f"/overeenkomsten/{care.slug}/aanbod/").status_code == 404


def test_without_a_decision_there_is_nothing_to_offer():
    scene = scenes.scene()

    page = signed_in(scene.purchaser).get(f"/overeenkomsten/{scene.basis.slug}/aanbod/")

    assert page.status_code == 409
    assert "besluit van de tafel nodig" in page.content.decode()


def test_a_purchaser_sees_who_answered_what_and_can_filter():
    scene = scenes.scene(extra=3)
    for who, accepted, reason in ((scene.large, True, ""), (scene.small, False, "Te weinig uren.")):
        actions.answer(offer=scene.offer, accepted=accepted, reason=reason, by=who, at=scenes.now())
    client, url = signed_in(scene.purchaser), f"/aanbod/{scene.offer.pk}/"

    everyone = client.get(url).content.decode()
    no = client.get(url, {"toon": "no"}).content.decode()
    silent = client.get(url, {"toon": "silent"}).content.decode()

    assert "Te weinig uren." in everyone
    assert "Thuishulp Klein" in no
    assert "Zorggroep Groot" not in no
    assert "Nog geen antwoord (3)" in silent
    assert "Thuishulp Klein" not in silent
