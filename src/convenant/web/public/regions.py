"""Which region the public site shows, when an installation has several.

``?regio=slug`` chooses, and is remembered in a cookie; else it is the viewer's own, else the first.
What has an address of its own is found in whichever region it is, so that a link can be passed on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse

from convenant.parties import queries as parties
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.parties.models import Region

NAME = "regio"
_REMEMBERED = 180 * 24 * 3600

P = ParamSpec("P")
T = TypeVar("T")
View = Callable[Concatenate[ActingRequest, P], HttpResponse]


def remembering(view: View[P]) -> View[P]:
    """Keep the region that was asked for, in a cookie that holds nothing else."""

    @wraps(view)
    def asked(request: ActingRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        chosen = _asked_for(request)
        if chosen is not None:
            response.set_cookie(NAME, chosen.slug, max_age=_REMEMBERED, samesite="Lax")
        return response

    return asked


def shown(request: ActingRequest) -> Region | None:
    """The region to show; the frame around the page shows the same. None: there is no region."""
    region = (
        _asked_for(request)
        or (parties.region_of(request.actor) if request.actor.region is not None else None)
        or _called(request.COOKIES.get(NAME, ""))
        or parties.region_of(request.actor)
    )
    request.region = region
    return region


def found(request: ActingRequest, lookup: Callable[[int], T]) -> T:
    """What ``lookup`` finds in the region shown, else in another; raises Http404."""
    for region in _in_order(request):
        try:
            thing = lookup(region.pk)
        except ObjectDoesNotExist:
            continue
        request.region = region
        return thing
    raise Http404


def _in_order(request: ActingRequest) -> Iterator[Region]:
    first = shown(request)
    if first is None:
        return
    yield first
    yield from parties.regions().exclude(pk=first.pk)


def _asked_for(request: ActingRequest) -> Region | None:
    return _called(request.GET.get(NAME, ""))


def _called(slug: str) -> Region | None:
    return parties.regions().filter(slug=slug).first() if slug else None
