"""Who may do what with a meeting, and when."""

from __future__ import annotations

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import BEFORE_AGENDA
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import Meeting
from convenant.roundtables.permissions.tables import may_plan


def may_confirm(actor: Actor, meeting: Meeting) -> Verdict:
    """Planners confirm a planned meeting; a guide who knows the method is asked (D046)."""
    allowed = may_plan(actor, meeting.table)
    if not allowed:
        return allowed
    if meeting.status != MeetingStatus.PLANNED:
        return Verdict(Reason.MEETING_ALREADY_CONFIRMED)
    return YES if meeting.guide_id is not None else Verdict(Reason.NO_METHOD_GUIDE)


def may_set_agenda(actor: Actor, meeting: Meeting) -> Verdict:
    """The same people, as long as the agenda is not published."""
    allowed = may_plan(actor, meeting.table)
    if not allowed:
        return allowed
    if meeting.status == MeetingStatus.CANCELLED:
        return Verdict(Reason.MEETING_CANCELLED)
    if meeting.status not in BEFORE_AGENDA:
        return Verdict(Reason.AGENDA_ALREADY_PUBLISHED)
    return YES


def may_publish_agenda(actor: Actor, meeting: Meeting) -> Verdict:
    """Planners publish the agenda of a meeting that was confirmed."""
    allowed = may_set_agenda(actor, meeting)
    if allowed and meeting.status == MeetingStatus.PLANNED:
        return Verdict(Reason.MEETING_NOT_CONFIRMED)
    return allowed


def may_hold(actor: Actor, meeting: Meeting) -> Verdict:
    """The chair or a planner records that a meeting was held."""
    allowed = may_plan(actor, meeting.table)
    if not allowed:
        return allowed
    if meeting.status in BEFORE_AGENDA:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    return YES if meeting.status == MeetingStatus.OPEN else Verdict(Reason.ITEM_CLOSED)
