"""Choosing who sits at a table, by purchasers and social teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from convenant.core.actors import Kind
from convenant.core.reasons import Reason
from convenant.core.seats import Chooser
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.region.representation.forms import RoomForm, SeatForm
from convenant.web.region.representation.pages.seats import (
    candidate_choices,
    choosers_of,
    facts_of,
    seats_page,
)
from convenant.web.region.representation.views.tables import table_of
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import RoundTable


@require_GET
@login_required
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """The seats of a table."""
    return _show(request, table_of(request, slug))


@require_POST
@login_required
def choose(request: ActingRequest, slug: str) -> HttpResponse:
    """Choose one or more providers, each with why."""
    table = table_of(request, slug)
    chooser = _chooser(request, table)
    if chooser is None:
        return _refused(request, slug, Refused(Reason.ROLE_MAY_NOT))
    why = request.POST.get("why", "")
    picked = [int(pk) for pk in request.POST.getlist("provider") if pk.isdecimal() and len(pk) < 19]
    if not picked or not why.strip():
        return _show(request, table, _seat_form(request, table), status=422)
    try:
        actions.choose_seats(
            table=table,
            seats=dict.fromkeys(picked, why),
            chooser=chooser,
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form = _seat_form(request, table)
        form.add_error(None, words_of(refusal))
        return _show(request, table, form, status=status_of(refusal))
    words = ngettext("%(count)s zetel is gekozen.", "%(count)s zetels zijn gekozen.", len(picked))
    messages.success(request, words % {"count": len(picked)})
    return redirect("representation:seats", slug)


@require_POST
@login_required
def vacate(request: ActingRequest, slug: str) -> HttpResponse:
    """Take a seat away, with why."""
    table = table_of(request, slug)
    try:
        actions.vacate_seat(
            table=table,
            provider=_provider(request, table),
            why=request.POST.get("why", ""),
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _refused(request, slug, refusal)
    messages.success(
        request, _("De zetel is vrij. Voor wie deze aanbieder sprak, kiest u een ander.")
    )
    return redirect("representation:show", slug)


@require_POST
@login_required
def room(request: ActingRequest, slug: str) -> HttpResponse:
    """How many seats the table has at the most."""
    table = table_of(request, slug)
    form = RoomForm(request.POST)
    if not form.is_valid():
        return _show(request, table, room_form=form, status=422)
    try:
        actions.set_room(
            table=table, most=form.cleaned_data["most"], by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        form.add_error("most", words_of(refusal))
        return _show(request, table, room_form=form, status=status_of(refusal))
    messages.success(request, _("Het grootste aantal zetels is bewaard."))
    return redirect("representation:seats", slug)


def _show(
    request: ActingRequest,
    table: RoundTable,
    form: forms.Form | None = None,
    *,
    room_form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    on = timezone.localdate()
    found = queries.covered(table, on=on, seen_by=request.actor)
    rows, facts = facts_of(table, on=on, seen_by=request.actor)
    page = seats_page(found, rows=rows, facts=facts, on=on, seen_by=request.actor)
    seat_form = form or SeatForm(
        providers=candidate_choices(found, rows, facts), auto_id="zetel-%s"
    )
    shown = {
        "page": page,
        "seat_form": seat_form,
        "room_form": room_form or RoomForm(initial={"most": table.most_seats}),
        "form": form or room_form,
    }
    return render(request, "representation/seats.html", shown, status=status)


def _seat_form(request: ActingRequest, table: RoundTable) -> SeatForm:
    on = timezone.localdate()
    found = queries.covered(table, on=on, seen_by=request.actor)
    rows, facts = facts_of(table, on=on, seen_by=request.actor)
    providers = candidate_choices(found, rows, facts)
    form = SeatForm(request.POST, providers=providers, auto_id="zetel-%s")
    form.is_valid()
    if request.POST.get("several") and not request.POST.getlist("provider"):
        form.add_error("provider", _("Kies minstens één aanbieder."))
    return form


def _chooser(request: ActingRequest, table: RoundTable) -> Chooser | None:
    ours = choosers_of(table, request.actor)
    asked = request.POST.get("chooser", "")
    return next((one for one in ours if one.value == asked), ours[0] if ours else None)


def _provider(request: ActingRequest, table: RoundTable) -> Organisation:
    typed = request.POST.get("provider", "")
    pk = int(typed) if typed.isdecimal() and len(typed) < 19 else 0
    verdict = permissions.may_vacate(request.actor, table)
    verdict.require()
    found = parties.participants(table.region_id, kind=Kind.PROVIDER, on=timezone.localdate())
    provider = found.filter(pk=pk).first()
    if provider is None:
        raise Http404
    return provider


def _refused(request: ActingRequest, slug: str, refusal: Refused) -> HttpResponse:
    back = reverse("representation:seats", args=[slug])
    return errors.refused(request, words_of(refusal), back_url=back, status=status_of(refusal))
