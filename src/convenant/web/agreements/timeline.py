"""The trail of a subject as a timeline, and that of a region as news."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, islice
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.roundtables import queries as roundtables
from convenant.web.shared.components import Event
from convenant.wording.events import EVENTS
from convenant.wording.formats import AMSTERDAM

if TYPE_CHECKING:
    from convenant.audit.models import Event as Recorded

MANY = frozenset(
    {
        EventType.AGREEMENT_SIGNED,
        EventType.ACCESSION_REQUESTED,
        EventType.ANSWER_GIVEN,
        EventType.CONTRIBUTION_MADE,
        EventType.CONTRIBUTION_ANSWERED,
        EventType.SEALED,
        EventType.PERSON_INVITED,
        EventType.ROLE_GRANTED,
        EventType.ORGANISATION_JOINED,
        EventType.MEETING_PLANNED,
        EventType.MESSAGE_RECEIVED,
        EventType.MESSAGE_REFUSED,
        EventType.MILESTONES_SET,
        EventType.MILESTONE_DONE,
    }
)
"""What a hundred organisations do in one month; told once a month, with how often."""

WITH_VERSION = frozenset({EventType.OFFER_MADE, EventType.AGREEMENT_SIGNED})


def timeline(trail: Iterable[Recorded], *, limit: int = 12) -> tuple[Event, ...]:
    """The trail of one subject, newest first; what many did in one month is one line."""
    told = (
        Event(
            at=events[0].at,
            title=str(EVENTS[EventType(events[0].type)]),
            who=_who(events),
            text=_details(events[0]),
        )
        for events in _told_together(trail)
    )
    return tuple(islice(told, limit))


def news(trail: Iterable[Recorded], *, seen_by: Actor, limit: int = 8) -> tuple[Event, ...]:
    """The trail of many subjects: what happened, to what, and where that is to be seen."""
    groups = list(islice(_told_together(trail), limit))
    numbered = [_numbered(event.subject) for events in groups for event in events]
    names = roundtables.names(
        items=[number for kind, number in numbered if kind == "item"],
        meetings_held=[number for kind, number in numbered if kind == "meeting"],
        seen_by=seen_by,
    )
    return tuple(
        Event(
            at=events[0].at,
            title=str(EVENTS[EventType(events[0].type)]),
            who=_who(events),
            text=_subjects(events, names),
            url=_url(events[0].subject) if _leads_somewhere(events) else "",
        )
        for events in groups
    )


def _subjects(events: Iterable[Recorded], names: Mapping[tuple[str, int], str]) -> str:
    """What they were about, each name once."""
    told = [names.get(_numbered(event.subject)) or _about(event) for event in events]
    return ", ".join(dict.fromkeys(words for words in told if words))


def _told_together(trail: Iterable[Recorded]) -> Iterator[list[Recorded]]:
    return (list(group) for _key, group in groupby(trail, key=_together))


def _who(events: list[Recorded]) -> str:
    if len(events) == 1:
        return events[0].by
    return _("%(count)s keer") % {"count": len(events)}


def _leads_somewhere(events: list[Recorded]) -> bool:
    return len({event.subject for event in events}) == 1


def _numbered(subject: str) -> tuple[str, int]:
    """ "item:5" as ("item", 5); 0 for subjects with a name."""
    kind, _colon, name = subject.partition(":")
    return kind, int(name) if name.isdecimal() else 0


def _together(event: Recorded) -> tuple[object, ...]:
    if event.type in MANY:
        kind = event.subject.partition(":")[0]
        about = event.subject if kind in {"agreement", "item", "table"} else kind
        day = event.at.astimezone(AMSTERDAM)
        return event.type, about, day.year, day.month
    return (event.pk,)


def _details(event: Recorded) -> str:
    version = event.data.get("version")
    if event.type in WITH_VERSION and isinstance(version, int):
        return _("Versie %(number)s") % {"number": version}
    return ""


def _about(event: Recorded) -> str:
    """What it was about, from the subject: "version:huishoudelijke-hulp/2"."""
    kind, _colon, name = event.subject.partition(":")
    if kind == "version":
        slug, _slash, version = name.partition("/")
        words = {"text": _spoken(slug), "number": version}
        return _("%(text)s, versie %(number)s") % words
    if kind in {"agreement", "table"}:
        return _spoken(name)
    return ""


def _spoken(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _url(subject: str) -> str:
    kind, _colon, name = subject.partition(":")
    if kind == "version":
        slug, _slash, version = name.partition("/")
        return reverse("texts:version", args=[slug, int(version)])
    if kind in _PLACES_BY_NUMBER:
        return reverse(_PLACES_BY_NUMBER[kind], args=[int(name)])
    if kind in _PLACES_BY_NAME:
        return reverse(_PLACES_BY_NAME[kind], args=[name])
    return ""


_PLACES_BY_NUMBER = {
    "meeting": "tables:meeting",
    "item": "tables:item",
    "offer": "agreements:offer",
}
_PLACES_BY_NAME = {
    "agreement": "agreements:show",
    "table": "tables:show",
    "signature": "agreements:signed",
}
