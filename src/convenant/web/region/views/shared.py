"""What the views of the region have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from convenant.core.verdicts import Refused, Verdict
from convenant.parties import permissions, queries
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, Region


def region_of(request: ActingRequest) -> Region:
    """The region of who looks, for the buying side; for all others it is not there."""
    region = queries.region_of(request.actor) if request.actor.region is not None else None
    if region is None or not request.actor.buys:
        raise Http404
    return region


def forbidden(
    request: ActingRequest, verdict: Verdict, *, back: str = "region:start", status: int = 403
) -> HttpResponse:
    """The page that says why not."""
    refusal = Refused(verdict.reason, verdict.values) if verdict.reason is not None else None
    words = "" if refusal is None else words_of(refusal)
    return errors.refused(request, words, back_url=reverse(back), status=status)


def may_change(request: ActingRequest, region: Region) -> Verdict:
    return permissions.may_administer_region(request.actor, region)


def taking_part(region: Region, slug: str) -> Organisation:
    """An organisation that takes or took part in the region; 404 for any other."""
    found = queries.ever_in(region, slug)
    if found is None:
        raise Http404
    return found


def ask(
    request: ActingRequest,
    form: Form,
    save: Callable[[dict[str, Any]], HttpResponse],
    show: Callable[[Form, int], HttpResponse],
) -> HttpResponse:
    """Show the form; when it was filled in, do what it asks, or say at the form why not."""
    if request.method != "POST":
        return show(form, 200)
    if not form.is_valid():
        return show(form, 422)
    try:
        return save(form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return show(form, status_of(refusal))


def form_page(request: ActingRequest, form: Form, status: int, **page: object) -> HttpResponse:
    """A page with one form: heading, lead, crumbs, button, back_url, eyebrow, notes."""
    return render(request, "region/form.html", {"form": form, "page": page}, status=status)
