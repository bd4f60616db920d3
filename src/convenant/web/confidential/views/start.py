"""Everything confidential at a table, on one page."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.web.confidential.doors import table_of
from convenant.web.confidential.pages.start import start_page
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def start(request: ActingRequest, slug: str) -> HttpResponse:
    """The viewer's talks, requests and questions; for who takes part otherwise only whether a
    procedure runs and what was summarised."""
    page = start_page(table_of(request, slug), seen_by=request.actor, at=timezone.localtime())
    return render(request, "confidential/start.html", {"page": page})
