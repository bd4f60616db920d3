"""The first page after signing in."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.web.home import buying, providing
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def start(request: ActingRequest) -> HttpResponse:
    """What waits, what changed, what it means."""
    actor, at = request.actor, timezone.localtime()  # days are days in Amsterdam
    if actor.region is None and actor.buys:
        return redirect("region:start")
    if actor.region is None:
        return render(request, "home/nowhere.html", {"name": actor.name})
    kind = buying if actor.buys else providing
    page = kind.start_page(region=actor.region, seen_by=actor, at=at)
    return render(request, "home/start.html", {"page": page})
