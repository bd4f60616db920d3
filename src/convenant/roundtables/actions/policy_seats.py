"""From a policy to seats: proposed, changed by hand, agreed by both choosers, and taken (D045)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.seating.policies import WordOn
from convenant.core.seating.proposal import propose
from convenant.core.seats import Chooser, ChosenBy
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.following import follow
from convenant.roundtables.actions.representation import change
from convenant.roundtables.models import (
    RoundTable,
    SeatChoice,
    SeatPolicy,
    SeatSelection,
    SeatWord,
    SelectedSeat,
    TableRepresentation,
    TableSeat,
)


@transaction.atomic
def propose_seats(*, policy: SeatPolicy, by: Actor, at: datetime) -> SeatSelection:
    """Let the policy propose its seats, from the figures of its reference date and who takes part
    today. Seats that waited for the choosers make room for these, with the words on them."""
    permissions.may_set_seat_policy(by, policy.table).require()
    policy = SeatPolicy.objects.select_for_update().select_related("table").get(pk=policy.pk)
    on, region = day_of(at), policy.table.region_id
    names = queries.coverage_names(policy.table, on=on, seen_by=by)
    facts = queries.seat_facts(
        region, measured_on=policy.measured_on, names=names, on=on, seen_by=by
    )
    proposal = propose(facts, queries.rules_of(policy))
    if not proposal.seats:
        raise Refused(Reason.NOBODY_FITS_POLICY)
    SeatSelection.objects.filter(policy=policy, settled_at__isnull=True).delete()
    selection = SeatSelection.objects.create(policy=policy, made_at=at, made_by=by.label)
    SelectedSeat.objects.bulk_create(
        SelectedSeat(selection=selection, provider_id=seat.provider, position=place)
        for place, seat in enumerate(proposal.seats, start=1)
    )
    audit.record(
        event=EventType.SEATS_PROPOSED,
        subject=f"table:{policy.table.slug}",
        by=by,
        at=at,
        data={"number": policy.number, "seats": len(proposal.seats)},
    )
    return selection


@transaction.atomic
def swap_seat(
    *,
    selection: SeatSelection,
    out: int | None,
    into: int | None,
    why: str,
    by: Actor,
    at: datetime,
) -> SeatSelection:
    """Change the proposed seats by hand: one provider for another, one more, or one less. Words
    given before were about other seats and are gone."""
    permissions.may_set_seat_policy(by, selection.policy.table).require()
    permissions.may_say(why).require()
    selection = _waiting(selection)
    seats = {seat.provider_id: seat for seat in selection.seats.all()}
    if (out is None and into is None) or (out is not None and out not in seats):
        raise Refused(Reason.SEAT_NOT_IN_PROPOSAL)
    if into is not None and into in seats:
        raise Refused(Reason.SEAT_ALREADY_IN_PROPOSAL)
    _require_present(selection, [into] if into is not None else [], at)
    last = max((seat.position for seat in seats.values()), default=0)
    place = last + 1
    if out is not None:
        place = seats[out].position
        seats[out].delete()
    elif len(seats) >= selection.policy.total:
        raise Refused(Reason.SEAT_POLICY_FULL, {"most": str(selection.policy.total)})
    if into is not None:
        SelectedSeat.objects.create(
            selection=selection, provider_id=into, by_hand=why.strip(), position=place
        )
    SeatWord.objects.filter(selection=selection).delete()
    audit.record(
        event=EventType.SEATS_SWAPPED,
        subject=f"table:{selection.policy.table.slug}",
        by=by,
        at=at,
        data={"out": out, "into": into, "why": why.strip()},
    )
    return selection


@transaction.atomic
def agree_with_seats(
    *,
    selection: SeatSelection,
    seats: Collection[int],
    chooser: Chooser,
    why: str,
    by: Actor,
    at: datetime,
) -> SeatSelection:
    """A chooser gives its word on the proposed seats, with why; ``seats`` are the providers it saw.
    With both words the seats are taken from today: who no longer sits leaves, everybody without a
    seat gets somebody that speaks for it, and meetings to come follow (D042-D045)."""
    permissions.may_give_seat_word(by, selection.policy.table, chooser).require()
    permissions.may_say(why).require()
    selection = _waiting(selection)
    there = list(selection.seats.values_list("provider", flat=True))
    if selection.policy.established_at is None:
        raise Refused(Reason.SEAT_POLICY_NOT_AGREED)
    if not there:
        raise Refused(Reason.NOBODY_FITS_POLICY)
    if set(there) != set(seats):
        raise Refused(Reason.PROPOSAL_CHANGED)
    _require_present(selection, there, at)
    if selection.words.filter(chooser=chooser).exists():
        raise Refused(Reason.SEAT_WORD_GIVEN)
    SeatWord.objects.create(
        policy=selection.policy,
        selection=selection,
        about=WordOn.SEATS,
        chooser=chooser,
        why=why.strip(),
        given_at=at,
        given_by=by.label,
    )
    audit.record(
        event=EventType.SEATS_AGREED,
        subject=f"table:{selection.policy.table.slug}",
        by=by,
        at=at,
        data={"chooser": chooser.value, "seats": len(there)},
    )
    if selection.words.count() == len(Chooser):
        _take(selection, there, by=by, at=at)
    return selection


def _take(selection: SeatSelection, wanted: list[int], *, by: Actor, at: datetime) -> None:
    today = day_of(at)
    if selection.policy.valid_from > today:
        raise Refused(Reason.SEAT_POLICY_NOT_YET)
    table = RoundTable.objects.select_for_update().get(pk=selection.policy.table_id)
    permissions.has_room(table, len(wanted), on=today).require()
    running = {
        seat.provider_id: seat
        for seat in TableSeat.objects.filter(
            Q(valid_before__isnull=True) | Q(valid_before__gt=today), table=table
        )
    }
    ended = [seat.pk for provider, seat in running.items() if provider not in wanted]
    TableSeat.objects.filter(pk__in=ended, valid_from__gt=today).update(
        valid_before=F("valid_from"), ended_by=by.label
    )
    TableSeat.objects.filter(pk__in=ended, valid_from__lte=today).update(
        valid_before=today, ended_by=by.label
    )
    fresh = TableSeat.objects.bulk_create(
        TableSeat(table=table, provider_id=provider, valid_from=today)
        for provider in wanted
        if provider not in running
    )
    sitting = [*(running[one] for one in wanted if one in running), *fresh]
    _choices(selection, sitting)
    selection.settled_at = at
    selection.save(update_fields=["settled_at"])
    audit.record(
        event=EventType.SEATS_SETTLED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"shared": True, "number": selection.policy.number, "seats": len(wanted)},
    )
    _give_voices(table, wanted, by=by, at=at)


def _choices(selection: SeatSelection, sitting: Iterable[TableSeat]) -> None:
    words = list(selection.words.all())
    seats = {seat.pk: seat for seat in sitting}
    known = set(SeatChoice.objects.filter(seat__in=seats).values_list("seat", "chooser"))
    SeatChoice.objects.bulk_create(
        SeatChoice(
            seat=seat,
            chooser=word.chooser,
            why=word.why,
            chosen_at=word.given_at,
            chosen_by=word.given_by,
        )
        for seat in seats.values()
        for word in words
        if (seat.pk, word.chooser) not in known
    )


def _give_voices(table: RoundTable, wanted: list[int], *, by: Actor, at: datetime) -> None:
    """Who speaks stays while it sits; everybody else without a seat gets somebody that fits."""
    today = day_of(at)
    now = dict(
        TableRepresentation.objects.filter(parties.holds_on(today), table=table).values_list(
            "provider", "speaker"
        )
    )
    voices = queries.voices_with(table, wanted, on=today, seen_by=by)
    new = {pk: speaker for pk, speaker in voices.items() if now.get(pk) != speaker}
    silent = [pk for pk in now if pk in wanted]
    if not new and not silent:
        follow(table=table, by=by, at=at)
        return
    change(
        table=table,
        speakers=new,
        without=silent,
        since=today,
        why="",
        chosen_by=ChosenBy.REGION,
        by=by,
        at=at,
    )


def _waiting(selection: SeatSelection) -> SeatSelection:
    found = SeatSelection.objects.select_for_update().select_related("policy__table")
    current = found.filter(pk=selection.pk).first()
    if current is None:
        raise Refused(Reason.PROPOSAL_CHANGED)
    if current.settled_at is not None:
        raise Refused(Reason.SEATS_SETTLED)
    return current


def _require_present(selection: SeatSelection, providers: Collection[int], at: datetime) -> None:
    region = selection.policy.table.region_id
    present = parties.participants(region, kind=Kind.PROVIDER, on=day_of(at))
    gone = set(providers) - set(present.values_list("pk", flat=True))
    if gone:
        name = next(iter(parties.organisations(numbers=sorted(gone))), None)
        raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": name.name if name else ""})
