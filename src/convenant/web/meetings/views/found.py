"""The table or meeting of an address, and who may not come further."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse

from convenant.core.verdicts import Refused, Verdict
from convenant.roundtables import queries
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting, RoundTable


def table_of(request: ActingRequest, slug: str) -> RoundTable:
    """The table of the viewer's region; or 404."""
    try:
        return queries.table(slug, region=request.actor.region or 0)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def meeting_of(request: ActingRequest, pk: int) -> Meeting:
    """The meeting, when it is of the viewer's region and the viewer may know of it; or 404."""
    try:
        found = queries.meeting(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    if request.actor.region is None or found.table.region_id != request.actor.region:
        raise Http404
    return found


def no_entry(request: ActingRequest, verdict: Verdict, back: str) -> HttpResponse | None:
    """The page that says why somebody cannot do this; None when one can."""
    if verdict.reason is None:
        return None
    return refused(request, Refused(verdict.reason, verdict.values), back)


def refused(request: ActingRequest, refusal: Refused, back: str) -> HttpResponse:
    """The page that says why it was refused, and the way back."""
    words, status = told(request, refusal), status_of(refusal)
    return errors.refused(request, words, back_url=back, status=status)
