"""The item on the table: reading, remarking, answering, deciding."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convenant.agreements import actions as agreements
from convenant.core.actors import Role
from convenant.core.contributions import Channel, Outcome, Target
from convenant.documents import actions as documents
from convenant.roundtables import actions
from convenant.roundtables.models import Contribution, Decision, Reply
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.web.visitors import signed_in

LATER = NOON + timedelta(hours=1)


def address(name, scene):
    return reverse(f"tables:{name}", args=[scene.item.pk])


def page_of(response):
    return response.content.decode()


def next_version(scene, *, tariff=None):
    new = agreements.begin_version(based_on=scene.version, by=SYSTEM, at=LATER)
    if tariff:
        new = agreements.change_tariff(
            version=new, key="product:02A05", tariff=tariff, seen_edits=0, by=SYSTEM, at=LATER
        )
    return new


def publish(version):
    return documents.publish(version=version, summary="Hoger tarief.", by=SYSTEM, at=LATER)


def replied(remark, outcome=Outcome.NOT, version=None, key=""):
    return actions.reply(
        contributions=[remark],
        outcome=outcome,
        text="Wij rekenen reistijd mee.",
        changed_version=version,
        changed_key=key,
        by=SYSTEM,
        at=LATER,
    )


@pytest.mark.parametrize("who", ["seated", "absent", "purchaser", "chair"])
def test_everyone_who_takes_part_reads_the_text_with_its_terms(scene, who):
    page = page_of(scene.browser(who).get(address("item", scene)))

    assert "De gemeente betaalt het tarief per uur." in page
    assert 'id="artikel-a4"' in page
    assert 'id="voorwaarde-product-02A05"' in page
    assert "€\u00a075,60" in page
    assert "Hard plafond per jaar" in page
    assert "Gemeten met: Aandeel doelen gehaald" in page


@pytest.mark.parametrize("name", ["item", "decide"])
def test_the_item_is_not_there_for_someone_from_elsewhere(scene, name):
    assert scene.browser("stranger").get(address(name, scene)).status_code == 404


def test_someone_from_elsewhere_cannot_speak_or_answer(scene):
    remark = scene.remark(scene.seated)
    browser = scene.browser("stranger")

    said = browser.post(address("contribute", scene), {"target": "item", "text": "Hoi"})
    answered = browser.post(reverse("tables:reply", args=[remark.pk]), {"outcome": "not"})

    assert (said.status_code, answered.status_code) == (404, 404)
    assert Contribution.objects.count() == 1
    assert not Reply.objects.exists()


def test_who_is_not_signed_in_is_asked_to(scene, client):
    assert client.get(address("item", scene)).status_code == 302


@pytest.mark.parametrize(
    ("who", "channel"), [("seated", Channel.PHYSICAL), ("absent", Channel.DIGITAL)]
)
def test_a_provider_leaves_a_remark_at_an_article_and_comes_back_there(scene, who, channel):
    response = scene.browser(who).post(
        address("contribute", scene),
        {"target": "article", "key": "a4", "text": "Reistijd telt zwaar in Lopik."},
    )

    assert response.status_code == 302
    assert response["Location"].endswith("#artikel-a4")
    assert Contribution.objects.get().channel == channel


def test_with_htmx_only_the_place_of_the_remark_comes_back(scene):
    response = scene.browser("absent").post(
        address("contribute", scene),
        {"target": "term", "key": "product:02A05", "text": "Te laag."},
        headers={"HX-Request": "true"},
    )

    page = page_of(response)
    assert response.status_code == 200
    assert page.lstrip().startswith('<div class="talk" id="gesprek-voorwaarde-product-02A05">')
    assert "Te laag." in page
    assert "U krijgt er antwoord op" in page
    assert "<html" not in page


def test_a_remark_that_waits_for_the_chair_is_not_said_to_stand_there(scene):
    response = scene.browser("absent").post(
        address("contribute", scene),
        {"target": "article", "key": "a1", "text": "Wij willen samen € 80 per uur."},
        headers={"HX-Request": "true"},
    )

    page = page_of(response)
    assert "kijkt de voorzitter er eerst naar" in page
    assert "Uw opmerking staat erbij" not in page


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_refused_remark_gives_the_typed_text_back_in_its_place(scene, headers):
    typed = "Lang. " * 2000

    response = scene.browser("absent").post(
        address("contribute", scene),
        {"target": "article", "key": "a4", "text": typed},
        headers=headers,
    )

    page = page_of(response)
    assert response.status_code == 409
    assert typed in page
    assert "Uw opmerking is langer dan 10.000 tekens" in page
    assert not Contribution.objects.exists()


@pytest.mark.parametrize(
    ("target", "key"),
    [("article", "a99"), ("term", "product:99Z99"), ("item", "a4"), ("chair", "a4"), ("", "")],
)
def test_a_remark_without_a_place_in_the_text_is_refused_and_kept(scene, target, key):
    response = scene.browser("absent").post(
        address("contribute", scene),
        {"target": target, "key": key, "text": "Waar hoort dit?"},
    )

    page = page_of(response)
    assert response.status_code == 409
    assert "Waar hoort dit?" in page
    assert "Ververs de pagina" in page
    assert not Contribution.objects.exists()


def test_an_empty_remark_is_refused(scene):
    response = scene.browser("absent").post(
        address("contribute", scene), {"target": "item", "key": "", "text": "  "}
    )

    assert response.status_code == 409
    assert "Schrijf eerst uw opmerking op." in page_of(response)


def test_a_purchaser_has_no_form_and_is_refused_with_the_text_kept(scene):
    browser = scene.browser("purchaser")

    assert "Opmerking maken" not in page_of(browser.get(address("item", scene)))
    response = browser.post(
        address("contribute", scene),
        {"target": "article", "key": "a4", "text": "Een opmerking van de inkoper."},
    )

    assert response.status_code == 403
    assert "Een opmerking van de inkoper." in page_of(response)
    assert not Contribution.objects.exists()


def test_a_reader_is_told_who_may_speak(scene):
    reader = factories.actor(
        scene.agreement.region.participations.get(
            organisation=scene.absent.organisation
        ).organisation,
        Role.READER,
    )

    page = page_of(signed_in(reader).get(address("item", scene)))

    assert "U kunt meelezen" in page
    assert "Opmerking maken" not in page


def test_a_remark_on_a_closed_item_is_refused_and_kept(scene):
    factories.closed(scene.item.meeting, minutes="Klaar.", at=LATER)
    browser = scene.browser("absent")

    before = page_of(browser.get(address("item", scene)))
    response = browser.post(
        address("contribute", scene),
        {"target": "article", "key": "a4", "text": "Ik was te laat met dit."},
    )

    assert "<textarea" not in before
    assert "dit punt is gesloten" in before
    page = page_of(response)
    assert response.status_code == 409
    assert "Ik was te laat met dit." in page
    assert "Dit punt is gesloten." in page
    assert not Contribution.objects.exists()


def test_a_remark_about_a_price_is_hidden_from_competitors_only(scene):
    scene.remark(scene.seated, "Ons uurloon stijgt.", Target.TERM, "product:02A05")

    seen_by = {
        who: "Ons uurloon stijgt." in page_of(scene.browser(who).get(address("item", scene)))
        for who in ("seated", "absent", "purchaser", "chair")
    }

    assert seen_by == {"seated": True, "absent": False, "purchaser": True, "chair": True}


def test_what_people_type_is_shown_as_text_and_never_as_markup(scene):
    scene.remark(scene.seated, "<script>alert(1)</script>")

    page = page_of(scene.browser("absent").get(address("item", scene)))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_answer_stands_at_the_remark_with_the_way_to_the_changed_clause(scene):
    remark = scene.remark(scene.absent)
    new = next_version(scene, tariff=7900)
    replied(remark, Outcome.ADOPTED, new, "product:02A05")

    before = page_of(scene.browser("absent").get(address("item", scene)))
    publish(new)
    after = page_of(scene.browser("absent").get(address("item", scene)))

    assert "Wij rekenen reistijd mee." in before
    assert "overgenomen" in before
    assert "versie 2, die volgt" in before
    way = reverse("texts:difference", args=[new.document.slug, 2])
    assert f'href="{way}#voorwaarde-product-02A05"' not in before
    assert f'href="{way}#voorwaarde-product-02A05"' in after


def test_a_newer_version_is_announced_and_remarks_stay_where_they_were_made(scene):
    scene.remark(scene.absent)
    new = publish(next_version(scene))

    page = page_of(scene.browser("absent").get(address("item", scene)))

    assert f"{reverse('texts:difference', args=[new.document.slug, 2])}?met=1" in page
    assert "Reistijd telt zwaar." in page


def test_purchasers_can_look_at_what_has_no_answer_yet(scene):
    replied(scene.remark(scene.seated, "Al beantwoord."))
    open_one = scene.remark(scene.absent, "Nog open.")
    browser = scene.browser("purchaser")

    page = page_of(browser.get(address("item", scene), {"toon": "onbeantwoord"}))

    assert "Nog open." in page
    assert "Al beantwoord." not in page
    assert reverse("tables:reply", args=[open_one.pk]) in page
    assert "Al beantwoord." in page_of(browser.get(address("item", scene)))


def test_the_item_asks_the_database_as_often_for_1_as_for_30_remarks(scene):
    browser = scene.browser("purchaser")
    new = publish(next_version(scene))

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address("item", scene)).status_code == 200
        return len(queries)

    replied(scene.remark(scene.absent), Outcome.ADOPTED, new, "a4")
    asked()  # the first visit is also written down
    once = asked()
    for number in range(29):
        remark = scene.remark(scene.absent, f"Opmerking {number}")
        if number % 2:
            replied(remark, Outcome.PARTLY, new, "product:02A05")

    assert asked() == once


def reply_address(remark):
    return reverse("tables:reply", args=[remark.pk])


def test_a_purchaser_answers_naming_the_term_of_the_version_being_written(scene):
    remark = scene.remark(scene.absent)
    new = next_version(scene, tariff=7900)
    browser = scene.browser("purchaser")

    form = page_of(browser.get(reply_address(remark)))
    response = browser.post(
        reply_address(remark),
        {"outcome": "adopted", "text": "Wij verhogen het tarief.", "changed": "product:02A05"},
    )

    assert "Reistijd telt zwaar." in form
    assert "versie 2" in form
    assert response["Location"].endswith(f"#opmerking-{remark.pk}")
    answer = Reply.objects.get()
    assert (answer.changed_version, answer.changed_key) == (new, "product:02A05")


@pytest.mark.parametrize(
    ("data", "words", "status"),
    [
        ({"outcome": "adopted"}, "door deze opmerking is veranderd", 422),
        ({"outcome": "partly", "changed": "a99"}, "a99", 422),
        ({}, "Kies wat u met de opmerking doet", 422),
    ],
)
def test_an_answer_that_lacks_something_is_refused_and_kept(scene, data, words, status):
    remark = scene.remark(scene.absent)
    next_version(scene)

    response = scene.browser("purchaser").post(
        reply_address(remark), {"text": "Een lang doordacht antwoord.", **data}
    )

    page = page_of(response)
    assert response.status_code == status
    assert words in page
    assert "Een lang doordacht antwoord." in page
    assert not Reply.objects.exists()


def test_an_answer_without_a_reason_is_refused(scene):
    remark = scene.remark(scene.absent)

    response = scene.browser("purchaser").post(reply_address(remark), {"outcome": "not"})

    assert response.status_code == 422
    assert "Schrijf op waarom." in page_of(response)


def test_without_a_newer_version_the_purchaser_is_led_to_begin_one(scene):
    remark = scene.remark(scene.absent)

    page = page_of(scene.browser("purchaser").get(reply_address(remark)))

    assert reverse("texts:begin", args=[scene.version.document.slug]) in page


@pytest.mark.parametrize("who", ["seated", "chair"])
def test_only_writers_answer(scene, who):
    remark = scene.remark(scene.seated)
    browser = scene.browser(who)

    assert browser.get(reply_address(remark)).status_code == 403
    response = browser.post(
        reply_address(remark), {"outcome": "not", "text": "Mijn eigen antwoord."}
    )

    assert response.status_code == 403
    assert "Mijn eigen antwoord." in page_of(response)
    assert not Reply.objects.exists()


def test_a_second_answer_is_refused_and_kept(scene):
    remark = scene.remark(scene.seated)
    replied(remark)

    response = scene.browser("purchaser").post(
        reply_address(remark), {"outcome": "not", "text": "Nog een antwoord."}
    )

    assert response.status_code == 409
    assert "Nog een antwoord." in page_of(response)
    assert Reply.objects.count() == 1


def decide(scene, browser, **data):
    number = data.pop("number", scene.version.number)
    return browser.post(
        address("decide", scene),
        {"adopted": "yes", "text": "De tafel stemt in.", "number": number, **data},
    )


def test_the_chair_decides_and_reads_what_happens_now(scene):
    browser = scene.browser("chair")

    form = page_of(browser.get(address("decide", scene)))
    response = decide(scene, browser)

    assert "Alle opmerkingen zijn beantwoord." in form
    assert response.status_code == 302
    decision = Decision.objects.get()
    assert (decision.adopted, decision.version) == (True, scene.version)
    after = page_of(browser.get(address("decide", scene)))
    assert "Wat er nu gebeurt" in after
    offer = reverse("agreements:new_offer", args=[scene.agreement.slug])
    assert offer not in after
    assert offer in page_of(scene.browser("purchaser").get(address("decide", scene)))


def test_open_remarks_stand_in_the_way_of_a_decision(scene):
    scene.remark(scene.absent)
    browser = scene.browser("chair")

    form = page_of(browser.get(address("decide", scene)))
    response = decide(scene, browser)

    assert "Reistijd telt zwaar." in form
    assert response.status_code == 409
    assert "De tafel stemt in." in page_of(response)
    assert not Decision.objects.exists()


def test_a_decision_about_a_version_that_was_replaced_meanwhile_is_refused(scene):
    publish(next_version(scene))

    response = decide(scene, scene.browser("chair"))

    page = page_of(response)
    assert response.status_code == 422
    assert "Intussen is versie 2 gepubliceerd" in page
    assert "De tafel stemt in." in page
    assert not Decision.objects.exists()


@pytest.mark.parametrize("who", ["purchaser", "seated"])
def test_only_the_chair_decides(scene, who):
    browser = scene.browser(who)

    assert browser.get(address("decide", scene)).status_code == 403
    assert decide(scene, browser).status_code == 403
    assert not Decision.objects.exists()


def test_a_chair_without_a_second_factor_does_not_decide(scene):
    browser = signed_in(factories.without_second_factor(scene.chair))

    assert decide(scene, browser).status_code in {302, 403}
    assert not Decision.objects.exists()
