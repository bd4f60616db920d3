"""Invitation lists of one's own municipality (D049)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.verdicts import Refused
from convenant.parties import actions
from convenant.parties import queries as parties
from convenant.parties.permissions import may_keep_office
from convenant.web.municipality.doors import keeping, own_municipality, reading_registers
from convenant.web.municipality.forms.registers import CriteriaForm
from convenant.web.municipality.pages.lists import list_page, list_sheet, lists_page, make_page
from convenant.web.municipality.parts import (
    refuse,
    sent,
    show_form,
    show_page,
    spreadsheet_response,
)
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.parties.models import Dependency, InvitationList


@require_GET
@reading_registers
def every(request: ActingRequest) -> HttpResponse:
    """All lists, the newest first."""
    found = parties.invitation_lists(seen_by=request.actor)[:100]
    made = [(one, getattr(one, "invited", 0)) for one in found]
    keeps = bool(may_keep_office(request.actor, request.actor.acting_for))
    return show_page(request, lists_page(made, keeps=keeps))


@require_http_methods(["GET", "POST"])
@keeping
def make(request: ActingRequest) -> HttpResponse:
    """Choose the criteria, see who that is, confirm."""
    form = CriteriaForm(sent(request))
    if not form.is_bound:
        return show_form(request, make_page(None), form)
    if not form.is_valid():
        return show_form(request, make_page(None), form, 422)
    lines = parties.chosen(
        request.actor.acting_for, criteria=form.criteria(), seen_by=request.actor
    )
    if not lines or form.seen_providers() != {line.provider_id for line in lines}:
        return _shown(request, lines)
    try:
        made = _made(request, form)
    except Refused as refusal:
        status = refuse(form, refusal)
        return show_form(request, make_page(lines), form, status)
    messages.success(request, _("De lijst is vastgelegd."))
    return redirect("municipality:list", made.pk)


@require_GET
@reading_registers
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One list, as it stood."""
    made = _list(request, pk)
    entries = list(parties.entries_of(made, seen_by=request.actor))
    return show_page(request, list_page(made, entries))


@require_GET
@reading_registers
def download(request: ActingRequest, pk: int) -> HttpResponse:
    """The same as a spreadsheet."""
    made = _list(request, pk)
    entries = list(parties.entries_of(made, seen_by=request.actor))
    return spreadsheet_response(list_sheet(made, entries), f"gesprekslijst-{pk}")


def _shown(request: ActingRequest, lines: list[Dependency]) -> HttpResponse:
    """The form again, now with who meets the criteria, and remembering whom was shown."""
    data = request.POST.copy()
    data["seen"] = ",".join(str(line.provider_id) for line in lines)
    again = CriteriaForm(data)
    again.is_valid()
    return show_form(request, make_page(lines), again)


def _made(request: ActingRequest, form: CriteriaForm) -> InvitationList:
    return actions.make_invitation_list(
        municipality=own_municipality(request),
        title=form.cleaned_data["title"],
        criteria=form.criteria(),
        seen=form.seen_providers(),
        letters=form.cleaned_data["letters"],
        by=request.actor,
        at=timezone.now(),
    )


def _list(request: ActingRequest, pk: int) -> InvitationList:
    try:
        return parties.invitation_list(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
