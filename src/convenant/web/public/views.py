"""The site anyone may read. Every read here is done as the public, whoever is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from convenant.agreements import queries as agreement_queries
from convenant.core.actors import PUBLIC
from convenant.documents import queries as documents
from convenant.roundtables import queries as roundtables
from convenant.web.public import regions
from convenant.web.public.pages import agreements as agreement_pages
from convenant.web.public.pages import region as region_pages
from convenant.web.public.pages import tables as table_pages
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.agreements.models import Agreement
    from convenant.parties.models import Region

# Days are days in Amsterdam: localtime() gives the same moment as now(), with the right date.


@require_safe
@regions.remembering
def front(request: ActingRequest) -> HttpResponse:
    """What this region is and what is going on at its tables."""
    region = regions.shown(request)
    if region is None:
        return render(request, "public/empty.html")
    page = region_pages.front_page(region, at=timezone.localtime())
    return render(request, "public/front.html", {"page": page})


@require_safe
@regions.remembering
def tables(request: ActingRequest) -> HttpResponse:
    """Every table of the region."""
    page = table_pages.tables_page(_region(request).pk)
    return render(request, "public/tables.html", {"page": page})


@require_safe
@regions.remembering
def table(request: ActingRequest, slug: str) -> HttpResponse:
    """One table: what it is for, when it met, what it decided."""
    one = regions.found(request, lambda region: roundtables.table(slug, region=region))
    return render(request, "public/table.html", {"page": table_pages.table_page(one)})


@require_safe
@regions.remembering
def meeting(request: ActingRequest, pk: int) -> HttpResponse:
    """One meeting: agenda, who sits for whom, minutes and decisions."""
    try:
        one = roundtables.meeting(pk, seen_by=PUBLIC)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    request.region = one.table.region
    return render(request, "public/meeting.html", {"page": table_pages.meeting_page(one)})


@require_safe
@regions.remembering
def agreements(request: ActingRequest) -> HttpResponse:
    """Every agreement with a published text."""
    page = agreement_pages.agreements_page(_region(request).pk, at=timezone.localtime())
    return render(request, "public/agreements.html", {"page": page})


@require_safe
@regions.remembering
def agreement(request: ActingRequest, slug: str) -> HttpResponse:
    """One agreement: who is contracted, on which texts."""
    one = _agreement(request, slug)
    page = agreement_pages.agreement_page(one, query=request.GET, at=timezone.localtime())
    return render(request, "public/agreement.html", {"page": page})


@require_safe
@regions.remembering
def version(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """A published text with its terms, to read and to print."""
    one = _agreement(request, slug)
    try:
        text = documents.version(one.document.slug, number, region=one.region_id, seen_by=PUBLIC)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    page = agreement_pages.version_page(one, text)
    return render(request, "public/version.html", {"page": page})


@require_safe
@regions.remembering
def decisions(request: ActingRequest) -> HttpResponse:
    """What the tables decided, newest first."""
    page = region_pages.decisions_page(_region(request).pk, query=request.GET)
    return render(request, "public/decisions.html", {"page": page})


@require_safe
@regions.remembering
def participants(request: ActingRequest) -> HttpResponse:
    """Who takes part: municipalities and providers."""
    region = _region(request).pk
    page = region_pages.participants_page(region, query=request.GET, on=timezone.localdate())
    return render(request, "public/participants.html", {"page": page})


def _region(request: ActingRequest) -> Region:
    region = regions.shown(request)
    if region is None:
        raise Http404
    return region


def _agreement(request: ActingRequest, slug: str) -> Agreement:
    return regions.found(
        request,
        lambda region: agreement_queries.agreement(slug, region=region, seen_by=PUBLIC),
    )
