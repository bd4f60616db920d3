"""By which rules the seats of a table are chosen: purchasers and social teams say (D043, D045)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.norms import norm
from convenant.core.periods import add_months, day_of
from convenant.core.reasons import Reason
from convenant.core.seating.facts import Rules
from convenant.core.seating.policies import Shape, WordOn
from convenant.core.seats import Chooser, SizeClass
from convenant.core.verdicts import Refused
from convenant.roundtables import permissions
from convenant.roundtables.actions.seats import MOST_SEATS_EVER
from convenant.roundtables.models import (
    RoundTable,
    SeatCriterion,
    SeatPolicy,
    SeatSelection,
    SeatWord,
)


@transaction.atomic
def draft_seat_policy(
    *,
    table: RoundTable,
    rules: Rules,
    measured_on: date,
    year: int,
    valid_from: date,
    valid_before: date,
    chooser: Chooser,
    why: str,
    by: Actor,
    at: datetime,
) -> SeatPolicy:
    """Write the policy of a table, or write again the one in the making: then earlier words on it
    and seats proposed by it are gone. Who writes it gives its own word with it, with why; the other
    chooser's makes it stand. It holds a year at the most (norm ``seat_policy_months``)."""
    permissions.may_give_seat_word(by, table, chooser).require()
    _require_sound(rules, measured_on=measured_on, start=valid_from, before=valid_before, at=at)
    permissions.may_say(why).require()
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    policy = SeatPolicy.objects.filter(table=table, established_at__isnull=True).first()
    if policy is None:
        last = SeatPolicy.objects.filter(table=table).aggregate(last=Max("number"))["last"]
        policy = SeatPolicy(table=table, number=(last or 0) + 1)
    else:
        SeatSelection.objects.filter(policy=policy).delete()
        SeatWord.objects.filter(policy=policy).delete()
        SeatCriterion.objects.filter(policy=policy).delete()
    per_class = rules.per_class if rules.shape is Shape.PER_CLASS else {}
    policy.shape, policy.total = rules.shape.value, rules.total
    policy.large = per_class.get(SizeClass.LARGE, 0)
    policy.medium = per_class.get(SizeClass.MEDIUM, 0)
    policy.small = per_class.get(SizeClass.SMALL, 0)
    policy.measured_on, policy.year = measured_on, year
    policy.valid_from, policy.valid_before = valid_from, valid_before
    policy.begun_at, policy.begun_by = at, by.label
    policy.save()
    SeatCriterion.objects.bulk_create(
        SeatCriterion(policy=policy, criterion=criterion, weight=weight)
        for criterion, weight in rules.weights.items()
    )
    _word(policy, chooser, why, by=by, at=at)
    audit.record(
        event=EventType.SEAT_POLICY_DRAFTED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"number": policy.number, "year": year, "seats": rules.total},
    )
    return policy


@transaction.atomic
def drop_seat_policy(*, policy: SeatPolicy, by: Actor, at: datetime) -> None:
    """Leave off a policy in the making; what stands keeps standing."""
    permissions.may_set_seat_policy(by, policy.table).require()
    policy = _in_the_making(policy)
    table, number = policy.table, policy.number
    SeatSelection.objects.filter(policy=policy).delete()
    SeatWord.objects.filter(policy=policy).delete()
    policy.delete()
    audit.record(
        event=EventType.SEAT_POLICY_DROPPED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"number": number},
    )


@transaction.atomic
def agree_with_seat_policy(
    *, policy: SeatPolicy, chooser: Chooser, why: str, by: Actor, at: datetime
) -> SeatPolicy:
    """A chooser gives its word on a policy, with why; with both words it stands (D045). A table
    with less room than the policy has seats gets that room."""
    permissions.may_give_seat_word(by, policy.table, chooser).require()
    permissions.may_say(why).require()
    policy = _in_the_making(policy)
    said = set(policy.words.filter(about=WordOn.POLICY).values_list("chooser", flat=True))
    if chooser.value in said:
        raise Refused(Reason.SEAT_WORD_GIVEN)
    _word(policy, chooser, why, by=by, at=at)
    audit.record(
        event=EventType.SEAT_POLICY_AGREED,
        subject=f"table:{policy.table.slug}",
        by=by,
        at=at,
        data={"number": policy.number, "chooser": chooser.value},
    )
    if {*said, chooser.value} == {one.value for one in Chooser}:
        _establish(policy, by=by, at=at)
    return policy


def _establish(policy: SeatPolicy, *, by: Actor, at: datetime) -> None:
    policy.established_at = at
    policy.save(update_fields=["established_at"])
    table = RoundTable.objects.select_for_update().get(pk=policy.table_id)
    earlier = SeatSelection.objects.filter(policy__table=table, settled_at__isnull=True)
    earlier.exclude(policy=policy).delete()
    if permissions.most_seats(table, on=day_of(at)) < policy.total:
        table.most_seats = policy.total
        table.save(update_fields=["most_seats"])
    audit.record(
        event=EventType.SEAT_POLICY_ESTABLISHED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"shared": True, "number": policy.number, "year": policy.year},
    )


def _in_the_making(policy: SeatPolicy) -> SeatPolicy:
    found = SeatPolicy.objects.select_for_update().select_related("table").filter(pk=policy.pk)
    current = found.first()
    if current is None or current.established_at is not None:
        raise Refused(Reason.SEAT_POLICY_STANDS)
    return current


def _word(policy: SeatPolicy, chooser: Chooser, why: str, *, by: Actor, at: datetime) -> None:
    SeatWord.objects.create(
        policy=policy,
        about=WordOn.POLICY,
        chooser=chooser,
        why=why.strip(),
        given_at=at,
        given_by=by.label,
    )


def _require_sound(
    rules: Rules, *, measured_on: date, start: date, before: date, at: datetime
) -> None:
    if rules.shape is Shape.PER_CLASS and sum(rules.per_class.values()) != rules.total:
        raise Refused(Reason.SEAT_POLICY_EMPTY)
    if rules.total < 1 or any(seats < 0 for seats in rules.per_class.values()):
        raise Refused(Reason.SEAT_POLICY_EMPTY)
    if rules.total > MOST_SEATS_EVER:
        raise Refused(Reason.SEAT_POLICY_TOO_LARGE, {"most": str(MOST_SEATS_EVER)})
    if not rules.weights:
        raise Refused(Reason.SEAT_POLICY_WITHOUT_CRITERIA)
    if measured_on > day_of(at):
        raise Refused(Reason.DAY_IN_FUTURE)
    if before <= start:
        raise Refused(Reason.PERIOD_EMPTY)
    months = int(norm("seat_policy_months").on(start).value)
    if before > add_months(start, months):
        raise Refused(Reason.SEAT_POLICY_TOO_LONG, {"months": str(months)})
