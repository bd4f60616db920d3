"""Who sits at a table: chosen by purchasers and social teams, each with why (D043-D045)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.seats import Chooser, ChosenBy
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.actions.following import follow
from convenant.roundtables.actions.representation import change
from convenant.roundtables.models import (
    Meeting,
    RoundTable,
    Seat,
    SeatChoice,
    TableRepresentation,
    TableSeat,
)

MOST_SEATS_EVER = 60
"""No table is larger, whatever a region sets."""


@transaction.atomic
def choose_seats(
    *,
    table: RoundTable,
    seats: Mapping[int, str],
    chooser: Chooser,
    by: Actor,
    at: datetime,
) -> list[TableSeat]:
    """One of the two choosers wants these providers at the table, each for a reason (provider ->
    motivation; D045). A provider sits as soon as one of them chose it; until the other has too the
    seat is shown as half chosen. Whoever now sits speaks for itself."""
    permissions.may_choose_seats(by, table, chooser).require()
    if any(not why.strip() for why in seats.values()):
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    today = day_of(at)
    able = {candidate.provider for candidate in parties.candidates(table.region_id, on=today)}
    if not seats or not able.issuperset(seats):
        raise Refused(Reason.NOT_A_CANDIDATE)
    running = _running(table, today)
    _require_new(running, seats, chooser)
    permissions.has_room(table, len(running.keys() | seats.keys()), on=today).require()
    fresh = TableSeat.objects.bulk_create(
        TableSeat(table=table, provider_id=provider, valid_from=today)
        for provider in seats
        if provider not in running
    )
    chosen = {**running, **{seat.provider_id: seat for seat in fresh}}
    SeatChoice.objects.bulk_create(
        SeatChoice(
            seat=chosen[provider],
            chooser=chooser,
            why=why.strip(),
            chosen_at=at,
            chosen_by=by.label,
        )
        for provider, why in seats.items()
    )
    audit.record(
        event=EventType.SEATS_CHOSEN,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"shared": True, "chooser": chooser.value, "seats": len(seats)},
    )
    _speak_for_themselves(table, [seat.provider_id for seat in fresh], by=by, at=at)
    return [chosen[provider] for provider in seats]


@transaction.atomic
def vacate_seat(
    *, table: RoundTable, provider: Organisation, why: str, by: Actor, at: datetime
) -> TableSeat:
    """A provider no longer sits at the table. Those it spoke for are left without a voice, listed
    and told, until somebody speaks for them again."""
    permissions.may_vacate(by, table).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    today = day_of(at)
    seat = _running(table, today).get(provider.pk)
    if seat is None:
        raise Refused(Reason.NO_SEAT_AT_TABLE, {"speaker": provider.name})
    seat.valid_before = today
    seat.ended_by, seat.ended_why = by.label, why.strip()
    seat.save(update_fields=["valid_before", "ended_by", "ended_why"])
    audit.record(
        event=EventType.SEAT_LEFT,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"shared": True, "provider": provider.slug},
    )
    orphans = TableRepresentation.objects.filter(
        _lasting(today), table=table, speaker=provider
    ).values_list("provider", flat=True)
    _silence(table, list(orphans), ChosenBy.SPEAKER_LEFT, why=why, by=by, at=at)
    return seat


@transaction.atomic
def set_room(*, table: RoundTable, most: int | None, by: Actor, at: datetime) -> RoundTable:
    """How many parties sit at the physical table at the most; None follows the norm (D044)."""
    permissions.may_plan(by, table).require()
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    seated = len(_running(table, day_of(at)))
    if most is not None and most < max(seated, 1):
        raise Refused(Reason.FEWER_THAN_SIT, {"seats": str(max(seated, 1))})
    if most is not None and most > MOST_SEATS_EVER:
        raise Refused(Reason.TOO_MANY_SEATS, {"most": str(MOST_SEATS_EVER)})
    table.most_seats = most
    table.save(update_fields=["most_seats"])
    audit.record(
        event=EventType.ROOM_SET,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"shared": True, "most": most},
    )
    return table


def seat_at_first_meeting(
    *,
    meeting: Meeting,
    represents: Mapping[int, int],
    why: str,
    by: Actor,
    at: datetime,
) -> None:
    """A table that has no seats of its own takes those of the first meeting that is planned, with
    who speaks for whom; they stay until somebody changes them. Inside ``plan_meeting``."""
    table = meeting.table
    seats = list(Seat.objects.filter(meeting=meeting))
    if not seats or TableSeat.objects.filter(table=table).exists():
        return
    today = day_of(at)
    standing = TableSeat.objects.bulk_create(
        TableSeat(table=table, provider_id=seat.provider_id, valid_from=today) for seat in seats
    )
    for seat, stands in zip(seats, standing, strict=True):
        seat.standing = stands
    Seat.objects.bulk_update(seats, ["standing"])
    if why.strip() and permissions.may_choose_seats(by, table, Chooser.PURCHASER):
        SeatChoice.objects.bulk_create(
            SeatChoice(
                seat=seat,
                chooser=Chooser.PURCHASER,
                why=why.strip(),
                chosen_at=at,
                chosen_by=by.label,
            )
            for seat in standing
        )
    if represents:
        change(
            table=table,
            speakers=represents,
            since=today,
            why="",
            chosen_by=ChosenBy.FIRST_MEETING,
            by=by,
            at=at,
        )


def _lasting(today: date) -> Q:
    return Q(valid_before__isnull=True) | Q(valid_before__gt=today)


def _running(table: RoundTable, today: date) -> dict[int, TableSeat]:
    """The seats that have not ended, also when their last day is known."""
    found = TableSeat.objects.filter(_lasting(today), table=table)
    return {seat.provider_id: seat for seat in found}


def _require_new(
    running: Mapping[int, TableSeat], seats: Mapping[int, str], chooser: Chooser
) -> None:
    known = SeatChoice.objects.filter(
        seat__in=[seat.pk for provider, seat in running.items() if provider in seats],
        chooser=chooser,
    )
    name = known.values_list("seat__provider__name", flat=True).first()
    if name is not None:
        raise Refused(Reason.SEAT_ALREADY_CHOSEN, {"provider": name})


def _speak_for_themselves(
    table: RoundTable, providers: list[int], *, by: Actor, at: datetime
) -> None:
    spoken_for = TableRepresentation.objects.filter(
        _lasting(day_of(at)), table=table, provider__in=providers
    ).values_list("provider", flat=True)
    _silence(table, list(spoken_for), ChosenBy.TOOK_SEAT, why="", by=by, at=at)


def _silence(
    table: RoundTable,
    providers: list[int],
    ended_as: ChosenBy,
    *,
    why: str,
    by: Actor,
    at: datetime,
) -> None:
    """End the voices of these providers; without any, the meetings still follow the seats."""
    if not providers:
        follow(table=table, by=by, at=at)
        return
    change(
        table=table,
        speakers={},
        without=providers,
        since=day_of(at),
        why=why,
        chosen_by=ended_as,
        by=by,
        at=at,
    )
