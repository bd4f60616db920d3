"""Representation as the region arranges it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from convenant.core.seats import represent
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.region.representation.forms import NOBODY, PROPOSAL, AssignForm
from convenant.web.region.representation.pages.tables import (
    chosen_providers,
    filter_form,
    history_page,
    list_page,
    names_of,
    show_page,
)
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable
    from convenant.roundtables.queries import Covered


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """Every table of the region."""
    if not request.actor.buys or request.actor.region is None:
        raise Http404
    page = list_page(region=request.actor.region, on=timezone.localdate(), seen_by=request.actor)
    return render(request, "representation/list.html", {"page": page})


@require_GET
@login_required
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """One table: who sits, who is spoken for, and choosing for many at once."""
    return _show(request, table_of(request, slug), None)


@require_POST
@login_required
def assign(request: ActingRequest, slug: str) -> HttpResponse:
    """Say who speaks for the providers that were ticked, or for all the filter leaves."""
    table = table_of(request, slug)
    verdict = permissions.may_plan(request.actor, table)
    if verdict.reason is not None:
        refusal = Refused(verdict.reason)
        return errors.refused(request, words_of(refusal), status=status_of(refusal))
    found = queries.covered(table, on=timezone.localdate(), seen_by=request.actor)
    form = _assign_form(request, found)
    picked = _picked(request, found)
    if form.is_valid() and not picked:
        form.add_error(None, _("Kies eerst voor welke aanbieders dit geldt."))
    if not form.is_valid():
        return _show(request, table, form, status=422)
    try:
        changed = _change(request, found, form, picked)
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _show(request, table, form, status=status_of(refusal))
    words = ngettext(
        "Bewaard voor %(count)s aanbieder. Wie het aangaat krijgt bericht.",
        "Bewaard voor %(count)s aanbieders. Wie het aangaat krijgt bericht.",
        changed,
    )
    messages.success(request, words % {"count": changed})
    return redirect("representation:show", slug)


@require_GET
@login_required
def history(request: ActingRequest, slug: str) -> HttpResponse:
    """Who spoke for whom on a day."""
    table = table_of(request, slug)
    try:
        on = date.fromisoformat(request.GET.get("op", ""))
    except ValueError:
        on = timezone.localdate()
    page = history_page(table, on=on, query=request.GET, seen_by=request.actor)
    return render(request, "representation/history.html", {"page": page})


def table_of(request: ActingRequest, slug: str) -> RoundTable:
    """A table of the viewer's region, for the buying side; or 404."""
    if not request.actor.buys:
        raise Http404
    try:
        return queries.table(slug, region=request.actor.region or 0)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _show(
    request: ActingRequest, table: RoundTable, form: AssignForm | None, status: int = 200
) -> HttpResponse:
    on = timezone.localdate()
    found = queries.covered(table, on=on, seen_by=request.actor)
    names = names_of(table.region_id, on)
    # A refused form comes back with the filter it was sent with.
    query = request.POST if request.method == "POST" else request.GET
    page = show_page(
        found,
        query=query,
        names=names,
        form=filter_form(query, found, names=names, on=on),
        on=on,
        seen_by=request.actor,
    )
    ticked = request.POST.getlist("provider")
    context = {"page": page, "form": form or _assign_form(request, found), "ticked": ticked}
    return render(request, "representation/show.html", context, status=status)


def _assign_form(request: ActingRequest, found: Covered) -> AssignForm:
    names = names_of(found.table.region_id, timezone.localdate())
    seated = sorted((names[pk], str(pk)) for pk in found.coverage.seated if pk in names)
    return AssignForm(
        request.POST or None,
        speakers=[(pk, name) for name, pk in seated],
        initial={"since": timezone.localdate(), "speaker": PROPOSAL},
    )


def _picked(request: ActingRequest, found: Covered) -> list[int]:
    on = timezone.localdate()
    names = names_of(found.table.region_id, on)
    if request.POST.get("everyone"):
        form = filter_form(request.POST, found, names=names, on=on)
        rows = chosen_providers(form, found, on=on, seen_by=request.actor)
        return [row.pk for row in rows]
    typed = {int(pk) for pk in request.POST.getlist("provider") if pk.isdecimal() and len(pk) < 19}
    return [pk for pk in names if pk in typed]


def _change(request: ActingRequest, found: Covered, form: AssignForm, picked: list[int]) -> int:
    """Do what the form asks; give for how many. The ones for whom nothing changes are skipped."""
    speaker, common = (
        form.cleaned_data["speaker"],
        {
            "table": found.table,
            "since": form.cleaned_data["since"],
            "why": form.cleaned_data["why"],
            "by": request.actor,
            "at": timezone.now(),
        },
    )
    if speaker == NOBODY:
        actions.release(providers=picked, **common)
        return len(picked)
    if speaker == PROPOSAL:
        speakers = _proposal(found, picked, form.cleaned_data["since"])
    else:
        speakers = dict.fromkeys(picked, int(speaker))
    actions.represent(speakers=speakers, **common)
    return len(speakers)


def _proposal(found: Covered, picked: list[int], on: date) -> dict[int, int]:
    """Who fits best for each, given whom everybody else has."""
    region, placed = found.table.region_id, found.coverage
    candidates = queries.without_size(parties.candidates(region, on=on), names_of(region, on))
    wanted = set(picked)
    keep = {pk: who for pk, who in placed.represented.items() if pk not in wanted}
    seated = [one for one in candidates if one.provider in placed.seated]
    proposed = represent(candidates, seated, keep=keep)
    return {pk: proposed[pk] for pk in picked if pk in proposed}
