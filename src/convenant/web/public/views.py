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
from convenant.exchange.spreadsheets.writing import XLSX
from convenant.roundtables import queries as roundtables
from convenant.web.agenda.pages.listing import year_share
from convenant.web.agenda.part import public_part
from convenant.web.confidential.part import procedure_banner
from convenant.web.insight.pages import reports
from convenant.web.meetings.part import public_gathering
from convenant.web.public import feeds, regions
from convenant.web.public.pages import agreements as agreement_pages
from convenant.web.public.pages import region as region_pages
from convenant.web.public.pages import tables as table_pages
from convenant.web.public.pages.search import search_page
from convenant.web.seats.public import seats_sentence
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.seen import saw

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
    context = {"page": page, "feeds": feeds.feeds_of(region)}
    return render(request, "public/front.html", context)


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
    share = year_share(one, timezone.localdate().year)
    following = feeds.feeds_of(one.region, one)
    context = {
        "page": table_pages.table_page(one),
        "share": share,
        "feeds": following,
        "seats": seats_sentence(one, on=timezone.localdate()),
        "procedure": procedure_banner(one, seen_by=PUBLIC),
    }
    return render(request, "public/table.html", context)


@require_safe
@regions.remembering
def meeting(request: ActingRequest, pk: int) -> HttpResponse:
    """One meeting: agenda, who sits for whom, minutes and decisions."""
    try:
        one = roundtables.meeting(pk, seen_by=PUBLIC)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    request.region = one.table.region
    saw(request, f"meeting:{pk}")
    if one.minutes:
        saw(request, f"minutes:{pk}")
    context = {
        "page": table_pages.meeting_page(one),
        "agenda": public_part(one),
        "gathering": public_gathering(one),
    }
    return render(request, "public/meeting.html", context)


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
    saw(request, f"version:{text.document.slug}/{number}")
    page = agreement_pages.version_page(one, text)
    return render(request, "public/version.html", {"page": page})


@require_safe
@regions.remembering
def decisions(request: ActingRequest) -> HttpResponse:
    """What the tables decided, newest first, with what led to it."""
    region = _region(request)
    page = reports.decisions_page(
        region.pk,
        query=request.GET,
        seen_by=PUBLIC,
        meeting_url="public:meeting",
        download_url="public:decisions_file",
    )
    context = {"page": page, "feeds": feeds.feeds_of(region)}
    return render(request, "public/decisions.html", context)


@require_safe
@regions.remembering
def decisions_file(request: ActingRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    region = _region(request).pk
    asked = reports.wanted(region, request.GET)
    lines = roundtables.decision_list(
        region=region, table=asked.table, year=asked.year, seen_by=PUBLIC
    )
    response = HttpResponse(reports.decisions_file(lines), content_type=XLSX)
    response["Content-Disposition"] = 'attachment; filename="besluiten.xlsx"'
    return response


@require_safe
@regions.remembering
def minutes(request: ActingRequest, pk: int, number: int) -> HttpResponse:
    """Minutes that were in force before they were corrected."""
    try:
        one = roundtables.meeting(pk, seen_by=PUBLIC)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    found = roundtables.minutes_versions(one, seen_by=PUBLIC).filter(number=number).first()
    if found is None:
        raise Http404
    request.region = one.table.region
    page = table_pages.old_minutes_page(one, found)
    return render(request, "public/minutes.html", {"page": page})


@require_safe
@regions.remembering
def report(request: ActingRequest, slug: str, year: int | None = None) -> HttpResponse:
    """How a table did in a year; this year when none is asked."""
    one = regions.found(request, lambda region: roundtables.table(slug, region=region))
    at = timezone.localtime()
    year = at.year if year is None else year
    if not 2000 <= year <= 2100:
        raise Http404
    page = reports.report_page(one, year, at=at, seen_by=PUBLIC, meeting_url="public:meeting")
    return render(request, "public/report.html", {"page": page})


@require_safe
@regions.remembering
def papers(request: ActingRequest) -> HttpResponse:
    """Every public document, newest first."""
    region = _region(request)
    page = table_pages.papers_page(region.pk, query=request.GET)
    return render(request, "public/papers.html", {"page": page, "feeds": feeds.feeds_of(region)})


@require_safe
@regions.remembering
def search(request: ActingRequest) -> HttpResponse:
    """Find something in everything that is public."""
    page = search_page(_region(request).pk, query=request.GET)
    return render(request, "public/search.html", {"page": page})


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
