"""Items and decisions. Agendas are public once published."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count, Q, QuerySet

from convenant.core.actors import Actor
from convenant.roundtables.models import (
    AgendaItem,
    Decision,
    Meeting,
)
from convenant.roundtables.queries.contributions import visible_contributions
from convenant.roundtables.queries.meetings import DIGITALLY_OPEN, inside_buyer, meetings


def items(meeting: Meeting, *, seen_by: Actor) -> QuerySet[AgendaItem]:
    """The agenda of a meeting the viewer may see, with counts of contributions it may see."""
    visible = Meeting.objects.filter(
        pk__in=meetings(region=meeting.table.region_id, seen_by=seen_by), pk=meeting.pk
    )
    seen = visible_contributions(seen_by, meeting.table.region_id).values("pk")
    return (
        seen_items(seen_by, meeting.table.region_id)
        .filter(meeting__in=visible)
        .select_related("meeting__table", "version__document", "result", "decision", "raised_by")
        .annotate(
            said=Count(
                "contributions",
                filter=Q(contributions__in=seen, contributions__withdrawn_at__isnull=True),
            ),
            unanswered=Count(
                "contributions",
                filter=Q(
                    contributions__in=seen,
                    contributions__reply__isnull=True,
                    contributions__held=False,
                    contributions__withdrawn_at__isnull=True,
                ),
            ),
        )
        .order_by("position")
    )


def seen_items(viewer: Actor, region: int) -> QuerySet[AgendaItem]:
    """Before the agenda is published who takes part reads it; what is held up only who raised it
    and the municipalities."""
    items = AgendaItem.objects.filter(meeting__table__region=region)
    if inside_buyer(viewer, region):
        return items
    if viewer.provides and viewer.region == region:
        return items.filter(Q(held=False) | Q(raised_by=viewer.organisation))
    return items.filter(held=False, meeting__agenda_published_at__isnull=False)


def item(pk: int, *, seen_by: Actor) -> AgendaItem:
    """Raises AgendaItem.DoesNotExist for both "not there" and "not yours"."""
    found = AgendaItem.objects.select_related("meeting__table").get(pk=pk)
    return items(found.meeting, seen_by=seen_by).get(pk=pk)


def open_items(*, seen_by: Actor) -> QuerySet[Any]:
    """Items the viewer can still speak about, with ``mine``, how often its organisation did, and
    ``unanswered``, how many contributions it may see still wait for an answer."""
    return (
        AgendaItem.objects.filter(
            meeting__table__region=seen_by.region,
            meeting__status__in=DIGITALLY_OPEN,
        )
        .select_related("meeting__table", "version__document")
        .annotate(
            mine=Count("contributions", filter=Q(contributions__organisation=seen_by.organisation)),
            unanswered=Count(
                "contributions",
                filter=Q(
                    contributions__in=visible_contributions(seen_by, seen_by.region or 0).values(
                        "pk"
                    ),
                    contributions__reply__isnull=True,
                    contributions__held=False,
                    contributions__withdrawn_at__isnull=True,
                ),
            ),
        )
        .order_by("meeting__starts_at", "position")
    )


def decisions(*, region: int) -> QuerySet[Decision]:
    """Decisions of a region's tables, newest first. Public."""
    return (
        Decision.objects.filter(item__meeting__table__region=region)
        .select_related("item__meeting__table", "version__document")
        .order_by("-decided_at")
    )


def meetings_of_items(items: Collection[int], *, seen_by: Actor) -> dict[int, int]:
    """By item: the meeting at which it is on the agenda, of what is public for everybody: a
    published agenda, nothing held up."""
    found = AgendaItem.objects.filter(
        pk__in=items, held=False, meeting__agenda_published_at__isnull=False
    )
    if seen_by.region is not None:
        found = found.filter(meeting__table__region=seen_by.region)
    return dict(found.values_list("pk", "meeting"))
