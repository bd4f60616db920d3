"""The digital table of a round table: who took part, what waits."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.roundtables import queries
from convenant.web.shared.http import ActingRequest
from convenant.web.tables.pages.digital import digital_page
from convenant.web.tables.views.items import page_number


@require_GET
@login_required
def digital(request: ActingRequest, slug: str) -> HttpResponse:
    """How many providers took part in what, and which remarks wait for an answer since when."""
    try:
        table = queries.table(slug, region=request.actor.region or 0)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    number = page_number(request.GET.get("bladzijde", ""))
    page = digital_page(table, seen_by=request.actor, at=timezone.now(), page=number)
    return render(request, "tables/digital.html", {"page": page})
