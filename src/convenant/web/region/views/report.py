"""The share of each municipality, and the colours of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.themes import Theme
from convenant.exchange.spreadsheets.writing import XLSX
from convenant.parties import actions, permissions, queries
from convenant.web.region.forms.participants import ThemeForm
from convenant.web.region.pages.report import report_page, spreadsheet, year_of
from convenant.web.region.views.shared import ask, forbidden, form_page, region_of
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def shares(request: ActingRequest) -> HttpResponse:
    """Per municipality: providers, spending, products and mandates of a year (D051)."""
    region, today = region_of(request), timezone.localdate()
    year = year_of(request.GET, today)
    page = report_page(region, year=year, on=today, seen_by=request.actor)
    return render(request, "region/shares.html", {"page": page})


@require_GET
@login_required
def download(request: ActingRequest) -> HttpResponse:
    """The same rows as a spreadsheet."""
    region, today = region_of(request), timezone.localdate()
    year = year_of(request.GET, today)
    content = spreadsheet(region, year=year, on=today, seen_by=request.actor)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="gemeenten-{year}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
@login_required
def theme(request: ActingRequest) -> HttpResponse:
    """The colours in which the viewer's municipality sees the site (D040)."""
    region_of(request)
    municipality = queries.organisation_of(request.actor)
    verdict = permissions.may_theme(request.actor, municipality)
    if not verdict:
        return forbidden(request, verdict)

    def save(filled: dict[str, Any]) -> HttpResponse:
        actions.choose_theme(
            organisation=municipality,
            theme=Theme(filled["theme"]),
            by=request.actor,
            at=timezone.now(),
        )
        messages.success(request, _("Zo ziet uw gemeente de site voortaan."))
        return redirect("region:theme")

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=_("Huiskleuren"),
            eyebrow=municipality.name,
            lead=_("Iedereen van uw gemeente ziet de site in deze kleuren."),
            notes=[_("Is uw gemeente gastgemeente, dan ziet ook de openbare site er zo uit.")],
            crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Huiskleuren"))],
            button=_("Bewaar"),
            back_url=reverse("region:start"),
        )

    form = ThemeForm(request.POST or None, initial={"theme": municipality.theme})
    return ask(request, form, save, show)
