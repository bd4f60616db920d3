"""The arrangement of the region: its versions, and the word of each municipality."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.parties import actions, permissions, queries
from convenant.web.region.forms.setup import WordForm
from convenant.web.region.pages.arrangement import arrangement_page, history_page
from convenant.web.region.pages.setup import details_of
from convenant.web.region.views.shared import ask, forbidden, region_of
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.parties.models import Arrangement


@require_GET
@login_required
def history(request: ActingRequest) -> HttpResponse:
    """All versions, and which one held on a day."""
    region = region_of(request)
    on = _day(request.GET.get("dag", "")) or timezone.localdate()
    page = history_page(region, on=on, seen_by=request.actor)
    return render(request, "region/arrangements.html", {"page": page})


@require_GET
@login_required
def show(request: ActingRequest, number: int) -> HttpResponse:
    """One version with its answers, what changed, and what every municipality said."""
    arrangement = _arrangement(request, number)
    page = arrangement_page(arrangement, seen_by=request.actor)
    return render(request, "region/arrangement.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def word(request: ActingRequest, number: int) -> HttpResponse:
    """The word of the viewer's municipality, on the text in sight."""
    arrangement = _arrangement(request, number)
    municipality = queries.organisation_of(request.actor)
    verdict = permissions.may_give_word(request.actor, arrangement, municipality)
    if not verdict:
        return forbidden(request, verdict)

    def save(filled: dict[str, Any]) -> HttpResponse:
        settled = actions.give_word(
            arrangement=arrangement,
            municipality=municipality,
            agrees=filled["agrees"] == "yes",
            decided_on=filled["decided_on"],
            note=filled["note"],
            by=request.actor,
            at=timezone.now(),
        ).settled_at
        words = _("Uw antwoord is vastgelegd. Daarmee is de regeling vastgesteld.")
        messages.success(request, words if settled else _("Uw antwoord is vastgelegd."))
        return redirect("region:arrangement", number)

    def shown(form: forms.Form, status: int) -> HttpResponse:
        page = {
            "municipality": municipality.name,
            "details": details_of(arrangement),
            "back_url": reverse("region:arrangement", args=[number]),
            "crumbs": [
                Link(_("Regio"), reverse("region:start")),
                Link(_("Regeling"), reverse("region:arrangements")),
                Link(_("Antwoord")),
            ],
        }
        return render(request, "region/word.html", {"form": form, "page": page}, status=status)

    given = {"decided_on": timezone.localdate()}
    return ask(request, WordForm(request.POST or None, initial=given), save, shown)


def _arrangement(request: ActingRequest, number: int) -> Arrangement:
    region = region_of(request)
    found = queries.arrangements(region, seen_by=request.actor).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
