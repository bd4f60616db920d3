"""Calendars: their addresses, and what stands in one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.exchange.calendar.files import Entry
from convenant.exchange.calendar.meetings import entry_of, preparation_entry
from convenant.parties import queries as parties
from convenant.roundtables import queries
from convenant.web.shared.components import Link


@dataclass(frozen=True, slots=True)
class CalendarPage:
    crumbs: Sequence[Link]
    own: str
    tables: Sequence[tuple[str, str]]


def calendar_page(*, key: bytes, seen_by: Actor) -> CalendarPage:
    """One's own address, and the public ones of the region and its tables."""
    secret = queries.own_calendar(key=key, seen_by=seen_by)
    region = parties.region_of(seen_by)
    public = []
    if region is not None:
        whole = reverse("meetings:region_feed", args=[region.slug])
        public.append((_("Alle tafels van %(region)s") % {"region": region.name}, whole))
        public += [
            (table.name, reverse("meetings:table_feed", args=[region.slug, table.slug]))
            for table in queries.tables(region=region.pk)
        ]
    site = settings.CONVENANT_URL
    return CalendarPage(
        crumbs=[Link(_("Overlegtafels"), reverse("tables:list")), Link(_("Agenda"))],
        own=f"{site}{reverse('meetings:feed', args=[secret])}" if secret else "",
        tables=[(name, f"{site}{address}") for name, address in public],
    )


def entries_for(viewer: Actor, *, since: datetime, at: datetime) -> list[Entry]:
    """What stands in somebody's own calendar: what it may know of, and what it prepares."""
    region = viewer.region or 0
    rows = list(queries.calendar(region=region, seen_by=viewer, since=since))
    seated = queries.seated_in([one.pk for one in rows], seen_by=viewer)
    meetings = [entry_of(one, at=at, inside=viewer.buys or one.pk in seated) for one in rows]
    if viewer.person is None:
        return meetings
    prepared = queries.preparations(person=viewer.person, region=region, seen_by=viewer)
    return [*meetings, *(preparation_entry(one, at=at) for one in prepared)]
