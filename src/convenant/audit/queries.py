"""Reading the trail."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from convenant.audit.events import EventType
from convenant.audit.models import Event
from convenant.core.actors import Actor


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

    As in :func:`timeline`: a provider sees its own and what the buying side shares.
    """
    events = Event.objects.filter(region=seen_by.region)
    if types:
        events = events.filter(type__in=[event.value for event in types])
    if not seen_by.buys:
        events = events.filter(Q(organisation=seen_by.organisation) | Q(data__shared=True))
    return events.order_by("-at", "-id")[:limit]
