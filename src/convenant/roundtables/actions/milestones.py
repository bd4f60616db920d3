"""The steps of a year at a table (D069)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.meetings.milestones import Step, from_template
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.roundtables import permissions
from convenant.roundtables.models import Milestone, MilestonePlan, RoundTable

_STEPS = frozenset(step.value for step in Step)


@dataclass(frozen=True, slots=True)
class Dated:
    """One milestone as somebody wrote it down: a step of the template or a name of one's own."""

    code: str
    name: str
    on: date


@transaction.atomic
def begin_milestones(*, table: RoundTable, year: int, by: Actor, at: datetime) -> MilestonePlan:
    """The milestones of a year, from the template (D069; S4:252-258)."""
    permissions.may_plan(by, table).require()
    if not 2000 <= year <= 2100:
        raise Refused(Reason.MILESTONES_INCOMPLETE)
    plan, new = MilestonePlan.objects.get_or_create(
        table=table, year=year, defaults={"made_at": at, "made_by": by.label}
    )
    if not new:
        raise Refused(Reason.MILESTONES_EXIST)
    Milestone.objects.bulk_create(
        Milestone(plan=plan, code=one.code, position=place, on=one.on)
        for place, one in enumerate(from_template(year), start=1)
    )
    _record(plan, by=by, at=at)
    return plan


@transaction.atomic
def set_milestones(
    *, plan: MilestonePlan, milestones: Sequence[Dated], by: Actor, at: datetime
) -> MilestonePlan:
    """The milestones with their days, in the order in which they must happen. A day after that of
    a later milestone is kept, and warned for (D069). What was done stays done."""
    plan = MilestonePlan.objects.select_for_update().select_related("table").get(pk=plan.pk)
    permissions.may_plan(by, plan.table).require()
    nameless = any(not (one.code or one.name.strip()) for one in milestones)
    if not milestones or nameless or not {one.code for one in milestones if one.code} <= _STEPS:
        raise Refused(Reason.MILESTONES_INCOMPLETE)
    kept = plan.milestones.filter(done_on__isnull=False)
    done = {(one.code, one.name): one.done_on for one in kept}
    plan.milestones.all().delete()
    Milestone.objects.bulk_create(
        Milestone(
            plan=plan,
            code=one.code,
            name=one.name.strip(),
            position=place,
            on=one.on,
            done_on=done.get((one.code, one.name.strip())),
        )
        for place, one in enumerate(milestones, start=1)
    )
    _record(plan, by=by, at=at)
    return plan


@transaction.atomic
def mark_milestone(
    *, milestone: Milestone, done_on: date | None, by: Actor, at: datetime
) -> Milestone:
    """A milestone was reached on a day; None: not after all."""
    permissions.may_plan(by, milestone.plan.table).require()
    milestone.done_on = done_on
    milestone.save(update_fields=["done_on"])
    audit.record(
        event=EventType.MILESTONE_DONE,
        subject=f"table:{milestone.plan.table.slug}",
        by=by,
        at=at,
        data={"shared": True, "milestone": milestone.code or milestone.name},
    )
    return milestone


def _record(plan: MilestonePlan, *, by: Actor, at: datetime) -> None:
    audit.record(
        event=EventType.MILESTONES_SET,
        subject=f"table:{plan.table.slug}",
        by=by,
        at=at,
        data={"shared": True, "year": plan.year},
    )
