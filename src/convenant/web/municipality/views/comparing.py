"""Municipalities side by side, what is bought twice, and what is asked of a provider."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.parties import queries as parties
from convenant.parties.queries import WayOfWorking
from convenant.web.municipality.doors import of_municipality, region_pk
from convenant.web.municipality.pages.comparing import asked_page, compare_page, compare_sheet
from convenant.web.municipality.pages.overlaps import bought_in, overlap_page, overlap_sheet
from convenant.web.municipality.parts import show_page, spreadsheet_response
from convenant.web.shared.http import ActingRequest


@require_GET
@of_municipality
def compare(request: ActingRequest) -> HttpResponse:
    """The municipalities of the region side by side."""
    return show_page(request, compare_page(_ways(request), on=timezone.localdate()))


@require_GET
@of_municipality
def compare_download(request: ActingRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    return spreadsheet_response(compare_sheet(_ways(request)), "gemeenten-naast-elkaar")


@require_GET
@of_municipality
def overlap(request: ActingRequest) -> HttpResponse:
    """What is bought although a team does it, in the whole region."""
    bought = bought_in(region_pk(request), on=timezone.localdate(), seen_by=request.actor)
    return show_page(request, overlap_page(_ways(request), bought))


@require_GET
@of_municipality
def overlap_download(request: ActingRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    bought = bought_in(region_pk(request), on=timezone.localdate(), seen_by=request.actor)
    return spreadsheet_response(overlap_sheet(_ways(request), bought), "overlap")


@require_GET
@login_required
def asked(request: ActingRequest) -> HttpResponse:
    """For providers: what each municipality they work for asks of them."""
    if not request.actor.provides or request.actor.region is None:
        raise Http404
    return show_page(request, asked_page(_ways(request)))


def _ways(request: ActingRequest) -> list[WayOfWorking]:
    return parties.ways_of_working(
        region=region_pk(request), on=timezone.localdate(), seen_by=request.actor
    )
