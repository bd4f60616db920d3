"""Private questions, with the interest that asks for it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.agenda import Side
from convenant.core.contributions import Target
from convenant.core.lifecycles import QuestionStatus
from convenant.core.reasons import Reason
from convenant.core.texts import said
from convenant.core.verdicts import Refused
from convenant.roundtables import permissions
from convenant.roundtables.actions.confiding import tell
from convenant.roundtables.actions.contributions import contribute
from convenant.roundtables.models import AgendaItem, PrivateQuestion, RoundTable
from convenant.roundtables.queries.doubles import sent_before


@transaction.atomic
def ask_privately(
    *,
    table: RoundTable,
    item: AgendaItem | None,
    text: str,
    interest: str,
    by: Actor,
    at: datetime,
) -> PrivateQuestion:
    """Ask the municipalities something nobody else may know of, saying which interest asks for
    that. Nothing public changes by it: no count, no status, no moment."""
    RoundTable.objects.select_for_update().get(pk=table.pk)  # a second click finds the first
    permissions.may_ask_privately(by, table).require()
    if item is not None and item.meeting.table_id != table.pk:
        raise Refused(Reason.TARGET_UNKNOWN)
    if not interest.strip():
        raise Refused(Reason.INTEREST_MISSING)
    asked = {"table": table, "organisation_id": by.acting_for, "text": said(text)}
    waiting = {**asked, "status": QuestionStatus.ASKED}
    if (twin := sent_before(PrivateQuestion, "asked_at", at=at, **waiting)) is not None:
        return twin
    made = PrivateQuestion.objects.create(
        **asked, item=item, interest=said(interest), asked_by=by.label, asked_at=at
    )
    _record(EventType.QUESTION_ASKED, made, by, at)
    tell(what="question", pk=made.pk, side=Side.MUNICIPALITIES, step="asked", by=by, at=at)
    return made


@transaction.atomic
def judge_question(
    *, question: PrivateQuestion, accepted: bool, why: str, by: Actor, at: datetime
) -> PrivateQuestion:
    """Say whether the interest justifies a private answer, and why. When not, the asker chooses:
    withdraw the question, or ask it openly."""
    question = _again(question)
    permissions.may_judge_question(by, question).require()
    if not why.strip() and not accepted:
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    question.status = QuestionStatus.ACCEPTED if accepted else QuestionStatus.NOT_ACCEPTED
    question.judgement, question.judged_by, question.judged_at = why.strip(), by.label, at
    question.save(update_fields=["status", "judgement", "judged_by", "judged_at"])
    _record(EventType.QUESTION_JUDGED, question, by, at)
    tell(what="question", pk=question.pk, side=Side.PROVIDERS, step="judged", by=by, at=at)
    return question


@transaction.atomic
def answer_question(
    *, question: PrivateQuestion, text: str, by: Actor, at: datetime
) -> PrivateQuestion:
    """Answer it, for the asker alone."""
    question = _again(question)
    permissions.may_answer_question(by, question).require()
    question.status, question.answer = QuestionStatus.ANSWERED, said(text)
    question.answered_by, question.answered_at = by.label, at
    question.save(update_fields=["status", "answer", "answered_by", "answered_at"])
    _record(EventType.QUESTION_ANSWERED, question, by, at)
    tell(what="question", pk=question.pk, side=Side.PROVIDERS, step="answered", by=by, at=at)
    return question


@transaction.atomic
def withdraw_question(*, question: PrivateQuestion, by: Actor, at: datetime) -> PrivateQuestion:
    """Take a question back that was not answered."""
    question = _again(question)
    permissions.may_withdraw_question(by, question).require()
    question.status, question.ended_at = QuestionStatus.WITHDRAWN, at
    question.save(update_fields=["status", "ended_at"])
    _record(EventType.QUESTION_WITHDRAWN, question, by, at)
    return question


@transaction.atomic
def open_question(
    *, question: PrivateQuestion, item: AgendaItem, by: Actor, at: datetime
) -> PrivateQuestion:
    """Ask openly what could not be asked privately: it becomes a remark on an open item, made now.
    The interest and the judgement stay private."""
    question = _again(question)
    permissions.may_open_question(by, question).require()
    if item.meeting.table_id != question.table_id:
        raise Refused(Reason.TARGET_UNKNOWN)
    made = contribute(item=item, target=Target.ITEM, key="", text=question.text, by=by, at=at)
    question.status, question.ended_at, question.contribution = QuestionStatus.OPENED, at, made
    question.save(update_fields=["status", "ended_at", "contribution"])
    _record(EventType.QUESTION_OPENED, question, by, at)
    return question


def _again(question: PrivateQuestion) -> PrivateQuestion:
    return (
        PrivateQuestion.objects.select_for_update(of=("self",))
        .select_related("table", "organisation")
        .get(pk=question.pk)
    )


def _record(event: EventType, question: PrivateQuestion, by: Actor, at: datetime) -> None:
    """For the log of who asked and of the municipalities; without a word of the question."""
    audit.record(
        event=event,
        subject=f"question:{question.pk}",
        by=by,
        at=at,
        data={"organisation": question.organisation.slug},
    )
