"""Finding what a page is about; absent and not yours are both 404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from convenant.core.verdicts import Refused, Verdict
from convenant.roundtables import queries
from convenant.web.shared import errors
from convenant.web.shared.refusals import status_of, told

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenant.roundtables.models import AgendaItem, Hold, Meeting, Proposal, RoundTable
    from convenant.web.shared.http import ActingRequest


def table_of(request: ActingRequest, slug: str) -> RoundTable:
    """The table of the viewer's region with this address."""
    if request.actor.region is None:
        raise Http404
    try:
        return queries.table(slug, region=request.actor.region)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def meeting_of(request: ActingRequest, pk: int) -> Meeting:
    """The meeting, when the viewer may know of it."""
    try:
        found = queries.meeting(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    if request.actor.region is None or found.table.region_id != request.actor.region:
        raise Http404
    return found


def item_of(request: ActingRequest, pk: int) -> AgendaItem:
    """The item of a meeting the viewer may know of."""
    try:
        found = queries.item(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    if request.actor.region != found.meeting.table.region_id:
        raise Http404
    return found


def proposal_of(request: ActingRequest, pk: int) -> Proposal:
    """What somebody raised, when the viewer may read it."""
    try:
        return queries.proposal(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def hold_of(request: ActingRequest, pk: int) -> Hold:
    """A text that is held up, for the chair and its maker."""
    try:
        return queries.hold(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def refused(request: ActingRequest, refusal: Refused, *, back: str) -> HttpResponse:
    """Why something cannot be done, on a page of its own."""
    return errors.refused(request, told(request, refusal), back_url=back, status=status_of(refusal))


def stopped(request: ActingRequest, verdict: Verdict, *, back: str) -> HttpResponse | None:
    """The same, for what is not allowed to begin with."""
    if verdict.reason is None:
        return None
    return refused(request, Refused(verdict.reason, verdict.values), back=back)
