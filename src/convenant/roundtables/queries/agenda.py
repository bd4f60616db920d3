"""Items and decisions. Agendas are public once published."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from convenant.core.actors import Actor
from convenant.roundtables.models import (
    AgendaItem,
    Decision,
    Meeting,
)
from convenant.roundtables.queries.contributions import UNANSWERED, visible_contributions
from convenant.roundtables.queries.meetings import DIGITALLY_OPEN, inside_buyer, meetings


def items(meeting: Meeting, *, seen_by: Actor) -> QuerySet[AgendaItem]:
    """The agenda of a meeting the viewer may see, with counts of contributions it may see."""
    visible = Meeting.objects.filter(
        pk__in=meetings(region=meeting.table.region_id, seen_by=seen_by), pk=meeting.pk
    )
    return (
        seen_items(seen_by, meeting.table.region_id)
        .filter(meeting__in=visible)
        .select_related("meeting__table", "version__document", "result", "decision", "raised_by")
        .annotate(
            said=_count(seen_by, meeting.table.region_id, Q(withdrawn_at__isnull=True)),
            unanswered=_count(seen_by, meeting.table.region_id, UNANSWERED),
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
            mine=_count(seen_by, seen_by.region or 0, Q(organisation=seen_by.organisation)),
            unanswered=_count(seen_by, seen_by.region or 0, UNANSWERED),
        )
        .order_by("meeting__starts_at", "position")
    )


def _count(viewer: Actor, region: int, what: Q) -> Coalesce:
    """How many remarks of this kind at an item the viewer may see; counted apart from the item, as
    with thousands of remarks a join is ten times as slow."""
    seen = visible_contributions(viewer, region).filter(what, item=OuterRef("pk"))
    per_item = seen.order_by().values("item").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(per_item), 0)


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
