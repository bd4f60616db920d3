"""Who calls, who may answer, who advises and who decides."""

from __future__ import annotations

from datetime import date, datetime

from convenant.core.actors import Actor, Role
from convenant.core.calls import AssignmentStatus, CallKind, TrancheState, tranche_state
from convenant.core.mandates import Act
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.roundtables.models import (
    Assignment,
    Call,
    CallResponse,
    ResponseAdvice,
    RoundTable,
    Tranche,
)
from convenant.roundtables.permissions.outcomes import CALLERS, ENDORSERS
from convenant.roundtables.permissions.tables import has_mandates, municipal, second_factor

RESPONDERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER)
ADVISERS = (Role.SOCIAL_TEAM_MEMBER,)


def state_of(tranche: Tranche, *, at: datetime) -> TrancheState:
    """How a tranche stands at a moment."""
    return tranche_state(
        opens_at=tranche.opens_at,
        closes_at=tranche.closes_at,
        published=tranche.results_at is not None,
        at=at,
    )


def may_draft_call(
    actor: Actor, table: RoundTable, kind: CallKind, assignment: Assignment | None
) -> Verdict:
    """Whoever writes for the municipalities; about an assignment only when it is published."""
    allowed = municipal(actor, table.region_id, CALLERS)
    if not allowed:
        return allowed
    if kind is CallKind.ASSIGNMENT and assignment is None:
        return Verdict(Reason.ASSIGNMENT_NOT_PUBLISHED)
    if assignment is not None and (
        assignment.status != AssignmentStatus.PUBLISHED
        or assignment.held
        or assignment.outcome.table_id != table.pk
    ):
        return Verdict(Reason.ASSIGNMENT_NOT_PUBLISHED)
    return YES


def may_change_call(actor: Actor, call: Call) -> Verdict:
    """The same people, until it is published; later only by withdrawing."""
    allowed = municipal(actor, call.table.region_id, CALLERS)
    if not allowed:
        return allowed
    if call.withdrawn_at is not None:
        return Verdict(Reason.CALL_WITHDRAWN)
    return YES if call.published_at is None else Verdict(Reason.CALL_PUBLISHED)


def may_publish_call(actor: Actor, call: Call, *, on: date) -> Verdict:
    """A purchaser with a second factor and everybody's mandate: it opens money to all."""
    return first_no(
        may_change_call(actor, call),
        municipal(actor, call.table.region_id, ENDORSERS),
        second_factor(actor),
        has_mandates(actor, call.table, None, Act.DECIDE, on=on),
    )


def may_withdraw_call(actor: Actor, call: Call) -> Verdict:
    """A purchaser, as long as it was not withdrawn and no results are out."""
    allowed = municipal(actor, call.table.region_id, ENDORSERS)
    if not allowed:
        return allowed
    if call.withdrawn_at is not None:
        return Verdict(Reason.CALL_WITHDRAWN)
    if call.published_at is None:
        return Verdict(Reason.CALL_NOT_PUBLISHED)
    if Tranche.objects.filter(call=call, results_at__isnull=False).exists():
        return Verdict(Reason.RESULTS_PUBLISHED)
    return second_factor(actor)


def may_respond(actor: Actor, tranche: Tranche, *, at: datetime) -> Verdict:
    """Every provider that takes part in the region, whenever it joined and whether or not it helped
    to develop what is asked; while the tranche is open (D087)."""
    if actor.person is None:
        return Verdict(Reason.NOT_SIGNED_IN)
    if actor.region != tranche.call.table.region_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.provides:
        return Verdict(Reason.CALL_ONLY_FOR_PROVIDERS)
    if not actor.has(*RESPONDERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    if tranche.call.withdrawn_at is not None:
        return Verdict(Reason.CALL_WITHDRAWN)
    closed = {
        TrancheState.NOT_YET: Verdict(Reason.TRANCHE_NOT_YET),
        TrancheState.CLOSED: Verdict(Reason.TRANCHE_CLOSED),
        TrancheState.DECIDED: Verdict(Reason.TRANCHE_CLOSED),
    }
    return closed.get(state_of(tranche, at=at), YES)


def may_ask_about_call(actor: Actor, call: Call, *, at: datetime) -> Verdict:
    """Every provider, until the last tranche closes."""
    if actor.region != call.table.region_id or not actor.provides:
        return Verdict(Reason.CALL_ONLY_FOR_PROVIDERS)
    if not actor.has(*RESPONDERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    if call.withdrawn_at is not None:
        return Verdict(Reason.CALL_WITHDRAWN)
    going_on = Tranche.objects.filter(call=call, closes_at__gt=at)
    return YES if going_on.exists() else Verdict(Reason.TRANCHE_CLOSED)


def may_answer_about_call(actor: Actor, call: Call) -> Verdict:
    """Whoever writes for the municipalities."""
    return municipal(actor, call.table.region_id, CALLERS)


def _judged(actor: Actor, response: CallResponse, roles: tuple[Role, ...], at: datetime) -> Verdict:
    allowed = municipal(actor, response.tranche.call.table.region_id, roles)
    if not allowed:
        return allowed
    if response.tranche.call.withdrawn_at is not None:
        return Verdict(Reason.CALL_WITHDRAWN)
    if response.withdrawn_at is not None:
        return Verdict(Reason.RESPONSE_WITHDRAWN)
    state = state_of(response.tranche, at=at)
    if state is TrancheState.DECIDED:
        return Verdict(Reason.RESULTS_PUBLISHED)
    return YES if state is TrancheState.CLOSED else Verdict(Reason.TRANCHE_OPEN)


def may_advise(actor: Actor, response: CallResponse, *, at: datetime) -> Verdict:
    """Social teams, from the closing of the tranche until its results are published (D088)."""
    return _judged(actor, response, ADVISERS, at)


def may_choose(actor: Actor, response: CallResponse, *, at: datetime) -> Verdict:
    """Purchasers and aldermen with a second factor; with cases not before a social team advised."""
    allowed = _judged(actor, response, ENDORSERS, at)
    if not allowed:
        return allowed
    advised = ResponseAdvice.objects.filter(response=response).exists()
    if response.tranche.call.kind == CallKind.CASES and not advised:
        return Verdict(Reason.ADVICE_MISSING)
    return second_factor(actor)


def may_settle(actor: Actor, tranche: Tranche, *, at: datetime) -> Verdict:
    """The same people publish the results of a tranche that closed, and move what is left."""
    allowed = municipal(actor, tranche.call.table.region_id, ENDORSERS)
    if not allowed:
        return allowed
    if tranche.call.withdrawn_at is not None:
        return Verdict(Reason.CALL_WITHDRAWN)
    if state_of(tranche, at=at) in (TrancheState.NOT_YET, TrancheState.OPEN):
        return Verdict(Reason.TRANCHE_OPEN)
    return second_factor(actor)
