"""Municipalities: who takes part how; adding, changing, leaving, moving, merging."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core import municipalities as register
from convenant.core.regions import ParticipationForm
from convenant.parties import actions, permissions, queries
from convenant.roundtables import actions as tables
from convenant.web.region.forms.participants import JoinForm, LeaveForm, MergeForm, MoveForm
from convenant.web.region.pages.participants import (
    add_page,
    municipality_page,
    participants_page,
    running_agreements,
    to_merge,
)
from convenant.web.region.views.shared import (
    ask,
    forbidden,
    form_page,
    may_change,
    region_of,
    taking_part,
)
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.wording.regions import PARTICIPATIONS


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """Which municipalities take part, how and since when."""
    region = region_of(request)
    page = participants_page(
        region,
        on=timezone.localdate(),
        seen_by=request.actor,
        may_change=bool(may_change(request, region)),
    )
    return render(request, "region/participants.html", {"page": page})


@require_GET
@login_required
def add(request: ActingRequest) -> HttpResponse:
    """Find a municipality in the register by name or code."""
    region = region_of(request)
    verdict = may_change(request, region)
    if not verdict:
        return forbidden(request, verdict, back="region:participants")
    page = add_page(
        region, request.GET.get("zoek", ""), on=timezone.localdate(), seen_by=request.actor
    )
    return render(request, "region/add.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def join(request: ActingRequest, cbs: str) -> HttpResponse:
    """How the municipality that was found takes part, and from when."""
    region = region_of(request)
    verdict = may_change(request, region)
    if not verdict:
        return forbidden(request, verdict, back="region:participants")
    found = register.municipality(cbs)
    if found is None:
        raise Http404

    def save(filled: dict[str, Any]) -> HttpResponse:
        joined = actions.add_municipality(
            region=region,
            cbs=cbs,
            form=ParticipationForm(filled["form"]),
            since=filled["since"],
            before=_day_after(filled["through"]),
            by=request.actor,
            at=timezone.now(),
        )
        messages.success(request, _("%(name)s doet mee.") % {"name": joined.name})
        if filled["form"] == ParticipationForm.FULL:
            return redirect("region:participants")
        return redirect("region:municipality", joined.slug)

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=found.name,
            lead=_("Gemeentecode %(code)s. Hoe en vanaf wanneer doet deze gemeente mee?")
            % {"code": cbs},
            crumbs=_crumbs(_("Gemeente toevoegen")),
            button=_("Voeg toe"),
            back_url=reverse("region:add"),
        )

    given = {"form": ParticipationForm.FULL, "since": timezone.localdate()}
    return ask(request, JoinForm(request.POST or None, initial=given), save, show)


@require_GET
@login_required
def municipality(request: ActingRequest, slug: str) -> HttpResponse:
    """One municipality in this region: its history, its products, what can be done."""
    region = region_of(request)
    page = municipality_page(
        region,
        taking_part(region, slug),
        on=timezone.localdate(),
        seen_by=request.actor,
        may_change=bool(may_change(request, region)),
    )
    return render(request, "region/municipality.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def change(request: ActingRequest, slug: str) -> HttpResponse:
    """Take part in another way from a day on."""
    region = region_of(request)
    verdict = may_change(request, region)
    if not verdict:
        return forbidden(request, verdict, back="region:participants")
    organisation = taking_part(region, slug)

    def save(filled: dict[str, Any]) -> HttpResponse:
        form = ParticipationForm(filled["form"])
        actions.change_form(
            region=region,
            organisation=organisation,
            form=form,
            since=filled["since"],
            before=_day_after(filled["through"]),
            by=request.actor,
            at=timezone.now(),
        )
        words = {"name": organisation.name, "form": PARTICIPATIONS[form]}
        messages.success(request, _("%(name)s doet mee: %(form)s.") % words)
        return redirect("region:municipality", slug)

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=_("Anders meedoen"),
            eyebrow=organisation.name,
            lead=_("Hoe het tot die dag was, blijft leesbaar."),
            crumbs=_crumbs(organisation.name),
            button=_("Bewaar"),
            back_url=reverse("region:municipality", args=[slug]),
        )

    now = queries.participation_of(region, organisation, on=timezone.localdate())
    given = {"form": now.form if now else "", "since": timezone.localdate()}
    return ask(request, JoinForm(request.POST or None, initial=given), save, show)


@require_http_methods(["GET", "POST"])
@login_required
def leave(request: ActingRequest, slug: str) -> HttpResponse:
    """No longer take part after a day; for municipalities and providers."""
    region = region_of(request)
    verdict = may_change(request, region)
    if not verdict:
        return forbidden(request, verdict, back="region:participants")
    organisation = taking_part(region, slug)
    back = "region:municipality" if organisation.cbs else "region:provider"

    def save(filled: dict[str, Any]) -> HttpResponse:
        tables.leave_region(
            region=region,
            organisation=organisation,
            on=filled["through"] + timedelta(days=1),
            by=request.actor,
            at=timezone.now(),
        )
        words = {"name": organisation.name}
        messages.success(request, _("De laatste dag van %(name)s is vastgelegd.") % words)
        return redirect(back, slug)

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=_("Meedoen beëindigen"),
            eyebrow=organisation.name,
            lead=_(
                "Niets van wat was verdwijnt; er komt alleen geen nieuw werk bij. Plaatsen aan "
                "tafel eindigen die dag. Wie er een stem verliest, krijgt bericht."
            ),
            crumbs=_crumbs(organisation.name),
            button=_("Leg vast"),
            back_url=reverse(back, args=[slug]),
        )

    return ask(request, LeaveForm(request.POST or None), save, show)


@require_http_methods(["GET", "POST"])
@login_required
def move(request: ActingRequest, slug: str) -> HttpResponse:
    """A municipality goes to another region; what runs here goes on (D058)."""
    region = region_of(request)
    organisation = taking_part(region, slug)
    verdict = permissions.may_move(request.actor, organisation, out_of=region)
    if not organisation.cbs:
        raise Http404
    if not verdict:
        return forbidden(request, verdict, back="region:participants")

    def save(filled: dict[str, Any]) -> HttpResponse:
        into = queries.region_called(filled["into"])
        if into is None:
            raise Http404
        actions.move_municipality(
            municipality=organisation,
            out_of=region,
            into=into,
            on=filled["on"],
            runs_out_before=_day_after(filled["through"]),
            by=request.actor,
            at=timezone.now(),
        )
        words = {"name": organisation.name, "region": into.name}
        messages.success(request, _("%(name)s gaat naar de regio %(region)s.") % words)
        return redirect("region:municipality", slug)

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=_("Naar een andere regio"),
            eyebrow=organisation.name,
            lead=_("Geschiedenis en lopende overeenkomsten blijven bestaan."),
            notes=running_agreements(region, organisation, on=timezone.localdate()),
            crumbs=_crumbs(organisation.name),
            button=_("Leg de overstap vast"),
            back_url=reverse("region:municipality", args=[slug]),
        )

    others = [(r.slug, r.name) for r in queries.regions() if r.pk != region.pk]
    return ask(request, MoveForm(request.POST or None, regions=others), save, show)


@require_http_methods(["GET", "POST"])
@login_required
def merge(request: ActingRequest) -> HttpResponse:
    """Municipalities go into another one, which has their rights and duties from then on."""
    region = region_of(request)
    verdict = may_change(request, region)
    if not verdict:
        return forbidden(request, verdict, back="region:participants")

    @transaction.atomic
    def save(filled: dict[str, Any]) -> HttpResponse:
        who: dict[str, Any] = {"by": request.actor, "at": timezone.now()}
        into = actions.register_municipality(cbs=filled["into"], on=filled["on"], **who)
        old = list(queries.organisations(slugs=filled["old"]))
        actions.merge_municipalities(region=region, old=old, into=into, on=filled["on"], **who)
        names = ", ".join(one.name for one in old)
        words = {"old": names, "into": into.name}
        messages.success(request, _("Vastgelegd: %(old)s gaan op in %(into)s.") % words)
        return redirect("region:participants")

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=_("Gemeenten gaan samen"),
            lead=_(
                "De nieuwe gemeente krijgt alle rechten, plichten en mensen van de oude. Wat de "
                "oude gemeenten deden, blijft onder hun naam leesbaar."
            ),
            crumbs=_crumbs(_("Gemeenten gaan samen")),
            button=_("Leg vast"),
            back_url=reverse("region:participants"),
        )

    choices = to_merge(region, on=timezone.localdate(), seen_by=request.actor)
    return ask(request, MergeForm(request.POST or None, municipalities=choices), save, show)


def _day_after(last: date | None) -> date | None:
    return None if last is None else last + timedelta(days=1)


def _crumbs(last: str) -> list[Link]:
    return [
        Link(_("Regio"), reverse("region:start")),
        Link(_("Gemeenten"), reverse("region:participants")),
        Link(capfirst(last)),
    ]
