"""Reading versions, writing the next one, seeing what changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convenant.agreements import actions as agreements
from convenant.agreements.models import Ceiling, Product
from convenant.core.actors import Role
from convenant.core.contributions import Outcome, Target
from convenant.core.lifecycles import VersionStatus
from convenant.documents import actions as documents
from convenant.documents.models import Article, Version
from convenant.roundtables import actions as tables
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def published():
    region, buyer, _basis, sub = factories.small_region()
    version = factories.published(sub)
    return region, buyer, sub, version


@pytest.fixture
def concept(published):
    *_rest, version = published
    return agreements.begin_version(based_on=version, by=SYSTEM, at=LATER)


@pytest.fixture
def writer(published):
    return signed_in(factories.actor(published[1], Role.PURCHASER))


@pytest.fixture
def provider(published):
    return signed_in(factories.director(factories.provider(published[0])))


@pytest.fixture
def stranger():
    return signed_in(factories.director(factories.provider(factories.region("Elders"))))


def address(name, version, *rest):
    return reverse(f"texts:{name}", args=[version.document.slug, version.number, *rest])


def page_of(response):
    return response.content.decode()


def test_a_published_version_is_read_with_its_tariffs_and_terms(published, provider):
    page = page_of(provider.get(address("version", published[3])))

    assert "Begeleiding, versie 1" in page
    assert "Reistijd is inbegrepen." in page
    assert "€\u00a075,60" in page
    assert "per uur" in page
    assert "Wijzig" not in page
    assert "Begin een nieuwe versie" not in page


def test_a_concept_is_there_for_its_writers_only(concept, writer, provider, stranger):
    assert "Wijzig dit artikel" in page_of(writer.get(address("version", concept)))
    for browser in (provider, stranger):
        for name, rest in (
            ("version", ()),
            ("article", ("a4",)),
            ("term", ("product:02A05",)),
            ("publish", ()),
            ("difference", ()),
        ):
            assert browser.get(address(name, concept, *rest)).status_code == 404


def test_texts_of_another_region_are_not_there(published, stranger):
    assert stranger.get(address("version", published[3])).status_code == 404
    begin = reverse("texts:begin", args=[published[3].document.slug])
    assert stranger.post(begin).status_code == 404


def test_a_writer_begins_a_new_version_with_the_articles_and_terms(published, writer):
    begin = reverse("texts:begin", args=[published[3].document.slug])

    response = writer.post(begin)

    new = Version.objects.get(status=VersionStatus.CONCEPT, document=published[3].document)
    assert response["Location"] == address("version", new)
    assert new.based_on == published[3]
    assert Product.objects.filter(version=new).count() == 2


def test_who_begins_a_version_that_is_being_written_is_led_to_it(concept, writer):
    begin = reverse("texts:begin", args=[concept.document.slug])

    response = writer.post(begin, follow=True)

    assert response.redirect_chain[-1][0] == address("version", concept)
    assert "Er wordt al aan een nieuwe versie geschreven" in page_of(response)


def test_a_provider_does_not_begin_a_version(published, provider):
    response = provider.post(reverse("texts:begin", args=[published[3].document.slug]))

    assert response.status_code == 403
    assert Version.objects.filter(document=published[3].document).count() == 1


def test_a_writer_changes_an_article(concept, writer):
    form = page_of(writer.get(address("article", concept, "a4")))
    response = writer.post(
        address("article", concept, "a4"),
        {"heading": "Tarieven", "text": "Reistijd wordt apart betaald.", "seen_edits": 0},
    )

    assert "Reistijd is inbegrepen." in form
    assert response["Location"] == f"{address('version', concept)}#artikel-a4"
    assert Article.objects.get(version=concept, key="a4").text == "Reistijd wordt apart betaald."


def test_two_writers_at_once_both_see_both_texts(concept, writer):
    documents.change_article(
        version=concept,
        key="a4",
        heading="Tarieven",
        text="De tekst van een collega.",
        seen_edits=0,
        by=SYSTEM,
        at=LATER,
    )
    mine = {"heading": "Tarieven", "text": "Mijn eigen tekst.", "seen_edits": 0}

    response = writer.post(address("article", concept, "a4"), mine)

    page = page_of(response)
    assert response.status_code == 409
    assert "Iemand anders heeft de tekst veranderd" in page
    assert "De tekst van een collega." in page
    assert "Mijn eigen tekst." in page
    assert 'name="seen_edits" value="1"' in page
    assert Article.objects.get(version=concept, key="a4").text == "De tekst van een collega."
    again = writer.post(address("article", concept, "a4"), mine | {"seen_edits": 1})
    assert again.status_code == 302


def test_an_empty_article_is_refused_and_the_heading_kept(concept, writer):
    response = writer.post(
        address("article", concept, "a4"),
        {"heading": "Een nieuwe kop", "text": "", "seen_edits": 0},
    )

    assert response.status_code == 422
    assert "Een nieuwe kop" in page_of(response)
    assert "Een artikel heeft een kop en een tekst nodig." in page_of(response)


@pytest.mark.parametrize(
    ("name", "rest", "data"),
    [
        ("article", ["a4"], {"heading": "Kop", "text": "Een gewijzigde tekst."}),
        ("term", ["product:02A05"], {"amount": "80,00"}),
        ("publish", [], {"summary": "Wat er nieuw is."}),
    ],
)
def test_a_published_version_never_changes(published, writer, name, rest, data):
    version = published[3]

    assert writer.get(address(name, version, *rest)).status_code == 409
    response = writer.post(address(name, version, *rest), {**data, "seen_edits": version.edits})

    assert response.status_code == 409
    assert "ligt vast" in page_of(response)
    assert next(iter(reversed(data.values()))) in page_of(response)
    assert Product.objects.get(version=version, code="02A05").tariff == 7560


@pytest.mark.parametrize(
    ("key", "typed", "model", "field", "cents"),
    [
        ("product:02A05", "79,00", Product, "tariff", 7900),
        ("product:02A05", "€ 1.079,5", Product, "tariff", 107950),
        ("ceiling:all", "600.000", Ceiling, "amount", 60_000_000),
    ],
)
def test_an_amount_is_read_as_dutch_people_write_it(
    concept, writer, key, typed, model, field, cents
):
    response = writer.post(address("term", concept, key), {"amount": typed, "seen_edits": 0})

    assert response.status_code == 302
    assert getattr(model.objects.get(version=concept, key=key), field) == cents


@pytest.mark.parametrize(
    ("typed", "words", "status"),
    [
        ("75.60", "Gebruik een komma voor de centen", 422),
        ("veel", "geen bedrag", 422),
        ("", "Vul een bedrag in", 422),
        ("0", "Vul een bedrag boven nul in.", 409),
        ("9" * 39, "te groot", 422),
    ],
)
def test_an_amount_that_is_none_is_refused_and_kept(concept, writer, typed, words, status):
    response = writer.post(
        address("term", concept, "product:02A05"), {"amount": typed, "seen_edits": 0}
    )

    page = page_of(response)
    assert response.status_code == status
    assert words in page
    assert f'value="{typed}"' in page or not typed
    assert Product.objects.get(version=concept, code="02A05").tariff == 7560


def test_the_form_of_a_tariff_shows_what_the_previous_version_says(concept, writer):
    page = page_of(writer.get(address("term", concept, "product:02A05")))

    assert "In de vorige versie" in page
    assert 'value="75,60"' in page


@pytest.mark.parametrize("key", ["effect:1", "duration", "product:99Z99"])
def test_only_tariffs_and_ceilings_have_such_a_form(concept, writer, key):
    assert writer.get(address("term", concept, key)).status_code == 404


def raised(concept, tariff=8000):
    return agreements.change_tariff(
        version=concept, key="product:02A05", tariff=tariff, seen_edits=0, by=SYSTEM, at=LATER
    )


def test_a_concept_is_published_after_its_difference_was_shown(concept, writer, provider):
    new = raised(concept)

    form = page_of(writer.get(address("publish", new)))
    response = writer.post(
        address("publish", new), {"summary": "Het uurtarief gaat omhoog.", "seen_edits": 1}
    )

    assert "€\u00a080,00" in form
    assert "+5,8%" in form
    assert response.status_code == 302
    assert "Het uurtarief gaat omhoog." in page_of(provider.get(address("version", new)))


@pytest.mark.parametrize(
    ("data", "words", "status"),
    [
        ({"summary": "", "seen_edits": 1}, "Schrijf in één zin op wat er nieuw is.", 422),
        ({"summary": "Iets nieuws", "seen_edits": 0}, "Iemand anders heeft de tekst", 409),
    ],
)
def test_a_publication_that_is_not_ready_is_refused(concept, writer, data, words, status):
    raised(concept)

    response = writer.post(address("publish", concept), data)

    assert response.status_code == status
    assert words in page_of(response)
    assert data["summary"] in page_of(response)
    concept.refresh_from_db()
    assert concept.status == VersionStatus.CONCEPT


@pytest.fixture
def discussed(published, concept):
    """Version 2 with a changed article and tariff, each after a remark on version 1."""
    region, _buyer, sub, version = published
    somebody = factories.director(factories.provider(region, name="Zorg <b>Lek</b>"))
    item = factories.open_item(version, about=sub)
    new = raised(concept)
    new = documents.change_article(
        version=new,
        key="a4",
        heading="Tarieven",
        text="De gemeente betaalt het tarief per uur. Reistijd wordt apart betaald.",
        seen_edits=0,
        by=SYSTEM,
        at=LATER,
    )

    def said(target, key, text):
        remark = tables.contribute(
            item=item, target=target, key=key, text=text, by=somebody, at=LATER
        )
        tables.reply(
            contributions=[remark],
            outcome=Outcome.ADOPTED,
            text="Wij nemen dit over.",
            changed_version=new,
            changed_key=key,
            by=SYSTEM,
            at=LATER,
        )
        return remark

    said(Target.ARTICLE, "a4", "Reistijd hoort apart.")
    said(Target.TERM, "product:02A05", "Ons uurloon steeg.")
    documents.publish(version=new, summary="Tarief en reistijd.", by=SYSTEM, at=LATER)
    return new, item, somebody, said


def test_the_difference_shows_words_amounts_and_the_remarks_behind_them(discussed, provider):
    new, item, somebody, _said = discussed

    page = page_of(signed_in(somebody).get(address("difference", new)))

    assert "<ins>" in page
    assert "<del>" in page
    assert "€\u00a075,60" in page
    assert "€\u00a080,00" in page
    assert "+ €\u00a04,40" in page
    assert "+5,8%" in page
    assert "Reistijd hoort apart." in page
    assert "Ons uurloon steeg." in page
    assert f"{reverse('tables:item', args=[item.pk])}?opmerking=" in page
    assert "Zorg &lt;b&gt;Lek&lt;/b&gt;" in page
    assert "Zorg <b>Lek" not in page


def test_a_competitor_sees_the_difference_without_remarks_about_prices(discussed, provider):
    page = page_of(provider.get(address("difference", discussed[0])))

    assert "Reistijd hoort apart." in page
    assert "Ons uurloon steeg." not in page
    assert "€\u00a080,00" in page


@pytest.mark.parametrize(("asked", "status"), [("1", 200), ("99", 200), ("x", 200), ("0", 404)])
def test_the_difference_can_be_asked_against_an_earlier_version(discussed, provider, asked, status):
    response = provider.get(address("difference", discussed[0]), {"met": asked})

    assert response.status_code == status


def test_a_first_version_has_no_difference_and_leads_to_the_text(published, provider):
    response = provider.get(address("difference", published[3]))

    assert response["Location"] == address("version", published[3])


def test_the_difference_asks_the_database_as_often_for_30_remarks(discussed):
    new, _item, somebody, said = discussed
    browser = signed_in(somebody)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(address("difference", new)).status_code == 200
        return len(queries)

    once = asked()
    for number in range(28):
        said(Target.ARTICLE, "a4", f"Opmerking {number}")

    assert asked() == once


def article_way(concept, view="article"):
    return reverse(f"texts:{view}", args=[concept.document.slug, concept.number, "a4"])


@pytest.fixture
def colleague(published):
    _region, buyer, *_rest = published
    return signed_in(factories.actor(buyer, Role.CONTRACT_MANAGER, name="Bob"))


def saved(browser, concept, text, seen="0"):
    data = {"heading": "Tarieven", "text": text, "seen_edits": seen}
    return browser.post(article_way(concept), data)


def test_who_opens_an_article_keeps_it_and_another_reads_who_works_at_it(
    concept, writer, colleague
):
    mine = page_of(writer.get(article_way(concept)))
    theirs = page_of(colleague.get(article_way(concept)))
    version = reverse("texts:version", args=[concept.document.slug, concept.number])

    assert "U werkt aan dit artikel, tot" in mine
    assert "<textarea" in mine
    assert "werkt aan dit artikel tot" in theirs
    assert "<textarea" not in theirs
    assert "Vraag om het artikel" in theirs
    assert "werkt aan dit artikel tot" in page_of(colleague.get(version))


def test_who_saves_what_another_works_at_sees_both_texts_and_loses_nothing(
    concept, writer, colleague
):
    writer.get(article_way(concept))

    response = saved(colleague, concept, "De tekst van Bob.")

    page = page_of(response)
    assert response.status_code == 409
    assert "Twee teksten naast elkaar" in page
    assert page.count("De tekst van Bob.") >= 2
    assert "De gemeente betaalt het tarief per uur." in page
    assert saved(writer, concept, "De tekst van de schrijver.").status_code == 302


def test_after_a_conflict_both_texts_stand_side_by_side_and_saving_again_works(
    concept, writer, colleague
):
    assert saved(writer, concept, "Eerst.").status_code == 302

    conflict = saved(colleague, concept, "Daarna.")
    again = saved(colleague, concept, "Eerst en daarna.", seen="1")

    page = page_of(conflict)
    assert conflict.status_code == 409
    assert "Eerst." in page
    assert "Daarna." in page
    assert 'name="seen_edits" value="1"' in page
    assert again.status_code == 302


def test_two_people_write_different_articles_without_meeting_each_other(concept, writer, colleague):
    other = reverse("texts:article", args=[concept.document.slug, concept.number, "a1"])
    writer.get(article_way(concept))
    colleague.get(other)

    theirs = colleague.post(other, {"heading": "Voorwerp", "text": "Bob.", "seen_edits": "0"})

    assert theirs.status_code == 302
    assert saved(writer, concept, "Ann.").status_code == 302


def test_one_asks_for_an_article_and_its_holder_sees_it_and_lets_go(concept, writer, colleague):
    writer.get(article_way(concept))
    colleague.post(article_way(concept, "ask"))

    beat = writer.post(article_way(concept, "keep"), headers={"HX-Request": "true"})
    writer.post(article_way(concept, "let_go"))

    assert "wil ook aan dit artikel werken" in page_of(beat)
    assert "<html" not in page_of(beat)
    assert "U werkt aan dit artikel" in page_of(colleague.get(article_way(concept)))


def test_a_provider_keeps_no_article(concept, provider):
    for view in ("keep", "let_go", "ask"):
        assert provider.post(article_way(concept, view)).status_code == 404


def test_a_publication_waits_for_who_saw_every_change_of_an_article(concept, writer):
    saved(writer, concept, "Anders.")
    way = reverse("texts:publish", args=[concept.document.slug, concept.number])

    old = writer.post(way, {"summary": "Nieuw.", "seen_edits": "0"})
    fresh = writer.post(way, {"summary": "Nieuw.", "seen_edits": "1"})

    assert (old.status_code, fresh.status_code) == (409, 302)
