"""The seats of a table and the policy by which they are chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.seats import Chooser
from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions, queries
from convenant.web.seats.forms import PolicyForm, WhyForm, first_values
from convenant.web.seats.pages.common import choosers_of, crumbs
from convenant.web.seats.pages.overview import overview_page, policy_page
from convenant.web.seats.views.shared import no, policy_of, refused, table_of
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable, SeatPolicy


@require_GET
@login_required
def overview(request: ActingRequest, slug: str) -> HttpResponse:
    """The seats of a table: the policy, who sits and why, what that covers."""
    page = overview_page(table_of(request, slug), on=timezone.localdate(), seen_by=request.actor)
    return render(request, "seats/show.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def draft(request: ActingRequest, slug: str) -> HttpResponse:
    """Write the policy, from the one before; or write again the one in the making."""
    table = table_of(request, slug, buying=True)
    verdict = permissions.may_set_seat_policy(request.actor, table)
    if not verdict:
        return no(request, verdict, reverse("seats:show", args=[slug]))
    form = _form(request, table)
    if request.method != "POST":
        return _draft(request, table, form, 200)
    if not form.is_valid():
        return _draft(request, table, form, 422)
    try:
        policy = _save(request, table, form)
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _draft(request, table, form, status_of(refusal))
    messages.success(
        request, _("Het zetelbeleid is opgesteld. Het geldt zodra de ander ook instemt.")
    )
    return redirect("seats:policy", slug, policy.number)


@require_GET
@login_required
def show(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """One policy, standing, earlier or in the making."""
    return _show(request, policy_of(request, slug, number))


@require_POST
@login_required
def agree(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """Give a chooser's word on a policy."""
    policy = policy_of(request, slug, number, buying=True)
    verdict = permissions.may_set_seat_policy(request.actor, policy.table)
    if not verdict:
        return no(request, verdict, reverse("seats:policy", args=[slug, number]))
    form = WhyForm(request.POST, choosers=choosers_of(policy.table, request.actor))
    if not form.is_valid():
        return _show(request, policy, form, 422)
    try:
        given = actions.agree_with_seat_policy(
            policy=policy,
            chooser=Chooser(form.cleaned_data["chooser"]),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _show(request, policy, form, status_of(refusal))
    messages.success(request, _agreed(given))
    return redirect("seats:policy", slug, number)


@require_POST
@login_required
def drop(request: ActingRequest, slug: str, number: int) -> HttpResponse:
    """Leave off a policy in the making."""
    policy = policy_of(request, slug, number, buying=True)
    try:
        actions.drop_seat_policy(policy=policy, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, slug)
    messages.success(request, _("Het zetelbeleid in de maak is weggehaald."))
    return redirect("seats:show", slug)


def _agreed(policy: SeatPolicy) -> str:
    if policy.established_at is None:
        return _("Uw instemming is bewaard.")
    return _("Het zetelbeleid is vastgesteld. Maak nu een voorstel voor de zetels.")


def _show(
    request: ActingRequest, policy: SeatPolicy, form: forms.Form | None = None, status: int = 200
) -> HttpResponse:
    page = policy_page(policy, on=timezone.localdate(), seen_by=request.actor)
    said = {word.chooser for word in policy.words.all()}
    mine = [one for one in choosers_of(policy.table, request.actor) if one.value not in said]
    shown = {"page": page, "form": form or WhyForm(choosers=mine)}
    return render(request, "seats/policy.html", shown, status=status)


def _draft(
    request: ActingRequest, table: RoundTable, form: PolicyForm, status: int
) -> HttpResponse:
    on = timezone.localdate()
    state = queries.policy_state(table, on=on, seen_by=request.actor)
    shown = {
        "form": form,
        "heading": _("Herkeuze: het nieuwe zetelbeleid") if state.standing else _("Zetelbeleid"),
        "eyebrow": table.name,
        "crumbs": crumbs(table, Link(_("Zetelbeleid"))),
        "slug": table.slug,
        "providers": len(queries.provider_names(table.region_id, on=on)),
        "again": state.concept is not None,
    }
    return render(request, "seats/draft.html", shown, status=status)


def _form(request: ActingRequest, table: RoundTable) -> PolicyForm:
    on = timezone.localdate()
    choosers = choosers_of(table, request.actor)
    if request.method == "POST":
        return PolicyForm(request.POST, choosers=choosers)
    state = queries.policy_state(table, on=on, seen_by=request.actor)
    latest = state.concept or state.standing
    values = first_values(state.standing, queries.rules_of(latest) if latest else None, on=on)
    if state.concept is not None:
        names = ("measured_on", "year", "valid_from", "valid_before")
        values |= {name: getattr(state.concept, name) for name in names}
        mine = [one for one in state.concept.words.all() if one.chooser in choosers]
        values["why"] = mine[0].why if mine else ""
    return PolicyForm(initial=values, choosers=choosers)


def _save(request: ActingRequest, table: RoundTable, form: PolicyForm) -> SeatPolicy:
    filled = form.cleaned_data
    return actions.draft_seat_policy(
        table=table,
        rules=form.rules(),
        measured_on=filled["measured_on"],
        year=filled["year"],
        valid_from=filled["valid_from"],
        valid_before=filled["valid_before"],
        chooser=Chooser(filled["chooser"]),
        why=filled["why"],
        by=request.actor,
        at=timezone.now(),
    )
