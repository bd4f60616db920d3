"""The stakeholder register of one's own municipality (D228)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.reasons import Reason
from convenant.core.registers import Position
from convenant.core.verdicts import Refused
from convenant.parties import actions
from convenant.parties import queries as parties
from convenant.parties.permissions import may_keep_office
from convenant.web.municipality.doors import keeping, own_municipality, reading_registers
from convenant.web.municipality.forms.registers import StakeholderForm
from convenant.web.municipality.pages.stakeholders import (
    add_page,
    register_page,
    register_sheet,
    stakeholder_page,
)
from convenant.web.municipality.parts import (
    refuse,
    sent,
    show_form,
    show_page,
    spreadsheet_response,
)
from convenant.web.shared.http import ActingRequest
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.parties.models import Stakeholder


@require_GET
@reading_registers
def register(request: ActingRequest) -> HttpResponse:
    """The power map and the list."""
    found = list(parties.stakeholders(seen_by=request.actor))
    return show_page(request, register_page(found, keeps=_keeps(request)))


@require_GET
@reading_registers
def download(request: ActingRequest) -> HttpResponse:
    """The register as a spreadsheet."""
    found = list(parties.stakeholders(seen_by=request.actor))
    return spreadsheet_response(register_sheet(found), "belanghebbenden")


@require_http_methods(["GET", "POST"])
@keeping
def add(request: ActingRequest) -> HttpResponse:
    """Somebody new."""
    form = StakeholderForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.record_stakeholder(
                municipality=own_municipality(request),
                **_given(form),
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("De belanghebbende is vastgelegd."))
            return redirect("municipality:stakeholders")
    return show_form(request, add_page(), form, status)


@require_http_methods(["GET", "POST"])
@reading_registers
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One stakeholder, and bringing the picture up to date."""
    somebody = _stakeholder(request, pk)
    form: StakeholderForm | None = StakeholderForm(sent(request), initial=_known(somebody))
    status = 200
    if not _keeps(request):
        form = None
    elif form is not None and form.is_bound:
        status = 422
        if form.is_valid():
            try:
                actions.change_stakeholder(
                    stakeholder=somebody, **_given(form), by=request.actor, at=timezone.now()
                )
            except Refused as refusal:
                status = refuse(form, refusal)
            else:
                messages.success(request, _("Het beeld is bijgewerkt."))
                return redirect("municipality:stakeholder", pk)
    if form is None and request.method == "POST":
        raise PermissionDenied(str(REASONS[Reason.ROLE_MAY_NOT]))
    trail = list(parties.private_timeline(f"stakeholder:{pk}", seen_by=request.actor))
    return show_page(request, stakeholder_page(somebody, trail, form), status)


@require_POST
@keeping
def remove(request: ActingRequest, pk: int) -> HttpResponse:
    """Take somebody off the power map."""
    somebody = _stakeholder(request, pk)
    actions.remove_stakeholder(stakeholder=somebody, by=request.actor, at=timezone.now())
    messages.success(request, _("De belanghebbende is uit het register gehaald."))
    return redirect("municipality:stakeholders")


def _given(form: StakeholderForm) -> dict[str, Any]:
    return form.cleaned_data | {"position": Position(form.cleaned_data["position"])}


def _known(somebody: Stakeholder) -> dict[str, Any]:
    return {
        name: getattr(somebody, name)
        for name in ("name", "position", "influence", "interests", "note")
    }


def _keeps(request: ActingRequest) -> bool:
    return bool(may_keep_office(request.actor, request.actor.acting_for))


def _stakeholder(request: ActingRequest, pk: int) -> Stakeholder:
    try:
        return parties.stakeholder(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
