"""What the views about seats have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.urls import reverse

from convenant.core.verdicts import Refused, Verdict
from convenant.roundtables import queries
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable, SeatPolicy


def table_of(request: ActingRequest, slug: str, *, buying: bool = False) -> RoundTable:
    """A table of the viewer's region; 404 for any other, or where only the municipalities come."""
    if request.actor.region is None or (buying and not request.actor.buys):
        raise Http404
    try:
        return queries.table(slug, region=request.actor.region)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def policy_of(
    request: ActingRequest, slug: str, number: int, *, buying: bool = False
) -> SeatPolicy:
    """A policy of such a table."""
    table = table_of(request, slug, buying=buying)
    try:
        return queries.seat_policy(table, number, seen_by=request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def no(request: ActingRequest, verdict: Verdict, back: str) -> HttpResponse:
    """The page that says why not."""
    refusal = Refused(verdict.reason, verdict.values) if verdict.reason is not None else None
    words = "" if refusal is None else words_of(refusal)
    return errors.refused(request, words, back_url=back, status=403)


def refused(request: ActingRequest, refusal: Refused, slug: str) -> HttpResponse:
    """The page that says what went wrong, with the way back to the seats."""
    return errors.refused(
        request,
        words_of(refusal),
        back_url=reverse("seats:show", args=[slug]),
        status=status_of(refusal),
    )
