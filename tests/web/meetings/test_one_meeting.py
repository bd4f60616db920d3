"""One meeting in the browser: prepare, move, call off, say whether you come, and who was there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.lifecycles import MeetingStatus
from convenant.core.meetings.answers import Presence, Reply
from convenant.outbox.models import Task
from convenant.roundtables import actions
from convenant.roundtables.models import Attendance, Meeting, MeetingAnswer, Preparation
from tests import factories
from tests.factories import NOON, SYSTEM


def page_of(response):
    return response.content.decode()


def moved(days=40, **changed):
    day = timezone.localdate() + timedelta(days=days)
    return {
        "day": day.isoformat(),
        "time": "14:00",
        "minutes": "120",
        "place": "Gemeentehuis Houten",
        "online": "",
        "prep_day": (day - timedelta(days=7)).isoformat(),
        "prep_time": "10:00",
        "prep_place": "Kamer 3",
        "prep_online": "",
        **changed,
    }


def letters(kind):
    return Task.objects.filter(payload__kind=kind).count()


def test_a_guide_and_a_preparation_make_a_meeting_ready_to_confirm(scene, url):
    browser, meeting = scene.browser("purchaser"), scene.planned(guided=False)
    shown = reverse("tables:meeting", args=[meeting.pk])
    assert "Kies iemand die de methode kent." in page_of(browser.get(shown))

    before = (meeting.starts_at - timedelta(days=3)).date().isoformat()
    response = browser.post(
        url("prepare", meeting),
        {
            "guide": str(scene.guide.pk),
            "prep_day": before,
            "prep_time": "09:30",
            "prep_place": "Kamer 3",
        },
    )

    assert response.status_code == 302
    assert Preparation.objects.get(meeting=meeting).place == "Kamer 3"
    assert browser.post(reverse("tables:confirm", args=[meeting.pk])).status_code == 302
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.CONFIRMED


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"prep_day": ""}, "Kies de dag waarop de werkgroep bij elkaar komt."),
        ({"prep_time": ""}, "Kies hoe laat de werkgroep bij elkaar komt."),
        ({"prep_place": ""}, "Schrijf op waar de werkgroep bij elkaar komt"),
        ({"prep_day": "2099-12-31"}, "De werkgroep moet eerder bij elkaar komen"),
        ({"prep_day": "2200-01-01"}, "Kies een datum tussen 2000 en 2100."),
        ({"guide": "12345678901234567890"}, "Kies een procesbegeleider uit de lijst."),
    ],
)
def test_half_a_preparation_is_said_and_kept(scene, url, changed, words):
    meeting = scene.planned(guided=False)
    typed = {
        "guide": "",
        "prep_day": timezone.localdate().isoformat(),
        "prep_time": "09:30",
        "prep_place": "Kamer 🎈",
        **changed,
    }

    response = scene.browser("purchaser").post(url("prepare", meeting), typed)

    assert response.status_code in {409, 422}
    assert words in page_of(response)
    assert typed["prep_place"] in page_of(response)
    assert not Preparation.objects.exists()


def test_a_confirmed_meeting_is_moved_and_everybody_is_told_once(scene, url):
    browser, meeting = scene.browser("purchaser"), scene.opened()

    assert "krijgt meteen bericht" in page_of(browser.get(url("move", meeting)))
    assert browser.post(url("move", meeting), moved()).status_code == 302

    meeting.refresh_from_db()
    assert timezone.localtime(meeting.starts_at).strftime("%H:%M") == "14:00"
    assert (meeting.place, meeting.sequence) == ("Gemeentehuis Houten", 1)
    assert letters("meeting_moved") == 1
    assert browser.post(url("move", meeting), moved()).status_code == 409  # sent twice
    assert letters("meeting_moved") == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"days": -3}, "Kies een moment in de toekomst."),
        ({"day": "9999-12-31"}, "Kies een datum tussen 2000 en 2100."),
        ({"place": " "}, "Schrijf op waar de bijeenkomst is."),
        ({"minutes": "100000"}, "geldige"),
        ({"time": "half twee"}, "Schrijf de tijd als uur:minuten"),
    ],
)
def test_a_move_that_cannot_be_is_refused_and_kept(scene, url, changed, words):
    meeting = scene.opened()

    response = scene.browser("purchaser").post(
        url("move", meeting), moved(**{"online": "https://vergader.example/zaal", **changed})
    )

    assert response.status_code in {409, 422}
    assert words in page_of(response)
    assert "https://vergader.example/zaal" in page_of(response)
    assert Meeting.objects.get().sequence == 0


def test_a_meeting_is_called_off_once_with_the_reason_everybody_reads(scene, url):
    browser, meeting = scene.browser("purchaser"), scene.opened()

    response = browser.post(url("cancel", meeting), {"why": "De zaal is bezet."})

    assert response.status_code == 302
    shown = reverse("tables:meeting", args=[meeting.pk])
    assert "De zaal is bezet." in page_of(scene.browser("outside").get(shown))
    assert letters("meeting_cancelled") == 1
    assert browser.post(url("cancel", meeting), {"why": "Nog eens."}).status_code == 409
    assert Meeting.objects.get().cancelled_why == "De zaal is bezet."


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ("", "Schrijf op waarom. Iedereen leest dit."),
        ("   ", "Schrijf op waarom. Iedereen leest dit."),
        ("Wij vinden € 75 per uur te laag.", "Noem geen bedragen"),
        ("x" * 2001, "2000"),
    ],
)
def test_calling_off_without_a_reason_or_with_an_amount_is_refused_and_kept(scene, url, why, words):
    meeting = scene.opened()

    response = scene.browser("purchaser").post(url("cancel", meeting), {"why": why})

    page = page_of(response)
    assert response.status_code in {409, 422}
    assert words in page
    assert why.strip() in page
    assert Meeting.objects.get().status == MeetingStatus.OPEN


@pytest.mark.parametrize("name", ["prepare", "move", "cancel", "attendance"])
@pytest.mark.parametrize(("who", "status"), [("seated", 403), ("alderman", 403), ("stranger", 404)])
def test_who_does_not_plan_changes_nothing_about_a_meeting(scene, url, name, who, status):
    meeting = scene.opened()

    assert scene.browser(who).get(url(name, meeting)).status_code == status
    response = scene.browser(who).post(url(name, meeting), {"why": "Nee.", **moved()})
    assert response.status_code == status
    meeting.refresh_from_db()
    assert (meeting.status, meeting.sequence, meeting.plenary) == (MeetingStatus.OPEN, 0, None)


def test_who_sits_says_it_comes_and_may_change_its_mind(scene, url):
    browser, meeting = scene.browser("seated"), scene.opened()
    shown = reverse("tables:meeting", args=[meeting.pk])
    assert "Laat weten of u komt" in page_of(browser.get(shown))

    assert (
        browser.post(url("answer", meeting), {"answer": "comes", "who": "Jan 🙂"}).status_code
        == 302
    )
    assert "uw organisatie komt (Jan 🙂)" in page_of(browser.get(shown))
    assert "Jan 🙂" in page_of(scene.browser("purchaser").get(shown))
    assert "Jan 🙂" not in page_of(scene.browser("outside").get(shown))

    browser.post(url("answer", meeting), {"answer": "absent", "who": ""})
    assert MeetingAnswer.objects.get().answer == Reply.ABSENT


@pytest.mark.parametrize(
    ("who", "typed", "status"),
    [
        ("seated", {"answer": "comes", "who": " "}, 422),
        ("seated", {"answer": "misschien", "who": "Jan"}, 422),
        ("seated", {"answer": "comes", "who": "x" * 201}, 422),
        ("outside", {"answer": "comes", "who": "Jan"}, 409),
        ("stranger", {"answer": "comes", "who": "Jan"}, 404),
    ],
)
def test_an_answer_without_a_name_or_from_who_is_not_asked_is_refused(
    scene, url, who, typed, status
):
    meeting = scene.opened()

    assert scene.browser(who).post(url("answer", meeting), typed).status_code == status
    assert not MeetingAnswer.objects.exists()


def test_the_list_of_who_is_there_starts_from_what_they_said_and_is_kept(scene, url):
    meeting = scene.opened()
    scene.browser("seated").post(url("answer", meeting), {"answer": "online", "who": "Jan"})
    browser = scene.browser("chair")
    pk = scene.seated.pk

    assert 'value="online" checked' in page_of(browser.get(url("attendance", meeting)))
    response = browser.post(url("attendance", meeting), {f"was-{pk}": "room", f"who-{pk}": "Jan"})

    assert response.status_code == 302
    assert Attendance.objects.get(organisation=pk).presence == Presence.ROOM
    assert "Verander de presentielijst" in page_of(browser.get(url("attendance", meeting)))


def test_who_said_nothing_is_not_there_until_it_is_ticked(scene, url):
    meeting = scene.opened()
    browser = scene.browser("chair")

    lines = [
        line
        for _name, group in browser.get(url("attendance", meeting)).context["page"].groups
        for line in group
    ]

    chosen = {line.pk: [one.value for one in line.options if one.chosen] for line in lines}
    assert chosen == {scene.seated.pk: ["absent"], scene.buyer.pk: []}


def test_ticks_that_mean_nothing_are_left_out_and_strangers_refused(scene, url):
    meeting = scene.opened()
    browser = scene.browser("chair")
    strange = scene.people["stranger"].organisation

    for ticks, status in (
        ({"was-abc": "room", "was-": "room", f"was-{'9' * 30}": "room"}, 302),
        ({f"was-{scene.seated.pk}": "vliegend"}, 302),
        ({f"was-{strange}": "room"}, 409),
    ):
        assert browser.post(url("attendance", meeting), ticks).status_code == status
    assert [one.presence for one in Attendance.objects.all()] == [Presence.ABSENT]


def without_the_important_party(scene):
    actions.mark_important(
        table=scene.table, provider=scene.seated, why="De grootste.", by=SYSTEM, at=NOON
    )
    meeting = scene.opened()
    actions.record_attendance(meeting=meeting, ticks={}, by=SYSTEM, at=NOON)
    return meeting


def test_the_chair_goes_on_without_an_important_party_with_a_reason(scene, url):
    meeting = without_the_important_party(scene)
    browser = scene.browser("chair")
    assert "is een belangrijke partij en is er niet" in page_of(
        browser.get(url("attendance", meeting))
    )

    assert browser.post(url("proceed", meeting), {"why": "Zij is ziek."}).status_code == 302

    meeting.refresh_from_db()
    assert meeting.continued_why == "Zij is ziek."
    assert "Zij is ziek." in page_of(browser.get(url("attendance", meeting)))


@pytest.mark.parametrize(
    ("who", "why", "status"),
    [
        ("chair", " ", 422),
        ("chair", "Zij vroegen € 80 per uur.", 409),
        ("purchaser", "Toch door.", 403),
        ("seated", "Toch door.", 403),
    ],
)
def test_going_on_needs_the_chair_and_a_reason_without_amounts(scene, url, who, why, status):
    meeting = without_the_important_party(scene)

    response = scene.browser(who).post(url("proceed", meeting), {"why": why})

    assert response.status_code == status
    if status == 409:
        assert why in page_of(response)  # nothing typed is lost
    meeting.refresh_from_db()
    assert meeting.continued_at is None


def test_the_pages_of_a_meeting_take_as_many_queries_for_many_seats_as_for_one(scene, url):
    def asked(meeting):
        browser = scene.browser("chair")
        with CaptureQueriesContext(connection) as queries:
            for address in (url("attendance", meeting), url("move", meeting)):
                assert browser.get(address).status_code == 200
        return len(queries)

    once = asked(scene.opened())
    more = scene.planned(starts_at=timezone.now() + timedelta(days=60))
    more.seats.model.objects.bulk_create(
        more.seats.model(meeting=more, provider=factories.provider(scene.region), size="small")
        for _number in range(30)
    )
    factories.item(more, None, raised_by=scene.buyer)
    factories.opened(more)

    assert asked(more) == once
