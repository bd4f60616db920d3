"""The development agenda and the actions of the alliance (D089, D090)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.alliance import GoalStatus
from convenant.core.guard import HoldSubject
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.actions.said import Pen
from convenant.roundtables.models import ActionPoint, Goal, GoalChange, Meeting, RoundTable


@transaction.atomic
def set_goal(
    *,
    table: RoundTable,
    about: str,
    provider: Organisation | None,
    text: str,
    owner: Organisation,
    due_on: date,
    feasible: bool,
    within: str,
    by: Actor,
    at: datetime,
) -> Goal:
    """Put a goal on the development agenda for a segment (``about``), perhaps of one provider:
    who pulls it, until when, and whether it fits in the running contract (``within``: by which
    point, such as phasing down). Both sides may (D029)."""
    pen = Pen(by, at)
    permissions.may_take_part(by, table).require()
    table = pen.lock(table)
    pen.require_here(table, [owner.pk])
    if provider is not None:
        pen.require_here(table, [provider.pk], kinds=[Kind.PROVIDER])
    row = Goal(
        table=table,
        about=pen.words(about),
        provider=provider,
        text=pen.words(text),
        owner=owner,
        due_on=due_on,
        feasible=feasible,
        within=pen.words(within, empty=Reason.POINT_MISSING) if feasible else "",
    )
    same = pen.twin(row, "table", "about", "provider", "owner", "due_on")
    if same is not None:
        return same
    pen.write(row, event=EventType.GOAL_SET, subject="goal")
    return pen.guard(row, subject=HoldSubject.GOAL, table=table, also=[row.about, row.within])


@transaction.atomic
def change_goal(
    *, goal: Goal, status: GoalStatus, due_on: date, text: str, by: Actor, at: datetime
) -> GoalChange:
    """How a goal stands now, until when, and what happened; what it was is kept."""
    pen = Pen(by, at)
    found = Goal.objects.select_for_update(of=("self",)).select_related("table").get(pk=goal.pk)
    permissions.may_change_goal(by, found).require()
    row = GoalChange(goal=found, status=status, due_on=due_on, text=pen.words(text))
    same = pen.twin(row, "goal", "status", "due_on")
    if same is not None:
        return same
    pen.write(row, event=EventType.GOAL_CHANGED, subject="goal_change")
    pen.guard(row, subject=HoldSubject.GOAL_CHANGE, table=found.table)
    found.status, found.due_on = status, due_on
    found.save(update_fields=["status", "due_on"])
    return row


@transaction.atomic
def add_action(
    *,
    table: RoundTable,
    text: str,
    owner: Organisation,
    due_on: date,
    meeting: Meeting | None,
    by: Actor,
    at: datetime,
) -> ActionPoint:
    """Write down what an organisation does before a day; ``meeting``: where that was agreed. Its
    owner is told."""
    pen = Pen(by, at)
    permissions.may_take_part(by, table).require()
    table = pen.lock(table)
    pen.require_here(table, [owner.pk])
    if meeting is not None and meeting.table_id != table.pk:
        raise Refused(Reason.TARGET_UNKNOWN)
    row = ActionPoint(
        table=table, text=pen.words(text), owner=owner, due_on=due_on, meeting=meeting
    )
    same = pen.twin(row, "table", "owner", "due_on")
    if same is not None:
        return same
    pen.write(row, event=EventType.ACTION_ADDED, subject="action")
    pen.guard(row, subject=HoldSubject.ACTION, table=table)
    pen.tell("action_added", row.pk)
    return row


@transaction.atomic
def finish_action(*, action: ActionPoint, by: Actor, at: datetime) -> ActionPoint:
    """It is done."""
    found = (
        ActionPoint.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=action.pk)
    )
    permissions.may_finish_action(by, found).require()
    found.done_at, found.done_by = at, by.label
    found.save(update_fields=["done_at", "done_by"])
    audit.record(event=EventType.ACTION_DONE, subject=f"action:{found.pk}", by=by, at=at)
    return found
