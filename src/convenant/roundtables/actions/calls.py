"""Calling all providers of a region: drafting, publishing, asking (D087, D088)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.calls import CallKind, bsn_like
from convenant.core.guard import HoldSubject
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.actions.settling import tell_readers
from convenant.roundtables.models import (
    Assignment,
    Call,
    CallCase,
    CallQuestion,
    RoundTable,
    Tranche,
)
from convenant.roundtables.queries.doubles import sent_before


class CaseText(NamedTuple):
    """A case as it is written: of nobody who exists."""

    title: str
    text: str


class TrancheTerms(NamedTuple):
    """The money (cents) and the days of a tranche."""

    budget: int
    opens_at: datetime
    closes_at: datetime


@transaction.atomic
def draft_call(
    *,
    table: RoundTable,
    kind: CallKind,
    assignment: Assignment | None,
    title: str,
    text: str,
    by: Actor,
    at: datetime,
) -> Call:
    """Begin a call. It has no list of who may answer: every provider that takes part may (D087)."""
    permissions.may_draft_call(by, table, kind, assignment).require()
    _require(title, text)
    call = Call.objects.create(
        table=table,
        assignment=assignment,
        kind=kind,
        title=title.strip(),
        text=text.strip(),
        drafted_by=by.label,
        drafted_at=at,
    )
    _record(EventType.CALL_DRAFTED, call, by, at)
    return call


@transaction.atomic
def change_call(*, call: Call, title: str, text: str, by: Actor, at: datetime) -> Call:
    """Write it better, until it is published."""
    call = _locked(call)
    permissions.may_change_call(by, call).require()
    _require(title, text)
    call.title, call.text = title.strip(), text.strip()
    call.save(update_fields=["title", "text"])
    _record(EventType.CALL_CHANGED, call, by, at)
    return call


@transaction.atomic
def set_cases(*, call: Call, cases: Sequence[CaseText], by: Actor, at: datetime) -> list[CallCase]:
    """The cases of a call, in order, in place of those it had. A number that may be somebody's BSN
    is refused: a case is about nobody who exists (D088; UAVG art. 46)."""
    call = _locked(call)
    permissions.may_change_call(by, call).require()
    for case in cases:
        _require(case.title, case.text)
        _require_nobody(case.title, case.text)
    CallCase.objects.filter(call=call).delete()
    made = CallCase.objects.bulk_create(
        CallCase(call=call, position=place, title=case.title.strip(), text=case.text.strip())
        for place, case in enumerate(cases, start=1)
    )
    _record(EventType.CALL_CHANGED, call, by, at)
    return made


@transaction.atomic
def set_tranche(
    *, call: Call, number: int | None, terms: TrancheTerms, by: Actor, at: datetime
) -> Tranche:
    """Set the money and days of a tranche; without a ``number`` it is added. After publication one
    can still be added, never changed: what was promised to all stays."""
    call = _locked(call)
    if number is None and call.published_at is not None:
        permissions.may_withdraw_call(by, call).require()  # the same people, while it goes on
    else:
        permissions.may_change_call(by, call).require()
    if terms.closes_at <= terms.opens_at or terms.closes_at <= at:
        raise Refused(Reason.TRANCHE_PERIOD)
    if terms.budget < 0:
        raise Refused(Reason.AMOUNT_NOT_POSITIVE)
    numbers = list(Tranche.objects.filter(call=call).values_list("number", flat=True))
    tranche = Tranche(call=call, number=max(numbers, default=0) + 1)
    if number is not None:
        tranche = Tranche.objects.get(call=call, number=number)
    tranche.budget, tranche.opens_at, tranche.closes_at = terms
    tranche.save()
    _record(EventType.CALL_CHANGED, call, by, at)
    return tranche


@transaction.atomic
def drop_tranche(*, tranche: Tranche, by: Actor, at: datetime) -> None:
    """Take a tranche away, until the call is published; the others are numbered again."""
    call = _locked(tranche.call)
    permissions.may_change_call(by, call).require()
    Tranche.objects.filter(pk=tranche.pk, call=call).delete()
    for place, left in enumerate(Tranche.objects.filter(call=call).order_by("number"), start=1):
        Tranche.objects.filter(pk=left.pk).update(number=place)
    _record(EventType.CALL_CHANGED, call, by, at)


@transaction.atomic
def publish_call(*, call: Call, by: Actor, at: datetime) -> Call:
    """Publish the call for every provider at the same moment, and tell them all. A text that may
    not be said among competitors waits for the chair first."""
    call = _locked(call)
    permissions.may_publish_call(by, call, on=day_of(at)).require()
    tranches = list(Tranche.objects.filter(call=call))
    cases = list(CallCase.objects.filter(call=call))
    if not tranches:
        raise Refused(Reason.CALL_WITHOUT_TRANCHE)
    if any(one.closes_at <= at for one in tranches):
        raise Refused(Reason.TRANCHE_PERIOD)
    if call.kind == CallKind.CASES and not cases:
        raise Refused(Reason.CALL_WITHOUT_CASES)
    _require_nobody(call.title, call.text)
    call.published_at, call.published_by = at, by.label
    written = [call.title, call.text, *(words for one in cases for words in (one.title, one.text))]
    call.held = screen(
        subject=HoldSubject.CALL,
        pk=call.pk,
        table=call.table,
        text="\n\n".join(written),
        by=by,
        at=at,
    )
    call.save(update_fields=["published_at", "published_by", "held"])
    _record(EventType.CALL_PUBLISHED, call, by, at)
    if not call.held:
        tell_readers(subject=HoldSubject.CALL, pk=call.pk, by=by, at=at)
    return call


@transaction.atomic
def withdraw_call(*, call: Call, why: str, by: Actor, at: datetime) -> Call:
    """Stop a call before any result is out, with a reason that everybody reads."""
    call = _locked(call)
    permissions.may_withdraw_call(by, call).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    call.withdrawn_at, call.withdrawn_why = at, why.strip()
    call.save(update_fields=["withdrawn_at", "withdrawn_why"])
    _record(EventType.CALL_WITHDRAWN, call, by, at)
    outbox.queue(
        topic=Topic.MAIL,
        key=f"call-withdrawn:{call.pk}",
        payload={"kind": "call_withdrawn", "call": call.pk},
        by=by,
        at=at,
    )
    return call


@transaction.atomic
def ask_about_call(*, call: Call, text: str, by: Actor, at: datetime) -> CallQuestion:
    """A provider asks something; all read the answer, nobody who asked."""
    call = _locked(call)
    permissions.may_ask_about_call(by, call, at=at).require()
    if not text.strip():
        raise Refused(Reason.TEXT_MISSING)
    asked = {"call": call, "organisation_id": by.acting_for, "text": text.strip()}
    if (twin := sent_before(CallQuestion, "asked_at", at=at, **asked)) is not None:
        return twin
    question = CallQuestion.objects.create(person_name=by.name, asked_at=at, **asked)
    question.held = screen(
        subject=HoldSubject.CALL_QUESTION,
        pk=question.pk,
        table=call.table,
        text=question.text,
        by=by,
        at=at,
    )
    question.save(update_fields=["held"])
    audit.record(
        event=EventType.CALL_QUESTION_ASKED,
        subject=f"call:{call.pk}",
        by=replace(by, region=None),  # in its own log only: who asks, nobody need know
        at=at,
    )
    return question


@transaction.atomic
def answer_about_call(
    *, question: CallQuestion, answer: str, by: Actor, at: datetime
) -> CallQuestion:
    """Answer a question: published for all at the same moment."""
    question = (
        CallQuestion.objects.select_for_update(of=("self",))
        .select_related("call__table")
        .get(pk=question.pk)
    )
    permissions.may_answer_about_call(by, question.call).require()
    if question.held:
        raise Refused(Reason.WAITS_FOR_CHAIR)
    if question.answered_at is not None:
        raise Refused(Reason.QUESTION_ANSWERED)
    if not answer.strip():
        raise Refused(Reason.TEXT_MISSING)
    question.answer, question.answered_by, question.answered_at = answer.strip(), by.label, at
    question.held = screen(
        subject=HoldSubject.CALL_QUESTION,
        pk=question.pk,
        table=question.call.table,
        text=question.answer,
        by=by,
        at=at,
    )
    question.save(update_fields=["answer", "answered_by", "answered_at", "held"])
    _record(EventType.CALL_QUESTION_ANSWERED, question.call, by, at)
    return question


def _locked(call: Call) -> Call:
    return Call.objects.select_for_update(of=("self",)).select_related("table").get(pk=call.pk)


def _require(title: str, text: str) -> None:
    if not title.strip() or not text.strip():
        raise Refused(Reason.TEXT_MISSING)


def _require_nobody(*texts: str) -> None:
    found = bsn_like("\n".join(texts))
    if found:
        raise Refused(Reason.NUMBER_OF_SOMEBODY, {"numbers": ", ".join(found)})


def _record(event: EventType, call: Call, by: Actor, at: datetime) -> None:
    shared = call.published_at is not None and not call.held
    audit.record(event=event, subject=f"call:{call.pk}", by=by, at=at, data={"shared": shared})
