"""The public site: everything that is public, and nothing else, whoever looks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.agreements import actions
from convenant.core.contributions import Target
from convenant.documents import actions as documents
from convenant.roundtables import actions as tables
from tests import factories
from tests.factories import SYSTEM
from tests.web.agreements import scenes
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db

REMARK = "Deze opmerking is niet openbaar."
REASON = "Dit antwoord is niet openbaar."
WRITING = "Dit artikel wordt nog geschreven."


@pytest.fixture
def world():
    """A region with everything in it that must stay inside: a remark, an answer, a planned
    meeting, a concept."""
    scene = scenes.scene()
    other = factories.sub_agreement(scene.region, [scene.buyer], basis=scene.basis)
    item = factories.open_item(factories.published(other, at=scenes.now()), about=other)
    tables.contribute(
        item=item, target=Target.ITEM, key="", text=REMARK, by=scene.small, at=scenes.now()
    )
    actions.answer(
        offer=scene.offer, accepted=False, reason=REASON, by=scene.large, at=scenes.now()
    )
    planned = factories.meeting(item.meeting.table, starts_at=scenes.now() + timedelta(days=5))
    concept = actions.begin_version(based_on=item.version, by=SYSTEM, at=scenes.now())

    documents.change_article(
        version=concept,
        key="a1",
        heading="Nieuw",
        text=WRITING,
        seen_edits=0,
        by=SYSTEM,
        at=scenes.now(),
    )
    return scene, item, planned, other


def addresses(world):
    scene, item, _, other = world
    table = item.meeting.table
    return [
        "/",
        "/openbaar/tafels/",
        f"/openbaar/tafels/{table.slug}/",
        f"/openbaar/bijeenkomsten/{item.meeting_id}/",
        "/openbaar/overeenkomsten/",
        f"/openbaar/overeenkomsten/{scene.basis.slug}/",
        f"/openbaar/overeenkomsten/{scene.care.slug}/",
        f"/openbaar/overeenkomsten/{other.slug}/",
        f"/openbaar/overeenkomsten/{other.slug}/versies/1/",
        "/openbaar/besluiten/",
        "/openbaar/deelnemers/",
    ]


def test_every_public_page_opens_without_signing_in_and_says_what_it_is(client, world):
    for url in addresses(world):
        response = client.get(url)
        page = response.content.decode()
        assert response.status_code == 200, url
        assert "<h1" in page, url
        assert '<meta name="description"' in page, url


def test_nothing_private_is_public_whoever_looks(client, world):
    scene, _, planned, _ = world
    for visitor in (client, signed_in(scene.purchaser), signed_in(scene.small)):
        for url in addresses(world):
            page = visitor.get(url).content.decode()
            assert REMARK not in page, url
            assert REASON not in page, url
            assert WRITING not in page, url
            assert f"/bijeenkomsten/{planned.pk}/" not in page, url


def test_who_answered_what_and_how_many_is_nowhere_to_be_read(client, world):
    scene, _, _, _ = world
    front = client.get("/").content.decode()
    page = client.get(f"/openbaar/overeenkomsten/{scene.care.slug}/").content.decode()

    assert "Er loopt een aanbod" in front
    assert "antwoordden" not in front
    assert "Zorggroep Groot" not in page


def test_a_planned_meeting_and_a_concept_are_not_there_for_the_public(world):
    scene, _, planned, other = world
    for visitor in (signed_in(scene.purchaser), signed_in(scene.small)):
        assert visitor.get(f"/openbaar/bijeenkomsten/{planned.pk}/").status_code == 404
        concept = f"/openbaar/overeenkomsten/{other.slug}/versies/2/"
        assert visitor.get(concept).status_code == 404


def test_what_does_not_exist_is_not_found(client, world):
    for url in (
        "/openbaar/tafels/geen/",
        "/openbaar/bijeenkomsten/999999/",
        "/openbaar/overeenkomsten/geen/",
        f"/openbaar/overeenkomsten/{world[3].slug}/versies/99/",
    ):
        assert client.get(url).status_code == 404


def test_no_names_of_people_are_public(client, world):
    scene, *_ = world
    for url in addresses(world):
        assert scene.small.name not in client.get(url).content.decode(), url
        assert "Gids" not in client.get(url).content.decode(), url


def test_who_is_contracted_is_public(client, world):
    scene, *_ = world
    url = f"/openbaar/overeenkomsten/{scene.basis.slug}/"

    assert "Zorggroep Groot" in client.get(url).content.decode()
    found = client.get(url, {"naam": "klein"}).content.decode()
    assert "Thuishulp Klein" in found
    assert "Zorggroep Groot" not in found


def test_a_text_with_its_terms_can_be_read(client, world):
    page = client.get(f"/openbaar/overeenkomsten/{world[3].slug}/versies/1/").content.decode()

    assert "De gemeente betaalt het tarief per uur." in page
    assert "€\u00a075,60" in page


def test_an_invented_region_says_so(client, world):
    assert "Dit is een voorbeeldregio" in client.get("/").content.decode()


def test_minutes_are_public_once_the_meeting_was_held(client, world):
    _, item, _, _ = world
    url = f"/openbaar/bijeenkomsten/{item.meeting_id}/"
    assert "Verslag" not in client.get(url).content.decode()

    factories.closed(item.meeting, minutes="Wij spraken over reistijd.", at=scenes.now())

    assert "Wij spraken over reistijd." in client.get(url).content.decode()


def test_an_empty_installation_greets_instead_of_breaking(client):
    assert "Hier is nog geen regio" in client.get("/").content.decode()
    assert client.get("/openbaar/tafels/").status_code == 404


def test_the_public_pages_ask_as_many_questions_for_few_as_for_many(client, world):
    scene, item, *_ = world
    urls = addresses(world)

    def questions():
        counts = []
        for url in urls:
            with CaptureQueriesContext(connection) as asked:
                client.get(url)
            counts.append(len(asked))
        return counts

    before = questions()
    for _ in range(5):
        factories.provider(scene.region)
        gathering = factories.meeting(item.meeting.table)
        factories.item(gathering, item.version, raised_by=scene.buyer)
        factories.opened(gathering)

    assert questions() == before


def test_another_region_is_shown_when_it_is_asked_for_and_remembered(client) -> None:
    first = scenes.scene()
    second = factories.region("Elders")
    there = factories.basic_agreement(second, [factories.municipality(second, cbs="0321")])
    factories.published(there, at=scenes.now())

    assert first.region.name in client.get("/").content.decode()
    assert "Regio Elders" in client.get(f"/?regio={second.slug}").content.decode()
    assert there.title in client.get("/openbaar/overeenkomsten/").content.decode()
    assert client.get("/openbaar/tafels/?regio=nergens").status_code == 200


def test_a_link_to_another_region_can_be_passed_on(client) -> None:
    scenes.scene()
    second = factories.region("Elders")
    there = factories.basic_agreement(second, [factories.municipality(second, cbs="0321")])
    factories.published(there, at=scenes.now())

    answer = client.get(f"/openbaar/overeenkomsten/{there.slug}/")

    assert answer.status_code == 200
    assert "Regio Elders" in answer.content.decode()
    assert client.get(f"/openbaar/overeenkomsten/{there.slug}-weg/").status_code == 404
