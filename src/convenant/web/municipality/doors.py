"""Who comes into the office of a municipality: decided before a view begins."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse

from convenant.core.verdicts import Refused, Verdict
from convenant.parties import queries as parties
from convenant.parties.permissions import may_keep_office, may_read_registers
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, Region

P = ParamSpec("P")
View = Callable[Concatenate[ActingRequest, P], HttpResponse]


def of_municipality(view: View[P]) -> View[P]:
    """For people of a municipality of a region; 404 for everybody else."""

    @wraps(view)
    def guarded(request: ActingRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.actor.buys or request.actor.region is None:
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)  # type: ignore[return-value]  # keeps the view's own shape


def keeping(view: View[P]) -> View[P]:
    """For those who write in the office of their municipality."""

    def judged(request: ActingRequest) -> Verdict:
        return may_keep_office(request.actor, request.actor.acting_for)

    return _when(judged, view)


def reading_registers(view: View[P]) -> View[P]:
    """For those who read the registers of their municipality."""
    return _when(lambda request: may_read_registers(request.actor), view)


def _when(judge: Callable[[ActingRequest], Verdict], view: View[P]) -> View[P]:
    @wraps(view)
    def guarded(request: ActingRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        verdict = judge(request)
        if verdict.reason is not None:
            refusal = Refused(verdict.reason, verdict.values)
            back = reverse("municipality:start")
            return errors.refused(
                request, words_of(refusal), back_url=back, status=status_of(refusal)
            )
        return view(request, *args, **kwargs)

    return of_municipality(guarded)  # type: ignore[arg-type]  # as above


def own_municipality(request: ActingRequest) -> Organisation:
    """The municipality the viewer acts for."""
    return parties.organisation_of(request.actor)


def own_region(request: ActingRequest) -> Region:
    """The viewer's region; or 404."""
    region = parties.region_of(request.actor)
    if region is None or request.actor.region is None:
        raise Http404
    return region


def region_pk(request: ActingRequest) -> int:
    """The number of the viewer's region; or 404."""
    if request.actor.region is None:
        raise Http404
    return request.actor.region
