"""Meetings as calendar files. Times are told in Amsterdam's time zone, which goes with the file, so
that a meeting at two o'clock stays at two o'clock when summer time begins or ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Calendar, Event

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PRODUCT = "-//Convenant//Bijeenkomsten//NL"


class Method(StrEnum):
    """What a file asks of the calendar it comes to (RFC 5546)."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


class Sureness(StrEnum):
    """How sure it is that something takes place."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a calendar. ``uid`` never changes; ``sequence`` grows with each change;
    ``stamped_at`` is when this was said."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    title: str
    place: str
    link: str
    stamped_at: datetime
    note: str = ""
    sure: Sureness = Sureness.CONFIRMED


def invitation(entry: Entry, method: Method, *, organizer: str, name: str, attendee: str) -> bytes:
    """The file that goes with a letter to one person (``name``, ``attendee`` its address)."""
    from icalendar import vCalAddress, vText

    calendar = _calendar(method)
    event = _event(entry)
    event.add("organizer", vCalAddress(f"MAILTO:{organizer}"))
    person = vCalAddress(f"MAILTO:{attendee}")
    person.params["CN"] = vText(name)
    person.params["ROLE"] = vText("REQ-PARTICIPANT")
    person.params["RSVP"] = vText("FALSE")  # answers are given on the page, not by mail
    event.add("attendee", person, encode=False)
    calendar.add_component(event)
    return _bytes(calendar)


def feed(entries: Iterable[Entry], *, name: str) -> bytes:
    """A calendar to subscribe to; programs come back for it every few hours."""
    from icalendar import vText

    calendar = _calendar(Method.PUBLISH)
    calendar.add("x-wr-calname", vText(name))
    calendar.add("x-wr-timezone", vText(AMSTERDAM.key))
    calendar.add("x-published-ttl", vText("PT4H"))
    for entry in entries:
        calendar.add_component(_event(entry))
    return _bytes(calendar)


def _calendar(method: Method) -> Calendar:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method.value)
    return calendar


def _event(entry: Entry) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamped_at.astimezone(ZoneInfo("UTC")))
    event.add("dtstart", entry.starts_at.astimezone(AMSTERDAM))
    event.add("dtend", entry.ends_at.astimezone(AMSTERDAM))
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    event.add("description", "\n".join(filter(None, (entry.note, entry.link))))
    event.add("url", entry.link)
    event.add("status", entry.sure.value)
    return event


def _bytes(calendar: Calendar) -> bytes:
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
