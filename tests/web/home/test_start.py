"""The first page, for each kind of visitor."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.agreements import actions
from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Role
from convenant.core.contributions import Target
from convenant.roundtables import actions as tables
from convenant.strategy import actions as strategy
from convenant.strategy.actions.changes import ChangeWords
from tests import factories
from tests.factories import SYSTEM
from tests.web.agreements import scenes
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


def start(who):
    response = signed_in(who).get("/start/")
    assert response.status_code == 200
    return response.content.decode()


def talking(scene, *, remarks=1):
    """A published text of another agreement on the table, with remarks of the small provider."""
    other = factories.sub_agreement(scene.region, [scene.buyer], basis=scene.basis)
    item = factories.open_item(factories.published(other, at=scenes.now()), about=other)
    for _ in range(remarks):
        tables.contribute(
            item=item,
            target=Target.ITEM,
            key="",
            text="Reistijd ontbreekt.",
            by=scene.small,
            at=scenes.now(),
        )
    return item


def test_a_purchaser_sees_silent_providers_unanswered_remarks_and_the_tables():
    scene = scenes.scene(extra=3)
    item = talking(scene, remarks=2)
    gathering = factories.meeting(item.meeting.table, starts_at=scenes.now() + timedelta(days=3))

    page = start(scene.purchaser)

    assert "5 van 5 aanbieders antwoordden nog niet" in page
    assert "Beantwoord 2 opmerkingen over Begeleiding" in page
    assert f"/bijeenkomsten/{gathering.pk}/" in page
    assert "agenda nog niet gepubliceerd" in page


def test_what_others_wait_for_soonest_stands_first():
    scene = scenes.scene(extra=3)
    talking(scene, remarks=2)
    change = strategy.record_policy_change(
        region=scene.region,
        words=ChangeWords("Nieuwe wet", "Wetsvoorstel", "", None),
        by=SYSTEM,
        at=scenes.now(),
    )
    strategy.ask_review(
        change=change,
        organisation=scene.buyer,
        text="Zoek uit wat dit betekent.",
        due_on=scenes.now().date() + timedelta(days=90),
        by=SYSTEM,
        at=scenes.now(),
    )

    page = start(scene.purchaser)

    places = [
        page.index(text) for text in ("Beantwoord 2 opmerkingen", "Zoek uit wat", "Volg het aanbod")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("role", [Role.PURCHASER, Role.ADMINISTRATOR])
def test_who_signed_in_is_no_news(role):
    scene = scenes.scene()
    viewer = factories.actor(scene.buyer, role)
    audit.record(event=EventType.SIGNED_IN, subject="person:1", by=viewer, at=scenes.now(), data={})

    assert "Iemand logde in" not in start(viewer)


def test_a_purchaser_is_told_which_rule_of_the_method_is_at_risk():
    scene = scenes.scene()

    page = start(scene.purchaser)

    assert "De methode vraagt aandacht" in page
    assert "de norm van 9 bijeenkomsten" in page or "de norm is 9" in page


def test_a_purchaser_is_sent_from_a_decision_to_the_offer():
    region, buyer, basis, _ = factories.small_region()
    factories.provider(region)
    factories.decision(factories.published(basis), about=basis)

    page = start(factories.actor(buyer, Role.PURCHASER))

    assert f"/overeenkomsten/{basis.slug}/aanbod/" in page


def test_a_provider_sees_what_to_answer_then_what_to_sign_then_nothing():
    scene = scenes.scene()

    assert "Beantwoord het aanbod Begeleiding" in start(scene.small)
    actions.answer(offer=scene.offer, accepted=True, reason="", by=scene.small, at=scenes.now())
    assert "Onderteken Begeleiding" in start(scene.small)
    actions.sign(
        offer=scene.offer, seen_digest=scene.offer.terms_digest, by=scene.small, at=scenes.now()
    )

    page = start(scene.small)
    assert "Onderteken Begeleiding" not in page
    assert "Beantwoord het aanbod" not in page
    assert "overeenkomst.pdf" in page


def test_a_provider_sees_no_silence_of_others():
    scene = scenes.scene(extra=3)

    page = start(scene.small)

    assert "aanbieders antwoordden nog niet" not in page
    assert "Zorggroep Groot" not in page


def test_a_provider_reads_who_speaks_for_it():
    scene = scenes.scene()
    item = talking(scene, remarks=0)

    page = start(scene.small)

    assert item.title in page
    assert "Niemand spreekt namens u" in page


def test_an_outsider_is_invited_to_join_what_stands():
    scene = scenes.scene()
    scenes.closed(scene.offer)
    type(scene.offer).objects.update(valid_from=scenes.now().date())

    assert f"/overeenkomsten/{scene.care.slug}/toetreden/" in start(scene.outsider)


def test_an_alderman_sees_decisions_costs_and_who_takes_part():
    scene = scenes.scene()
    type(scene.offer).objects.update(valid_from=scenes.now().date())

    page = start(factories.actor(scene.buyer, Role.ALDERMAN))

    assert "Wat het kost en wie er meedoet" in page
    assert "€\u00a0900.000" in page
    assert "De tafel stemt in." in page


def test_the_chair_sees_which_items_are_ready_to_decide():
    scene = scenes.scene()
    ready = talking(scene, remarks=0)
    waiting = talking(scene, remarks=1)

    page = start(factories.actor(scene.buyer, Role.CHAIR))

    assert f"/punten/{ready.pk}/besluiten/" in page
    assert f"/punten/{waiting.pk}/besluiten/" not in page
    assert "nog 1 opmerking open" in page


def test_a_social_team_member_sees_where_to_comment():
    scene = scenes.scene()
    item = talking(scene)

    page = start(factories.actor(scene.buyer, Role.SOCIAL_TEAM_MEMBER))

    assert f"/punten/{item.pk}/" in page
    assert "Geef uw mening" in page


def test_an_administrator_sees_roles_and_the_latest_events():
    scene = scenes.scene()

    page = start(factories.actor(scene.buyer, Role.ADMINISTRATOR))

    assert "Mensen en hun rollen" in page
    assert "Laatste handelingen in de regio" in page


@pytest.mark.parametrize("who", ["purchaser", "small"])
def test_the_start_page_asks_as_many_questions_for_few_as_for_many(who):
    scene = scenes.scene()
    talking(scene)
    client = signed_in(getattr(scene, who))

    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get("/start/")
        return len(asked)

    before = questions()
    for _ in range(4):
        talking(scene)
        factories.provider(scene.region)

    assert questions() == before
