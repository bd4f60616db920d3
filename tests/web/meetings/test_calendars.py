"""Calendars to follow: the secret one, the public ones, and that every program can read them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from convenant.core.meetings.gatherings import Gathering
from convenant.parties.models import Person
from convenant.roundtables import actions
from convenant.roundtables.models import CalendarFeed
from tests import factories
from tests.factories import AMSTERDAM, NOON, SYSTEM


def own_address(browser):
    """Make an address on the page and read it there."""
    page = reverse("meetings:calendar")
    assert browser.post(page).status_code == 302
    address = browser.get(page).context["page"].own
    return address[address.index("/agenda/") :]


def events(response):
    assert response["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def uids(response):
    return {str(one["uid"]).split("@")[0] for one in events(response)}


def test_ones_own_calendar_shows_what_one_may_know(scene):
    planned, opened = scene.planned(), scene.opened()
    inside, outside = (own_address(scene.browser(who)) for who in ("purchaser", "outside"))

    assert {f"bijeenkomst-{planned.pk}", f"bijeenkomst-{opened.pk}"} <= uids(Client().get(inside))
    assert uids(Client().get(outside)) == {f"bijeenkomst-{opened.pk}"}


def test_the_online_address_is_for_who_sits_and_the_municipalities(scene):
    meeting = scene.opened()
    actions.move_meeting(
        meeting=meeting,
        to=Gathering(meeting.starts_at, place="Stadshuis", online="https://vergader.example/x"),
        preparation=None,
        by=SYSTEM,
        at=NOON,
    )

    for who, knows in (("purchaser", True), ("seated", True), ("outside", False)):
        text = Client().get(own_address(scene.browser(who))).content.decode()
        assert ("vergader.example" in text) is knows
    public = reverse("meetings:region_feed", args=[scene.region.slug])
    assert "vergader.example" not in Client().get(public).content.decode()


def test_a_new_address_ends_the_old_one_and_a_guess_finds_nothing(scene):
    scene.opened()
    browser = scene.browser("seated")
    first = own_address(browser)
    second = own_address(browser)

    assert first != second
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert Client().get(second.replace(".ics", "x.ics")).status_code == 404
    secret = second.rsplit("/", 1)[1].removesuffix(".ics")
    assert not CalendarFeed.objects.filter(digest=secret).exists()  # only its digest is kept


def test_the_calendar_of_somebody_who_left_is_empty_handed(scene):
    scene.opened()
    address = own_address(scene.browser("seated"))
    assert Client().get(address).status_code == 200

    Person.objects.filter(pk=scene.people["seated"].person).update(is_active=False)

    assert Client().get(address).status_code == 404


def test_the_public_calendar_knows_no_planned_meetings_and_no_other_region(scene):
    planned, opened = scene.planned(), scene.opened()
    region = reverse("meetings:region_feed", args=[scene.region.slug])
    table = reverse("meetings:table_feed", args=[scene.region.slug, scene.table.slug])

    for address in (region, table):
        found = uids(Client().get(address))
        assert f"bijeenkomst-{opened.pk}" in found
        assert f"bijeenkomst-{planned.pk}" not in found
    elsewhere = factories.region("Verweg")
    wrong = reverse("meetings:table_feed", args=[elsewhere.slug, scene.table.slug])
    assert Client().get(wrong).status_code == 404
    assert events(Client().get(reverse("meetings:region_feed", args=[elsewhere.slug]))) == []


@pytest.mark.parametrize(
    ("day", "offset"),
    [((2027, 3, 26), 1), ((2027, 3, 29), 2), ((2027, 10, 29), 2), ((2027, 11, 1), 1)],
)
def test_two_o_clock_is_two_o_clock_before_and_after_summer_time(scene, day, offset):
    scene.opened(starts_at=datetime(*day, 14, 0, tzinfo=AMSTERDAM))

    response = Client().get(reverse("meetings:region_feed", args=[scene.region.slug]))

    (event,) = events(response)
    assert (event.start.hour, event.start.utcoffset()) == (14, timedelta(hours=offset))
    assert event.end - event.start == timedelta(hours=2)
    zone = Calendar.from_ical(response.content).walk("VTIMEZONE")[0]
    assert str(zone["TZID"]) == "Europe/Amsterdam"
    assert len(zone.walk("DAYLIGHT")) >= 1


def test_the_file_keeps_to_the_letter_of_the_standard(scene):
    """RFC 5545: lines of at most 75 octets ending in CRLF, text escaped, emoji whole."""
    meeting = scene.opened()
    place = "Zaal 🎉, gang; 3\\4, " + "heel lang " * 20
    actions.move_meeting(
        meeting=meeting,
        to=Gathering(timezone.now() + timedelta(days=50), place=place),
        preparation=None,
        by=SYSTEM,
        at=NOON,
    )

    content = Client().get(reverse("meetings:region_feed", args=[scene.region.slug])).content

    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["location"]) == place.strip()
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE"} <= set(event)
    assert event["sequence"] == 1


def test_a_meeting_called_off_stays_in_the_feed_as_cancelled(scene):
    meeting = scene.opened()
    actions.cancel_meeting(meeting=meeting, why="De zaal is bezet.", by=SYSTEM, at=NOON)

    response = Client().get(reverse("meetings:region_feed", args=[scene.region.slug]))

    (event,) = events(response)
    assert str(event["status"]) == "CANCELLED"
    assert "De zaal is bezet" not in response.content.decode()
