"""Planning meetings, and their life."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.lifecycles import MEETING, MeetingStatus
from convenant.core.lifecycles.roundtables import MeetingStep
from convenant.core.meetings.gatherings import Gathering
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import queries as parties
from convenant.parties.models import Person
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.consultation import await_reports, open_consultation
from convenant.roundtables.actions.finding import index_meeting, index_papers
from convenant.roundtables.actions.inviting import invite
from convenant.roundtables.actions.papers import publish_with_agenda
from convenant.roundtables.actions.preparing import require_guide, set_preparation
from convenant.roundtables.actions.proposals import pass_on_proposals
from convenant.roundtables.actions.seats import seat_at_first_meeting
from convenant.roundtables.models import (
    AgendaItem,
    Meeting,
    MeetingSeries,
    Representation,
    RoundTable,
    Seat,
    TableSeat,
)


@transaction.atomic
def plan_meeting(
    *,
    table: RoundTable,
    starts_at: datetime,
    place: str,
    guide: Person | None,
    seats: Mapping[int, SizeClass],
    represents: Mapping[int, int],
    by: Actor,
    at: datetime,
    why: str = "",
    preparation: Gathering | None = None,
    minutes: int = 120,
    online: str = "",
    series: MeetingSeries | None = None,
) -> Meeting:
    """Plan a meeting with its seats (provider -> size class) and who speaks for whom
    (provider -> seated provider). A guide who knows the method (D046) and the preparation (D067)
    may follow later, before the meeting is confirmed. The first meeting settles seats and voices
    for the table, ``why`` being the purchaser's motivation (D045)."""
    permissions.may_plan(by, table).require()
    if starts_at <= at:
        raise Refused(Reason.MEETING_IN_PAST)
    if not place.strip():
        raise Refused(Reason.MEETING_PLACE_EMPTY)
    if guide is not None and guide.pk not in parties.guides(table.region_id, on=day_of(starts_at)):
        raise Refused(Reason.NO_METHOD_GUIDE)
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    permissions.has_room(table, len(seats), on=day_of(starts_at)).require()
    taking_part = set(
        parties.participants(table.region_id, kind=Kind.PROVIDER, on=starts_at.date()).values_list(
            "pk", flat=True
        )
    )
    if not taking_part.issuperset({*seats, *represents}) or not set(seats).issuperset(
        represents.values()
    ):
        raise Refused(Reason.NOT_A_CANDIDATE)
    meeting = Meeting.objects.create(
        table=table,
        starts_at=starts_at,
        length=minutes,
        place=place.strip(),
        online=online.strip(),
        guide=guide,
        series=series,
    )
    if preparation is not None:
        set_preparation(meeting=meeting, to=preparation, by=by, at=at)
    standing = {
        seat.provider_id: seat
        for seat in TableSeat.objects.filter(
            parties.holds_on(day_of(starts_at)), table=table, provider__in=list(seats)
        )
    }
    seated = {
        provider: Seat(
            meeting=meeting,
            provider_id=provider,
            size=size,
            why=why.strip(),
            standing=standing.get(provider),
        )
        for provider, size in seats.items()
    }
    Seat.objects.bulk_create(seated.values())
    Representation.objects.bulk_create(
        Representation(meeting=meeting, provider_id=provider, seat=seated[speaker])
        for provider, speaker in represents.items()
        if provider not in seated
    )
    voices = {one: speaker for one, speaker in represents.items() if one not in seated}
    seat_at_first_meeting(meeting=meeting, represents=voices, why=why, by=by, at=at)
    audit.record(
        event=EventType.MEETING_PLANNED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"table": table.slug, "seats": len(seats)},
    )
    return meeting


@transaction.atomic
def confirm_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Fix a planned meeting: from now on everybody knows of it and may raise items. It has a guide
    who knows the method (D046), and the working group prepares it (D067)."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_confirm(by, meeting).require()
    require_guide(meeting=meeting, guide=meeting.guide_id, by=by, at=at)
    permissions.prepared(meeting).require()
    permissions.valid_composition(meeting.table, on=day_of(meeting.starts_at)).require()
    _step(meeting, MeetingStep.CONFIRM)
    meeting.confirmed_at = at
    meeting.save(update_fields=["status", "confirmed_at"])
    index_meeting(meeting=meeting, by=by, at=at)
    audit.record(
        event=EventType.MEETING_CONFIRMED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True},
    )
    invite(meeting=meeting, by=by, at=at)
    pass_on_proposals(meeting=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def publish_agenda(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Open the items at both tables and tell everyone who takes part (D071)."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_publish_agenda(by, meeting).require()
    agenda = AgendaItem.objects.filter(meeting=meeting)
    if agenda.filter(held=True).exists():
        raise Refused(Reason.ITEMS_HELD)
    if queries.holds_up_publication(meeting):
        raise Refused(Reason.PROPOSALS_WAITING)
    if not agenda.exists():
        raise Refused(Reason.AGENDA_EMPTY)
    _step(meeting, MeetingStep.PUBLISH_AGENDA)
    meeting.agenda_published_at = at
    meeting.save(update_fields=["status", "agenda_published_at"])
    publish_with_agenda(meeting=meeting, by=by, at=at)
    index_meeting(meeting=meeting, by=by, at=at)
    index_papers(table=meeting.table, by=by, at=at)
    pass_on_proposals(meeting=meeting, by=by, at=at)
    audit.record(
        event=EventType.AGENDA_PUBLISHED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True},
    )
    outbox.queue(
        topic=Topic.MAIL,
        key=f"agenda:{meeting.pk}",
        payload={"kind": "agenda", "meeting": meeting.pk},
        by=by,
        at=at,
    )
    open_consultation(meeting=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def hold_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Record that people met, all important parties among them or by the chair's decision (D075).
    The digital table stays open until the minutes are approved."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_hold(by, meeting).require()
    permissions.attendance_settled(meeting).require()
    permissions.statement_made(meeting).require()
    _step(meeting, MeetingStep.HOLD)
    meeting.held_at = at
    meeting.save(update_fields=["status", "held_at"])
    audit.record(
        event=EventType.MEETING_HELD,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True},
    )
    outbox.queue(
        topic=Topic.MAIL,
        key=f"minutes_late:{meeting.pk}",
        payload={"kind": "minutes_late", "meeting": meeting.pk},
        by=by,
        at=at,
        not_before=queries.minutes_due(meeting),
    )
    await_reports(meeting=meeting, by=by, at=at)
    return meeting


@transaction.atomic
def close_digitally(*, meeting: Meeting, minutes: str, by: Actor, at: datetime) -> Meeting:
    """The approved minutes in force, and the items closed at both tables; who may approve is asked
    by the verb this is a step of."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.attendance_settled(meeting).require()
    _step(meeting, MeetingStep.CLOSE)
    meeting.closed_at, meeting.minutes = at, minutes.strip()
    meeting.save(update_fields=["status", "closed_at", "minutes"])
    index_meeting(meeting=meeting, by=by, at=at)
    audit.record(
        event=EventType.MEETING_CLOSED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True},
    )
    return meeting


def _step(meeting: Meeting, step: MeetingStep) -> None:
    status = MEETING.next(MeetingStatus(meeting.status), step)
    if status is None:
        raise Refused(Reason.ITEM_CLOSED)
    meeting.status = status
