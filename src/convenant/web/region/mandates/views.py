"""The register of mandates: reading, giving, changing, ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.mandates import Limits
from convenant.core.verdicts import Refused, Verdict
from convenant.parties import actions, permissions, queries
from convenant.web.region.mandates.forms import ChangeForm, GiveForm, OnForm, WithdrawForm
from convenant.web.region.mandates.pages import (
    answers,
    crumbs_to,
    heading_of,
    holders_for,
    limits_of,
    mandate_page,
    register_page,
)
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told

if TYPE_CHECKING:
    from convenant.parties.models import Mandate, Organisation, Region
    from convenant.web.shared.components import Detail, Link


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """Which mandates held on a day, and those that did not."""
    region, form = _region(request), OnForm(request.GET or None)
    today = timezone.localdate()
    on = (form.cleaned_data["op"] if form.is_valid() else None) or today
    page = register_page(region=region.pk, seen_by=request.actor, on=on, query=request.GET)
    shown = form if form.errors else OnForm(initial={"op": on})
    return render(request, "mandates/list.html", {"page": page, "form": shown})


@require_GET
@login_required
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One mandate, its history, and what was tried outside it."""
    page = mandate_page(_mandate(request, pk), seen_by=request.actor, on=timezone.localdate())
    return render(request, "mandates/show.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def give(request: ActingRequest) -> HttpResponse:
    """Give a mandate of one's own municipality: fill in, check, confirm."""
    region, own, today = _region(request), _own(request), timezone.localdate()
    refused = _refused(request, permissions.may_give_mandate(request.actor, own), "mandates:list")
    if refused:
        return refused
    holders = holders_for(own, region=region.pk, on=today)
    form = GiveForm(_posted(request), holders=holders, initial={"since": today})

    def made(limits: Limits) -> Mandate:
        return actions.give_mandate(
            region=region,
            giver=own,
            holder=queries.municipality(int(form.cleaned_data["holder"])),
            since=form.cleaned_data["since"],
            limits=limits,
            by=request.actor,
            at=timezone.now(),
        )

    def checked(limits: Limits) -> list[Detail]:
        holder = holders[int(form.cleaned_data["holder"])]
        return answers(limits, since=form.cleaned_data["since"], giver=own.name, holder=holder)

    heading = _("Mandaat geven")
    return _asked(request, form, made, checked, (heading, crumbs_to(None, heading)))


@require_http_methods(["GET", "POST"])
@login_required
def change(request: ActingRequest, pk: int) -> HttpResponse:
    """Put a mandate with other limits in the place of one."""
    mandate = _mandate(request, pk)
    verdict = permissions.may_withdraw_mandate(request.actor, mandate)
    refused = _refused(request, verdict, "mandates:show", pk)
    if refused:
        return refused
    form = ChangeForm(_posted(request), initial=_as_filled_in(limits_of(mandate)))

    def made(limits: Limits) -> Mandate:
        return actions.change_mandate(
            mandate=mandate,
            limits=limits,
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=timezone.now(),
        )

    def checked(limits: Limits) -> list[Detail]:
        since = max(mandate.valid_from, timezone.localdate())
        names = {"giver": mandate.giver.name, "holder": mandate.holder.name}
        return answers(limits, since=since, why=form.cleaned_data["reason"], **names)

    heading = _("Mandaat wijzigen")
    return _asked(request, form, made, checked, (heading, crumbs_to(mandate, heading)))


@require_http_methods(["GET", "POST"])
@login_required
def withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """End a mandate, saying why."""
    mandate = _mandate(request, pk)
    verdict = permissions.may_withdraw_mandate(request.actor, mandate)
    refused = _refused(request, verdict, "mandates:show", pk)
    if refused:
        return refused
    form = WithdrawForm(_posted(request))
    if form.is_valid():
        why = form.cleaned_data["reason"]
        actions.withdraw_mandate(mandate=mandate, reason=why, by=request.actor, at=timezone.now())
        messages.success(
            request, _("Het mandaat is ingetrokken. De andere gemeente krijgt bericht.")
        )
        return redirect("mandates:show", pk)
    context = {
        "form": form,
        "heading": heading_of(mandate),
        "crumbs": crumbs_to(mandate, _("Intrekken")),
        "back_url": reverse("mandates:show", args=[pk]),
    }
    status = 422 if form.is_bound else 200
    return render(request, "mandates/withdraw.html", context, status=status)


def _asked(
    request: ActingRequest,
    form: GiveForm | ChangeForm,
    made: Callable[[Limits], Mandate],
    checked: Callable[[Limits], list[Detail]],
    head: tuple[str, Sequence[Link]],
) -> HttpResponse:
    """Fill in, check the answers, confirm; ``change`` leads back to the form."""
    filled_in = form.is_valid()
    status = 422 if form.is_bound and not filled_in else 200
    if filled_in and "confirmed" in request.POST:
        try:
            mandate = made(form.limits())
        except Refused as refusal:
            form.add_error(None, told(request, refusal))
            filled_in, status = False, status_of(refusal)
        else:
            messages.success(
                request, _("Het mandaat is gegeven. De andere gemeente krijgt bericht.")
            )
            return redirect("mandates:show", mandate.pk)
    details = checked(form.limits()) if filled_in and "change" not in request.POST else []
    context = {"form": form, "answers": details, "heading": head[0], "crumbs": head[1]}
    return render(request, "mandates/give.html", context, status=status)


def _as_filled_in(limits: Limits) -> dict[str, object]:
    """The limits of a mandate as the form shows them."""
    day = timedelta(days=1)
    return {
        "acts": [act.value for act in limits.acts],
        "subjects": [subject.value for subject in limits.subjects],
        "codes": ", ".join(sorted(limits.codes)),
        "amount": "" if limits.amount is None else f"{limits.amount // 100}",
        "last_use": limits.use_before and limits.use_before - day,
        "last_day": limits.until and limits.until - day,
        "basis": limits.basis,
    }


def _posted(request: ActingRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _region(request: ActingRequest) -> Region:
    region = queries.region_of(request.actor) if request.actor.region is not None else None
    if region is None or not request.actor.buys:
        raise Http404
    return region


def _own(request: ActingRequest) -> Organisation:
    return queries.municipality(request.actor.acting_for)


def _mandate(request: ActingRequest, pk: int) -> Mandate:
    try:
        return queries.mandate(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def _refused(
    request: ActingRequest, verdict: Verdict, back: str, *args: int
) -> HttpResponse | None:
    if verdict.reason is None:
        return None
    refusal = Refused(verdict.reason, verdict.values)
    words, status = told(request, refusal), status_of(refusal)
    return errors.refused(request, words, back_url=reverse(back, args=args), status=status)
