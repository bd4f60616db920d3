"""Reading agreements: what each side sees, and what nobody else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.agreements import actions, queries
from convenant.core.actors import Role
from convenant.parties.queries import actor_for
from tests import factories
from tests.web.agreements import scenes
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


def test_the_list_shows_the_basis_and_what_rests_on_it():
    scene = scenes.scene()

    page = signed_in(scene.purchaser).get("/overeenkomsten/").content.decode()

    assert "Basisovereenkomst" in page
    assert scene.care.title in page
    assert "aanbod open tot" in page


def test_an_agreement_shows_its_terms_with_the_article_they_stand_in():
    scene = scenes.scene()

    page = signed_in(scene.small).get(f"/overeenkomsten/{scene.care.slug}/").content.decode()

    assert "Begeleiding basis" in page
    assert "€\u00a075,60" in page
    assert "Aandeel doelen gehaald" in page
    assert "Rust op" in page
    assert "Lees en beantwoord het aanbod" in page


def test_a_party_sees_its_own_signature_and_another_does_not():
    scene = scenes.scene()
    number = queries.own_consents(seen_by=scene.small)[scene.basis.pk].signature.number
    url = f"/overeenkomsten/{scene.basis.slug}/"

    assert number in signed_in(scene.small).get(url).content.decode()
    assert number not in signed_in(scene.large).get(url).content.decode()


def test_parties_are_listed_by_name_on_a_day_and_can_be_searched():
    scene = scenes.scene()
    url = f"/overeenkomsten/{scene.basis.slug}/"
    client = signed_in(scene.purchaser)
    before = (scenes.now() - timedelta(days=100)).date()

    today = client.get(url).content.decode()
    found = client.get(url, {"naam": "thuishulp"}).content.decode()
    earlier = client.get(url, {"op": before.isoformat()}).content.decode()

    assert "Zorggroep Groot" in today
    assert "Thuishulp Klein" in found
    assert "Zorggroep Groot" not in found
    assert "Op deze dag deed nog geen aanbieder mee" in earlier


def test_a_day_that_is_none_is_explained_and_keeps_what_was_typed():
    scene = scenes.scene()

    page = signed_in(scene.purchaser).get(
        f"/overeenkomsten/{scene.basis.slug}/", {"op": "31 februari", "naam": "Zorg"}
    )

    assert page.status_code == 200
    assert "Dit is geen dag" in page.content.decode()
    assert "31 februari" in page.content.decode()


def test_who_signed_a_running_offer_is_not_yet_a_party_for_others():
    scene = scenes.scene()
    offer = scene.offer
    type(offer).objects.filter(pk=offer.pk).update(valid_from=scenes.now().date())
    offer.refresh_from_db()
    factories.signed(offer, by=scene.large, at=scenes.now())
    url = f"/overeenkomsten/{scene.care.slug}/"

    assert "Zorggroep Groot" in signed_in(scene.purchaser).get(url).content.decode()
    assert "Zorggroep Groot" not in signed_in(scene.small).get(url).content.decode()
    assert "Zorggroep Groot" in signed_in(scene.large).get(url).content.decode()

    scenes.closed(offer)

    assert "Zorggroep Groot" in signed_in(scene.small).get(url).content.decode()


def test_another_regions_people_find_nothing():
    scene = scenes.scene()
    elsewhere = factories.director(factories.provider(factories.region("Elders")))
    client = signed_in(elsewhere)
    number = queries.own_consents(seen_by=scene.small)[scene.basis.pk].signature.number

    for url in (
        f"/overeenkomsten/{scene.care.slug}/",
        f"/overeenkomsten/{scene.care.slug}/toetreden/",
        f"/overeenkomsten/{scene.care.slug}/aanbod/",
        f"/aanbod/{scene.offer.pk}/",
        f"/aanbod/{scene.offer.pk}/ondertekenen/",
        f"/handtekeningen/{number}/",
        f"/handtekeningen/{number}/overeenkomst.pdf",
    ):
        assert client.get(url).status_code == 404, url


def test_a_signature_of_another_provider_is_as_if_it_were_not_there():
    scene = scenes.scene()
    number = queries.own_consents(seen_by=scene.small)[scene.basis.pk].signature.number

    for ending in ("", "overeenkomst.pdf"):
        url = f"/handtekeningen/{number}/{ending}"
        assert signed_in(scene.large).get(url).status_code == 404
    assert signed_in(scene.small).get(f"/handtekeningen/{number}/").status_code == 200
    assert signed_in(scene.purchaser).get(f"/handtekeningen/{number}/").status_code == 200


def test_without_signing_in_one_is_sent_to_the_sign_in_page(client):
    scene = scenes.scene()

    response = client.get(f"/overeenkomsten/{scene.care.slug}/")

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def questions(client, url):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("who", ["purchaser", "small"])
def test_the_pages_ask_as_many_questions_for_few_as_for_many(who):
    few = scenes.scene()
    client = signed_in(getattr(few, who))
    urls = [
        "/overeenkomsten/",
        f"/overeenkomsten/{few.basis.slug}/",
        f"/overeenkomsten/{few.care.slug}/",
        f"/aanbod/{few.offer.pk}/",
    ]
    counts = [questions(client, url) for url in urls]
    for _ in range(15):
        another = factories.director(factories.provider(few.region))
        current = queries.current_version(few.basis)
        actions.accede(
            agreement=few.basis,
            seen_digest=queries.terms_of(current).digest(),
            valid_from=scenes.now().date(),
            by=another,
            at=scenes.now(),
        )

    assert [questions(client, url) for url in urls] == counts


def test_who_has_no_organisation_is_told_what_to_do():
    nobody = factories.person("Nieuw Hier")
    client = signed_in(actor_for(nobody, on=scenes.now().date(), second_factor=True))

    assert client.get("/overeenkomsten/").status_code == 404
    assert "U hoort nog nergens bij" in client.get("/start/").content.decode()


def test_a_social_team_member_reads_but_offers_nothing():
    scene = scenes.scene()
    member = factories.actor(scene.buyer, Role.SOCIAL_TEAM_MEMBER)

    page = signed_in(member).get(f"/overeenkomsten/{scene.care.slug}/")

    assert page.status_code == 200
    assert "Doe het vastgestelde aanbod" not in page.content.decode()
