"""Confidential requests: who asks, answers, reminds and tells what came of it."""

from __future__ import annotations

from datetime import datetime

from convenant.core.actors import Actor
from convenant.core.confidential import RequestStatus
from convenant.core.guard import HoldOutcome, HoldSubject
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.roundtables.models import Asked, ConfidentialRequest, Hold, RoundTable
from convenant.roundtables.permissions.bilateral import CONFIDANTS, speaks_alone
from convenant.roundtables.permissions.tables import PLANNERS, municipal, second_factor


def status_of_request(request: ConfidentialRequest, *, at: datetime) -> RequestStatus:
    """Open up to and including its last day, unless it was closed before."""
    over = request.closed_at is not None or day_of(at) > request.last_day
    return RequestStatus.CLOSED if over else RequestStatus.OPEN


def may_request(actor: Actor, table: RoundTable) -> Verdict:
    """Who plans the table asks."""
    return municipal(actor, table.region_id, PLANNERS)


def may_answer_request(actor: Actor, request: ConfidentialRequest, *, at: datetime) -> Verdict:
    """Who speaks for a provider that was asked, while it is open."""
    allowed = speaks_alone(actor, request.table.region_id)
    if not allowed:
        return allowed
    if not Asked.objects.filter(request=request, provider=actor.organisation).exists():
        return Verdict(Reason.NOT_ASKED)
    return _open(request, at)


def may_remind(actor: Actor, request: ConfidentialRequest, *, at: datetime) -> Verdict:
    """Who asked may remind those that did not answer, at the most once a day."""
    allowed = first_no(may_request(actor, request.table), _open(request, at))
    if not allowed:
        return allowed
    reminded = request.reminded_at
    if reminded is not None and day_of(reminded) == day_of(at):
        return Verdict(Reason.REMINDED_TODAY)
    return YES


def may_close_request(actor: Actor, request: ConfidentialRequest, *, at: datetime) -> Verdict:
    """Who asked may close it before its last day."""
    return first_no(may_request(actor, request.table), _open(request, at))


def may_summarise(actor: Actor, request: ConfidentialRequest, *, at: datetime) -> Verdict:
    """Once closed, once; who publishes proves a second factor."""
    allowed = municipal(actor, request.table.region_id, CONFIDANTS)
    if not allowed:
        return allowed
    if status_of_request(request, at=at) == RequestStatus.OPEN:
        return Verdict(Reason.REQUEST_STILL_OPEN)
    if request.summaries.filter(held=False).exists():
        return Verdict(Reason.ALREADY_SUMMARISED)
    waits = Hold.objects.filter(
        subject=HoldSubject.SUMMARY,
        subject_id__in=request.summaries.values("pk"),
        outcome=HoldOutcome.WAITING,
    )
    if waits.exists():
        return Verdict(Reason.SUMMARY_WAITS)
    return second_factor(actor)


def _open(request: ConfidentialRequest, at: datetime) -> Verdict:
    closed = status_of_request(request, at=at) == RequestStatus.CLOSED
    return Verdict(Reason.REQUEST_CLOSED) if closed else YES
