"""The digital twin in the browser: proposing, supporting, changing, answering together."""

from __future__ import annotations

import re
from datetime import timedelta
from html import escape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.agreements import actions as agreements
from convenant.core.contributions import Outcome, Target
from convenant.documents import actions as documents
from convenant.documents.models import Article
from convenant.outbox.models import Task
from convenant.roundtables import actions
from convenant.roundtables.models import Contribution, Decision, Paper, Reply, Support
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.web.tables.test_items import LATER, address, page_of

PROPOSED = "De gemeente betaalt het tarief per uur. Reistijd wordt apart betaald."


@pytest.fixture(autouse=True)
def vault(settings, tmp_path):
    settings.CONVENANT_HOME, settings.CONVENANT_KEYS = tmp_path / "var", tmp_path / "keys"


def post(scene, who, **data):
    form = {"target": "article", "key": "a4", "text": "Reistijd telt zwaar.", "token": "t1"}
    return scene.browser(who).post(address("contribute", scene), {**form, **data})


def proposed(scene, by=None):
    return actions.contribute(
        item=scene.item,
        target=Target.ARTICLE,
        key="a4",
        text="Reistijd telt zwaar.",
        proposed=PROPOSED,
        by=by or scene.absent,
        at=NOON,
    )


def concept(scene):
    return agreements.begin_version(based_on=scene.version, by=SYSTEM, at=LATER)


def test_a_proposed_wording_is_shown_as_a_difference(scene):
    assert post(scene, "absent", proposed=PROPOSED).status_code == 302

    page = page_of(scene.browser("seated").get(address("item", scene)))

    assert "Voorstel voor andere tekst" in page
    assert "<ins>" in page
    assert "<del>" in page


def test_the_form_starts_from_the_article_as_it_is(scene):
    page = page_of(scene.browser("absent").get(address("item", scene)))

    assert 'name="proposed"' in page
    assert "Het artikel zoals u het zou schrijven" in page


def test_files_go_with_a_remark_and_are_found_there(scene):
    files = [
        SimpleUploadedFile("rooster.xlsx", b"rooster"),
        SimpleUploadedFile("..\\geheim/foto<b>.heic", b"foto"),
    ]

    assert post(scene, "absent", files=files).status_code == 302

    page = page_of(scene.browser("seated").get(address("item", scene)))
    assert "rooster.xlsx" in page
    assert "foto_b_.heic" in page
    assert Paper.objects.count() == 2


def test_an_empty_file_is_refused_in_words_and_the_text_kept(scene):
    response = post(
        scene,
        "absent",
        text="Lang over nagedacht.",
        proposed=PROPOSED,
        files=[SimpleUploadedFile("leeg.txt", b"")],
    )

    page = page_of(response)
    assert response.status_code == 422
    assert "“leeg.txt” is leeg" in page
    assert "Kies uw bestanden daarna opnieuw" in page
    assert "Lang over nagedacht." in page
    assert PROPOSED in page
    assert not Contribution.objects.exists()


def test_too_many_files_are_refused_before_any_is_kept(scene, settings):
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(11)]

    response = post(scene, "absent", files=files)

    assert response.status_code == 422
    assert "hoogstens 10" in page_of(response)
    assert not Paper.objects.exists()
    assert not (settings.CONVENANT_HOME / "vault").exists()


def test_a_refused_remark_leaves_no_file_behind(scene, settings):
    response = post(scene, "absent", text=" ", files=[SimpleUploadedFile("a.txt", b"x")])

    assert response.status_code == 409
    assert not [one for one in settings.CONVENANT_HOME.rglob("*") if one.is_file()]


def test_a_form_sent_twice_is_one_remark(scene):
    for _turn in range(2):
        assert post(scene, "absent").status_code == 302

    assert Contribution.objects.count() == 1


def test_a_refused_proposal_gives_both_texts_back_after_closing(scene):
    factories.closed(scene.item.meeting, at=LATER)

    page = page_of(post(scene, "absent", text="Net te laat.", proposed=PROPOSED))

    assert "Net te laat." in page
    assert PROPOSED in page
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("field", ["text", "proposed"])
def test_markup_in_what_people_type_is_text(scene, field):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"

    post(scene, "absent", **{"text": "Let op.", field: evil})

    page = page_of(scene.browser("seated").get(address("item", scene)))
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_a_provider_supports_another_and_takes_it_back(scene):
    remark = scene.remark(scene.seated)
    browser = scene.browser("absent")
    way = reverse("tables:support", args=[remark.pk])
    before = page_of(browser.get(address("item", scene)))

    browser.post(way)
    after = page_of(browser.get(address("item", scene)))

    assert "Steun deze opmerking" in before
    assert "Staat uw punt er al?" in before
    assert "Gesteund door 1 organisatie" in after
    assert "Trek uw steun in" in after
    browser.post(way, {"terug": "ja"})
    assert not Support.objects.exists()


def test_ones_own_remark_has_no_support_button_and_is_refused(scene):
    remark = scene.remark(scene.seated)
    browser = scene.browser("seated")

    assert "Steun deze opmerking" not in page_of(browser.get(address("item", scene)))
    response = browser.post(reverse("tables:support", args=[remark.pk]))
    assert response.status_code == 409
    assert "uw eigen organisatie" in page_of(response)


def test_its_maker_changes_and_withdraws_a_remark(scene):
    remark = scene.remark(scene.seated)
    browser = scene.browser("seated")
    way = reverse("tables:change_remark", args=[remark.pk])

    form = page_of(browser.get(way))
    browser.post(way, {"text": "Reistijd in Lopik telt zwaar.", "proposed": ""})
    page = page_of(scene.browser("absent").get(address("item", scene)))
    browser.post(reverse("tables:withdraw_remark", args=[remark.pk]))

    assert "Reistijd telt zwaar." in form
    assert "Reistijd in Lopik telt zwaar." in page
    assert "Wat er eerder stond" in page
    assert "Reistijd in Lopik" not in page_of(scene.browser("absent").get(address("item", scene)))
    assert "ingetrokken" in page_of(scene.browser("purchaser").get(address("item", scene)))


def test_another_does_not_change_it_and_keeps_what_was_typed(scene):
    remark = scene.remark(scene.seated)
    way = reverse("tables:change_remark", args=[remark.pk])

    response = scene.browser("absent").post(way, {"text": "Van een ander.", "proposed": ""})

    assert scene.browser("absent").get(way).status_code == 403
    assert response.status_code == 403
    assert "Van een ander." in page_of(response)


def test_writers_choose_remarks_and_give_one_answer(scene):
    first, second = scene.remark(scene.seated), scene.remark(scene.absent, "Reistijd moet apart.")
    other = scene.remark(scene.absent, "Over iets anders.", Target.ITEM, "")
    concept(scene)
    browser = scene.browser("purchaser")

    listed = page_of(browser.get(address("unanswered", scene)))
    way = f"{address('answer', scene)}?inbreng={first.pk}&inbreng={second.pk}"
    form = page_of(browser.get(way))
    response = browser.post(
        address("answer", scene),
        {
            "inbreng": [first.pk, second.pk],
            "outcome": "partly",
            "text": "Reistijd komt apart.",
            "changed": "a4",
        },
    )

    assert f'value="{other.pk}"' in listed
    assert "Reistijd telt zwaar." in form
    assert "Reistijd moet apart." in form
    assert "De tekst op tafel" in form
    assert "De tekst in versie 2" in form
    assert response.status_code == 302
    answer = Reply.objects.get()
    assert set(answer.contributions.all()) == {first, second}
    assert Task.objects.filter(key=f"answered:{answer.pk}").exists()


def test_all_that_waits_at_an_article_is_answered_from_one_link(scene):
    for _turn in range(3):
        scene.remark(scene.absent)
    way = f"{address('answer', scene)}?plaats=article:a4"

    page = page_of(scene.browser("purchaser").get(way))

    assert "3 opmerkingen samen beantwoorden" in page


def test_what_hundreds_said_at_one_article_is_answered_without_showing_each_in_full(scene):
    first = scene.remark(scene.absent, "Reistijd 0.")
    Contribution.objects.bulk_create(
        Contribution(
            item=scene.item,
            target="article",
            key="a4",
            organisation_id=first.organisation_id,
            person_name="Iemand",
            channel="digital",
            text=f"Reistijd {n}.",
            proposed=PROPOSED,
            made_at=NOON,
        )
        for n in range(1, 205)
    )
    browser = scene.browser("purchaser")

    page = page_of(browser.get(f"{address('answer', scene)}?plaats=article:a4"))
    chosen = re.findall(r'name="inbreng" value="(\d+)"', page)
    browser.post(address("answer", scene), {"inbreng": chosen, "outcome": "not", "text": "Nee."})

    assert "200 opmerkingen samen beantwoorden" in page
    assert "Nog 175 opmerkingen" in page
    assert "Reistijd 199." in page
    assert "Reistijd 200." not in page
    assert page.count('class="remark"') == 25
    assert Contribution.objects.filter(reply__isnull=False).count() == 200


@pytest.mark.parametrize("asked", ["", "?inbreng=x", "?inbreng=999999", "?plaats=article:a99"])
def test_answering_nothing_leads_back_to_the_list(scene, asked):
    scene.remark(scene.absent)

    response = scene.browser("purchaser").get(f"{address('answer', scene)}{asked}")

    assert response["Location"] == address("unanswered", scene)


def test_at_one_remark_others_there_can_have_the_same_answer(scene):
    first, second = scene.remark(scene.seated), scene.remark(scene.absent, "Reistijd moet apart.")
    browser = scene.browser("purchaser")
    way = reverse("tables:reply", args=[first.pk])

    assert "Reistijd moet apart." in page_of(browser.get(way))
    browser.post(way, {"outcome": "not", "text": "Nee.", "ook": [second.pk]})

    assert Reply.objects.get().contributions.count() == 2


def test_a_proposed_wording_is_put_in_the_concept_with_one_click(scene):
    remark = proposed(scene)
    new = concept(scene)
    browser = scene.browser("purchaser")
    way = reverse("tables:reply", args=[remark.pk])

    form = page_of(browser.get(way))
    response = browser.post(
        reverse("tables:adopt_wording", args=[remark.pk]), {"seen_edits": "0"}, follow=True
    )

    assert "Neem de voorgestelde tekst over" in form
    assert Article.objects.get(version=new, key="a4").text == PROPOSED
    page = page_of(response)
    assert "Deze tekst staat al in de versie die u schrijft." in page
    assert 'value="adopted"' in page
    assert "checked" in page


def test_a_proposed_wording_does_not_overwrite_what_was_written_meanwhile(scene):
    remark = proposed(scene)
    new = concept(scene)
    documents.change_article(
        version=new, key="a4", heading="Tarieven", text="Anders.", seen_edits=0, by=SYSTEM, at=LATER
    )

    response = scene.browser("purchaser").post(
        reverse("tables:adopt_wording", args=[remark.pk]), {"seen_edits": "0"}
    )

    assert response.status_code == 409
    assert Article.objects.get(version=new, key="a4").text == "Anders."


def test_who_begins_a_version_while_answering_comes_back_there(scene):
    remark = scene.remark(scene.absent)
    way = reverse("tables:reply", args=[remark.pk])
    begin = reverse("texts:begin", args=[scene.version.document.slug])

    assert scene.browser("purchaser").post(begin, {"next": way})["Location"] == way


def test_a_begun_version_leads_nowhere_outside(scene):
    begin = reverse("texts:begin", args=[scene.version.document.slug])

    response = scene.browser("purchaser").post(begin, {"next": "https://elders.example/"})

    assert response["Location"].startswith("/teksten/")


def test_a_remark_made_after_a_newer_version_says_so_and_leads_there(scene):
    new = concept(scene)
    documents.change_article(
        version=new, key="a4", heading="Tarieven", text="Nieuw.", seen_edits=0, by=SYSTEM, at=LATER
    )
    documents.publish(version=new, summary="Nieuw.", by=SYSTEM, at=LATER)

    assert post(scene, "absent").status_code == 302
    post(scene, "absent", key="a1", text="Over artikel 1.")

    page = page_of(scene.browser("absent").get(address("item", scene)))
    assert page.count("Gaat over versie 1. In versie 2 staat dit anders") == 1
    form = page_of(
        scene.browser("purchaser").get(
            reverse("tables:reply", args=[Contribution.objects.earliest("pk").pk])
        )
    )
    assert "Nieuw." in form


def test_a_remark_on_a_tariff_that_changed_meanwhile_says_so(scene):
    new = concept(scene)
    agreements.change_tariff(
        version=new, key="product:02A05", tariff=7700, seen_edits=0, by=SYSTEM, at=LATER
    )
    documents.publish(version=new, summary="Nieuw.", by=SYSTEM, at=LATER)
    for key in ("product:02A05", "product:07A03"):
        assert post(scene, "absent", target="term", key=key, token=key).status_code == 302

    page = page_of(scene.browser("absent").get(address("item", scene)))

    assert page.count("Gaat over versie 1. In versie 2 staat dit anders") == 1
    assert "?met=1#voorwaarde-product-02A05" in page


def test_the_page_says_until_when_in_words(scene):
    before = page_of(scene.browser("absent").get(address("item", scene)))
    factories.held(scene.item.meeting, at=LATER)
    after = page_of(scene.browser("absent").get(address("item", scene)))

    assert "Open voor iedereen tot het verslag" in before
    assert "Reageren kan tot het verslag is vastgesteld" in after


def test_everybody_sees_what_waits_and_who_took_part(scene):
    scene.remark(scene.seated)
    way = reverse("tables:digital", args=[scene.item.meeting.table.slug])

    for who in ("absent", "seated", "purchaser", "chair"):
        page = page_of(scene.browser(who).get(way))
        assert "1 zonder antwoord" in page
        assert "1 van 2 aanbieders deden mee (50,0\u00a0%)" in page or "1 van 2" in page
    meeting = reverse("tables:meeting", args=[scene.item.meeting_id])
    assert "1 zonder antwoord" in page_of(scene.browser("absent").get(meeting))
    table = reverse("tables:show", args=[scene.item.meeting.table.slug])
    assert way in page_of(scene.browser("absent").get(table))
    assert scene.browser("stranger").get(way).status_code == 404


def test_late_answers_stand_on_the_start_page_of_who_writes(scene):
    scene.remark(scene.seated)
    factories.held(scene.item.meeting, at=timezone.now() - timedelta(days=15))
    way = address("unanswered", scene)

    assert way in page_of(scene.browser("purchaser").get(reverse("home:start")))
    assert way not in page_of(scene.browser("absent").get(reverse("home:start")))


def test_an_item_without_a_text_is_decided(scene):
    gathering = factories.meeting(scene.item.meeting.table)
    item = actions.put_on_agenda(
        meeting=gathering,
        title="Kennismaken",
        explanation="",
        version=None,
        raised_by=scene.buyer,
        by=SYSTEM,
        at=NOON,
    )
    factories.opened(gathering)
    way = reverse("tables:decide", args=[item.pk])
    browser = scene.browser("chair")

    form = page_of(browser.get(way))
    response = browser.post(way, {"adopted": "yes", "text": "Wij spreken elkaar.", "number": "0"})

    assert "De tafel stemt ermee in" in form
    assert "aangeboden" not in form
    assert response.status_code == 302
    assert Decision.objects.get(item=item).version is None
    after = page_of(browser.get(way))
    assert "De tafel stemt ermee in" in after
    assert "aanbod" not in after.lower().split("<main")[1].split("</main")[0]


def test_a_long_text_is_folded_and_opens_one_place_at_a_time(scene):
    for number in range(61):
        scene.remark(scene.absent, f"Opmerking {number:02}.")
    browser = scene.browser("seated")

    folded = page_of(browser.get(address("item", scene)))
    opened = page_of(browser.get(address("item", scene), {"artikel": "a4"}))
    last = page_of(browser.get(address("item", scene), {"artikel": "a4", "bladzijde": "3"}))
    part = browser.get(address("item", scene), {"artikel": "a4"}, headers={"HX-Request": "true"})

    assert "61 opmerkingen" in folded
    assert "Opmerking 00." not in folded
    assert "Opmerking 24." in opened
    assert "Opmerking 25." not in opened
    assert "Opmerking 60." in last
    assert page_of(part).lstrip().startswith('<div class="talk" id="gesprek-artikel-a4">')
    one = Contribution.objects.get(text="Opmerking 30.")
    found = page_of(browser.get(address("item", scene), {"opmerking": one.pk}))
    assert "Opmerking 30." in found


def test_a_remark_in_a_long_text_comes_back_where_it_was_made(scene):
    for number in range(61):
        scene.remark(scene.absent, f"Opmerking {number:02}.")

    response = scene.browser("seated").post(
        address("contribute", scene),
        {"target": "article", "key": "a4", "text": "De laatste.", "token": "x"},
        headers={"HX-Request": "true"},
    )

    assert "De laatste." in page_of(response)
    assert "U krijgt er antwoord op" in page_of(response)


def test_a_long_text_asks_the_database_as_often_for_70_remarks_as_for_200(scene):
    browser = scene.browser("purchaser")

    def asked(way, **data):
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(way, data).status_code == 200
        return len(queries)

    def grow(count):
        Contribution.objects.bulk_create(
            Contribution(
                item=scene.item,
                target="article",
                key=f"a{1 + number % 4}",
                organisation_id=scene.absent.organisation,
                person_name="Mens",
                channel="digital",
                text=f"Opmerking {number}",
                made_at=NOON,
            )
            for number in range(count)
        )

    def all_pages():
        return (
            asked(address("item", scene)),
            asked(address("item", scene), artikel="a4"),
            asked(address("unanswered", scene)),
            asked(address("answer", scene), plaats="article:a2"),
            asked(reverse("tables:digital", args=[scene.item.meeting.table.slug])),
        )

    concept(scene)
    grow(130)
    all_pages()  # the first visit is also written down
    once = all_pages()
    grow(130)

    assert all_pages() == once


def test_the_chain_is_walked_from_remark_to_decision_and_back(scene):
    remark = scene.remark(scene.absent)
    new = concept(scene)
    documents.change_article(
        version=new, key="a4", heading="Tarieven", text=PROPOSED, seen_edits=0, by=SYSTEM, at=LATER
    )
    actions.reply(
        contributions=[remark],
        outcome=Outcome.ADOPTED,
        text="Overgenomen.",
        changed_version=new,
        changed_key="a4",
        by=SYSTEM,
        at=LATER,
    )
    documents.publish(version=new, summary="Reistijd.", by=SYSTEM, at=LATER)
    actions.decide(item=scene.item, version=new, adopted=True, text="Akkoord.", by=SYSTEM, at=LATER)
    browser = scene.browser("absent")
    slug = scene.version.document.slug
    item, decided = address("item", scene), address("decide", scene)
    version = reverse("texts:version", args=[slug, 2])
    difference = reverse("texts:difference", args=[slug, 2])

    assert f"{difference}#artikel-a4" in page_of(browser.get(item))
    assert f"{item}?opmerking={remark.pk}#opmerking-{remark.pk}" in page_of(browser.get(difference))
    assert decided in page_of(browser.get(version))
    after = page_of(browser.get(decided))
    assert escape(difference) in after
    assert version in after
    assert item in after
