"""Money spent against what was agreed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.exchange.spreadsheets.writing import XLSX
from convenant.web.money.pages import money_page, spreadsheet
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def show(request: ActingRequest) -> HttpResponse:
    """Ceilings that run out first, then what was spent per provider and product."""
    if request.actor.region is None:
        raise Http404
    page = money_page(
        request.actor, request.GET, region=request.actor.region, on=timezone.localdate()
    )
    return render(request, "money/show.html", {"page": page})


@require_GET
@login_required
def download(request: ActingRequest) -> HttpResponse:
    """The same rows as a spreadsheet."""
    if request.actor.region is None:
        raise Http404
    on = timezone.localdate()
    content = spreadsheet(request.actor, request.GET, region=request.actor.region, on=on)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="geld-{on:%Y-%m-%d}.xlsx"'
    return response
