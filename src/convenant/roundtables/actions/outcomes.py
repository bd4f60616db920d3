"""From outcome by endorsement to assignment (D086)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.calls import AssignmentStatus, OutcomeStatus
from convenant.core.guard import HoldSubject
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.roundtables import permissions
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.actions.settling import tell_readers
from convenant.roundtables.models import Assignment, Endorsement, RoundTable, TableOutcome


@transaction.atomic
def write_outcome(
    *, table: RoundTable, title: str, text: str, by: Actor, at: datetime
) -> TableOutcome:
    """Write down what a development table came to; a concept until it is presented."""
    permissions.may_write_outcome(by, table).require()
    _require(title, text)
    outcome = TableOutcome.objects.create(
        table=table,
        title=title.strip(),
        text=text.strip(),
        written_by=by.label,
        written_at=at,
        changed_at=at,
    )
    _record(EventType.OUTCOME_WRITTEN, outcome, by, at)
    return outcome


@transaction.atomic
def change_outcome(
    *, outcome: TableOutcome, title: str, text: str, by: Actor, at: datetime
) -> TableOutcome:
    """Write it better, as long as it is a concept."""
    outcome = _locked(outcome)
    permissions.may_change_outcome(by, outcome).require()
    _require(title, text)
    outcome.title, outcome.text, outcome.changed_at = title.strip(), text.strip(), at
    outcome.save(update_fields=["title", "text", "changed_at"])
    _record(EventType.OUTCOME_WRITTEN, outcome, by, at)
    return outcome


@transaction.atomic
def present_outcome(*, outcome: TableOutcome, by: Actor, at: datetime) -> TableOutcome:
    """Lay the outcome before the municipalities. Its text is fixed and read by all that take part;
    what may not be said among competitors waits for the chair."""
    outcome = _locked(outcome)
    permissions.may_change_outcome(by, outcome).require()
    outcome.status, outcome.presented_at = OutcomeStatus.PRESENTED, at
    outcome.held = screen(
        subject=HoldSubject.OUTCOME,
        pk=outcome.pk,
        table=outcome.table,
        text=f"{outcome.title}\n\n{outcome.text}",
        by=by,
        at=at,
    )
    outcome.save(update_fields=["status", "presented_at", "held"])
    _record(EventType.OUTCOME_PRESENTED, outcome, by, at)
    if not outcome.held:
        tell_readers(subject=HoldSubject.OUTCOME, pk=outcome.pk, by=by, at=at)
    return outcome


@transaction.atomic
def endorse(
    *, outcome: TableOutcome, endorsed: bool, why: str, by: Actor, at: datetime
) -> TableOutcome:
    """The word of the actor's municipality, and of every other that mandated it to decide. All
    said yes: endorsed. One said no: not endorsed. No yes while the table is not validly composed
    (D085, D086)."""
    outcome = _locked(outcome)
    permissions.may_endorse(by, outcome).require()
    if endorsed:
        permissions.endorsable(outcome, on=day_of(at)).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    asked = set(permissions.municipalities_asked(outcome.table, on=day_of(at)))
    said = set(Endorsement.objects.filter(outcome=outcome).values_list("municipality", flat=True))
    own = set(permissions.speaks_for(by, outcome.table, on=day_of(at))) - said
    if not own:
        raise Refused(Reason.NOT_FOR_YOUR_ORGANISATION)
    Endorsement.objects.bulk_create(
        Endorsement(
            outcome=outcome,
            municipality_id=municipality,
            given_by_id=by.organisation or municipality,
            endorsed=endorsed,
            why=why.strip(),
            decided_by=by.label,
            decided_at=at,
        )
        for municipality in sorted(own)
    )
    if not endorsed:
        outcome.status, outcome.judged_at = OutcomeStatus.NOT_ENDORSED, at
    elif asked <= said | own:
        outcome.status, outcome.judged_at = OutcomeStatus.ENDORSED, at
    outcome.save(update_fields=["status", "judged_at"])
    _record(EventType.OUTCOME_JUDGED, outcome, by, at, endorsed=endorsed)
    return outcome


@transaction.atomic
def draft_assignment(
    *,
    outcome: TableOutcome,
    title: str,
    text: str,
    conditions: str = "",
    by: Actor,
    at: datetime,
) -> Assignment:
    """Translate an endorsed outcome into an assignment; of any other it is refused (D086)."""
    outcome = _locked(outcome)
    permissions.may_draft_assignment(by, outcome).require()
    _require(title, text)
    assignment = Assignment.objects.create(
        outcome=outcome,
        title=title.strip(),
        text=text.strip(),
        conditions=conditions.strip(),
        drafted_by=by.label,
        drafted_at=at,
    )
    _record(EventType.ASSIGNMENT_DRAFTED, outcome, by, at)
    return assignment


@transaction.atomic
def change_assignment(
    *, assignment: Assignment, title: str, text: str, conditions: str, by: Actor, at: datetime
) -> Assignment:
    """Write the assignment better, until it is published."""
    assignment = _locked_assignment(assignment)
    permissions.may_change_assignment(by, assignment).require()
    _require(title, text)
    assignment.title, assignment.text = title.strip(), text.strip()
    assignment.conditions = conditions.strip()
    assignment.save(update_fields=["title", "text", "conditions"])
    _record(EventType.ASSIGNMENT_DRAFTED, assignment.outcome, by, at)
    return assignment


@transaction.atomic
def publish_assignment(*, assignment: Assignment, by: Actor, at: datetime) -> Assignment:
    """Publish it for everybody at once; from then on it can be put to all providers as a call."""
    assignment = _locked_assignment(assignment)
    permissions.may_publish_assignment(by, assignment, on=day_of(at)).require()
    assignment.status = AssignmentStatus.PUBLISHED
    assignment.published_at, assignment.published_by = at, by.label
    assignment.held = screen(
        subject=HoldSubject.ASSIGNMENT,
        pk=assignment.pk,
        table=assignment.outcome.table,
        text="\n\n".join((assignment.title, assignment.text, assignment.conditions)),
        by=by,
        at=at,
    )
    assignment.save(update_fields=["status", "published_at", "published_by", "held"])
    _record(EventType.ASSIGNMENT_PUBLISHED, assignment.outcome, by, at)
    return assignment


def _require(title: str, text: str) -> None:
    if not title.strip() or not text.strip():
        raise Refused(Reason.TEXT_MISSING)


def _locked(outcome: TableOutcome) -> TableOutcome:
    return (
        TableOutcome.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=outcome.pk)
    )


def _locked_assignment(assignment: Assignment) -> Assignment:
    return (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("outcome__table")
        .get(pk=assignment.pk)
    )


def _record(event: EventType, outcome: TableOutcome, by: Actor, at: datetime, **data: bool) -> None:
    shared = outcome.status != OutcomeStatus.CONCEPT and not outcome.held
    audit.record(
        event=event,
        subject=f"outcome:{outcome.pk}",
        by=by,
        at=at,
        data={"shared": shared, **data},
    )
