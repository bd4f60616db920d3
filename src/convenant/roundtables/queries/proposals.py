"""What both sides raised, and how much of the agenda is whose."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from convenant.core.actors import Actor, Kind, Role
from convenant.core.agenda import ProposalStatus, Shares
from convenant.core.guard import HoldOutcome, HoldSubject
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import BEFORE_AGENDA
from convenant.roundtables.models import AgendaItem, Hold, Meeting, Proposal, RoundTable
from convenant.roundtables.queries.agenda import seen_items
from convenant.roundtables.queries.meetings import inside_buyer


def visible_proposals(viewer: Actor, region: int) -> QuerySet[Proposal]:
    """What the viewer may read of what was raised: who takes part reads everything but what is held
    up or was withdrawn; that only who raised it, and what is held up the chair."""
    found = Proposal.objects.filter(table__region=region)
    if viewer.machine:
        return found
    if viewer.region != region or not (viewer.buys or viewer.provides):
        return found.none()
    own = Q(organisation=viewer.organisation)
    shown = ~Q(status=ProposalStatus.WITHDRAWN)
    if not (viewer.buys and viewer.has(Role.CHAIR)):
        shown &= Q(held=False)
    return found.filter(own | shown)


def proposals(table: RoundTable, *, seen_by: Actor) -> QuerySet[Proposal]:
    """What was raised at a table, oldest first."""
    return (
        visible_proposals(seen_by, table.region_id)
        .filter(table=table)
        .select_related("organisation", "version__document", "table", "meeting", "item")
        .order_by("pk")
    )


def proposal(pk: int, *, seen_by: Actor) -> Proposal:
    """Raises Proposal.DoesNotExist for both "not there" and "not yours"."""
    return (
        visible_proposals(seen_by, seen_by.region or 0)
        .select_related(
            "organisation", "version__document", "table__document", "meeting__table", "item"
        )
        .get(pk=pk)
    )


def proposal_of(item: AgendaItem, *, seen_by: Actor) -> Proposal | None:
    """The proposal an item came from, with the text it proposes."""
    return (
        visible_proposals(seen_by, item.meeting.table.region_id)
        .select_related("organisation", "version__document")
        .filter(item=item)
        .first()
    )


def proposal_to_tell(pk: int, *, seen_by: Actor) -> Proposal:
    """For the worker that writes to who raised it."""
    found = Proposal.objects if seen_by.machine else visible_proposals(seen_by, seen_by.region or 0)
    return found.select_related("table").get(pk=pk)


def meeting_to_raise_for(
    table: RoundTable, *, at: datetime, wanted: Meeting | None, seen_by: Actor
) -> Meeting | None:
    """The meeting a new item goes to: the one that is wanted while its agenda is being built, or
    else the next one of the table that everybody knows of; None when there is none yet."""
    building = Meeting.objects.filter(table=table, status__in=BEFORE_AGENDA)
    if not inside_buyer(seen_by, table.region_id):
        building = building.filter(status=MeetingStatus.CONFIRMED)
    if wanted is not None:
        chosen = building.filter(pk=wanted.pk).first()
        if chosen is not None:
            return chosen
    return (
        building.filter(status=MeetingStatus.CONFIRMED, starts_at__gt=at)
        .order_by("starts_at", "pk")
        .first()
    )


def meetings_with_proposals(*, seen_by: Actor) -> list[tuple[Meeting, int]]:
    """Coming meetings for which something was raised that nobody answered yet, and how much of it
    the viewer may see; soonest first."""
    waiting = visible_proposals(seen_by, seen_by.region or 0).filter(
        status=ProposalStatus.WAITING, held=False
    )
    found = (
        Meeting.objects.filter(table__region=seen_by.region, status__in=BEFORE_AGENDA)
        .select_related("table")
        .annotate(raised=Count("proposals", filter=Q(proposals__in=waiting.values("pk"))))
    )
    return [(one, one.raised) for one in found.filter(raised__gt=0).order_by("starts_at", "pk")]


def holds_up_publication(meeting: Meeting) -> bool:
    """Whether something that was raised for this meeting still waits for an answer, or for the
    chair. What the chair refused waits for its maker, and for no one else."""
    waiting = Proposal.objects.filter(meeting=meeting, status=ProposalStatus.WAITING)
    before_chair = Hold.objects.filter(
        subject=HoldSubject.PROPOSAL, outcome=HoldOutcome.WAITING
    ).values("subject_id")
    return waiting.filter(Q(held=False) | Q(pk__in=before_chair)).exists()


def shares(meeting: Meeting, *, seen_by: Actor) -> Shares:
    """How many items of a meeting's agenda each side raised, of those the viewer may see (D029)."""
    found = seen_items(seen_by, meeting.table.region_id).filter(meeting=meeting)
    return _shares(found)


def shares_in_year(table: RoundTable, year: int) -> Shares:
    """How many items of a year's published agendas each side raised (D029). Public."""
    return _shares(
        AgendaItem.objects.filter(
            meeting__table=table,
            meeting__starts_at__year=year,
            meeting__agenda_published_at__isnull=False,
            held=False,
        ).exclude(meeting__status=MeetingStatus.CANCELLED)
    )


def _shares(items: QuerySet[AgendaItem]) -> Shares:
    counted = items.filter(standing=False).aggregate(
        municipalities=Count("pk", filter=Q(raised_by__kind=Kind.MUNICIPALITY)),
        providers=Count("pk", filter=Q(raised_by__kind=Kind.PROVIDER)),
    )
    return Shares(counted["municipalities"], counted["providers"])
