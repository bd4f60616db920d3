"""A provider sees who speaks for it, and chooses another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convenant.core.verdicts import Refused
from convenant.roundtables import actions, queries
from convenant.web.region.representation.forms import OwnForm
from convenant.web.region.representation.pages.own import own_page, speaker_choices
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


@require_http_methods(["GET", "POST"])
@login_required
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """Who speaks for us and for whom we speak; a choice of our own holds from today."""
    table = _table(request, slug)
    if request.actor.buys:
        return redirect("representation:show", slug)
    on = timezone.localdate()
    speakers = speaker_choices(table, on=on, seen_by=request.actor)
    form = OwnForm(request.POST or None, speakers=speakers)
    if request.method == "GET":
        return _show(request, table, form)
    if not form.is_valid():
        return _show(request, table, form, status=422)
    try:
        actions.represent(
            table=table,
            speakers={request.actor.acting_for: int(form.cleaned_data["speaker"])},
            since=on,
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _show(request, table, form, status=status_of(refusal))
    messages.success(
        request, _("Bewaard: dit geldt vanaf vandaag. Wie voor u sprak en spreekt krijgt bericht.")
    )
    return redirect("representation:own", slug)


def _table(request: ActingRequest, slug: str) -> RoundTable:
    if request.actor.organisation is None:
        raise Http404
    try:
        return queries.table(slug, region=request.actor.region or 0)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _show(
    request: ActingRequest, table: RoundTable, form: OwnForm, status: int = 200
) -> HttpResponse:
    page = own_page(table, on=timezone.localdate(), query=request.GET, seen_by=request.actor)
    return render(request, "representation/own.html", {"page": page, "form": form}, status=status)
