"""Providers of the region: a list to search and download, adding one, its size."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.exchange.spreadsheets.writing import XLSX
from convenant.parties import actions
from convenant.web.region.forms.providers import ProviderForm, SizeForm
from convenant.web.region.pages.providers import provider_page, providers_page, spreadsheet
from convenant.web.region.views.shared import (
    ask,
    forbidden,
    form_page,
    may_change,
    region_of,
    taking_part,
)
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """Providers by name, size or product, a page at a time."""
    region = region_of(request)
    page = providers_page(
        region,
        request.GET,
        on=timezone.localdate(),
        seen_by=request.actor,
        may_change=bool(may_change(request, region)),
    )
    return render(request, "region/providers.html", {"page": page})


@require_GET
@login_required
def download(request: ActingRequest) -> HttpResponse:
    """The same rows as a spreadsheet, all pages."""
    region, on = region_of(request), timezone.localdate()
    content = spreadsheet(region, request.GET, on=on, seen_by=request.actor)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="aanbieders-{on:%Y-%m-%d}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
@login_required
def add(request: ActingRequest) -> HttpResponse:
    """One provider with its codes and size."""
    region = region_of(request)
    verdict = may_change(request, region)
    if not verdict:
        return forbidden(request, verdict, back="region:providers")
    today = timezone.localdate()
    given = {"since": today, "measured_on": today}
    form = ProviderForm(request.POST or None, initial=given)

    @transaction.atomic
    def save(filled: dict[str, Any]) -> HttpResponse:
        who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
        stated = form.stated()
        provider = actions.add_provider(
            region=region,
            name=filled["name"],
            agb=filled["agb"],
            kvk=filled["kvk"],
            since=filled["since"],
            **who,
        )
        actions.state_size(region=region, provider=provider, **stated, **who)
        messages.success(request, _("%(name)s doet mee.") % {"name": provider.name})
        return redirect("region:provider", provider.slug)

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=_("Aanbieder toevoegen"),
            lead=_("Meer aanbieders tegelijk? Lees dan een spreadsheet in."),
            crumbs=_crumbs(_("Toevoegen")),
            button=_("Voeg toe"),
            back_url=reverse("region:providers"),
        )

    return ask(request, form, save, show)


@require_http_methods(["GET", "POST"])
@login_required
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """One provider: its codes, its size on each reference date, and a form for a new one."""
    region = region_of(request)
    provider = taking_part(region, slug)
    verdict = may_change(request, region)
    if provider.cbs:
        raise Http404
    if request.method == "POST" and not verdict:
        return forbidden(request, verdict, back="region:providers")
    form = SizeForm(request.POST or None, initial={"measured_on": timezone.localdate()})

    def save(_filled: dict[str, Any]) -> HttpResponse:
        actions.state_size(
            region=region, provider=provider, **form.stated(), by=request.actor, at=timezone.now()
        )
        messages.success(request, _("De grootte is vastgelegd."))
        return redirect("region:provider", slug)

    def shown(form: forms.Form, status: int) -> HttpResponse:
        page = provider_page(
            region,
            provider,
            on=timezone.localdate(),
            seen_by=request.actor,
            may_change=bool(verdict),
        )
        return render(request, "region/provider.html", {"page": page, "form": form}, status=status)

    return ask(request, form, save, shown)


def _crumbs(last: str) -> list[Link]:
    return [
        Link(_("Regio"), reverse("region:start")),
        Link(_("Aanbieders"), reverse("region:providers")),
        Link(last),
    ]
