"""What providers do: said by themselves, or by the region for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.region.views.shared import region_of
from convenant.web.seats.forms import ServedForm
from convenant.web.seats.pages.facets import (
    facet_choices,
    providers_page,
    region_crumbs,
    stated_words,
    ticked,
)
from convenant.web.seats.views.shared import no
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.parties.models import Organisation, Region


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """Every provider with what it does."""
    region = region_of(request)
    page = providers_page(
        region=region.pk, query=request.GET, on=timezone.localdate(), seen_by=request.actor
    )
    shown = {"page": page, "search": request.GET.get("zoek", "")}
    return render(request, "seats/providers.html", shown)


@require_http_methods(["GET", "POST"])
@login_required
def for_provider(request: ActingRequest, slug: str) -> HttpResponse:
    """The region fills it in for a provider."""
    region = region_of(request)
    here = queries.provider_names(region.pk, on=timezone.localdate())
    provider = next((one for one in here.values() if one.slug == slug), None)
    if provider is None:
        raise Http404
    back = reverse("seats:providers")
    crumbs = region_crumbs(Link(_("Aanbieders"), back), Link(provider.name))
    return _ask(request, region, provider, heading=provider.name, crumbs=crumbs, back=back)


@require_http_methods(["GET", "POST"])
@login_required
def own(request: ActingRequest) -> HttpResponse:
    """A provider says what it does itself."""
    region = parties.region_of(request.actor)
    if not request.actor.provides or region is None or request.actor.region is None:
        raise Http404
    provider = parties.organisation_of(request.actor)
    back = reverse("organisation:start")
    crumbs = [Link(_("Mijn organisatie"), back), Link(_("Wat wij doen"))]
    heading = _("Wat wij doen")
    return _ask(request, region, provider, heading=heading, crumbs=crumbs, back=back)


def _ask(
    request: ActingRequest,
    region: Region,
    provider: Organisation,
    *,
    heading: str,
    crumbs: list[Link],
    back: str,
) -> HttpResponse:
    rows = queries.served(region=region.pk, providers=[provider.pk], seen_by=request.actor)
    verdict = permissions.may_state_served(request.actor, region.pk, provider.pk)
    form = ServedForm(
        request.POST if request.method == "POST" else None,
        initial=ticked(rows),
        choices=facet_choices(region=region.pk, seen_by=request.actor),
    )
    shown = {
        "heading": heading,
        "crumbs": crumbs,
        "back": back,
        "stated": stated_words(rows),
        "form": form,
        "may": bool(verdict),
        "done": [row.facet.name for row in rows],
    }
    if request.method != "POST":
        return render(request, "seats/served.html", shown)
    if not verdict:
        return no(request, verdict, back)
    if not form.is_valid():
        return render(request, "seats/served.html", shown, status=422)
    try:
        actions.state_served(
            region=region,
            provider=provider,
            facets=form.ticked(),
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return render(request, "seats/served.html", shown, status=status_of(refusal))
    messages.success(request, _("Bewaard. Dit telt vanaf nu mee als zetels worden gekozen."))
    return redirect(request.path)
