"""Confidential requests. A provider sees what it was asked and what it answered itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from convenant.core.actors import Actor
from convenant.core.periods import day_of
from convenant.parties.models import Organisation
from convenant.roundtables.models import (
    AnswerPaper,
    Asked,
    ConfidentialRequest,
    RequestAnswer,
    RequestSummary,
    RoundTable,
)
from convenant.roundtables.permissions.bilateral import confides, speaks_alone


@dataclass(frozen=True, slots=True)
class RequestTally:
    """How many were asked and answered; for the municipalities only."""

    asked: int
    answered: int

    @property
    def silent(self) -> int:
        return self.asked - self.answered


def confidential_requests(*, seen_by: Actor, table: RoundTable | None = None) -> QuerySet[Any]:
    """Requests of the viewer's municipalities, or those the viewer's provider was asked, the newest
    first, with ``mine``: whether the viewer's organisation answered."""
    own = RequestAnswer.objects.filter(request=OuterRef("pk"), provider=seen_by.organisation)
    found = (
        _visible(seen_by)
        .select_related("table")
        .annotate(mine=Exists(own))
        .order_by("-asked_at", "id")
    )
    return found if table is None else found.filter(table=table)


def confidential_request(pk: UUID, *, seen_by: Actor) -> ConfidentialRequest:
    """Raises ConfidentialRequest.DoesNotExist for both "not there" and "not yours"."""
    found: ConfidentialRequest = confidential_requests(seen_by=seen_by).get(pk=pk)
    return found


def request_answers(request: ConfidentialRequest, *, seen_by: Actor) -> QuerySet[RequestAnswer]:
    """All answers for the municipalities; for a provider its own, before and after closing."""
    return (
        _answers(seen_by)
        .filter(request=request)
        .select_related("provider")
        .prefetch_related("papers__paper")
        .order_by("provider__name")
    )


def answer_paper(
    request: ConfidentialRequest, provider: int, number: int, *, seen_by: Actor
) -> AnswerPaper:
    """A file of an answer. Raises AnswerPaper.DoesNotExist for "not there" and "not yours"."""
    return AnswerPaper.objects.select_related("paper").get(
        answer__in=_answers(seen_by),
        answer__request=request,
        answer__provider=provider,
        number=number,
    )


def silent_providers(request: ConfidentialRequest, *, seen_by: Actor) -> QuerySet[Organisation]:
    """Who was asked and did not answer, by name. For the municipalities."""
    if not confides(seen_by, request.table.region_id):
        return Organisation.objects.none()
    answered = RequestAnswer.objects.filter(request=request).values("provider")
    asked = Asked.objects.filter(request=request).exclude(provider__in=answered)
    return Organisation.objects.filter(pk__in=asked.values("provider")).order_by("name")


def request_tallies(
    requests: Iterable[ConfidentialRequest], *, seen_by: Actor
) -> dict[UUID, RequestTally]:
    """How many were asked and answered, by request. Nothing for providers."""
    if seen_by.provides:
        return {}
    counted = _visible(seen_by).filter(pk__in=[one.pk for one in requests])
    return {
        pk: RequestTally(asked, answered)
        for pk, asked, answered in counted.annotate(
            all_asked=Count("asked", distinct=True), given=Count("answers", distinct=True)
        ).values_list("pk", "all_asked", "given")
    }


def request_summary(request: ConfidentialRequest, *, seen_by: Actor) -> RequestSummary | None:
    """The summary of the answers; while the chair looks at it the municipalities only."""
    found = RequestSummary.objects.filter(request=request, request__table__region=seen_by.region)
    if not confides(seen_by, request.table.region_id):
        found = found.filter(held=False)
    return found.order_by("held", "-id").first()


def request_summaries(*, seen_by: Actor, table: RoundTable) -> QuerySet[RequestSummary]:
    """What everybody that takes part may know of the answers at a table, the newest first."""
    if not seen_by.machine and (seen_by.region != table.region_id or seen_by.kind is None):
        return RequestSummary.objects.none()
    return (
        RequestSummary.objects.filter(request__table=table, held=False)
        .select_related("request")
        .defer("request__question")
        .order_by("-written_at")
    )


def waiting_requests(*, seen_by: Actor, at: datetime) -> QuerySet[ConfidentialRequest]:
    """Open requests the viewer's provider did not answer yet, the first to close first."""
    if not seen_by.provides:
        return ConfidentialRequest.objects.none()
    return (
        confidential_requests(seen_by=seen_by)
        .filter(mine=False, closed_at__isnull=True, last_day__gte=day_of(at))
        .order_by("last_day")
    )


def _visible(viewer: Actor) -> QuerySet[ConfidentialRequest]:
    if viewer.machine:
        return ConfidentialRequest.objects.all()
    region = viewer.region or 0
    if confides(viewer, region):
        return ConfidentialRequest.objects.filter(table__region=region)
    if speaks_alone(viewer, region):
        return ConfidentialRequest.objects.filter(
            table__region=region, asked__provider=viewer.organisation
        )
    return ConfidentialRequest.objects.none()


def _answers(viewer: Actor) -> QuerySet[RequestAnswer]:
    found = RequestAnswer.objects.filter(request__in=_visible(viewer))
    if viewer.machine or viewer.buys:
        return found
    return found.filter(provider=viewer.organisation)
