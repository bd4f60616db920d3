"""Answering, signing and joining in a browser."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from convenant.agreements import actions, queries
from convenant.agreements.models import Answer, Consent, Offer, Signature
from convenant.core.actors import Role
from convenant.documents import actions as documents
from convenant.parties import actions as parties
from convenant.parties.models import Organisation
from convenant.parties.queries import actor_for
from tests import factories
from tests.factories import NOON, START, SYSTEM
from tests.web.agreements import scenes
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return scenes.scene(extra=4)


def answer_url(offer):
    return f"/aanbod/{offer.pk}/antwoord/"


def sign_url(offer):
    return f"/aanbod/{offer.pk}/ondertekenen/"


def test_a_provider_sees_its_steps_and_nothing_of_others(scene):
    actions.answer(
        offer=scene.offer,
        accepted=False,
        reason="Ons geheim argument.",
        by=scene.large,
        at=scenes.now(),
    )

    page = signed_in(scene.small).get(f"/aanbod/{scene.offer.pk}/").content.decode()

    assert "Gaat uw organisatie akkoord" in page
    assert "Zorggroep Groot" not in page
    assert "Ons geheim argument" not in page
    for counted in ("Aangeboden aan", "Nog geen antwoord", "Getekend (", "key-figure__value"):
        assert counted not in page


def test_a_provider_cannot_filter_its_way_to_others_answers(scene):
    actions.answer(offer=scene.offer, accepted=True, reason="", by=scene.large, at=scenes.now())

    for word in ("yes", "no", "silent", "signed"):
        page = signed_in(scene.small).get(f"/aanbod/{scene.offer.pk}/", {"toon": word})
        assert "Zorggroep Groot" not in page.content.decode()


def test_yes_with_a_reason_is_kept_and_may_become_no(scene):
    client = signed_in(scene.small)

    client.post(answer_url(scene.offer), {"accepted": "yes", "reason": "Graag."})
    assert Answer.objects.get(offer=scene.offer).accepted is True

    client.post(answer_url(scene.offer), {"accepted": "no", "reason": "Toch niet."})
    given = Answer.objects.get(offer=scene.offer)
    assert (given.accepted, given.reason) == (False, "Toch niet.")


def test_an_answer_without_a_choice_keeps_the_typed_reason(scene):
    page = signed_in(scene.small).post(answer_url(scene.offer), {"reason": "Wij twijfelen nog."})

    assert page.status_code == 422
    assert "Kies ja of nee." in page.content.decode()
    assert "Wij twijfelen nog." in page.content.decode()
    assert not Answer.objects.filter(offer=scene.offer).exists()


def test_a_late_answer_is_refused_with_the_text_kept_and_the_way_to_join(scene):
    scenes.closed(scene.offer)

    page = signed_in(scene.small).post(
        answer_url(scene.offer), {"accepted": "yes", "reason": "Wij waren met vakantie."}
    )

    words = page.content.decode()
    assert page.status_code == 409
    assert "Het aanbod is gesloten" in words
    assert "Wij waren met vakantie." in words
    assert f"/overeenkomsten/{scene.care.slug}/toetreden/" in words
    assert not Answer.objects.filter(offer=scene.offer).exists()


def test_who_was_late_joins_on_the_same_terms_although_it_signed_an_earlier_version():
    region, _, basis, care = factories.small_region()
    late = factories.director(factories.provider(region))
    scenes.in_force(basis, late, days_ago=60)
    scenes.in_force(care, late)
    first = care.document.versions.get()
    concept = actions.begin_version(based_on=first, by=SYSTEM, at=scenes.now())
    concept = actions.change_tariff(
        version=concept, key="product:02A05", tariff=7938, seen_edits=0, by=SYSTEM, at=scenes.now()
    )
    second = documents.publish(version=concept, summary="", by=SYSTEM, at=scenes.now())
    offer = scenes.open_offer(care, version=second)
    scenes.closed(offer)

    page = signed_in(late).post(
        f"/overeenkomsten/{care.slug}/toetreden/",
        {"seen_digest": offer.terms_digest, "sure": "on", "valid_from": offer.valid_from},
    )

    assert page.status_code == 302
    consents = Consent.objects.filter(agreement=care, provider=late.organisation)
    assert consents.get(valid_before__isnull=True).version_id == second.pk


def test_the_buying_side_cannot_answer(scene):
    page = signed_in(scene.purchaser).post(answer_url(scene.offer), {"accepted": "yes"})

    assert page.status_code == 404
    assert not Answer.objects.filter(offer=scene.offer).exists()


def test_signing_shows_the_very_text_and_gives_one_signature_however_often(scene):
    client = signed_in(scene.small)
    client.post(answer_url(scene.offer), {"accepted": "yes", "reason": ""})

    page = client.get(sign_url(scene.offer)).content.decode()
    assert "De gemeente betaalt het tarief per uur." in page
    assert scene.offer.terms_digest in page

    posted = {"seen_digest": scene.offer.terms_digest, "sure": "on"}
    first, again = (
        client.post(sign_url(scene.offer), posted),
        client.post(sign_url(scene.offer), posted),
    )

    signature = Signature.objects.get(consent__version=scene.offer.version)
    assert first["Location"] == again["Location"] == f"/handtekeningen/{signature.number}/"
    done = client.get(first["Location"]).content.decode()
    assert "Wat gebeurt er nu?" in done
    assert signature.number in done


def test_without_the_tick_nothing_is_signed(scene):
    client = signed_in(scene.small)
    client.post(answer_url(scene.offer), {"accepted": "yes", "reason": ""})

    page = client.post(sign_url(scene.offer), {"seen_digest": scene.offer.terms_digest})

    assert page.status_code == 422
    assert "Zet een vinkje" in page.content.decode()
    assert not Signature.objects.filter(consent__version=scene.offer.version).exists()


def test_other_terms_than_were_seen_are_not_signed_and_shown_anew(scene):
    client = signed_in(scene.small)
    client.post(answer_url(scene.offer), {"accepted": "yes", "reason": ""})

    page = client.post(sign_url(scene.offer), {"seen_digest": "0" * 64, "sure": "on"})

    assert page.status_code == 409
    assert "anders dan die u op het scherm had" in page.content.decode()
    assert f'value="{scene.offer.terms_digest}"' in page.content.decode()
    assert not Signature.objects.filter(consent__version=scene.offer.version).exists()


def test_an_account_manager_answers_but_does_not_sign(scene):
    small = scene.small
    person = factories.person("Lotte")
    parties.grant_role(
        person=person,
        organisation=Organisation.objects.get(pk=small.organisation),
        role=Role.ACCOUNT_MANAGER,
        since=START,
        by=SYSTEM,
        at=NOON,
    )
    client = signed_in(actor_for(person, on=scenes.now().date(), second_factor=False))

    answered = client.post(answer_url(scene.offer), {"accepted": "yes", "reason": ""})
    shown = client.get(sign_url(scene.offer)).content.decode()
    refused = client.post(
        sign_url(scene.offer), {"seen_digest": scene.offer.terms_digest, "sure": "on"}
    )

    assert answered.status_code == 302
    assert "Alleen een tekenbevoegde bestuurder" in shown
    assert refused.status_code == 403
    assert not Signature.objects.filter(consent__version=scene.offer.version).exists()


def test_a_signature_asks_again_who_you_are(scene):
    person = parties.add_person(
        email="wie@voorbeeld.example", name="Wie", password="een lang geheim", by=SYSTEM, at=NOON
    )
    parties.grant_role(
        person=person,
        organisation=Organisation.objects.get(pk=scene.small.organisation),
        role=Role.DIRECTOR,
        since=START,
        by=SYSTEM,
        at=NOON,
    )
    who = actor_for(person, on=scenes.now().date(), second_factor=True)
    factories.authority(Organisation.objects.get(pk=scene.small.organisation), who)
    client = signed_in(who, confirmed=False)
    client.post(answer_url(scene.offer), {"accepted": "yes", "reason": ""})
    posted = {"seen_digest": scene.offer.terms_digest, "sure": "on"}

    asked = client.post(sign_url(scene.offer), posted)
    assert asked["Location"].startswith("/account/reauthenticate/")
    assert not Signature.objects.filter(consent__version=scene.offer.version).exists()

    client.post(asked["Location"], {"password": "een lang geheim"})
    assert Signature.objects.filter(consent__version=scene.offer.version).count() == 1


def test_without_a_second_factor_nobody_signs(scene):
    client = signed_in(factories.without_second_factor(scene.small))

    response = client.post(sign_url(scene.offer), {"sure": "on"})

    assert response["Location"] == "/account/2fa/"


def test_a_provider_that_was_not_there_joins_later(scene):
    scenes.closed(scene.offer)
    client, url = signed_in(scene.outsider), f"/overeenkomsten/{scene.care.slug}/toetreden/"

    page = client.get(url).content.decode()
    assert "dezelfde voorwaarden als alle andere aanbieders" in page

    posted = {
        "seen_digest": scene.offer.terms_digest,
        "sure": "on",
        "valid_from": scene.offer.valid_from.isoformat(),
    }
    first, again = client.post(url, posted), client.post(url, posted)

    consent = Consent.objects.get(agreement=scene.care, provider=scene.outsider.organisation)
    assert consent.valid_from == scene.offer.valid_from
    assert first["Location"] == again["Location"] == f"/handtekeningen/{consent.signature.number}/"


def test_nobody_joins_from_before_the_terms_hold_for_anyone(scene):
    scenes.closed(scene.offer)
    early = scene.offer.valid_from - timedelta(days=1)

    page = signed_in(scene.outsider).post(
        f"/overeenkomsten/{scene.care.slug}/toetreden/",
        {"seen_digest": scene.offer.terms_digest, "sure": "on", "valid_from": early.isoformat()},
    )

    assert page.status_code == 409
    assert "gelden op die dag nog voor niemand" in page.content.decode()
    assert early.isoformat() in page.content.decode()
    assert not Consent.objects.filter(
        agreement=scene.care, provider=scene.outsider.organisation
    ).exists()


def test_who_has_an_open_offer_is_pointed_to_it(scene):
    page = signed_in(scene.small).get(f"/overeenkomsten/{scene.care.slug}/toetreden/")

    assert "Het aanbod staat nog open" in page.content.decode()
    assert "Onderteken</button>" not in page.content.decode()


def test_the_signed_agreement_opens_as_a_pdf_for_its_party(scene, settings, tmp_path):
    settings.CONVENANT_HOME, settings.CONVENANT_KEYS = tmp_path / "var", tmp_path / "keys"
    number = queries.own_consents(seen_by=scene.small)[scene.basis.pk].signature.number
    begun = time.monotonic()

    response = signed_in(scene.small).get(f"/handtekeningen/{number}/overeenkomst.pdf")

    assert response.content.startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline; filename=")
    assert time.monotonic() - begun < 30
    assert Signature.objects.get(number=number).sealed_at is not None


def test_no_offer_is_lost_by_looking(scene):
    before = list(Offer.objects.values_list("pk", "status"))

    for who in (scene.purchaser, scene.small, scene.outsider):
        signed_in(who).get(f"/aanbod/{scene.offer.pk}/")

    assert list(Offer.objects.values_list("pk", "status")) == before
