"""Preparing, moving and calling off one meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convenant.core.periods import day_of
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.meetings.forms import MoveForm, PrepareForm, WhyForm
from convenant.web.meetings.pages.meetings import filled_in, meeting_form_page, prepared_typed
from convenant.web.meetings.views.found import meeting_of, no_entry
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told

if TYPE_CHECKING:
    from django import forms

    from convenant.roundtables.models import Meeting


@require_http_methods(["GET", "POST"])
@login_required
def prepare(request: ActingRequest, pk: int) -> HttpResponse:
    """Choose who guides a meeting and when the working group prepares it."""
    found = meeting_of(request, pk)
    back = reverse("tables:meeting", args=[pk])
    blocked = no_entry(request, permissions.may_prepare(request.actor, found), back)
    if blocked:
        return blocked
    people = parties.guides(found.table.region_id, on=day_of(found.starts_at))
    choices = [(str(one), person.name) for one, person in people.items()]
    if request.method == "GET":
        of = queries.preparation(found, seen_by=request.actor)
        typed = {"guide": str(found.guide_id or ""), **prepared_typed(of)}
        return _show(request, found, PrepareForm(initial=typed, guides=choices), "prepare")
    form = PrepareForm(request.POST, guides=choices)
    if not form.is_valid():
        return _show(request, found, form, "prepare", status=422)
    chosen, preparation, at = form.cleaned_data["guide"], form.preparation(), timezone.now()
    guide = people[int(chosen)] if chosen else None
    try:
        actions.arrange_meeting(
            meeting=found, guide=guide, preparation=preparation, by=request.actor, at=at
        )
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _show(request, found, form, "prepare", status=status_of(refusal))
    messages.success(request, _("De begeleiding en de voorbereiding staan vast."))
    return redirect("tables:meeting", pk)


@require_http_methods(["GET", "POST"])
@login_required
def move(request: ActingRequest, pk: int) -> HttpResponse:
    """Give a meeting another moment or place; everybody who knew of it is told."""
    found = meeting_of(request, pk)
    back = reverse("tables:meeting", args=[pk])
    blocked = no_entry(request, permissions.may_move(request.actor, found), back)
    if blocked:
        return blocked
    if request.method == "GET":
        of = queries.preparation(found, seen_by=request.actor)
        return _show(request, found, MoveForm(initial=filled_in(found, of)), "move")
    form = MoveForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form, "move", status=422)
    try:
        actions.move_meeting(
            meeting=found,
            to=form.gathering(),
            preparation=form.preparation(),
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _show(request, found, form, "move", status=status_of(refusal))
    messages.success(request, _("De bijeenkomst is verplaatst. Wie ervan wist krijgt bericht."))
    return redirect("tables:meeting", pk)


@require_http_methods(["GET", "POST"])
@login_required
def cancel(request: ActingRequest, pk: int) -> HttpResponse:
    """Call a meeting off, with the reason."""
    found = meeting_of(request, pk)
    back = reverse("tables:meeting", args=[pk])
    blocked = no_entry(request, permissions.may_cancel(request.actor, found), back)
    if blocked:
        return blocked
    form = WhyForm(request.POST or None)
    if request.method == "GET":
        return _show(request, found, form, "cancel")
    if not form.is_valid():
        return _show(request, found, form, "cancel", status=422)
    try:
        why = form.cleaned_data["why"]
        actions.cancel_meeting(meeting=found, why=why, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _show(request, found, form, "cancel", status=status_of(refusal))
    messages.success(request, _("De bijeenkomst gaat niet door. Wie ervan wist krijgt bericht."))
    return redirect("tables:meeting", pk)


def _show(
    request: ActingRequest, meeting: Meeting, form: forms.Form, what: str, status: int = 200
) -> HttpResponse:
    page = meeting_form_page(meeting, what)
    return render(request, "meetings/form.html", {"page": page, "form": form}, status=status)
