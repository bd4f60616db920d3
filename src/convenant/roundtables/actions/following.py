"""Meetings follow their table: who sits there and who speaks for whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import BEFORE_AGENDA
from convenant.core.periods import day_of
from convenant.core.seats import SizeClass
from convenant.parties import queries as parties
from convenant.roundtables.actions.consultation import open_consultation
from convenant.roundtables.models import (
    Meeting,
    Representation,
    RoundTable,
    Seat,
    TableRepresentation,
    TableSeat,
)


def follow(*, table: RoundTable, by: Actor, at: datetime) -> None:
    """Let the meetings that are still to come follow what was changed at their table.

    Seats follow until the agenda is published, for then they are public; who speaks for whom
    follows until the meeting. What was chosen for one meeting only stays.
    """
    coming = Meeting.objects.filter(table=table, starts_at__gt=at).exclude(
        status__in=(MeetingStatus.HELD, MeetingStatus.CLOSED, MeetingStatus.CANCELLED)
    )
    for meeting in coming:
        if meeting.status in BEFORE_AGENDA:
            _seats(meeting)
        _voices(meeting)
        open_consultation(meeting=meeting, by=by, at=at)


def _seats(meeting: Meeting) -> None:
    day = day_of(meeting.starts_at)
    standing = {
        seat.provider_id: seat
        for seat in TableSeat.objects.filter(parties.holds_on(day), table=meeting.table_id)
    }
    seated = {seat.provider_id: seat for seat in Seat.objects.filter(meeting=meeting)}
    left = [
        seat.pk
        for provider, seat in seated.items()
        if seat.standing_id is not None and provider not in standing
    ]
    Representation.objects.filter(seat__in=left).delete()
    Seat.objects.filter(pk__in=left).delete()
    sizes = _sizes(meeting) if standing.keys() - seated.keys() else {}
    Seat.objects.bulk_create(
        Seat(meeting=meeting, provider_id=provider, size=sizes[provider], standing=seat)
        for provider, seat in standing.items()
        if provider not in seated and provider in sizes
    )


def _sizes(meeting: Meeting) -> Mapping[int, SizeClass]:
    day = day_of(meeting.starts_at)
    found = parties.candidates(meeting.table.region_id, on=day)
    return {candidate.provider: candidate.size for candidate in found}


def _voices(meeting: Meeting) -> None:
    day = day_of(meeting.starts_at)
    seats = dict(Seat.objects.filter(meeting=meeting).values_list("provider", "pk"))
    wanted = {
        provider: seats[speaker]
        for provider, speaker in TableRepresentation.objects.filter(
            parties.holds_on(day), table=meeting.table_id
        ).values_list("provider", "speaker")
        if speaker in seats and provider not in seats
    }
    rows = list(Representation.objects.filter(meeting=meeting))
    Representation.objects.filter(
        pk__in=[row.pk for row in rows if row.provider_id in seats]
    ).delete()
    moved = [row for row in rows if wanted.get(row.provider_id, row.seat_id) != row.seat_id]
    for row in moved:
        row.seat_id = wanted[row.provider_id]
    Representation.objects.bulk_update(moved, ["seat"])
    known = {row.provider_id for row in rows}
    Representation.objects.bulk_create(
        Representation(meeting=meeting, provider_id=provider, seat_id=seat)
        for provider, seat in wanted.items()
        if provider not in known
    )
