"""Reading the trail."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from convenant.audit.events import EventType
from convenant.audit.models import Concern, Event, Viewing, numbered
from convenant.core.actors import Actor

_ON_ARRIVAL = (EventType.PERSON_INVITED.value,)


def timeline(subject: str, *, seen_by: Actor, limit: int = 50) -> QuerySet[Event]:
    """What happened to a subject, newest first.

    The buying side of the region sees all of it; a provider sees what its own people did and what
    the buying side did.
    """
    events = Event.objects.filter(subject=subject, region=seen_by.region)
    if not seen_by.buys:
        others = Q(organisation=seen_by.organisation) | Q(data__shared=True)
        events = events.filter(others)
    return events.order_by("-at", "-id")[:limit]


def latest(
    *, seen_by: Actor, limit: int = 100, types: Collection[EventType] = ()
) -> QuerySet[Event]:
    """The last events of the viewer's region, newest first, of these types (none: all).

    As in :func:`timeline`: a provider sees its own and what the buying side shares. Who signs in
    and out stands in the log of that organisation, and is no news.
    """
    events = Event.objects.filter(region=seen_by.region)
    events = events.exclude(Q(type__startswith="person.") & ~Q(type__in=_ON_ARRIVAL))
    if types:
        events = events.filter(type__in=[event.value for event in types])
    if not seen_by.buys:
        events = events.filter(Q(organisation=seen_by.organisation) | Q(data__shared=True))
    return events.order_by("-at", "-id")[:limit]


def how_often(event: EventType, *, subject: str) -> int:
    """How often something happened to a subject. Public: a count, of who or why nothing."""
    return Event.objects.filter(subject=subject, type=event).count()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show of a log; what is empty does not narrow it. ``before`` is the first moment
    after the period."""

    person: int | None = None
    types: Collection[EventType] = ()
    since: datetime | None = None
    before: datetime | None = None


def log(wanted: Wanted, *, name: str, seen_by: Actor) -> QuerySet[Event]:
    """Everything that the viewer's own organisation did, and what others did for it or to it;
    newest first. ``name`` is its slug. Nothing of any other organisation."""
    if seen_by.organisation is None:
        return Event.objects.none()
    named = Concern.objects.filter(name__in=[name, numbered(seen_by.organisation)]).values(
        "event_id"
    )
    events = Event.objects.filter(Q(organisation=seen_by.organisation) | Q(pk__in=named))
    if wanted.person is not None:
        events = events.filter(person=wanted.person)
    if wanted.types:
        events = events.filter(type__in=[event.value for event in wanted.types])
    if wanted.since is not None:
        events = events.filter(at__gte=wanted.since)
    if wanted.before is not None:
        events = events.filter(at__lt=wanted.before)
    return events.order_by("-at", "-id")


def people_in_log(*, seen_by: Actor) -> set[int]:
    """Everyone who acted for the viewer's organisation, ever."""
    if seen_by.organisation is None:
        return set()
    acted = Event.objects.filter(organisation=seen_by.organisation, person__isnull=False)
    people = acted.values_list("person", flat=True).distinct()
    return {person for person in people if person is not None}


def viewings(*, seen_by: Actor) -> QuerySet[Viewing]:
    """Who opened what (D091): the buying side reads all of its region, a provider what its own
    people opened."""
    found = Viewing.objects.filter(region=seen_by.region)
    if seen_by.machine:
        return Viewing.objects.all()
    if seen_by.region is None or seen_by.organisation is None:
        return found.none()
    return found if seen_by.buys else found.filter(organisation=seen_by.organisation)


@dataclass(frozen=True, slots=True)
class Seen:
    """How one organisation saw one subject: first and last, by how many people, how often."""

    first_at: datetime
    last_at: datetime
    people: int
    times: int


def seen_by_party(subjects: Collection[str], *, seen_by: Actor) -> dict[tuple[str, int], Seen]:
    """By subject and organisation: when its people opened it. As :func:`viewings`."""
    rows = (
        viewings(seen_by=seen_by)
        .filter(subject__in=subjects)
        .values_list("subject", "organisation")
        .annotate(first=Min("first_at"), last=Max("last_at"), n=Count("pk"), sum=Sum("times"))
        .order_by()
    )
    return {
        (subject, organisation): Seen(first, last, people, times)
        for subject, organisation, first, last, people, times in rows
    }
