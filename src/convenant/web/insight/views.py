"""Who saw what, the list of decisions, and how a table did over a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from convenant.exchange.spreadsheets.writing import XLSX
from convenant.parties import queries as parties
from convenant.roundtables import queries
from convenant.web.insight.pages import reports, seen
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import RoundTable


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """Tables and parties; a provider goes to what it saw itself."""
    region = _region(request)
    on = timezone.localdate()
    if not request.actor.buys:
        own = parties.organisation_of(request.actor)
        return redirect("insight:party", own.slug)
    page = seen.start_page(region, query=request.GET, on=on, seen_by=request.actor)
    return render(request, "insight/start.html", {"page": page})


@require_GET
@login_required
def table(request: ActingRequest, slug: str) -> HttpResponse:
    """Every document of a table and how many opened it; for the municipalities."""
    found = _buyers_table(request, slug)
    page = seen.table_page(found, query=request.GET, on=timezone.localdate(), seen_by=request.actor)
    return render(request, "insight/table.html", {"page": page})


@require_GET
@login_required
def document(request: ActingRequest, slug: str, kind: str, name: str) -> HttpResponse:
    """Who opened one document, and who did not yet; for the municipalities."""
    found = _buyers_table(request, slug)
    page = seen.document_page(
        found, f"{kind}:{name}", on=timezone.localdate(), seen_by=request.actor
    )
    if page is None:
        raise Http404
    return render(request, "insight/document.html", {"page": page})


@require_GET
@login_required
def party(request: ActingRequest, slug: str) -> HttpResponse:
    """Everything one party may read, and when it did."""
    whose, region = _party(request, slug), _region(request)
    on = timezone.localdate()
    page = seen.party_page(whose, region, query=request.GET, on=on, seen_by=request.actor)
    return render(request, "insight/party.html", {"page": page})


@require_GET
@login_required
def party_file(request: ActingRequest, slug: str) -> HttpResponse:
    """The same as a spreadsheet."""
    whose, region = _party(request, slug), _region(request)
    content = seen.party_file(whose, region, on=timezone.localdate(), seen_by=request.actor)
    return _file(content, f"gezien-{whose.slug}.xlsx")


@require_GET
@login_required
def decisions(request: ActingRequest) -> HttpResponse:
    """The decisions of the region, with what led to them."""
    page = reports.decisions_page(
        _region(request),
        query=request.GET,
        seen_by=request.actor,
        meeting_url="tables:meeting",
        download_url="insight:decisions_file",
    )
    return render(request, "insight/decisions.html", {"page": page})


@require_GET
@login_required
def decisions_file(request: ActingRequest) -> HttpResponse:
    """The same as a spreadsheet."""
    region = _region(request)
    asked = reports.wanted(region, request.GET)
    lines = queries.decision_list(
        region=region, table=asked.table, year=asked.year, seen_by=request.actor
    )
    return _file(reports.decisions_file(lines), "besluiten.xlsx")


@require_GET
@login_required
def report(request: ActingRequest, slug: str, year: int | None = None) -> HttpResponse:
    """How a table did in a year; this year when none is asked."""
    found = _table(request, slug)
    at = timezone.localtime()
    page = reports.report_page(
        found,
        _year(year or at.year),
        at=at,
        seen_by=request.actor,
        meeting_url="tables:meeting",
    )
    back = reverse("tables:show", args=[slug])
    return render(request, "insight/report.html", {"page": page, "back": back})


@require_GET
@login_required
def report_file(request: ActingRequest, slug: str, year: int) -> HttpResponse:
    """The report as a spreadsheet."""
    found, at = _table(request, slug), timezone.localtime()
    content = reports.report_file(found, _year(year), at=at, seen_by=request.actor)
    return _file(content, f"jaarverslag-{slug}-{year}.xlsx")


def _year(year: int) -> int:
    if not 2000 <= year <= 2100:
        raise Http404
    return year


def _file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _region(request: ActingRequest) -> int:
    if request.actor.region is None:
        raise Http404
    return request.actor.region


def _table(request: ActingRequest, slug: str) -> RoundTable:
    try:
        return queries.table(slug, region=_region(request))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _buyers_table(request: ActingRequest, slug: str) -> RoundTable:
    if not request.actor.buys:
        raise Http404
    return _table(request, slug)


def _party(request: ActingRequest, slug: str) -> Organisation:
    """Any party for the municipalities; for a provider only itself."""
    found = parties.ever_in(_region(request), slug)
    own = found is not None and found.pk == request.actor.organisation
    if found is None or not (request.actor.buys or own):
        raise Http404
    return found
