"""The log that each organisation reads for itself."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.exchange.spreadsheets.writing import XLSX
from convenant.web.organisation.pages.log import log_page, spreadsheet
from convenant.web.organisation.views.people import not_managing
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def show(request: ActingRequest) -> HttpResponse:
    """What happened, newest first."""
    if (refusal := not_managing(request)) is not None:
        return refusal
    url = reverse("organisation:log_download")
    page = log_page(request.GET, seen_by=request.actor, download_url=url)
    return render(request, "organisation/log.html", {"page": page})


@require_GET
@login_required
def download(request: ActingRequest) -> HttpResponse:
    """The same rows as a spreadsheet."""
    if (refusal := not_managing(request)) is not None:
        return refusal
    content = spreadsheet(request.GET, seen_by=request.actor)
    response = HttpResponse(content, content_type=XLSX)
    name = f"logboek-{timezone.localdate():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
