"""Many providers at once, pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from convenant.core.verdicts import Refused
from convenant.parties import actions as parties_actions
from convenant.parties import permissions as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.region.views.shared import form_page, region_of
from convenant.web.seats.forms import HalfDaysForm, PasteForm
from convenant.web.seats.pages.facets import region_crumbs
from convenant.web.seats.pages.pasting import read_half_days, read_served
from convenant.web.seats.views.shared import no
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of


@require_http_methods(["GET", "POST"])
@login_required
def paste(request: ActingRequest) -> HttpResponse:
    """What many providers do."""
    region = region_of(request)
    verdict = permissions.may_keep_facets(request.actor, region.pk)
    if not verdict:
        return no(request, verdict, reverse("seats:facets"))
    form = PasteForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _served_form(request, form, 200)
    if not form.is_valid():
        return _served_form(request, form, 422)
    providers = queries.provider_names(region.pk, on=timezone.localdate())
    listed = list(queries.facets(region=region.pk, seen_by=request.actor))
    found, problems = read_served(form.cleaned_data["rows"], providers, listed)
    if _told(form, problems, nothing=not found):
        return _served_form(request, form, 422)
    try:
        actions.state_served_by_many(
            region=region, served=found, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _served_form(request, form, status_of(refusal))
    _say(request, len(found))
    return redirect("seats:providers")


@require_http_methods(["GET", "POST"])
@login_required
def half_days(request: ActingRequest) -> HttpResponse:
    """How many half-days providers deliver, on a reference date."""
    region = region_of(request)
    verdict = parties.may_administer_region(request.actor, region)
    if not verdict:
        return no(request, verdict, reverse("seats:facets"))
    form = HalfDaysForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _half_days_form(request, form, 200)
    if not form.is_valid():
        return _half_days_form(request, form, 422)
    providers = queries.provider_names(region.pk, on=timezone.localdate())
    found, problems = read_half_days(form.cleaned_data["rows"], providers)
    if _told(form, problems, nothing=not found):
        return _half_days_form(request, form, 422)
    try:
        parties_actions.state_half_days(
            region=region,
            half_days=found,
            measured_on=form.cleaned_data["measured_on"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _half_days_form(request, form, status_of(refusal))
    _say(request, len(found))
    return redirect("seats:facets")


def _told(form: PasteForm, problems: Iterable[str], *, nothing: bool) -> bool:
    """Put what is wrong at the field; with anything wrong nothing is kept."""
    found = list(problems)
    for problem in found:
        form.add_error("rows", problem)
    if nothing and not found:
        form.add_error("rows", _("Er staat geen rij in met een AGB-code."))
    return bool(found) or nothing


def _say(request: ActingRequest, count: int) -> None:
    words = ngettext(
        "Bewaard voor %(count)s aanbieder.", "Bewaard voor %(count)s aanbieders.", count
    )
    messages.success(request, words % {"count": count})


def _served_form(request: ActingRequest, form: PasteForm, status: int) -> HttpResponse:
    return form_page(
        request,
        form,
        status,
        heading=_("Plak wat aanbieders doen"),
        lead=_(
            "Drie kolommen: AGB-code, resultaten, doelgroepen. Zet meer namen in één vak met een "
            "komma ertussen. Wat er voor een aanbieder stond, wordt vervangen."
        ),
        notes=[_("Is er iets mis met een rij, dan wordt niets bewaard en leest u waarom.")],
        crumbs=region_crumbs(Link(_("Plakken"))),
        button=_("Bewaar"),
        back_url=reverse("seats:facets"),
    )


def _half_days_form(request: ActingRequest, form: HalfDaysForm, status: int) -> HttpResponse:
    return form_page(
        request,
        form,
        status,
        heading=_("Plak het aantal dagdelen"),
        lead=_("Twee kolommen: AGB-code en het aantal dagdelen dat de aanbieder per jaar levert."),
        notes=[_("Is er iets mis met een rij, dan wordt niets bewaard en leest u waarom.")],
        crumbs=region_crumbs(Link(_("Dagdelen"))),
        button=_("Bewaar"),
        back_url=reverse("seats:facets"),
    )
