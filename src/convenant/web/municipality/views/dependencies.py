"""The dependency register of one's own municipality (D048)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.actors import Kind
from convenant.core.registers import DependencyReason
from convenant.core.verdicts import Refused
from convenant.parties import actions
from convenant.parties import queries as parties
from convenant.parties.permissions import may_keep_office
from convenant.web.municipality.doors import (
    keeping,
    own_municipality,
    reading_registers,
    region_pk,
)
from convenant.web.municipality.forms.registers import DependencyForm
from convenant.web.municipality.pages.dependencies import (
    Shares,
    add_page,
    proposals,
    provider_page,
    register_page,
    register_sheet,
)
from convenant.web.municipality.parts import refuse, show_page, spreadsheet_response
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.parties.models import Dependency, Organisation


@require_GET
@reading_registers
def register(request: ActingRequest) -> HttpResponse:
    """The register."""
    return show_page(
        request, register_page(request.GET, seen_by=request.actor, keeps=_keeps(request))
    )


@require_GET
@reading_registers
def download(request: ActingRequest) -> HttpResponse:
    """The register as a spreadsheet."""
    lines = list(parties.dependencies(seen_by=request.actor))
    return spreadsheet_response(register_sheet(lines), "afhankelijkheid")


@require_GET
@keeping
def add(request: ActingRequest) -> HttpResponse:
    """Choose a provider that is not in the register."""
    page = add_page(request.GET, seen_by=request.actor, on=timezone.localdate())
    return show_page(request, page)


@require_http_methods(["GET", "POST"])
@reading_registers
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """One provider: its history, the figures, and laying down how it stands."""
    provider = _provider(request, slug)
    on = timezone.localdate()
    shares = proposals([provider.pk], seen_by=request.actor, on=on)[provider.pk]
    history = list(parties.dependency_history(provider.pk, seen_by=request.actor))
    form = _form(request, history, shares)
    status = 200
    if request.method == "POST":
        verdict = may_keep_office(request.actor, request.actor.acting_for)
        form = DependencyForm(request.POST)
        status = 422
        if verdict and form.is_valid():
            try:
                _record(request, provider, form)
            except Refused as refusal:
                status = refuse(form, refusal)
            else:
                messages.success(request, _("De afhankelijkheid is vastgelegd."))
                return redirect("municipality:dependency", slug)
        elif verdict.reason is not None:
            status = refuse(form, Refused(verdict.reason))
    subject = f"dependency:{request.actor.organisation}-{provider.pk}"
    page = provider_page(
        provider,
        history=history,
        trail=list(parties.private_timeline(subject, seen_by=request.actor)),
        shares=shares,
        form=form,
    )
    return show_page(request, page, status)


@require_POST
@keeping
def remove(request: ActingRequest, slug: str) -> HttpResponse:
    """Take a provider out of the register."""
    provider = _provider(request, slug)
    actions.remove_dependency(
        municipality=own_municipality(request),
        provider=provider,
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("De aanbieder is uit het register gehaald."))
    return redirect("municipality:dependencies")


def _record(request: ActingRequest, provider: Organisation, form: DependencyForm) -> None:
    given = form.cleaned_data
    actions.record_dependency(
        municipality=own_municipality(request),
        provider=provider,
        share_of_turnover=given["share_of_turnover"],
        share_of_volume=given["share_of_volume"],
        reason=DependencyReason(given["reason"]),
        note=given["note"],
        measured_on=given["measured_on"],
        by=request.actor,
        at=timezone.now(),
    )


def _form(
    request: ActingRequest, history: list[Dependency], shares: Shares
) -> DependencyForm | None:
    """The form with the last line in it, or with what the figures propose."""
    if not _keeps(request):
        return None
    first: dict[str, Any] = {"measured_on": timezone.localdate()}
    if history:
        last = history[0]
        first |= {
            "reason": last.reason,
            "share_of_turnover": last.share_of_turnover,
            "share_of_volume": last.share_of_volume,
            "note": last.note,
        }
    else:
        turnover, volume = shares
        first["share_of_turnover"] = turnover.percent if turnover else None
        first["share_of_volume"] = volume.percent if volume else None
    return DependencyForm(initial=first)


def _keeps(request: ActingRequest) -> bool:
    return bool(may_keep_office(request.actor, request.actor.acting_for))


def _provider(request: ActingRequest, slug: str) -> Organisation:
    """A provider of the region, or one that is in the register; or 404."""
    found = parties.participants(
        region_pk(request), kind=Kind.PROVIDER, on=timezone.localdate()
    ).filter(slug=slug)
    known = parties.dependencies(seen_by=request.actor).filter(provider__slug=slug)
    provider = found.first() or next((line.provider for line in known), None)
    if provider is None:
        raise Http404
    return provider
