"""Who writes, reads, comments on, approves and corrects minutes."""

from __future__ import annotations

from datetime import datetime

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import MeetingStatus, MinutesStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import Meeting, Minutes, MinutesComment
from convenant.roundtables.permissions.contributions import SPEAKERS
from convenant.roundtables.permissions.tables import PLANNERS, municipal

MINUTE_WRITERS = (*PLANNERS, Role.METHOD_GUIDE, Role.POLICY_OFFICER)
COMMENTERS = (*SPEAKERS, *MINUTE_WRITERS, Role.ALDERMAN)


def writes_minutes(actor: Actor, region: int) -> Verdict:
    """Planners, policy officers and guides of the region's municipalities write minutes."""
    return municipal(actor, region, MINUTE_WRITERS)


def may_write_minutes(actor: Actor, meeting: Meeting) -> Verdict:
    """Whoever writes minutes, from the moment people met; also to prepare a correction."""
    allowed = writes_minutes(actor, meeting.table.region_id)
    if not allowed:
        return allowed
    return YES if meeting.status in AFTERWARDS else Verdict(Reason.MEETING_NOT_HELD)


def may_share_minutes(actor: Actor, minutes: Minutes) -> Verdict:
    """The same people, until the minutes are approved."""
    allowed = may_write_minutes(actor, minutes.meeting)
    if allowed and minutes.status == MinutesStatus.APPROVED:
        return Verdict(Reason.MINUTES_APPROVED_ALREADY)
    return allowed


def may_comment_on_minutes(actor: Actor, minutes: Minutes, *, at: datetime) -> Verdict:
    """Everybody who takes part, while the minutes are shared and the term runs."""
    if actor.person is None and not actor.machine:
        return Verdict(Reason.NOT_SIGNED_IN)
    if actor.region != minutes.meeting.table.region_id and not actor.machine:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.machine and not actor.has(*COMMENTERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    if minutes.status == MinutesStatus.DRAFT:
        return Verdict(Reason.MINUTES_NOT_SHARED)
    if minutes.status == MinutesStatus.APPROVED:
        return Verdict(Reason.MINUTES_APPROVED_ALREADY)
    running = minutes.comments_before is not None and at < minutes.comments_before
    return YES if running else Verdict(Reason.MINUTES_COMMENTS_OVER)


def may_answer_comment(actor: Actor, comment: MinutesComment) -> Verdict:
    """Who writes the minutes says what was done with a comment, once, before approval."""
    allowed = may_share_minutes(actor, comment.minutes)
    if allowed and comment.answered_at is not None:
        return Verdict(Reason.ALREADY_ANSWERED)
    return allowed


def may_approve_minutes(actor: Actor, minutes: Minutes) -> Verdict:
    """The chair, once the minutes were shared; the meeting closes with it."""
    allowed = municipal(actor, minutes.meeting.table.region_id, (Role.CHAIR,))
    if not allowed:
        return allowed
    if minutes.status == MinutesStatus.APPROVED:
        return Verdict(Reason.MINUTES_APPROVED_ALREADY)
    if minutes.status == MinutesStatus.DRAFT:
        return Verdict(Reason.MINUTES_NOT_SHARED)
    met = minutes.meeting.status == MeetingStatus.HELD
    return YES if met else Verdict(Reason.MEETING_NOT_HELD)


def may_correct_minutes(actor: Actor, meeting: Meeting) -> Verdict:
    """The chair, after approval."""
    allowed = municipal(actor, meeting.table.region_id, (Role.CHAIR,))
    if not allowed:
        return allowed
    closed = meeting.status == MeetingStatus.CLOSED
    return YES if closed else Verdict(Reason.MINUTES_NOT_APPROVED)
