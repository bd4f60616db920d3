"""Answering a call, advising about it, deciding, and the money of its tranches (D087, D088)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import F

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.calls import Advice, Budget, Choice
from convenant.core.mandates import Act
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions
from convenant.roundtables.models import (
    BudgetMove,
    CallCase,
    CallResponse,
    CaseAnswer,
    ResponseAdvice,
    Tranche,
)


@transaction.atomic
def respond(
    *,
    tranche: Tranche,
    text: str,
    answers: Mapping[int, str],
    asked: int | None,
    by: Actor,
    at: datetime,
) -> CallResponse:
    """Answer in a tranche, or change one's answer, until it closes. ``answers``: by case what one
    would offer; all cases ask for one. ``asked``: cents, or nothing. The receipt with its time goes
    by mail. Nobody but the provider reads it before the tranche closes, no competitor ever."""
    tranche = _locked(tranche)
    permissions.may_respond(by, tranche, at=at).require()
    cases = set(CallCase.objects.filter(call=tranche.call).values_list("pk", flat=True))
    given = {case: words.strip() for case, words in answers.items() if words.strip()}
    if cases - given.keys():
        raise Refused(Reason.CASES_UNANSWERED)
    if not cases and not text.strip():
        raise Refused(Reason.TEXT_MISSING)
    if asked is not None and asked < 0:
        raise Refused(Reason.AMOUNT_NOT_POSITIVE)
    response, new = CallResponse.objects.get_or_create(
        tranche=tranche,
        provider_id=by.acting_for,
        defaults={
            "receipt": secrets.token_hex(4).upper(),
            "received_at": at,
            "changed_at": at,
            "person_name": by.name,
        },
    )
    response.text, response.asked, response.person_name = text.strip(), asked, by.name
    response.changed_at, response.withdrawn_at = at, None
    response.save(update_fields=["text", "asked", "person_name", "changed_at", "withdrawn_at"])
    CaseAnswer.objects.filter(response=response).delete()
    CaseAnswer.objects.bulk_create(
        CaseAnswer(response=response, case_id=case, text=words)
        for case, words in given.items()
        if case in cases
    )
    _quietly(EventType.RESPONSE_RECEIVED, response, by, at)
    outbox.queue(
        topic=Topic.MAIL,
        key=f"receipt:{response.pk}:{at.isoformat()}",
        payload={
            "kind": "receipt",
            "response": response.pk,
            "sender": by.signing,
            "changed": int(not new),
        },
        by=by,
        at=at,
    )
    return response


@transaction.atomic
def withdraw_response(*, response: CallResponse, by: Actor, at: datetime) -> CallResponse:
    """Take one's answer back, until the tranche closes."""
    tranche = _locked(response.tranche)
    permissions.may_respond(by, tranche, at=at).require()
    response = CallResponse.objects.select_for_update().get(pk=response.pk, provider=by.acting_for)
    if response.withdrawn_at is not None:
        raise Refused(Reason.RESPONSE_WITHDRAWN)
    response.withdrawn_at = at
    response.save(update_fields=["withdrawn_at"])
    _quietly(EventType.RESPONSE_WITHDRAWN, response, by, at)
    return response


@transaction.atomic
def advise(
    *, response: CallResponse, advice: Advice, why: str, by: Actor, at: datetime
) -> ResponseAdvice:
    """What the social team of one's municipality thinks of a response; until the results are out
    it can be given anew (D088)."""
    response = _response(response)
    permissions.may_advise(by, response, at=at).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    given, _new = ResponseAdvice.objects.update_or_create(
        response=response,
        municipality_id=by.acting_for,
        defaults={
            "advice": advice,
            "why": why.strip(),
            "advised_by": by.label,
            "advised_at": at,
        },
    )
    _record(EventType.RESPONSE_ADVISED, response, by, at)
    return given


@transaction.atomic
def choose(
    *,
    response: CallResponse,
    choice: Choice,
    awarded: int,
    why: str,
    by: Actor,
    at: datetime,
) -> CallResponse:
    """Decide about a response, with the reason; ``awarded`` in cents. All awards of a tranche stay
    within what it has: the tranche is locked here, and the database refuses the rest."""
    tranche = _locked(response.tranche)
    response = _response(response)
    permissions.may_choose(by, response, at=at).require()
    permissions.has_mandates(by, tranche.call.table, None, Act.DECIDE, on=day_of(at)).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    if awarded < 0:
        raise Refused(Reason.AMOUNT_NOT_POSITIVE)
    awarded = awarded if choice is Choice.CHOSEN else 0
    budget = _budget(tranche)
    if not budget.fits(awarded, instead_of=response.awarded):
        raise Refused(Reason.AWARD_TOO_LARGE, {"left_over": str(budget.left + response.awarded)})
    Tranche.objects.filter(pk=tranche.pk).update(awarded=F("awarded") + awarded - response.awarded)
    response.choice, response.awarded, response.choice_why = choice, awarded, why.strip()
    response.decided_by, response.decided_at = by.label, at
    response.save(update_fields=["choice", "awarded", "choice_why", "decided_by", "decided_at"])
    _record(EventType.RESPONSE_DECIDED, response, by, at)
    return response


@transaction.atomic
def publish_results(*, tranche: Tranche, by: Actor, at: datetime) -> Tranche:
    """Publish who was chosen and why, and tell everyone who answered that there is an answer. Every
    response of the tranche is decided first."""
    tranche = _locked(tranche)
    permissions.may_settle(by, tranche, at=at).require()
    if tranche.results_at is not None:
        raise Refused(Reason.RESULTS_PUBLISHED)
    undecided = CallResponse.objects.filter(tranche=tranche, choice="", withdrawn_at__isnull=True)
    if undecided.exists():
        raise Refused(Reason.RESPONSES_UNDECIDED, {"count": str(undecided.count())})
    tranche.results_at, tranche.results_by = at, by.label
    tranche.save(update_fields=["results_at", "results_by"])
    audit.record(
        event=EventType.RESULTS_PUBLISHED,
        subject=f"call:{tranche.call_id}",
        by=by,
        at=at,
        data={"shared": True, "tranche": tranche.number},
    )
    outbox.queue(
        topic=Topic.MAIL,
        key=f"call-results:{tranche.pk}",
        payload={"kind": "call_results", "tranche": tranche.pk},
        by=by,
        at=at,
    )
    return tranche


@transaction.atomic
def move_budget(
    *, source: Tranche, target: Tranche, cents: int, why: str, by: Actor, at: datetime
) -> BudgetMove:
    """Move what is left over of a settled tranche to another that is not: a decision, with its
    reason."""
    if source.pk == target.pk or source.call_id != target.call_id:
        raise Refused(Reason.MOVE_TO_ITSELF)
    rows = Tranche.objects.select_for_update(of=("self",)).select_related("call__table")
    found = {one.pk: one for one in rows.filter(pk__in=[source.pk, target.pk]).order_by("pk")}
    source, target = found[source.pk], found[target.pk]
    permissions.may_settle(by, source, at=at).require()
    permissions.has_mandates(by, source.call.table, None, Act.DECIDE, on=day_of(at)).require()
    if target.results_at is not None:
        raise Refused(Reason.RESULTS_PUBLISHED)
    undecided = CallResponse.objects.filter(tranche=source, choice="", withdrawn_at__isnull=True)
    if undecided.exists():
        raise Refused(Reason.RESPONSES_UNDECIDED, {"count": str(undecided.count())})
    if cents <= 0:
        raise Refused(Reason.AMOUNT_NOT_POSITIVE)
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    left = _budget(source).left
    if cents > left:
        raise Refused(Reason.MOVE_TOO_LARGE, {"left_over": str(left)})
    Tranche.objects.filter(pk=source.pk).update(moved_out=F("moved_out") + cents)
    Tranche.objects.filter(pk=target.pk).update(moved_in=F("moved_in") + cents)
    move = BudgetMove.objects.create(
        source=source,
        target=target,
        cents=cents,
        why=why.strip(),
        decided_by=by.label,
        decided_at=at,
    )
    audit.record(
        event=EventType.BUDGET_MOVED,
        subject=f"call:{source.call_id}",
        by=by,
        at=at,
        data={"shared": True, "source": source.number, "target": target.number, "cents": cents},
    )
    return move


def _budget(tranche: Tranche) -> Budget:
    return Budget(tranche.budget, tranche.moved_in, tranche.moved_out, tranche.awarded)


def _locked(tranche: Tranche) -> Tranche:
    return (
        Tranche.objects.select_for_update(of=("self",))
        .select_related("call__table")
        .get(pk=tranche.pk)
    )


def _response(response: CallResponse) -> CallResponse:
    return (
        CallResponse.objects.select_for_update(of=("self",))
        .select_related("tranche__call__table")
        .get(pk=response.pk)
    )


def _quietly(event: EventType, response: CallResponse, by: Actor, at: datetime) -> None:
    """In the provider's own log only: who answers, nobody may know before the tranche closes."""
    hidden = replace(by, region=None)
    audit.record(event=event, subject=f"response:{response.pk}", by=hidden, at=at)


def _record(event: EventType, response: CallResponse, by: Actor, at: datetime) -> None:
    audit.record(
        event=event,
        subject=f"response:{response.pk}",
        by=by,
        at=at,
        data={"tranche": response.tranche_id},
    )
