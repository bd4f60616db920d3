"""Who may plan in advance, move, cancel and prepare; and what has to be there first."""

from __future__ import annotations

from convenant.core.actors import Actor
from convenant.core.agenda import TableKind
from convenant.core.lifecycles import MEETING, MeetingStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS, MeetingStep
from convenant.core.method.tables import PREPARED
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import Meeting, Preparation, RoundTable
from convenant.roundtables.permissions.tables import PLANNERS, may_plan, municipal


def may_keep_blackouts(actor: Actor, region: int) -> Verdict:
    """Who plans meetings says when a region does not meet (D068)."""
    return municipal(actor, region, PLANNERS)


def may_set_year(actor: Actor, table: RoundTable) -> Verdict:
    """Planners choose the year a table counts in and its own norm (D066)."""
    return may_plan(actor, table)


def may_move(actor: Actor, meeting: Meeting) -> Verdict:
    """Planners give a meeting another moment or place, until it was held."""
    allowed = may_plan(actor, meeting.table)
    return allowed and _to_come(meeting)


def may_cancel(actor: Actor, meeting: Meeting) -> Verdict:
    """Planners call a meeting off, until it was held."""
    allowed = may_plan(actor, meeting.table)
    if not allowed:
        return allowed
    if MEETING.next(MeetingStatus(meeting.status), MeetingStep.CANCEL) is None:
        return _to_come(meeting)
    return YES


def may_prepare(actor: Actor, meeting: Meeting) -> Verdict:
    """Planners say when the working group meets, and who guides the meeting (D046, D067)."""
    return may_move(actor, meeting)


def prepared(meeting: Meeting) -> Verdict:
    """A physical table is prepared by the working group, earlier in time (D067; S4:255). An
    information evening needs no preparation."""
    if TableKind(meeting.table.kind) not in PREPARED:
        return YES
    preparation = Preparation.objects.filter(meeting=meeting).first()
    if preparation is None:
        return Verdict(Reason.PREPARATION_MISSING)
    earlier = preparation.starts_at < meeting.starts_at
    return YES if earlier else Verdict(Reason.PREPARATION_TOO_LATE)


def _to_come(meeting: Meeting) -> Verdict:
    if meeting.status == MeetingStatus.CANCELLED:
        return Verdict(Reason.MEETING_CANCELLED)
    return Verdict(Reason.MEETING_ALREADY_HELD) if meeting.status in AFTERWARDS else YES
