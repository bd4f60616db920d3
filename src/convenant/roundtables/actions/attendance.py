"""Who comes, who was there, and whether the table goes on without somebody important (D075)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.invitations import digest_of, secret_of
from convenant.core.meetings.answers import THERE, Presence, Reply
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import permissions
from convenant.roundtables.models import Attendance, CalendarFeed, Meeting, MeetingAnswer, Seat


@dataclass(frozen=True, slots=True)
class Tick:
    """How one organisation took part, and who was there for it."""

    presence: Presence
    who: str = ""


@transaction.atomic
def answer_invitation(
    *, meeting: Meeting, answer: Reply, who: str, by: Actor, at: datetime
) -> MeetingAnswer:
    """An organisation says whether it comes, and who; it may change its mind until the meeting."""
    meeting = _locked(meeting)
    permissions.may_answer(by, meeting).require()
    if by.organisation is None:
        raise Refused(Reason.NOT_INVITED)
    if answer is not Reply.ABSENT and not who.strip():
        raise Refused(Reason.ANSWER_NEEDS_NAME)
    made, _new = MeetingAnswer.objects.update_or_create(
        meeting=meeting,
        organisation_id=by.organisation,
        defaults={
            "answer": answer,
            "who": who.strip(),
            "answered_at": at,
            "answered_by": by.label,
        },
    )
    audit.record(
        event=EventType.INVITATION_ANSWERED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"answer": answer.value},
    )
    return made


@transaction.atomic
def record_attendance(
    *, meeting: Meeting, ticks: Mapping[int, Tick], by: Actor, at: datetime
) -> list[Attendance]:
    """Keep who was there (organisation -> how). Who was asked and is not named was absent. When an
    important party was absent the meeting is not plenary, and it takes a decision of the chair to
    go on; a decision about others than who is missing now no longer counts (D075; S1:231)."""
    meeting = _locked(meeting)
    permissions.may_record_attendance(by, meeting).require()
    region, on = meeting.table.region_id, day_of(meeting.starts_at)
    able = {
        organisation.pk
        for kind in (Kind.PROVIDER, Kind.MUNICIPALITY)
        for organisation in parties.participants(region, kind=kind, on=on)
    }
    important = set(permissions.important(meeting).values_list("provider", flat=True))
    asked = {*Seat.objects.filter(meeting=meeting).values_list("provider", flat=True), *important}
    if not able.issuperset(set(ticks) - asked):
        raise Refused(Reason.ATTENDANCE_UNKNOWN)
    missed_before = _missed(meeting)
    every = {**dict.fromkeys(sorted(asked), Tick(Presence.ABSENT)), **ticks}
    Attendance.objects.filter(meeting=meeting).delete()
    made = Attendance.objects.bulk_create(
        Attendance(
            meeting=meeting,
            organisation_id=organisation,
            presence=tick.presence,
            who=tick.who.strip() if tick.presence in THERE else "",
            important=organisation in important,
            recorded_at=at,
            recorded_by=by.label,
        )
        for organisation, tick in every.items()
    )
    missed = _missed(meeting)
    meeting.plenary = not missed
    if missed != missed_before:
        meeting.continued_at, meeting.continued_by, meeting.continued_why = None, "", ""
    meeting.save(update_fields=["plenary", "continued_at", "continued_by", "continued_why"])
    audit.record(
        event=EventType.ATTENDANCE_RECORDED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True, "plenary": meeting.plenary},
    )
    return made


@transaction.atomic
def continue_without(*, meeting: Meeting, why: str, by: Actor, at: datetime) -> Meeting:
    """The chair decides to go on although an important party is absent, with the reason (D075)."""
    meeting = _locked(meeting)
    permissions.may_continue(by, meeting).require()
    permissions.may_say(why).require()
    meeting.continued_at, meeting.continued_by, meeting.continued_why = at, by.label, why.strip()
    meeting.save(update_fields=["continued_at", "continued_by", "continued_why"])
    audit.record(
        event=EventType.MEETING_CONTINUED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True},
    )
    return meeting


@transaction.atomic
def renew_calendar(*, key: bytes, by: Actor, at: datetime) -> str:
    """Give the secret of a new calendar address for somebody at its organisation; the earlier
    address stops working. Only the secret's digest is kept."""
    if by.person is None or by.organisation is None:
        raise Refused(Reason.NOT_SIGNED_IN)
    own = CalendarFeed.objects.select_for_update().filter(
        person=by.person, organisation=by.organisation
    )
    number = own.count() + 1
    own.filter(ended_at__isnull=True).update(ended_at=at)
    secret = secret_of(f"calendar:{by.person}:{by.organisation}:{number}", key=key)
    CalendarFeed.objects.create(
        person_id=by.person, organisation_id=by.organisation, digest=digest_of(secret), made_at=at
    )
    audit.record(
        event=EventType.CALENDAR_RENEWED, subject=f"person:{by.person}", by=by, at=at, data={}
    )
    return secret


def _missed(meeting: Meeting) -> set[int]:
    """Important parties that were not there, as ticked."""
    return set(
        Attendance.objects.filter(
            meeting=meeting, important=True, presence=Presence.ABSENT
        ).values_list("organisation", flat=True)
    )


def _locked(meeting: Meeting) -> Meeting:
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("table").get(pk=meeting.pk)
    )
