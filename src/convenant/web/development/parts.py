"""What every view here does: find or 404, show a form and do what it asks, press a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from convenant.core.verdicts import Refused, Verdict
from convenant.roundtables import queries
from convenant.web.municipality.parts import FormPage, OfficePage
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told

if TYPE_CHECKING:
    from django import forms

    from convenant.roundtables.models import RoundTable

T = TypeVar("T")


def found(lookup: Callable[[], T]) -> T:
    """What is looked up; absent and not yours are the same page."""
    try:
        return lookup()
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def table_of(request: ActingRequest, slug: str) -> RoundTable:
    """A table of the viewer's own region."""
    return found(lambda: queries.table(slug, region=request.actor.region or 0))


def shut(request: ActingRequest, verdict: Verdict, back: str) -> HttpResponse | None:
    """The page that says why not; None when it may."""
    if verdict.reason is None:
        return None
    refusal = Refused(verdict.reason, verdict.values)
    words = told(request, refusal)
    return errors.refused(request, words, back_url=back, status=status_of(refusal))


def form_view(
    request: ActingRequest,
    page: FormPage,
    form: forms.Form,
    do: Callable[[], str],
    *,
    done: str,
) -> HttpResponse:
    """Show a form; when it was sent and is right, do it and go to the address ``do`` gives. What
    was typed stays when it is refused."""
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                url = do()
            except Refused as refusal:
                form.add_error(None, told(request, refusal))
                status = status_of(refusal)
            else:
                messages.success(request, done)
                return redirect(url)
    return render(request, "development/form.html", {"page": page, "form": form}, status=status)


def press(
    request: ActingRequest, do: Callable[[], object], *, back: str, done: str
) -> HttpResponse:
    """Do what a button asks and go back; a refusal gets a page of its own."""
    try:
        do()
    except Refused as refusal:
        words = told(request, refusal)
        return errors.refused(request, words, back_url=back, status=status_of(refusal))
    messages.success(request, done)
    return redirect(back)


def public_page(
    request: ActingRequest, page: OfficePage, status: int = 200, *, secret: bool = False
) -> HttpResponse:
    """A page anyone may read; ``secret``: its address is known to one person only."""
    response = render(
        request, "development/public.html", {"page": page, "secret": secret}, status=status
    )
    if secret:
        response["Referrer-Policy"] = "no-referrer"
        response["Cache-Control"] = "no-store"
    return response
