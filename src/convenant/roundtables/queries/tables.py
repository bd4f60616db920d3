"""Reading tables. Agendas are public once published; remarks are for those who take part."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus
from convenant.core.method.tables import YearPlan
from convenant.roundtables.models import (
    AgendaItem,
    Contribution,
    Decision,
    Meeting,
    Representation,
    RoundTable,
    Seat,
)


def tables(*, region: int) -> QuerySet[RoundTable]:
    """All tables of a region. That a table exists is public."""
    return RoundTable.objects.filter(region=region).select_related("document").order_by("name")


def table(slug: str, *, region: int) -> RoundTable:
    """Raises RoundTable.DoesNotExist."""
    return tables(region=region).get(slug=slug)


def meetings(*, region: int, seen_by: Actor) -> QuerySet[Meeting]:
    """Meetings the viewer may know of: planned ones are for the municipalities only."""
    found = Meeting.objects.filter(table__region=region).select_related("table", "guide")
    if not _inside_buyer(seen_by, region):
        found = found.exclude(status=MeetingStatus.PLANNED)
    return found


def meeting(pk: int, *, seen_by: Actor) -> Meeting:
    """Raises Meeting.DoesNotExist for both "not there" and "not yours"."""
    found = Meeting.objects.select_related("table__document", "table__region", "guide").get(pk=pk)
    return meetings(region=found.table.region_id, seen_by=seen_by).get(pk=pk)


def upcoming(*, region: int, seen_by: Actor, at: datetime) -> QuerySet[Meeting]:
    """Open and planned meetings, soonest first, then those still open from before."""
    return (
        meetings(region=region, seen_by=seen_by)
        .filter(Q(status=MeetingStatus.OPEN) | Q(starts_at__gte=at))
        .order_by("starts_at")
    )


def meetings_in_year(table: RoundTable, year: int, *, at: datetime) -> tuple[int, int]:
    """How many meetings of a calendar year are behind us and how many still planned (D066)."""
    of_year = Meeting.objects.filter(table=table, starts_at__year=year)
    held = of_year.filter(Q(status=MeetingStatus.HELD) | Q(starts_at__lt=at)).count()
    return held, of_year.count() - held


def items(meeting: Meeting, *, seen_by: Actor) -> QuerySet[AgendaItem]:
    """The agenda of a meeting the viewer may see, with counts of contributions it may see."""
    visible = Meeting.objects.filter(
        pk__in=meetings(region=meeting.table.region_id, seen_by=seen_by), pk=meeting.pk
    )
    seen = _visible_contributions(seen_by, meeting.table.region_id).values("pk")
    return (
        AgendaItem.objects.filter(meeting__in=visible)
        .select_related("meeting__table", "version__document", "result", "decision", "raised_by")
        .annotate(
            said=Count("contributions", filter=Q(contributions__in=seen)),
            unanswered=Count(
                "contributions",
                filter=Q(contributions__in=seen, contributions__reply__isnull=True),
            ),
        )
        .order_by("position")
    )


def item(pk: int, *, seen_by: Actor) -> AgendaItem:
    """Raises AgendaItem.DoesNotExist for both "not there" and "not yours"."""
    found = AgendaItem.objects.select_related("meeting__table").get(pk=pk)
    return items(found.meeting, seen_by=seen_by).get(pk=pk)


def contributions(item: AgendaItem, *, seen_by: Actor) -> QuerySet[Contribution]:
    """What was said about an item, oldest first: all but others' remarks about prices."""
    return (
        _visible_contributions(seen_by, item.meeting.table.region_id)
        .filter(item=item)
        .select_related("organisation", "reply__changed_version__document")
        .order_by("id")
    )


def contribution(pk: int, *, seen_by: Actor) -> Contribution:
    """Raises Contribution.DoesNotExist for both "not there" and "not yours"."""
    return (
        _visible_contributions(seen_by, seen_by.region or 0)
        .select_related("item__meeting__table", "organisation", "reply")
        .get(pk=pk)
    )


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
    of_region = {"meeting__table__region": seen_by.region, "meeting__status": MeetingStatus.OPEN}
    spoken_for = Representation.objects.filter(provider=seen_by.organisation, **of_region)
    seated = Seat.objects.filter(provider=seen_by.organisation, **of_region)
    return {
        **dict(spoken_for.values_list("meeting", "seat__provider__name")),
        **dict(seated.values_list("meeting", "provider__name")),
    }


def names(
    *, items: Collection[int], meetings_held: Collection[int], seen_by: Actor
) -> dict[tuple[str, int], str]:
    """What items and meetings are called, by kind ("item", "meeting") and number: the title, and
    the table it met at. Only those of the viewer's own region."""
    titles = AgendaItem.objects.filter(pk__in=items, meeting__table__region=seen_by.region)
    tables_met = Meeting.objects.filter(pk__in=meetings_held, table__region=seen_by.region)
    return {
        **{("item", pk): title for pk, title in titles.values_list("pk", "title")},
        **{("meeting", pk): name for pk, name in tables_met.values_list("pk", "table__name")},
    }


def year_plans(*, region: int, year: int, at: datetime) -> list[tuple[RoundTable, YearPlan]]:
    """Per table how many meetings of a calendar year are behind us and still planned (D066).
    Public, as :func:`meetings_in_year`."""
    of_year = Q(meetings__starts_at__year=year)
    behind = Q(meetings__status=MeetingStatus.HELD) | Q(meetings__starts_at__lt=at)
    found = RoundTable.objects.filter(region=region).annotate(
        held=Count("meetings", filter=of_year & behind),
        planned=Count("meetings", filter=of_year & ~behind),
    )
    return [(row, YearPlan(year, row.held, row.planned)) for row in found.order_by("name")]


def open_items(*, seen_by: Actor) -> QuerySet[Any]:
    """Items the viewer can still speak about, with ``mine``, how often its organisation did, and
    ``unanswered``, how many contributions it may see still wait for an answer."""
    return (
        AgendaItem.objects.filter(
            meeting__table__region=seen_by.region,
            meeting__status=MeetingStatus.OPEN,
            decision__isnull=True,
        )
        .select_related("meeting__table", "version__document")
        .annotate(
            mine=Count("contributions", filter=Q(contributions__organisation=seen_by.organisation)),
            unanswered=Count(
                "contributions",
                filter=Q(
                    contributions__in=_visible_contributions(seen_by, seen_by.region or 0).values(
                        "pk"
                    ),
                    contributions__reply__isnull=True,
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


def traced(version: int, *, seen_by: Actor) -> QuerySet[Contribution]:
    """Contributions that changed this version: from a clause back to who asked for it."""
    return (
        _visible_contributions(seen_by, seen_by.region or 0)
        .filter(reply__changed_version=version)
        .select_related("organisation", "reply__changed_version__document", "item")
        .order_by("id")
    )


def has_unanswered(item: AgendaItem) -> bool:
    """Whether anybody's contribution still waits for an answer."""
    return Contribution.objects.filter(item=item, reply__isnull=True).exists()


def _inside_buyer(viewer: Actor, region: int) -> bool:
    return viewer.machine or (viewer.buys and viewer.region == region)


def _visible_contributions(viewer: Actor, region: int) -> QuerySet[Contribution]:
    said = Contribution.objects.filter(item__meeting__table__region=region)
    if _inside_buyer(viewer, region):
        return said
    if viewer.provides and viewer.region == region:
        return said.filter(Q(confidential=False) | Q(organisation=viewer.organisation))
    return said.none()
