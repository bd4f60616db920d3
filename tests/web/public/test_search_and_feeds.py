"""Finding things on the public site, and following it with a feed reader."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from convenant.core.publication import Readers
from convenant.roundtables import actions
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.web.tables.conftest import Scene, scene

__all__ = ["scene"]

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def looked_for(scene: Scene, question, **more):
    query = {"zoek": question, "regio": scene.region.slug, **more}
    return Client().get(reverse("public:search"), query).content.decode()


def paper(scene, title, readers=Readers.PUBLIC):
    made = actions.add_paper(
        table=scene.item.meeting.table,
        title=title,
        readers=readers,
        file_name="b.pdf",
        stored_as="x",
        digest="0" * 64,
        size=1,
        by=SYSTEM,
        at=NOON,
    )
    actions.publish_papers(table=made.table, papers=[made], by=SYSTEM, at=NOON)
    return made


def test_an_article_is_found_with_the_words_marked_and_a_link_to_its_place(scene):
    page = looked_for(scene, "reist")

    assert "<mark>Reistijd</mark>" in page
    assert f"/openbaar/overeenkomsten/{scene.agreement.slug}/versies/1/#artikel-4" in page


def test_what_is_not_public_is_not_found(scene):
    scene.remark(scene.absent, text="Zonnebloemen.")
    paper(scene, "Zonnewijzer", Readers.PARTIES)

    assert "Niets gevonden" in looked_for(scene, "zonne")


def test_nothing_asked_and_nothing_found_are_friendly(scene):
    assert "Niets gevonden" not in looked_for(scene, "")
    assert "Probeer minder of andere woorden" in looked_for(scene, "qwertyuiop")
    assert "&lt;b&gt;" in looked_for(scene, "<b>onzin")


@pytest.mark.parametrize("question", ["%", "_", "'", '"', "😀", "(", "x" * 5000])
def test_signs_without_a_word_are_answered_too(scene, question):
    assert "Niets gevonden voor" in looked_for(scene, question)


def test_results_are_narrowed_to_a_kind_and_shown_25_a_page(scene):
    for number in range(30):
        paper(scene, f"Bijlage {number} over vervoer")

    page = looked_for(scene, "vervoer", soort="paper")

    assert page.count("<mark>vervoer</mark>") == 25
    assert "soort=paper&amp;page=2" in page or "page=2" in page
    assert "Niets gevonden" in looked_for(scene, "vervoer", soort="item")
    assert "30 resultaten" in looked_for(scene, "vervoer", soort="bestaat-niet")


@pytest.mark.parametrize("what", ["agenda", "besluiten", "documenten"])
def test_every_feed_is_valid_and_says_where_it_is_for_good(scene, what):
    actions.decide(
        item=scene.item,
        version=scene.version,
        adopted=True,
        text="Akkoord <&> goed.",
        by=SYSTEM,
        at=NOON,
    )
    paper(scene, "Een stuk & meer")
    factories.closed(scene.item.meeting)
    slug, table = scene.region.slug, scene.item.meeting.table.slug
    for url in (
        reverse("public:feed", args=[slug, what]),
        reverse("public:feed_of_table", args=[slug, table, what]),
    ):
        response = Client().get(url)
        feed = ElementTree.fromstring(response.content)

        assert response["Content-Type"].startswith("application/atom+xml")
        assert feed.tag == f"{ATOM}feed"
        assert feed.find(f"{ATOM}title").text
        links = [link.get("href") for link in feed.findall(f"{ATOM}link")]
        assert any(link.endswith(url) for link in links)
        names = [entry.find(f"{ATOM}id").text for entry in feed.findall(f"{ATOM}entry")]
        assert names
        assert len(set(names)) == len(names)


def test_a_feed_holds_nothing_that_is_not_public(scene):
    paper(scene, "Alleen voor partijen", Readers.PARTIES)
    url = reverse("public:feed", args=[scene.region.slug, "documenten"])

    assert "Alleen voor partijen" not in Client().get(url).content.decode()


def test_an_unknown_feed_is_not_there(scene):
    for args in (["nergens", "agenda"], [scene.region.slug, "geheim"]):
        assert Client().get(reverse("public:feed", args=args)).status_code == 404
    url = reverse("public:feed_of_table", args=[scene.region.slug, "weg", "agenda"])
    assert Client().get(url).status_code == 404


def test_pages_tell_programs_where_their_feeds_are(scene):
    for url in (
        f"/?regio={scene.region.slug}",
        reverse("public:table", args=[scene.item.meeting.table.slug]),
        reverse("public:decisions") + f"?regio={scene.region.slug}",
    ):
        page = Client().get(url).content.decode()
        assert page.count('type="application/atom+xml"') == 3


def test_public_papers_are_listed_and_others_are_not(scene):
    paper(scene, "Voor iedereen")
    paper(scene, "Voor partijen", Readers.PARTIES)

    page = Client().get(reverse("public:papers"), {"regio": scene.region.slug}).content.decode()

    assert "Voor iedereen" in page
    assert "Voor partijen" not in page
