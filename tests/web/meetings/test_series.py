"""A series in the browser: fill in, look at every date, change some, plan; what is in the way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from convenant.core.lifecycles import MeetingStatus
from convenant.roundtables.models import Blackout, Meeting, MeetingSeries, Preparation


def page_of(response):
    return response.content.decode()


def typed(**changed):
    """Three meetings three weeks apart, from a month ahead."""
    first = timezone.localdate() + timedelta(days=30)
    return {
        "count": "3",
        "interval": "21",
        "first_on": first.isoformat(),
        "last_on": (first + timedelta(days=120)).isoformat(),
        "weekday": "",
        "time": "13:30",
        "minutes": "120",
        "place": "Stadshuis, zaal 3",
        "online": "",
        "preparation": "7",
        "prep_time": "10:00",
        "prep_place": "Kamer 3",
        "prep_online": "",
        "guide": "",
        "why": "Elke grootte praat mee.",
        "step": "preview",
        **changed,
    }


def dates(response):
    lines = response.context["page"].lines
    return {"day": [one.day for one in lines], "prep": [one.preparation for one in lines]}


def test_the_preview_shows_every_date_and_plans_nothing(scene, url):
    response = scene.browser("purchaser").post(url("series"), typed())

    page = page_of(response)
    assert response.status_code == 200
    assert "Het past: 3 bijeenkomsten." in page
    assert len(dates(response)["day"]) == 3
    assert not Meeting.objects.exists()


def test_confirming_plans_them_all_with_their_preparation(scene, url):
    browser = scene.browser("purchaser")
    shown = dates(browser.post(url("series"), typed()))

    response = browser.post(url("series"), typed(step="confirm", **shown))

    assert response.status_code == 302
    meetings = list(Meeting.objects.order_by("starts_at"))
    assert [timezone.localtime(one.starts_at).date().isoformat() for one in meetings] == shown[
        "day"
    ]
    assert {timezone.localtime(one.starts_at).strftime("%H:%M") for one in meetings} == {"13:30"}
    assert {one.status for one in meetings} == {MeetingStatus.PLANNED}
    assert Preparation.objects.count() == 3
    assert MeetingSeries.objects.get().count == 3


def test_confirming_twice_does_not_plan_the_same_days_twice(scene, url):
    browser = scene.browser("purchaser")
    shown = dates(browser.post(url("series"), typed()))
    browser.post(url("series"), typed(step="confirm", **shown))

    again = browser.post(url("series"), typed(step="confirm", **shown))

    assert again.status_code == 422
    assert "komt deze tafel al bij elkaar" in page_of(again)
    assert Meeting.objects.count() == 3


def test_a_date_that_was_changed_is_looked_at_again_and_kept(scene, url):
    browser = scene.browser("purchaser")
    shown = dates(browser.post(url("series"), typed()))
    shown["prep"][1] = shown["day"][1]
    prepared_late = typed(step="confirm", prep_time="15:00", drop=["3"], **shown)

    response = browser.post(url("series"), prepared_late)

    assert response.status_code == 422
    assert "De werkgroep moet eerder bij elkaar komen" in page_of(response)
    assert dates(response) == shown
    assert not Meeting.objects.exists()


def test_when_it_does_not_fit_it_is_said_with_what_would(scene, url):
    first = timezone.localdate() + timedelta(days=30)

    response = scene.browser("purchaser").post(
        url("series"), typed(count="9", last_on=(first + timedelta(days=100)).isoformat())
    )

    page = page_of(response)
    assert "Het past niet" in page
    assert "Minder bijeenkomsten: er passen er" in page
    assert "Een latere laatste dag" in page


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"count": "99999999999999999999"}, "Schrijf een heel getal van 1 tot en met 60."),
        ({"count": "-1"}, "Schrijf een heel getal van 1 tot en met 60."),
        ({"count": "veel"}, "Schrijf een heel getal van 1 tot en met 60."),
        ({"interval": "0"}, "Schrijf een heel getal van 1 tot en met 365."),
        ({"first_on": "2020-01-01"}, "De reeks begint in het verleden."),
        ({"last_on": "2020-01-01"}, "De laatste dag ligt vóór de eerste."),
        ({"last_on": "9999-12-31", "count": "60"}, "Kies een datum tussen 2000 en 2100."),
        ({"first_on": "31-02-2027"}, "Schrijf de datum als dag-maand-jaar"),
        ({"time": "25:99"}, "Schrijf de tijd als uur:minuten"),
        ({"online": "javascript:alert(1)"}, "Plak het hele adres"),
        ({"prep_place": ""}, "Schrijf op waar de werkgroep bij elkaar komt"),
        ({"guide": "999"}, "Kies een procesbegeleider uit de lijst."),
    ],
)
def test_what_makes_no_sense_is_said_and_what_was_typed_stays(scene, url, changed, words):
    typed_place = "🎉 Zaal <b>drie</b>"

    response = scene.browser("purchaser").post(
        url("series"), typed(**{"place": typed_place, **changed})
    )

    page = page_of(response)
    assert response.status_code == 422
    assert words in page
    assert "🎉 Zaal &lt;b&gt;drie&lt;/b&gt;" in page
    assert not Meeting.objects.exists()


def test_a_place_with_emoji_is_planned_as_typed(scene, url):
    browser = scene.browser("purchaser")
    first = typed(place="🎉 Zaal “drie”", count="1")
    shown = dates(browser.post(url("series"), first))

    browser.post(url("series"), {**first, "step": "confirm", **shown})

    assert Meeting.objects.get().place == "🎉 Zaal “drie”"


@pytest.mark.parametrize(("who", "status"), [("seated", 403), ("alderman", 403), ("stranger", 404)])
def test_who_does_not_plan_sees_no_series(scene, url, who, status):
    browser = scene.browser(who)

    assert browser.get(url("series")).status_code == status
    assert browser.post(url("series"), typed(step="confirm")).status_code == status
    assert not Meeting.objects.exists()


def test_a_period_without_meetings_is_skipped_until_it_is_taken_away(scene, url):
    browser = scene.browser("purchaser")
    asked = typed(count="1")
    first = timezone.localdate() + timedelta(days=30)
    address = reverse("meetings:blackouts")
    period = {
        "name": "Verhuizing",
        "first_on": first.isoformat(),
        "last_on": (first + timedelta(days=40)).isoformat(),
    }

    assert browser.post(address, period).status_code == 302
    later = browser.post(url("series"), asked)
    assert "Verhuizing" in page_of(later)
    assert dates(later)["day"][0] > period["last_on"]

    one = Blackout.objects.get()
    assert browser.post(reverse("meetings:remove_blackout", args=[one.pk])).status_code == 302
    assert "Verhuizing" not in page_of(browser.post(url("series"), asked))


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"last_on": "2026-01-01", "first_on": "2026-02-01"},
        {"first_on": "2026-01-01", "last_on": "2028-01-01", "yearly": "on"},
        {"last_on": "9999-12-31"},
    ],
)
def test_a_period_that_makes_no_sense_is_not_kept(scene, changed):
    period = {"name": "Zomer", "first_on": "2027-07-01", "last_on": "2027-08-31", **changed}

    response = scene.browser("purchaser").post(reverse("meetings:blackouts"), period)

    assert response.status_code in {409, 422}
    assert not Blackout.objects.exists()


def test_thirty_periods_take_as_many_queries_as_one(scene, url):
    browser = scene.browser("purchaser")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            browser.get(reverse("meetings:blackouts"))
            browser.post(url("series"), typed())
        return len(queries)

    day = timezone.localdate()
    rows = [
        Blackout(
            region=scene.region, name=f"P{n}", valid_from=day, valid_before=day + timedelta(days=1)
        )
        for n in range(31)
    ]
    rows[0].save()
    once = asked()
    Blackout.objects.bulk_create(rows[1:])

    assert asked() == once
