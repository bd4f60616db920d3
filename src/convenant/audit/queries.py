"""Reading the trail."""

from __future__ import annotations

from django.db.models import Q, QuerySet

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
    return events.order_by("-id")[:limit]
