"""The results and target groups a region counts by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convenant.core.seating.policies import FacetKind
from convenant.core.verdicts import Refused
from convenant.parties import permissions as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.region.views.shared import form_page, region_of
from convenant.web.seats.forms import FacetForm, NameForm
from convenant.web.seats.pages.facets import facets_page, region_crumbs
from convenant.web.seats.views.shared import no
from convenant.web.shared import errors
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.roundtables.models import Facet


@require_http_methods(["GET", "POST"])
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """Both lists, and adding to one."""
    region = region_of(request)
    form = FacetForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _show(request, form, 200)
    verdict = permissions.may_keep_facets(request.actor, region.pk)
    if not verdict:
        return no(request, verdict, reverse("seats:facets"))
    if not form.is_valid():
        return _show(request, form, 422)
    kind, name = FacetKind(form.cleaned_data["kind"]), form.cleaned_data["name"]
    try:
        actions.add_facet(region=region, kind=kind, name=name, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form.add_error("name", words_of(refusal))
        return _show(request, form, status_of(refusal))
    messages.success(request, _("%(name)s staat nu in de lijst.") % {"name": name})
    return redirect("seats:facets")


@require_http_methods(["GET", "POST"])
@login_required
def rename(request: ActingRequest, pk: int) -> HttpResponse:
    """Another name."""
    facet = _facet(request, pk)
    verdict = permissions.may_keep_facets(request.actor, facet.region_id)
    if not verdict:
        return no(request, verdict, reverse("seats:facets"))
    form = NameForm(
        request.POST if request.method == "POST" else None, initial={"name": facet.name}
    )
    if request.method != "POST":
        return _name(request, form, 200)
    if not form.is_valid():
        return _name(request, form, 422)
    try:
        actions.rename_facet(
            facet=facet, name=form.cleaned_data["name"], by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        form.add_error("name", words_of(refusal))
        return _name(request, form, status_of(refusal))
    messages.success(request, _("De naam is gewijzigd."))
    return redirect("seats:facets")


@require_POST
@login_required
def drop(request: ActingRequest, pk: int) -> HttpResponse:
    """Count by it no longer."""
    facet = _facet(request, pk)
    try:
        actions.drop_facet(facet=facet, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return errors.refused(
            request,
            words_of(refusal),
            back_url=reverse("seats:facets"),
            status=status_of(refusal),
        )
    messages.success(request, _("%(name)s is vervallen.") % {"name": facet.name})
    return redirect("seats:facets")


def _facet(request: ActingRequest, pk: int) -> Facet:
    region_of(request)
    try:
        return queries.facet(pk, seen_by=request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _name(request: ActingRequest, form: NameForm, status: int) -> HttpResponse:
    return form_page(
        request,
        form,
        status,
        heading=_("Andere naam"),
        lead=_("Wat aanbieders hierover invulden blijft staan."),
        crumbs=region_crumbs(Link(_("Andere naam"))),
        button=_("Bewaar"),
        back_url=reverse("seats:facets"),
    )


def _show(request: ActingRequest, form: FacetForm, status: int) -> HttpResponse:
    region = region_of(request)
    page = facets_page(
        region=region.pk,
        seen_by=request.actor,
        may_half_days=bool(parties.may_administer_region(request.actor, region)),
    )
    return render(request, "seats/facets.html", {"page": page, "form": form}, status=status)
