"""The register of promises (D201)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.alliance import PromiseOutcome
from convenant.core.guard import HoldSubject
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.actions.said import Pen
from convenant.roundtables.models import AgendaItem, Meeting, Promise, PromiseNote, RoundTable


@transaction.atomic
def promise(
    *,
    table: RoundTable,
    text: str,
    promiser: Organisation,
    receiver: Organisation | None,
    due_on: date,
    meeting: Meeting | None,
    item: AgendaItem | None,
    by: Actor,
    at: datetime,
) -> Promise:
    """Write down who promised what to whom (``receiver`` None: to all at the table), before which
    day, and at which meeting or item. One writes down what one promised or was promised; who runs
    the table writes down anything. Who promised is reminded."""
    pen = Pen(by, at)
    permissions.may_take_part(by, table).require()
    table = pen.lock(table)
    involved = {promiser.pk, receiver.pk if receiver else None}
    if by.organisation not in involved and not permissions.may_run_alliance(by, table):
        raise Refused(Reason.PROMISE_NOT_YOURS)
    if receiver is not None and receiver.pk == promiser.pk:
        raise Refused(Reason.PROMISED_TO_ITSELF)
    pen.require_here(table, involved)
    if item is not None:
        meeting = item.meeting
    if meeting is not None and meeting.table_id != table.pk:
        raise Refused(Reason.TARGET_UNKNOWN)
    row = Promise(
        table=table,
        text=pen.words(text),
        promiser=promiser,
        receiver=receiver,
        due_on=due_on,
        meeting=meeting,
        item=item,
    )
    same = pen.twin(row, "table", "promiser", "receiver", "due_on")
    if same is not None:
        return same
    pen.write(row, event=EventType.PROMISE_MADE, subject="promise")
    pen.guard(row, subject=HoldSubject.PROMISE, table=table)
    _tell(row, by=by, at=at)
    return row


@transaction.atomic
def judge_promise(
    *, promise: Promise, outcome: PromiseOutcome, text: str, by: Actor, at: datetime
) -> PromiseNote:
    """The receiver, or the chair, says whether it was kept, with a note; the last word counts."""
    pen = Pen(by, at)
    found = _locked(promise)
    permissions.may_judge(by, found).require()
    row = PromiseNote(promise=found, outcome=outcome, text=pen.words(text))
    same = pen.twin(row, "promise", "outcome")
    if same is not None:
        return same
    pen.write(row, event=EventType.PROMISE_JUDGED, subject="promise_note")
    pen.guard(row, subject=HoldSubject.PROMISE_NOTE, table=found.table)
    found.outcome = outcome
    found.save(update_fields=["outcome"])
    return row


@transaction.atomic
def explain_promise(*, promise: Promise, text: str, by: Actor, at: datetime) -> PromiseNote:
    """Who promised says its own word about it, before or after the judgement."""
    pen = Pen(by, at)
    found = _locked(promise)
    permissions.may_explain(by, found).require()
    row = PromiseNote(promise=found, outcome="", text=pen.words(text))
    same = pen.twin(row, "promise", "outcome")
    if same is not None:
        return same
    pen.write(row, event=EventType.PROMISE_EXPLAINED, subject="promise_note")
    pen.guard(row, subject=HoldSubject.PROMISE_NOTE, table=found.table)
    return row


def _locked(promise: Promise) -> Promise:
    return (
        Promise.objects.select_for_update(of=("self",)).select_related("table").get(pk=promise.pk)
    )


def _tell(row: Promise, *, by: Actor, at: datetime) -> None:
    pen, days = Pen(by, at), int(norm("promise_reminder_days").on(day_of(at)).value)
    pen.tell("promise_made", row.pk)
    pen.tell("promise_due", row.pk, on=row.due_on - timedelta(days=days))
    pen.tell("promise_late", row.pk, on=row.due_on + timedelta(days=1))
