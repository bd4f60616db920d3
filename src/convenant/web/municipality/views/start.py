"""The first page of the office."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.web.municipality.doors import of_municipality, own_municipality
from convenant.web.municipality.pages.start import start_page
from convenant.web.municipality.parts import show_page
from convenant.web.shared.http import ActingRequest


@require_GET
@of_municipality
def start(request: ActingRequest) -> HttpResponse:
    """Where to go in one's own municipality."""
    page = start_page(own_municipality(request), seen_by=request.actor, on=timezone.localdate())
    return show_page(request, page)
