"""What the municipalities and one provider do together, in a browser."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenant.core.lifecycles import QuestionStatus, TalkStatus
from convenant.roundtables.models import (
    BilateralTalk,
    ConfidentialRequest,
    Contribution,
    PrivateQuestion,
    Procedure,
    RequestSummary,
)
from tests import factories
from tests.roundtables import confiding
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    here = confiding.scene()
    people = ("purchaser", "director", "other", "chair")
    here.browsers = SimpleNamespace(**{who: signed_in(getattr(here, who)) for who in people})
    return here


def day(days: int = 7) -> str:
    return f"{timezone.localdate() + timedelta(days=days):%Y-%m-%d}"


def post(browser: Client, name: str, *args: object, **data: object) -> str:
    """What is done ends on the page that shows it; gives what that page says."""
    response = browser.post(reverse(f"confidential:{name}", args=args), data, follow=True)
    assert response.redirect_chain, response.content.decode()
    assert response.status_code == 200
    return response.content.decode()


def page(browser: Client, name: str, *args: object) -> str:
    response = browser.get(reverse(f"confidential:{name}", args=args))
    assert response.status_code == 200
    return response.content.decode()


MOMENT = {"time": "13:30", "online": "no", "place": "Kamer 2"}


def planned(scene) -> BilateralTalk:
    data = {"provider": scene.provider.pk, "subject": "price", "about": "Onze prijs", **MOMENT}
    post(scene.browsers.purchaser, "new_talk", scene.table.slug, **data, day=day())
    return BilateralTalk.objects.get()


def test_a_talk_is_planned_moved_written_down_agreed_and_kept_with_its_files(
    scene, settings, tmp_path
):
    settings.CONVENANT_HOME = tmp_path
    buyer, provider = scene.browsers.purchaser, scene.browsers.director
    talk = planned(scene)
    moved = {f"moment-{name}": value for name, value in (MOMENT | {"day": day(9)}).items()}
    assert "Het gesprek is gepland" in post(buyer, "set_talk", talk.pk, **moved)
    assert "Kamer 2" in page(provider, "talk", talk.pk)
    BilateralTalk.objects.filter(pk=talk.pk).update(starts_at=timezone.now() - timedelta(hours=1))

    minutes = {"minutes-text": "Wij spraken over de prijs.", "minutes-number": "0"}
    assert "Het verslag staat klaar" in post(buyer, "write_minutes", talk.pk, **minutes)
    said = post(provider, "remark", talk.pk, **{"remark-text": "Het was dinsdag."})
    assert "Het was dinsdag." in said
    assert "U gaf akkoord" in post(provider, "agree", talk.pk, number=1)
    doing = {"action-text": "Cijfers sturen", "action-side": "providers", "action-due_on": day(3)}
    assert "Cijfers sturen" in post(provider, "add_action", talk.pk, **doing)
    assert "Het actiepunt is klaar" in post(provider, "finish_action", talk.pk, 1)
    file = SimpleUploadedFile("prijs.pdf", b"%PDF-1.4 prijs")
    assert "prijs.pdf" in post(buyer, "attach", talk.pk, **{"files-attached": file})

    assert provider.get(reverse("confidential:paper", args=[talk.pk, 1])).status_code == 200
    assert (
        scene.browsers.other.get(reverse("confidential:paper", args=[talk.pk, 1])).status_code
        == 404
    )


def test_what_was_typed_about_a_talk_stays_when_it_cannot_be_done(scene):
    talk = planned(scene)
    url = reverse("confidential:set_talk", args=[talk.pk])
    data = {"moment-day": "31-02-2027", "moment-time": "13:30", "moment-place": "Zaal Ooievaar"}

    response = scene.browsers.purchaser.post(url, data)

    assert response.status_code == 422
    assert "Zaal Ooievaar" in response.content.decode()
    assert BilateralTalk.objects.get().place == "Kamer 2"


def test_a_provider_asks_for_a_talk_and_reads_why_not(scene):
    buyer, provider = scene.browsers.purchaser, scene.browsers.director
    data = {"subject": "cost", "about": "Onze kosten stijgen", "wish": "dinsdag"}
    assert "Uw verzoek is verstuurd" in post(provider, "new_talk", scene.table.slug, **data)
    talk = BilateralTalk.objects.get()
    asked = page(buyer, "talk", talk.pk)
    assert "Wijs het verzoek af" in asked
    assert "Zeg het gesprek af" not in asked  # one way to say no
    assert "Zeg het gesprek af" in page(provider, "talk", talk.pk)

    post(buyer, "decline_talk", talk.pk, **{"decline-why": "Dat kan aan tafel."})

    assert "Dat kan aan tafel." in page(provider, "talk", talk.pk)
    assert BilateralTalk.objects.get().status == TalkStatus.DECLINED


def test_either_side_calls_a_talk_off_and_the_other_reads_why(scene):
    talk = planned(scene)

    post(scene.browsers.director, "cancel_talk", talk.pk, **{"cancel-why": "Ziek."})

    assert "Ziek." in page(scene.browsers.purchaser, "talk", talk.pk)


def test_a_procedure_stops_talks_is_told_to_all_and_ends(scene):
    talk = planned(scene)
    buyer, table = scene.browsers.purchaser, scene.table
    given = {"title": "Gunning 2027", "why": "De inkoop begint"}
    url = reverse("confidential:start_procedure", args=[table.slug])
    check = buyer.post(url, given).content.decode()
    assert scene.provider.name in check
    assert not Procedure.objects.exists()

    post(buyer, "start_procedure", table.slug, **given, step="confirm")

    talk.refresh_from_db()
    assert talk.status == TalkStatus.CANCELLED
    here = reverse("tables:show", args=[table.slug])
    for browser, url in (
        (scene.browsers.other, here),
        (Client(), reverse("public:table", args=[table.slug])),
    ):
        seen = browser.get(url).content.decode()
        assert "Er loopt een procedure: Gunning 2027" in seen
        assert scene.provider.name not in seen.partition("Gunning 2027")[2][:300]
        assert "Beëindig de procedure" not in seen
    refused = scene.browsers.director.get(reverse("confidential:new_talk", args=[table.slug]))
    assert refused.status_code in (403, 409)
    ended = reverse("confidential:end_procedure", args=[Procedure.objects.get().pk])
    assert buyer.post(ended, {"why": " "}).status_code == 422

    post(buyer, "end_procedure", Procedure.objects.get().pk, why="Gegund.")

    public = Client().get(reverse("public:table", args=[table.slug])).content.decode()
    assert "Er loopt een procedure" not in public


def test_a_request_is_sent_answered_reminded_closed_and_summarised(scene, settings, tmp_path):
    settings.CONVENANT_HOME = tmp_path
    buyer, table = scene.browsers.purchaser, scene.table
    asked = {
        "kind": "cost",
        "title": "Kosten 2027",
        "question": "Hoe zijn uw kosten opgebouwd?",
        "purpose": "Voor de prijs van 2027.",
        "last_day": day(),
        "who": "all",
    }
    check = buyer.post(reverse("confidential:new_request", args=[table.slug]), asked)
    assert "Kosten 2027" in check.content.decode()
    post(buyer, "new_request", table.slug, **asked, step="confirm")
    request = ConfidentialRequest.objects.get()
    assert request.asked.count() == 2
    file = SimpleUploadedFile("opbouw.xlsx", b"PK opbouw")
    post(scene.browsers.director, "answer_request", request.pk, text="Vooral loon", attached=file)
    assert "opbouw.xlsx" in page(buyer, "request", request.pk)
    other = page(scene.browsers.other, "request", request.pk)
    assert "Vooral loon" not in other
    assert scene.provider.name not in other
    paper = reverse("confidential:answer_paper", args=[request.pk, scene.provider.pk, 1])
    assert scene.browsers.director.get(paper).status_code == 200
    assert scene.browsers.other.get(paper).status_code == 404
    assert "herinnering" in post(buyer, "remind", request.pk)
    assert "gesloten" in post(buyer, "close_request", request.pk)
    late = reverse("confidential:answer_request", args=[request.pk])
    refused = scene.browsers.other.post(late, {"text": "Te laat getypt"})
    assert refused.status_code == 409
    assert "Te laat getypt" in refused.content.decode()

    post(buyer, "summarise", request.pk, text="Vooral reistijd telt.", step="confirm")

    assert RequestSummary.objects.get().text == "Vooral reistijd telt."
    assert "Vooral reistijd telt." in page(scene.browsers.other, "start", table.slug)


def test_a_private_question_is_asked_judged_and_answered_for_its_asker_alone(scene):
    data = {"text": "Mogen wij stoppen?", "interest": "Ons personeel weet dit niet."}
    sent = post(
        scene.browsers.director, "new_question", scene.table.slug, **data, item=scene.item.pk
    )
    assert "Uw vraag is verstuurd" in sent
    question = PrivateQuestion.objects.get()
    buyer = scene.browsers.purchaser

    post(buyer, "judge", question.pk, accepted="yes", why="")
    post(buyer, "answer_question", question.pk, text="Ja, per 1 juli.")

    assert "Ja, per 1 juli." in page(scene.browsers.director, "question", question.pk)
    url = reverse("confidential:question", args=[question.pk])
    assert scene.browsers.other.get(url).status_code == 404
    listed = page(scene.browsers.other, "questions", scene.table.slug)
    assert "Mogen wij stoppen?" not in listed


def test_a_question_that_is_not_accepted_is_taken_back_or_asked_openly(scene):
    buyer, asker = scene.browsers.purchaser, scene.browsers.director
    for text in ("Mogen wij stoppen?", "Mogen wij later beginnen?"):
        post(asker, "new_question", scene.table.slug, text=text, interest="Personeel", item="")
    first, second = PrivateQuestion.objects.order_by("asked_at", "text")
    for question in (first, second):
        post(buyer, "judge", question.pk, accepted="no", why="Dit mag iedereen weten.")
    assert "Dit mag iedereen weten." in page(asker, "question", first.pk)

    post(asker, "withdraw", first.pk)
    post(asker, "open_question", second.pk, item=scene.item.pk)

    first.refresh_from_db()
    assert first.status == QuestionStatus.WITHDRAWN
    assert [one.text for one in Contribution.objects.all()] == [second.text]
    item = scene.browsers.other.get(reverse("tables:item", args=[scene.item.pk]))
    assert second.text in item.content.decode()


def test_sending_the_same_twice_does_not_do_it_twice(scene):
    buyer = scene.browsers.purchaser
    talk = planned(scene)
    again = {"provider": scene.provider.pk, "subject": "price", "about": "Onze prijs", **MOMENT}
    buyer.post(reverse("confidential:new_talk", args=[scene.table.slug]), {**again, "day": day()})
    given = {"title": "Gunning", "why": "Nodig", "step": "confirm"}
    for _twice in range(2):
        buyer.post(reverse("confidential:start_procedure", args=[scene.table.slug]), given)
    cancel = reverse("confidential:cancel_talk", args=[talk.pk])
    refused = buyer.post(cancel, {"cancel-why": "Nog eens"})

    assert Procedure.objects.count() == 1
    assert BilateralTalk.objects.count() == 1
    assert refused.status_code == 409


def test_markup_and_long_texts_in_confidential_texts_are_shown_as_they_were_typed(scene):
    hostile = "<script>alert(1)</script> 🦆 " + "lang " * 3000
    data = {"subject": "price", "about": hostile, "wish": "<b>morgen</b>"}
    post(scene.browsers.director, "new_talk", scene.table.slug, **data)

    shown = page(scene.browsers.purchaser, "talk", BilateralTalk.objects.get().pk)

    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert "🦆" in shown


def test_nobody_of_another_region_reads_or_does_anything(scene):
    talk, question = planned(scene), confiding.question(scene)
    stranger = signed_in(factories.director(factories.provider(factories.region("Elders"))))

    for name, pk in (("talk", talk.pk), ("question", question.pk), ("start", scene.table.slug)):
        assert stranger.get(reverse(f"confidential:{name}", args=[pk])).status_code == 404
    cancel = reverse("confidential:cancel_talk", args=[talk.pk])
    assert stranger.post(cancel, {"cancel-why": "x"}).status_code == 404
