"""Minutes in the browser: from the first draft to approval and correction."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from convenant.audit.models import Viewing
from convenant.core.lifecycles import MeetingStatus
from convenant.roundtables.models import Meeting, Minutes, MinutesComment
from tests import factories
from tests.web.tables.conftest import Scene, scene

__all__ = ["scene"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(scene: Scene) -> Meeting:
    return factories.held(scene.item.meeting)


def at(name, meeting):
    return reverse(f"minutes:{name}", args=[meeting.pk])


def begun(scene, meeting, text="Wij spraken over reistijd."):
    browser = scene.browser("purchaser")
    browser.post(at("begin", meeting))
    edits = Minutes.objects.get().edits
    browser.post(at("write", meeting), {"text": text, "edits": edits})
    return browser


def test_the_draft_starts_with_what_is_known(scene, held):
    browser = scene.browser("purchaser")

    response = browser.post(at("begin", held))

    assert response.url == at("write", held)
    page = browser.get(response.url).content.decode()
    assert "Aanwezig: Stichting Lekzorg" in page
    assert "Verklaring van de voorzitter" in page
    assert "1. Begeleiding" in page


def test_minutes_go_from_draft_to_comments_to_approval(scene, held):
    browser = begun(scene, held)
    assert scene.browser("absent").get(at("show", held)).status_code == 404

    browser.post(at("share", held))
    reader = scene.browser("absent")
    assert "Wij spraken over reistijd." in reader.get(at("show", held)).content.decode()
    assert Client().get(reverse("public:meeting", args=[held.pk])).content.count(b"reistijd.") == 0

    reader.post(at("comment", held), {"text": "Ook over vervoer."})
    comment = MinutesComment.objects.get()
    browser.post(
        reverse("minutes:answer", args=[comment.pk]), {"adopted": "yes", "text": "Toegevoegd."}
    )
    assert "Toegevoegd." in reader.get(at("show", held)).content.decode()

    chair = scene.browser("chair")
    assert chair.post(at("approve", held), {}).status_code == 422
    chair.post(at("approve", held), {"why_early": "Iedereen reageerde."})

    held.refresh_from_db()
    assert held.status == MeetingStatus.CLOSED
    public = Client().get(reverse("public:meeting", args=[held.pk])).content.decode()
    assert "Wij spraken over reistijd." in public
    assert "Ook over vervoer." not in public


def test_two_writers_both_see_both_texts(scene, held):
    browser = begun(scene, held, "Van de inkoper.")
    other = scene.browser("chair")

    response = other.post(at("write", held), {"text": "Van de voorzitter.", "edits": 0})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Van de inkoper." in page
    assert "Van de voorzitter." in page
    now = Minutes.objects.get()
    assert now.text == "Van de inkoper."
    both = {"text": "Van de inkoper. Van de voorzitter.", "edits": now.edits}
    assert other.post(at("write", held), both).status_code == 302
    assert browser.get(at("write", held)).content.decode().count("Van de voorzitter.") == 1


def test_what_is_typed_is_saved_by_itself_and_a_conflict_is_told(scene, held):
    browser = begun(scene, held)
    edits = Minutes.objects.get().edits

    saved = browser.post(at("autosave", held), {"text": "Verder getypt.", "edits": edits})
    late = browser.post(at("autosave", held), {"text": "Te laat.", "edits": edits})

    assert "Bewaard om" in saved.content.decode()
    assert f'value="{edits + 1}"' in saved.content.decode()
    assert late.status_code == 409
    assert Minutes.objects.get().text == "Verder getypt."


def test_an_amount_holds_the_minutes_up_with_an_explanation(scene, held):
    browser = begun(scene, held, "Het werd € 75 per uur.")

    page = browser.post(at("share", held), follow=True).content.decode()

    assert "De voorzitter moet dit verslag eerst bekijken" in page
    assert scene.browser("absent").get(at("show", held)).status_code == 404


def test_only_the_chair_is_led_to_where_held_minutes_are_decided_about(scene, held):
    begun(scene, held, "Het werd € 75 per uur.").post(at("share", held))
    place = reverse("agenda:guard", args=[held.table.slug])

    assert place in scene.browser("chair").get(at("show", held)).content.decode()
    assert place not in scene.browser("purchaser").get(at("show", held)).content.decode()


def test_approving_is_not_offered_before_every_comment_was_answered(scene, held):
    begun(scene, held).post(at("share", held))
    chair = scene.browser("chair")
    button = "Stel vast en sluit de bijeenkomst"
    assert button in chair.get(at("approve", held)).content.decode()

    scene.browser("absent").post(at("comment", held), {"text": "Ook over vervoer."})

    page = chair.get(at("approve", held)).content.decode()
    assert button not in page
    assert "Naar de reacties" in page


def test_what_was_talked_about_without_a_decision_is_not_called_open_for_ever(scene, held):
    public = reverse("public:meeting", args=[held.pk])
    assert "in bespreking" in Client().get(public).content.decode()
    begun(scene, held).post(at("share", held))

    scene.browser("chair").post(at("approve", held), {"why_early": "Iedereen reageerde."})

    assert "in bespreking" not in Client().get(public).content.decode()


def test_a_comment_with_an_amount_is_kept_and_explained_to_its_maker_only(scene, held):
    begun(scene, held).post(at("share", held))
    maker = scene.browser("absent")

    page = maker.post(at("comment", held), {"text": "Het was € 80."}, follow=True).content.decode()

    assert "wacht op de voorzitter" in page
    assert "Het was € 80." in page
    for who in ("seated", "purchaser"):
        assert "Het was € 80." not in scene.browser(who).get(at("show", held)).content.decode()


def test_a_correction_keeps_the_old_text_on_the_public_site(scene, held):
    begun(scene, held).post(at("share", held))
    chair = scene.browser("chair")
    chair.post(at("approve", held), {"why_early": "Iedereen was akkoord."})
    chair.post(at("begin_correction", held))
    edits = Minutes.objects.get().edits
    chair.post(at("write", held), {"text": "Wij spraken over vervoer.", "edits": edits})
    assert chair.post(at("correct", held), {"why": ""}).status_code == 422
    chair.post(at("correct", held), {"why": "Het ging over vervoer."})

    page = Client().get(reverse("public:meeting", args=[held.pk])).content.decode()
    assert "Wij spraken over vervoer." in page
    assert "Het ging over vervoer." in page
    old = Client().get(reverse("public:minutes", args=[held.pk, 1]))
    assert "Wij spraken over reistijd." in old.content.decode()
    assert Client().get(reverse("public:minutes", args=[held.pk, 2])).status_code == 404


def test_who_reads_shared_minutes_is_kept(scene, held):
    begun(scene, held).post(at("share", held))
    scene.browser("absent").get(at("show", held))

    row = Viewing.objects.get(subject=f"minutes:{held.pk}", organisation=scene.absent.organisation)
    assert row.times == 1


def test_the_start_page_says_what_waits(scene, held):
    page = scene.browser("purchaser").get(reverse("home:start")).content.decode()
    assert "Schrijf en deel het verslag" in page
    begun(scene, held).post(at("share", held))
    page = scene.browser("absent").get(reverse("home:start")).content.decode()
    assert "Lees het verslag van" in page
