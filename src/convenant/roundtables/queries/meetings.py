"""Meetings and who sits there."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.core.method.tables import YearPlan
from convenant.roundtables.models import (
    Meeting,
    Representation,
    RoundTable,
    Seat,
)

DIGITALLY_OPEN = (MeetingStatus.OPEN, MeetingStatus.HELD)
"""From the publication of the agenda until the minutes are approved (D071)."""


def meetings(*, region: int, seen_by: Actor) -> QuerySet[Meeting]:
    """Meetings the viewer may know of: before they are confirmed the municipalities only."""
    found = Meeting.objects.filter(table__region=region).select_related("table", "guide")
    if not inside_buyer(seen_by, region):
        found = found.filter(confirmed_at__isnull=False)
    return found


def meeting(pk: int, *, seen_by: Actor) -> Meeting:
    """Raises Meeting.DoesNotExist for both "not there" and "not yours"."""
    found = Meeting.objects.select_related("table__document", "table__region", "guide").get(pk=pk)
    return meetings(region=found.table.region_id, seen_by=seen_by).get(pk=pk)


def upcoming(*, region: int, seen_by: Actor, at: datetime) -> QuerySet[Meeting]:
    """Open and planned meetings, soonest first, then those still open from before."""
    return (
        meetings(region=region, seen_by=seen_by)
        .filter(Q(status__in=DIGITALLY_OPEN) | Q(starts_at__gte=at))
        .exclude(status=MeetingStatus.CANCELLED)
        .order_by("starts_at")
    )


def meetings_in_year(table: RoundTable, year: int, *, at: datetime) -> tuple[int, int]:
    """How many meetings of a calendar year are behind us and how many still planned (D066)."""
    of_year = Meeting.objects.filter(table=table, starts_at__year=year).exclude(
        status=MeetingStatus.CANCELLED
    )
    held = of_year.filter(Q(status__in=AFTERWARDS) | Q(starts_at__lt=at)).count()
    return held, of_year.count() - held


def seating(meeting: Meeting, *, seen_by: Actor) -> QuerySet[Seat]:
    """Who sits, and whom each seat speaks for. Public once the agenda is published."""
    visible = meetings(region=meeting.table.region_id, seen_by=seen_by).filter(pk=meeting.pk)
    return (
        Seat.objects.filter(meeting__in=visible)
        .select_related("provider", "standing")
        .prefetch_related(
            "standing__choices",
            Prefetch(
                "represents",
                Representation.objects.select_related("provider").order_by("provider__name"),
            ),
        )
        .order_by("id")
    )


def speakers(*, seen_by: Actor) -> dict[int, str]:
    """By open meeting: the name of who speaks there for the viewer's organisation (D042); its own
    name when it sits at the table itself."""
    of_region = {"meeting__table__region": seen_by.region, "meeting__status__in": DIGITALLY_OPEN}
    spoken_for = Representation.objects.filter(provider=seen_by.organisation, **of_region)
    seated = Seat.objects.filter(provider=seen_by.organisation, **of_region)
    return {
        **dict(spoken_for.values_list("meeting", "seat__provider__name")),
        **dict(seated.values_list("meeting", "provider__name")),
    }


def year_plans(*, region: int, year: int, at: datetime) -> list[tuple[RoundTable, YearPlan]]:
    """Per table how many meetings of a calendar year are behind us and still planned (D066).
    Public, as :func:`meetings_in_year`."""
    of_year = Q(meetings__starts_at__year=year) & ~Q(meetings__status=MeetingStatus.CANCELLED)
    behind = Q(meetings__status__in=AFTERWARDS) | Q(meetings__starts_at__lt=at)
    found = RoundTable.objects.filter(region=region).annotate(
        held=Count("meetings", filter=of_year & behind),
        planned=Count("meetings", filter=of_year & ~behind),
    )
    return [(row, YearPlan(year, row.held, row.planned)) for row in found.order_by("name")]


def inside_buyer(viewer: Actor, region: int) -> bool:
    """Whether the viewer belongs to the region's municipalities; machines do everywhere."""
    return viewer.machine or (viewer.buys and viewer.region == region)
