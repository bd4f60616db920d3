"""The first page of the region."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.parties import permissions
from convenant.web.region.pages.start import start_page
from convenant.web.region.views.shared import region_of
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def start(request: ActingRequest) -> HttpResponse:
    """How the region works together, who takes part, and where to go."""
    if not request.actor.buys:
        raise Http404
    if request.actor.region is None:
        shown = {
            "organisation": request.actor.organisation_name,
            "may_found": bool(permissions.may_found_region(request.actor)),
        }
        return render(request, "region/none.html", shown)
    page = start_page(region_of(request), seen_by=request.actor, on=timezone.localdate())
    return render(request, "region/start.html", {"page": page})
