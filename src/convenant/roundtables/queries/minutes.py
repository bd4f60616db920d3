"""Reading minutes: the working text is for who writes it, the shared one for who takes part, the
approved one is public."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import MeetingStatus, MinutesStatus
from convenant.core.minutes import MinutesText
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.roundtables.models import Meeting, Minutes, MinutesComment, MinutesVersion
from convenant.roundtables.permissions.minutes import COMMENTERS, writes_minutes
from convenant.roundtables.queries.meetings import meetings


def minutes_of(meeting: Meeting, *, seen_by: Actor) -> Minutes | None:
    """What is being written about a meeting, when the viewer may know of it. The working text in it
    is for who writes; others read :func:`minutes_text`."""
    found = Minutes.objects.filter(meeting=meeting).select_related("meeting__table").first()
    if found is None or writes_minutes(seen_by, meeting.table.region_id):
        return found
    shared = found.status != MinutesStatus.DRAFT and takes_part(seen_by, meeting.table.region_id)
    if not shared and found.status != MinutesStatus.APPROVED:
        return None
    found.text = ""
    return found


def minutes_text(meeting: Meeting, *, seen_by: Actor) -> str:
    """The text others than its writers read: what is in force, else what was last shared."""
    if meeting.status == MeetingStatus.CLOSED:
        return meeting.minutes
    last = minutes_versions(meeting, seen_by=seen_by).filter(kind=MinutesText.SHARED).last()
    return last.text if last is not None else ""


def minutes_versions(meeting: Meeting, *, seen_by: Actor) -> QuerySet[MinutesVersion]:
    """Earlier texts, oldest first: what was in force is public, what was shared is for who takes
    part."""
    found = MinutesVersion.objects.filter(minutes__meeting=meeting).select_related("minutes")
    found = found.defer("minutes__text")  # the working text is for who writes
    if not takes_part(seen_by, meeting.table.region_id):
        found = found.filter(kind=MinutesText.APPROVED)
    return found.order_by("id")


def minutes_comments(meeting: Meeting, *, seen_by: Actor) -> QuerySet[MinutesComment]:
    """What was said about shared minutes, oldest first; what is held up only its maker and the
    chair read."""
    region = meeting.table.region_id
    found = MinutesComment.objects.filter(minutes__meeting=meeting).select_related("organisation")
    if not takes_part(seen_by, region):
        return found.none()
    if not seen_by.machine and not (seen_by.buys and seen_by.has(Role.CHAIR)):
        own = Q(organisation=seen_by.organisation, organisation__isnull=False)
        found = found.filter(Q(held=False) | own)
    return found.order_by("id")


def minutes_comment(pk: int, *, seen_by: Actor) -> MinutesComment:
    """Raises MinutesComment.DoesNotExist for both "not there" and "not yours"."""
    found = MinutesComment.objects.select_related("minutes__meeting__table").get(pk=pk)
    meeting = found.minutes.meeting
    return (
        minutes_comments(meeting, seen_by=seen_by)
        .select_related("minutes__meeting__table")
        .defer("minutes__text")  # the working text is for who writes
        .get(pk=pk)
    )


@dataclass(frozen=True, slots=True)
class MinutesWork:
    """A meeting whose minutes wait for somebody who writes or approves. ``due``: the last day to
    share them; ``unanswered``: comments without an answer; ``over``: the term is past."""

    meeting: Meeting
    status: MinutesStatus | None
    due: datetime
    late: bool
    held: bool
    unanswered: int
    over: bool


def minutes_work(*, seen_by: Actor, at: datetime) -> list[MinutesWork]:
    """Meetings of the viewer's region that were held and not closed, oldest first; for who writes
    minutes."""
    region = seen_by.region or 0
    if not writes_minutes(seen_by, region):
        return []
    open_ = Q(
        record__comments__held=False,
        record__comments__answered_at__isnull=True,
        record__comments__isnull=False,
    )
    found = (
        Meeting.objects.filter(table__region=region, status=MeetingStatus.HELD)
        .select_related("table", "record")
        .annotate(unanswered=Count("record__comments", filter=open_))
        .order_by("held_at")
    )
    return [_work(meeting, meeting.unanswered, at) for meeting in found]


def _work(meeting: Meeting, unanswered: int, at: datetime) -> MinutesWork:
    record = getattr(meeting, "record", None)
    due = minutes_due(meeting)
    status = MinutesStatus(record.status) if record is not None else None
    before = record.comments_before if record is not None else None
    return MinutesWork(
        meeting=meeting,
        status=status,
        due=due,
        late=status is not MinutesStatus.SHARED and at > due,
        held=record is not None and record.held,
        unanswered=unanswered,
        over=before is not None and at >= before,
    )


def minutes_due(meeting: Meeting) -> datetime:
    """When the minutes of a meeting should be shared at the latest. A norm; public."""
    met = meeting.starts_at
    return met + timedelta(days=int(norm("minutes_days").on(day_of(met)).value))


def late_minutes(*, at: datetime) -> list[Meeting]:
    """Meetings of every region whose minutes are late, for the worker; public it is not."""
    found = Meeting.objects.filter(status=MeetingStatus.HELD).exclude(
        record__status=MinutesStatus.SHARED
    )
    return [meeting for meeting in found.select_related("table") if at > minutes_due(meeting)]


def minutes_to_read(*, seen_by: Actor, at: datetime) -> QuerySet[Meeting]:
    """Meetings whose shared minutes the viewer's organisation can still comment on and did not."""
    if not seen_by.has(*COMMENTERS):
        return Meeting.objects.none()
    own = MinutesComment.objects.filter(
        minutes__meeting=OuterRef("pk"), organisation=seen_by.organisation
    )
    return (
        meetings(region=seen_by.region or 0, seen_by=seen_by)
        .filter(record__status=MinutesStatus.SHARED, record__comments_before__gt=at)
        .exclude(Exists(own))
        .select_related("table", "record")
        .order_by("record__comments_before")
    )


def takes_part(viewer: Actor, region: int) -> bool:
    """Whether the viewer is of an organisation of the region; machines are everywhere."""
    return viewer.machine or (viewer.region == region and (viewer.buys or viewer.provides))
