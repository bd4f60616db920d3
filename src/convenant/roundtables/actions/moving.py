"""Another moment, another guide, a preparation, or no meeting at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.lifecycles import MEETING, MeetingStatus
from convenant.core.lifecycles.roundtables import MeetingStep
from convenant.core.meetings.gatherings import Gathering
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties.models import Person
from convenant.roundtables import permissions
from convenant.roundtables.actions.inviting import invite_again, invite_to_preparation
from convenant.roundtables.actions.preparing import require_guide, set_preparation
from convenant.roundtables.actions.proposals import pass_on_proposals
from convenant.roundtables.models import Meeting, Preparation


@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    to: Gathering,
    preparation: Gathering | None,
    by: Actor,
    at: datetime,
) -> Meeting:
    """Give a meeting another moment, length or place; ``preparation`` moves with it (None: it stays
    as it is). Who knew of the meeting is told, and its calendar follows (RFC 5546)."""
    meeting = _locked(meeting)
    permissions.may_move(by, meeting).require()
    _require_somewhere(to, at)
    before = (meeting.starts_at, meeting.length, meeting.place, meeting.online)
    after = (to.starts_at, to.minutes, to.place.strip(), to.online.strip())
    was = Preparation.objects.filter(meeting=meeting).first()
    if preparation is not None and _same(was, preparation):
        preparation = None
    if before == after and preparation is None:
        raise Refused(Reason.MEETING_NOT_MOVED)
    meeting.starts_at, meeting.length, meeting.place, meeting.online = after
    meeting.sequence += 1
    meeting.save(update_fields=["starts_at", "length", "place", "online", "sequence"])
    if preparation is not None:
        set_preparation(meeting=meeting, to=preparation, by=by, at=at)
    if meeting.status != MeetingStatus.PLANNED:
        require_guide(meeting=meeting, guide=meeting.guide_id, by=by, at=at)
        permissions.prepared(meeting).require()
    audit.record(
        event=EventType.MEETING_MOVED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={
            "shared": meeting.status != MeetingStatus.PLANNED,
            "from": before[0].isoformat(),
            "to": to.starts_at.isoformat(),
        },
    )
    invite_again(meeting=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, why: str, by: Actor, at: datetime) -> Meeting:
    """Call a meeting off, with the reason. Who knew of it is told and it leaves their calendars."""
    meeting = _locked(meeting)
    permissions.may_cancel(by, meeting).require()
    permissions.may_say(why).require()
    known = meeting.status != MeetingStatus.PLANNED
    status = MEETING.next(MeetingStatus(meeting.status), MeetingStep.CANCEL)
    if status is None:
        raise Refused(Reason.MEETING_ALREADY_HELD)
    meeting.status, meeting.cancelled_at, meeting.cancelled_why = status, at, why.strip()
    meeting.sequence += 1
    meeting.save(update_fields=["status", "cancelled_at", "cancelled_why", "sequence"])
    pass_on_proposals(meeting=meeting, by=by, at=at)
    audit.record(
        event=EventType.MEETING_CANCELLED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": known},
    )
    if known:
        outbox.queue(
            topic=Topic.MAIL,
            key=f"cancelled:{meeting.pk}",
            payload={"kind": "meeting_cancelled", "meeting": meeting.pk},
            by=by,
            at=at,
        )
    return meeting


@transaction.atomic
def assign_guide(*, meeting: Meeting, guide: Person | None, by: Actor, at: datetime) -> Meeting:
    """Somebody who knows the method guides the meeting (D046; S4:227). Nobody yet is possible as
    long as the meeting is only planned."""
    meeting = _locked(meeting)
    permissions.may_prepare(by, meeting).require()
    if guide is None and meeting.status != MeetingStatus.PLANNED:
        raise Refused(Reason.GUIDE_NEEDED_WHEN_CONFIRMED)
    if guide is not None:
        require_guide(meeting=meeting, guide=guide.pk, by=by, at=at)
    if meeting.guide_id == (None if guide is None else guide.pk):
        return meeting
    meeting.guide = guide
    meeting.save(update_fields=["guide"])
    audit.record(
        event=EventType.GUIDE_ASSIGNED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": meeting.status != MeetingStatus.PLANNED},
    )
    if guide is not None and meeting.status != MeetingStatus.PLANNED:
        outbox.queue(
            topic=Topic.MAIL,
            key=f"guide:{meeting.pk}:{guide.pk}:{at.isoformat()}",
            payload={"kind": "meeting_guide", "meeting": meeting.pk, "guide": guide.pk},
            by=by,
            at=at,
        )
    return meeting


@transaction.atomic
def prepare_meeting(
    *, meeting: Meeting, preparation: Gathering, by: Actor, at: datetime
) -> Preparation:
    """Say when and where the working group meets before a meeting, earlier in time (D067; S4:255).
    Its people are told, also when it moves."""
    meeting = _locked(meeting)
    permissions.may_prepare(by, meeting).require()
    made = set_preparation(meeting=meeting, to=preparation, by=by, at=at)
    audit.record(
        event=EventType.PREPARATION_SET,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"on": day_of(preparation.starts_at).isoformat()},
    )
    invite_to_preparation(preparation=made, by=by, at=at)
    return made


@transaction.atomic
def arrange_meeting(
    *,
    meeting: Meeting,
    guide: Person | None,
    preparation: Gathering | None,
    by: Actor,
    at: datetime,
) -> Meeting:
    """Who guides a meeting and when the working group prepares it, at once: both or neither. A
    preparation that did not change is left as it is, so that nobody is told twice (D046, D067)."""
    meeting = assign_guide(meeting=meeting, guide=guide, by=by, at=at)
    if preparation is None:
        return meeting
    if not _same(Preparation.objects.filter(meeting=meeting).first(), preparation):
        prepare_meeting(meeting=meeting, preparation=preparation, by=by, at=at)
    return meeting


def _require_somewhere(to: Gathering, at: datetime) -> None:
    if to.starts_at <= at:
        raise Refused(Reason.MEETING_IN_PAST)
    if not to.place.strip():
        raise Refused(Reason.MEETING_PLACE_EMPTY)


def _locked(meeting: Meeting) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("table").get(pk=meeting.pk)
    )


def _same(was: Preparation | None, now: Gathering) -> bool:
    there = (now.starts_at, now.place.strip(), now.online.strip())
    return was is not None and (was.starts_at, was.place, was.online) == there
