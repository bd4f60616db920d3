"""Profiles as a region's buying side sees them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.exchange.spreadsheets.writing import XLSX
from convenant.parties import queries as parties
from convenant.web.organisation.profile.pages.seen import matrix_page, seen_page, spreadsheet
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """Every provider of the region with its proofs."""
    page = matrix_page(
        region=_region(request), query=request.GET, on=timezone.localdate(), seen_by=request.actor
    )
    return render(request, "profile/matrix.html", {"page": page})


@require_GET
@login_required
def download(request: ActingRequest) -> HttpResponse:
    """All that was shared, as a spreadsheet."""
    on = timezone.localdate()
    content = spreadsheet(region=_region(request), on=on, seen_by=request.actor)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="profielen-{on:%Y-%m-%d}.xlsx"'
    return response


@require_GET
@login_required
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """One provider: size, where it worked, what it shares."""
    region, on = _region(request), timezone.localdate()
    provider = parties.providers(region, on=on, seen_by=request.actor).filter(slug=slug).first()
    if provider is None:
        raise Http404
    page = seen_page(provider, region=region, on=on, seen_by=request.actor)
    return render(request, "profile/seen.html", {"page": page})


def _region(request: ActingRequest) -> int:
    if not request.actor.buys or request.actor.region is None:
        raise Http404
    return request.actor.region
