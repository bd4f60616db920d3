"""Reading papers: from its publication on each reader group, until then who handed it in and who
plans the table."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from convenant.core.actors import Actor, Role
from convenant.core.publication import Readers
from convenant.roundtables.models import AgendaItem, Meeting, Paper, RoundTable
from convenant.roundtables.permissions.tables import PLANNERS
from convenant.roundtables.queries.agenda import seen_items
from convenant.roundtables.queries.contributions import visible_contributions
from convenant.roundtables.queries.meetings import inside_buyer, meetings


def papers(table: RoundTable, *, seen_by: Actor) -> QuerySet[Paper]:
    """Every paper of a table that the viewer may read, newest first; also those that wait to be
    published. What was withdrawn is not read any more: see :func:`publications`."""
    return (
        visible_papers(table.region_id, seen_by=seen_by)
        .filter(table=table, withdrawn_at__isnull=True)
        .order_by("-id")
    )


def papers_of_item(item: AgendaItem, *, seen_by: Actor) -> QuerySet[Paper]:
    """The papers of an item itself and of what was said about it, oldest first."""
    return papers(item.meeting.table, seen_by=seen_by).filter(item=item).order_by("id")


def papers_of_meeting(meeting: Meeting, *, seen_by: Actor) -> QuerySet[Paper]:
    """The papers of a meeting and of its items, oldest first; not those of remarks."""
    return (
        papers(meeting.table, seen_by=seen_by)
        .filter(Q(meeting=meeting) | Q(item__meeting=meeting), contribution__isnull=True)
        .order_by("id")
    )


def paper(pk: int, *, seen_by: Actor) -> Paper:
    """Raises Paper.DoesNotExist for "not there", "not yours" and "withdrawn" alike."""
    found = Paper.objects.select_related("table").get(pk=pk)
    return papers(found.table, seen_by=seen_by).get(pk=pk)


def papers_by_number(numbers: Collection[int], *, seen_by: Actor) -> QuerySet[Paper]:
    """These papers, for the machine that writes letters about them; nobody else gets any."""
    found = Paper.objects.filter(pk__in=numbers).select_related("table", "organisation")
    return found if seen_by.machine else found.none()


def published_papers(
    *, region: int, seen_by: Actor, since: datetime | None = None
) -> QuerySet[Paper]:
    """Papers of a region's tables and meetings that were published, newest first."""
    found = visible_papers(region, seen_by=seen_by).filter(
        published_at__isnull=False, withdrawn_at__isnull=True, contribution__isnull=True
    )
    if since is not None:
        found = found.filter(published_at__gte=since)
    return found.order_by("-published_at", "-id")


def visible_papers(region: int, *, seen_by: Actor) -> QuerySet[Paper]:
    """What the viewer may know of; a paper is never seen by who may not see what it belongs to."""
    found = Paper.objects.filter(
        table__region=region,
        # Files of a talk with one provider or of its answer stand there and nowhere else (D077).
        of_talk__isnull=True,
        of_answer__isnull=True,
    ).select_related("table", "meeting", "item", "organisation")
    if seen_by.machine:
        return found
    at_table = Q(contribution__isnull=True) | Q(
        contribution__in=visible_contributions(seen_by, region).values("pk")
    )
    at_table &= Q(item__isnull=True) | Q(item__in=seen_items(seen_by, region).values("pk"))
    at_table &= Q(meeting__isnull=True) | Q(
        meeting__in=meetings(region=region, seen_by=seen_by).values("pk")
    )
    return found.filter(at_table).filter(_entitled(seen_by, region))


def _entitled(viewer: Actor, region: int) -> Q:
    out = Q(published_at__isnull=False, held=False)
    everyone = out & Q(readers=Readers.PUBLIC)
    if viewer.region != region or not (viewer.buys or viewer.provides):
        return everyone
    # What the municipalities keep ready for one provider it reads from publication on.
    own = Q(organisation=viewer.organisation, organisation__isnull=False) & (
        out | Q(from_buyers=viewer.buys)
    )
    if not inside_buyer(viewer, region):
        return everyone | out & Q(readers=Readers.PARTIES) | own
    if viewer.has(Role.CHAIR):
        return Q()
    return (Q(held=False) if viewer.has(*PLANNERS) else out) | own
