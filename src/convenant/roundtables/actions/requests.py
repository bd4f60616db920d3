"""Asking providers, each for itself, and telling all what came of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.agenda import Side
from convenant.core.confidential import RequestKind, has_figures
from convenant.core.guard import HoldSubject
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.texts import said
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.confiding import closed_paper, tell
from convenant.roundtables.actions.contributions import KeptFile
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.models import (
    AnswerPaper,
    Asked,
    ConfidentialRequest,
    RequestAnswer,
    RequestSummary,
    RoundTable,
)
from convenant.roundtables.queries.doubles import sent_before


@transaction.atomic
def send_request(
    *,
    table: RoundTable,
    kind: RequestKind,
    title: str,
    question: str,
    purpose: str,
    last_day: date,
    providers: Collection[int],
    by: Actor,
    at: datetime,
) -> ConfidentialRequest:
    """Ask these providers for what is their own: cost data, capacity plans or their choice. Each
    sees the question and its own answer only, not who else was asked (A5)."""
    RoundTable.objects.select_for_update().get(pk=table.pk)  # a second click finds the first
    permissions.may_request(by, table).require()
    if last_day < day_of(at):
        raise Refused(Reason.LAST_DAY_IN_PAST)
    here = parties.participants(table.region_id, kind=Kind.PROVIDER, on=day_of(at))
    asked = set(here.filter(pk__in=providers).values_list("pk", flat=True))
    if not asked:
        raise Refused(Reason.NOBODY_ASKED)
    if asked != set(providers):
        raise Refused(Reason.NOT_A_PROVIDER_HERE)
    wanted = {
        "table": table,
        "kind": kind,
        "title": said(title),
        "question": said(question),
        "purpose": said(purpose),
        "last_day": last_day,
        "asked_by": by.label,
    }
    twin = sent_before(ConfidentialRequest, "asked_at", at=at, closed_at=None, **wanted)
    if twin is not None and asked == set(twin.asked.values_list("provider", flat=True)):
        return twin
    made = ConfidentialRequest.objects.create(**wanted, asked_at=at)
    Asked.objects.bulk_create(Asked(request=made, provider_id=one) for one in sorted(asked))
    _record(EventType.REQUEST_SENT, made, by, at)
    tell(what="request", pk=made.pk, side=Side.PROVIDERS, step="sent", by=by, at=at)
    return made


@transaction.atomic
def answer_request(
    *, request: ConfidentialRequest, text: str, by: Actor, at: datetime
) -> RequestAnswer:
    """Answer for one's own provider, or change the answer, until the request closes."""
    request = _again(request)
    permissions.may_answer_request(by, request, at=at).require()
    text = said(text)
    answer, made = RequestAnswer.objects.update_or_create(
        request=request,
        provider_id=by.acting_for,
        defaults={"text": text, "given_by": by.label, "given_at": at},
    )
    event = EventType.REQUEST_ANSWERED if made else EventType.REQUEST_ANSWER_CHANGED
    _record(event, request, by, at)
    return answer


@transaction.atomic
def attach_to_answer(
    *, request: ConfidentialRequest, title: str, file: KeptFile, by: Actor, at: datetime
) -> AnswerPaper:
    """Put a file with one's own answer, until the request closes; a file alone is an answer too."""
    request = _again(request)
    permissions.may_answer_request(by, request, at=at).require()
    answer, _made = RequestAnswer.objects.get_or_create(
        request=request,
        provider_id=by.acting_for,
        defaults={"text": "", "given_by": by.label, "given_at": at},
    )
    paper = closed_paper(
        table=request.table, provider=by.acting_for, title=title, file=file, by=by, at=at
    )
    made = AnswerPaper.objects.create(answer=answer, number=answer.papers.count() + 1, paper=paper)
    _record(EventType.CONFIDENTIAL_FILE_ADDED, request, by, at)
    return made


@transaction.atomic
def remind_request(*, request: ConfidentialRequest, by: Actor, at: datetime) -> ConfidentialRequest:
    """Write to who did not answer yet; at the most once a day."""
    request = _again(request)
    permissions.may_remind(by, request, at=at).require()
    if not queries.silent_providers(request, seen_by=by).exists():
        raise Refused(Reason.EVERYBODY_ANSWERED)
    request.reminded_at = at
    request.save(update_fields=["reminded_at"])
    _record(EventType.REQUEST_REMINDED, request, by, at)
    day = day_of(at).isoformat()
    tell(
        what="request",
        pk=request.pk,
        side=Side.PROVIDERS,
        step=f"reminded-{day}",
        by=by,
        at=at,
        kind="reminder",
    )
    return request


@transaction.atomic
def close_request(*, request: ConfidentialRequest, by: Actor, at: datetime) -> ConfidentialRequest:
    """Close it before its last day; answers stay as they are."""
    request = _again(request)
    permissions.may_close_request(by, request, at=at).require()
    request.closed_at = at
    request.save(update_fields=["closed_at"])
    _record(EventType.REQUEST_CLOSED, request, by, at)
    return request


@transaction.atomic
def summarise_request(
    *, request: ConfidentialRequest, text: str, by: Actor, at: datetime
) -> RequestSummary:
    """Tell everybody that takes part what came of it, after closing. Figures need answers enough
    behind them; a text with amounts waits for the chair (A5, D078)."""
    request = _again(request)
    permissions.may_summarise(by, request, at=at).require()
    text = said(text)
    wanted = int(norm("answers_behind_figures").on(day_of(at)).value)
    given = RequestAnswer.objects.filter(request=request).count()
    if given == 0:
        raise Refused(Reason.NOBODY_ANSWERED)
    if has_figures(text) and given < wanted:
        raise Refused(Reason.TOO_FEW_ANSWERS, {"wanted": str(wanted), "given": str(given)})
    made = RequestSummary.objects.create(
        request=request, text=text, held=True, written_by=by.label, written_at=at
    )
    made.held = screen(
        subject=HoldSubject.SUMMARY, pk=made.pk, table=request.table, text=text, by=by, at=at
    )
    made.save(update_fields=["held"])
    _record(EventType.REQUEST_SUMMARISED, request, by, at)
    return made


def _again(request: ConfidentialRequest) -> ConfidentialRequest:
    return (
        ConfidentialRequest.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=request.pk)
    )


def _record(event: EventType, request: ConfidentialRequest, by: Actor, at: datetime) -> None:
    audit.record(event=event, subject=f"request:{request.pk}", by=by, at=at)
