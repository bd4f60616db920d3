"""Who answers an invitation, ticks who was there, and decides to go on without somebody (D075)."""

from __future__ import annotations

from django.db.models import QuerySet

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS, BEFORE_AGENDA
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.parties.queries.periods import holds_on
from convenant.roundtables.models import Attendance, ImportantParty, Meeting, Seat
from convenant.roundtables.permissions.tables import PROVIDER_SPEAKERS, municipal

CORRECTABLE = (MeetingStatus.OPEN, MeetingStatus.HELD)
"""As long as the minutes are not approved the list of who was there can be put right."""
ATTENDANTS = (Role.CHAIR, Role.METHOD_GUIDE, Role.PURCHASER, Role.CONTRACT_MANAGER)


def may_answer(actor: Actor, meeting: Meeting) -> Verdict:
    """An organisation that was invited says whether it comes: a seated provider's director or
    account manager, anybody of a municipality but readers. Until the meeting was held."""
    if actor.region != meeting.table.region_id or actor.organisation is None:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if meeting.status == MeetingStatus.CANCELLED:
        return Verdict(Reason.MEETING_CANCELLED)
    if meeting.status == MeetingStatus.PLANNED:
        return Verdict(Reason.MEETING_NOT_CONFIRMED)
    if meeting.status in AFTERWARDS:
        return Verdict(Reason.MEETING_ALREADY_HELD)
    if actor.provides:
        if not invited(actor.organisation, meeting):
            return Verdict(Reason.NOT_INVITED)
        return YES if actor.has(*PROVIDER_SPEAKERS) else Verdict(Reason.ROLE_MAY_NOT)
    return YES


def invited(provider: int, meeting: Meeting) -> bool:
    """Whether a provider is asked to the physical table: it sits there, or it is one of the
    important parties (D075)."""
    return (
        Seat.objects.filter(meeting=meeting, provider=provider).exists()
        or important(meeting).filter(provider=provider).exists()
    )


def important(meeting: Meeting) -> QuerySet[ImportantParty]:
    """The parties that must not be missed at this meeting (D075)."""
    return ImportantParty.objects.filter(
        holds_on(day_of(meeting.starts_at)), table=meeting.table_id
    )


def may_record_attendance(actor: Actor, meeting: Meeting) -> Verdict:
    """The chair, the guide or a planner ticks who is there, from the day the agenda is published
    until the minutes are approved."""
    allowed = municipal(actor, meeting.table.region_id, ATTENDANTS)
    if not allowed:
        return allowed
    if meeting.status == MeetingStatus.CANCELLED:
        return Verdict(Reason.MEETING_CANCELLED)
    if meeting.status in BEFORE_AGENDA:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    return YES if meeting.status in CORRECTABLE else Verdict(Reason.MINUTES_APPROVED_ALREADY)


def may_continue(actor: Actor, meeting: Meeting) -> Verdict:
    """The chair decides to go on without an important party (D075); also when that only shows from
    a corrected list."""
    allowed = municipal(actor, meeting.table.region_id, (Role.CHAIR,))
    if not allowed:
        return allowed
    if meeting.status not in CORRECTABLE:
        return Verdict(Reason.MEETING_ALREADY_HELD)
    if meeting.plenary is None:
        return Verdict(Reason.ATTENDANCE_MISSING)
    return Verdict(Reason.MEETING_IS_PLENARY) if meeting.plenary else YES


def attendance_settled(meeting: Meeting) -> Verdict:
    """Before a meeting counts as held: where parties were asked to come it is known who was there,
    and without an important party the chair decided to go on (D075)."""
    if meeting.plenary is None and not Attendance.objects.filter(meeting=meeting).exists():
        asked = Seat.objects.filter(meeting=meeting).exists() or important(meeting).exists()
        return Verdict(Reason.ATTENDANCE_MISSING) if asked else YES
    if meeting.plenary is False and meeting.continued_at is None:
        return Verdict(Reason.NOT_PLENARY_UNDECIDED)
    return YES
