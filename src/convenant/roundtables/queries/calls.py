"""Reading calls and what was answered. A competitor's answer is never fetched (A5)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Prefetch, Q, QuerySet

from convenant.core.actors import Actor
from convenant.core.calls import CallKind, CallState, Choice, call_state
from convenant.roundtables import permissions
from convenant.roundtables.models import (
    BudgetMove,
    Call,
    CallQuestion,
    CallResponse,
    ResponseAdvice,
    Tranche,
)
from convenant.roundtables.queries.meetings import inside_buyer


def calls(*, region: int, seen_by: Actor) -> QuerySet[Call]:
    """Calls, newest first. Before they are published the municipalities only; from that moment
    everybody, all at the same time (D087)."""
    found = Call.objects.filter(table__region=region).select_related(
        "table__document", "table__region", "assignment__outcome"
    )
    if not inside_buyer(seen_by, region):
        found = found.filter(published_at__isnull=False, held=False)
    return found.prefetch_related("tranches").order_by("-pk")


def call(pk: int, *, seen_by: Actor) -> Call:
    """Raises Call.DoesNotExist for both "not there" and "not yours"."""
    return calls(region=seen_by.region or 0, seen_by=seen_by).prefetch_related("cases").get(pk=pk)


def public_call(pk: int) -> Call:
    """A published call of any region. Public. Raises Call.DoesNotExist."""
    return (
        Call.objects.filter(published_at__isnull=False, held=False)
        .select_related("table__region", "assignment__outcome")
        .prefetch_related("tranches", "cases")
        .get(pk=pk)
    )


def state_of_call(call: Call, *, at: datetime) -> CallState:
    """How a call stands at a moment. Public: of a call one was allowed to read."""
    return call_state(
        published=call.published_at is not None,
        held=call.held,
        withdrawn=call.withdrawn_at is not None,
        tranches=[permissions.state_of(one, at=at) for one in call.tranches.all()],
    )


def tranche(pk: int, *, seen_by: Actor) -> Tranche:
    """Raises Tranche.DoesNotExist for both "not there" and "not yours"."""
    return Tranche.objects.select_related("call__table__region", "call__assignment").get(
        pk=pk, call__in=calls(region=seen_by.region or 0, seen_by=seen_by)
    )


def responses(call: Call, *, at: datetime, seen_by: Actor) -> QuerySet[CallResponse]:
    """What was answered: its own for a provider; for the municipalities those in tranches that
    closed, so that nobody can be steered while others still write."""
    found = (
        _responses(seen_by, call.table.region_id, at)
        .filter(tranche__call=call)
        .select_related("provider", "tranche__call__table")
        .prefetch_related(
            Prefetch("advices", ResponseAdvice.objects.select_related("municipality")),
            "answers__case",
            "files",
        )
    )
    return found.order_by("tranche__number", "provider__name")


def response(pk: int, *, at: datetime, seen_by: Actor) -> CallResponse:
    """Raises CallResponse.DoesNotExist for both "not there" and "not yours"."""
    return (
        _responses(seen_by, seen_by.region or 0, at)
        .select_related("provider", "tranche__call__table__region", "tranche__call__assignment")
        .prefetch_related("advices__municipality", "answers__case", "files")
        .get(pk=pk)
    )


def own_response(tranche: Tranche, *, seen_by: Actor) -> CallResponse | None:
    """What the viewer's own provider answered, withdrawn or not."""
    return (
        CallResponse.objects.filter(tranche=tranche, provider=seen_by.organisation)
        .prefetch_related("answers", "files")
        .first()
    )


def own_responses(*, seen_by: Actor) -> dict[int, CallResponse]:
    """What the viewer's own provider answered, by tranche."""
    found = CallResponse.objects.filter(provider=seen_by.organisation, withdrawn_at__isnull=True)
    return {one.tranche_id: one for one in found}


def response_counts(calls: Collection[Call], *, seen_by: Actor) -> dict[int, int]:
    """How many answered in each tranche; before it closes too, but for the municipalities only."""
    found = CallResponse.objects.filter(tranche__call__in=calls, withdrawn_at__isnull=True)
    if not inside_buyer(seen_by, seen_by.region or 0):
        found = found.filter(tranche__results_at__isnull=False)
    return dict(found.values_list("tranche").annotate(count=Count("pk")))


def call_results(call: Call) -> QuerySet[CallResponse]:
    """Who was chosen and why, of tranches whose results are published. Public; what was answered
    is not in it, and of who was not chosen there is nothing."""
    return (
        CallResponse.objects.filter(
            tranche__call=call, tranche__results_at__isnull=False, choice=Choice.CHOSEN
        )
        .select_related("provider", "tranche")
        .defer("text", "asked")
        .order_by("tranche__number", "provider__name")
    )


def moves(call: Call) -> QuerySet[BudgetMove]:
    """What was left over in one tranche and moved to another. Public."""
    return (
        BudgetMove.objects.filter(source__call=call)
        .select_related("source", "target")
        .order_by("pk")
    )


def call_questions(call: Call, *, seen_by: Actor) -> QuerySet[CallQuestion]:
    """Answered questions for everybody, without who asked; open ones for who asked and the
    municipalities; what is held up for who asked and the chair."""
    found = CallQuestion.objects.filter(call=call).order_by("pk")
    own = Q(organisation=seen_by.organisation)
    if inside_buyer(seen_by, call.table.region_id):
        return (
            found if permissions.may_decide_hold(seen_by, call.table) else found.filter(held=False)
        )
    shown = Q(held=False, answered_at__isnull=False)
    return found.filter(shown | own) if seen_by.provides else found.filter(shown)


def call_question(pk: int, *, seen_by: Actor) -> CallQuestion:
    """For the municipalities. Raises CallQuestion.DoesNotExist."""
    found = CallQuestion.objects.select_related("call__table").get(
        pk=pk, call__table__region=seen_by.region
    )
    return call_questions(found.call, seen_by=seen_by).select_related("call__table").get(pk=pk)


def open_tranches(*, at: datetime, seen_by: Actor) -> QuerySet[Tranche]:
    """Tranches the viewer's provider can answer in now, soonest to close first."""
    return (
        Tranche.objects.filter(
            call__in=calls(region=seen_by.region or 0, seen_by=seen_by).values("pk"),
            call__withdrawn_at__isnull=True,
            opens_at__lte=at,
            closes_at__gt=at,
        )
        .select_related("call__table")
        .order_by("closes_at", "pk")
    )


def to_advise(*, at: datetime, seen_by: Actor) -> QuerySet[Any]:
    """Closed tranches of calls with cases in which a response has no advice of the viewer's own
    municipality; ``waiting`` counts them."""
    unadvised = ~Q(responses__advices__municipality=seen_by.organisation)
    return (
        _to_judge(seen_by, at)
        .filter(call__kind=CallKind.CASES)
        .annotate(
            waiting=Count("responses", filter=unadvised & Q(responses__withdrawn_at__isnull=True))
        )
        .filter(waiting__gt=0)
    )


def to_choose(*, at: datetime, seen_by: Actor) -> QuerySet[Any]:
    """Closed tranches whose results are not published; ``waiting`` counts the undecided."""
    return _to_judge(seen_by, at).annotate(
        waiting=Count(
            "responses", filter=Q(responses__choice="", responses__withdrawn_at__isnull=True)
        )
    )


def questions_waiting(*, seen_by: Actor) -> QuerySet[CallQuestion]:
    """Questions about calls nobody answered yet. For the municipalities."""
    region = seen_by.region or 0
    found = CallQuestion.objects.filter(
        call__table__region=region, held=False, answered_at__isnull=True
    )
    if not inside_buyer(seen_by, region):
        return found.none()
    return found.select_related("call").order_by("pk")


def _to_judge(viewer: Actor, at: datetime) -> QuerySet[Tranche]:
    region = viewer.region or 0
    found = Tranche.objects.filter(
        call__table__region=region,
        call__withdrawn_at__isnull=True,
        call__published_at__isnull=False,
        call__held=False,
        closes_at__lte=at,
        results_at__isnull=True,
    )
    if not inside_buyer(viewer, region):
        return found.none()
    return found.select_related("call").order_by("closes_at")


def _responses(viewer: Actor, region: int, at: datetime) -> QuerySet[CallResponse]:
    found = CallResponse.objects.filter(tranche__call__table__region=region)
    if inside_buyer(viewer, region):
        return found.filter(tranche__closes_at__lte=at, withdrawn_at__isnull=True)
    if viewer.provides and viewer.region == region:
        return found.filter(provider=viewer.organisation)
    return found.none()


def leftover(call: Call) -> dict[int, int]:
    """What is left over in each tranche, in cents. Public: budgets and awards are."""
    found = Tranche.objects.filter(call=call).annotate(
        left=F("budget") + F("moved_in") - F("moved_out") - F("awarded")
    )
    return dict(found.values_list("pk", "left"))


def response_to_write(pk: int, *, seen_by: Actor) -> CallResponse:
    """For the worker that writes the receipt. Raises CallResponse.DoesNotExist."""
    if not seen_by.machine:
        raise CallResponse.DoesNotExist
    return CallResponse.objects.select_related("tranche__call").get(pk=pk)


def tranche_to_write(pk: int, *, seen_by: Actor) -> Tranche:
    """For the worker that writes that there is a decision. Raises Tranche.DoesNotExist."""
    if not seen_by.machine:
        raise Tranche.DoesNotExist
    return Tranche.objects.select_related("call").get(pk=pk)


def responders(tranche: Tranche, *, seen_by: Actor) -> list[int]:
    """Who answered, for the worker that tells them; nobody else."""
    if not seen_by.machine:
        return []
    found = CallResponse.objects.filter(tranche=tranche, withdrawn_at__isnull=True)
    return list(found.values_list("provider", flat=True))
