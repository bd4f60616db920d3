"""The seats a policy leads to, until both choosers agreed."""

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
from django.views.decorators.http import require_GET, require_POST

from convenant.core.seats import Chooser
from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions, queries
from convenant.web.seats.forms import SwapForm, WhyForm
from convenant.web.seats.pages.common import ground_of
from convenant.web.seats.pages.proposals import (
    chosen_by,
    proposal_page,
    swap_choices,
    waiting_choosers,
)
from convenant.web.seats.views.shared import no, policy_of, refused
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.roundtables.models import SeatPolicy, SeatSelection


@require_GET
@login_required
def show(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """The seats as proposed and changed by hand, with what they cover."""
    return _show(request, policy_of(request, slug, number, buying=True))


@require_POST
@login_required
def make(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """Let the policy propose its seats."""
    policy = policy_of(request, slug, number, buying=True)
    try:
        actions.propose_seats(policy=policy, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, slug)
    messages.success(request, _("Het voorstel is gemaakt."))
    return redirect("seats:proposal", slug, number)


@require_POST
@login_required
def swap(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """Change the proposal by hand."""
    policy = policy_of(request, slug, number, buying=True)
    verdict = permissions.may_set_seat_policy(request.actor, policy.table)
    if not verdict:
        return no(request, verdict, reverse("seats:proposal", args=[slug, number]))
    selection = _selection(request, policy)
    form = _swap_form(request, policy, selection)
    if not form.is_valid():
        return _show(request, policy, swap_form=form, status=422)
    try:
        actions.swap_seat(
            selection=selection, by=request.actor, at=timezone.now(), **form.cleaned_data
        )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _show(request, policy, swap_form=form, status=status_of(refusal))
    messages.success(request, _("Het voorstel is gewijzigd. De dekking is opnieuw berekend."))
    return redirect("seats:proposal", slug, number)


@require_POST
@login_required
def agree(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """Give a chooser's word on the seats; with both words they are taken."""
    policy = policy_of(request, slug, number, buying=True)
    verdict = permissions.may_set_seat_policy(request.actor, policy.table)
    if not verdict:
        return no(request, verdict, reverse("seats:proposal", args=[slug, number]))
    selection = _selection(request, policy)
    form = WhyForm(request.POST, choosers=waiting_choosers(selection, policy, request.actor))
    if not form.is_valid():
        return _show(request, policy, why_form=form, status=422)
    try:
        settled = _agree(request, selection, form)
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _show(request, policy, why_form=form, status=status_of(refusal))
    if settled.settled_at is None:
        messages.success(request, _("Uw instemming is bewaard. Nu is de ander aan zet."))
        return redirect("seats:proposal", slug, number)
    messages.success(request, _("De zetels zijn vastgesteld. Wie het aangaat krijgt bericht."))
    return redirect("seats:show", slug)


def _agree(request: ActingRequest, selection: SeatSelection, form: WhyForm) -> SeatSelection:
    return actions.agree_with_seats(
        selection=selection,
        seats=[int(pk) for pk in request.POST.getlist("seat") if pk.isdecimal() and len(pk) < 19],
        chooser=Chooser(form.cleaned_data["chooser"]),
        why=form.cleaned_data["why"],
        by=request.actor,
        at=timezone.now(),
    )


def _selection(request: ActingRequest, policy: SeatPolicy) -> SeatSelection:
    found = queries.open_selection(policy, seen_by=request.actor)
    if found is None:
        raise Http404
    return found


def _swap_form(
    request: ActingRequest,
    policy: SeatPolicy,
    selection: SeatSelection | None,
    *,
    filled: bool = True,
) -> SwapForm:
    ground = ground_of(policy.table, policy, on=timezone.localdate(), seen_by=request.actor)
    seated, others = swap_choices(ground, [] if selection is None else chosen_by(selection))
    return SwapForm(
        request.POST if filled else None, seated=seated, others=others, auto_id="ruil-%s"
    )


def _show(
    request: ActingRequest,
    policy: SeatPolicy,
    *,
    swap_form: forms.Form | None = None,
    why_form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    selection = queries.open_selection(policy, seen_by=request.actor)
    page = proposal_page(policy, selection, on=timezone.localdate(), seen_by=request.actor)
    if swap_form is None:
        swap_form = _swap_form(request, policy, selection, filled=False)
    mine = waiting_choosers(selection, policy, request.actor)
    shown = {
        "page": page,
        "swap_form": swap_form,
        "why_form": why_form or WhyForm(choosers=mine, auto_id="waarom-%s"),
        "wrong": why_form if why_form is not None and why_form.errors else swap_form,
    }
    return render(request, "seats/proposal.html", shown, status=status)
