"""Dossiers: opened, consulted on, brought into the chain (D059, D064)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.audit import queries as audit
from convenant.core.decisions import Matter
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.strategy import actions, permissions, queries
from convenant.web.decisions.forms import (
    DISCIPLINES,
    DisciplineForm,
    DossierForm,
    WithdrawForm,
    WordForm,
)
from convenant.web.decisions.pages.dossier import dossier_page
from convenant.web.decisions.pages.dossiers import crumbs, list_page, overview_sheet
from convenant.web.decisions.pages.subjects import subject_choices
from convenant.web.municipality.doors import of_municipality, own_region, region_pk
from convenant.web.municipality.parts import (
    FormPage,
    Section,
    refusal_words,
    refuse,
    sent,
    show_form,
    show_page,
    spreadsheet_response,
)
from convenant.web.shared import errors
from convenant.web.shared.components import Link, pagination
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of

if TYPE_CHECKING:
    from convenant.strategy.models import Discipline, Dossier

PER_PAGE = 25


@require_GET
@of_municipality
def every(request: ActingRequest) -> HttpResponse:
    """All dossiers of the region, and for whom each waits."""
    region = region_pk(request)
    found = queries.dossiers(region=region, seen_by=request.actor)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    dossiers = list(page)
    shown = list_page(
        dossiers,
        queries.chains(dossiers, seen_by=request.actor),
        pages=pagination(page, request.GET) if page.has_other_pages() else None,
        writes=bool(permissions.may_write(request.actor, region)),
    )
    return show_page(request, shown)


@require_GET
@of_municipality
def download(request: ActingRequest) -> HttpResponse:
    """Every turn of every dossier as a spreadsheet."""
    found = list(queries.dossiers(region=region_pk(request), seen_by=request.actor))
    chains = queries.chains(found, seen_by=request.actor)
    return spreadsheet_response(overview_sheet(found, chains), "besluitvorming")


@require_http_methods(["GET", "POST"])
@of_municipality
def open_new(request: ActingRequest) -> HttpResponse:
    """Open a dossier."""
    refused = _may_write(request)
    if refused:
        return refused
    form = _dossier_form(request)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            dossier = _open(request, form)
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("Het dossier is geopend."))
            return redirect("decisions:dossier", dossier.pk)
    page = FormPage(
        title=_("Een dossier openen"),
        lead=_("Leg een besluit voor aan de gemeenten, laag voor laag."),
        submit=_("Open het dossier"),
        back_url=reverse("decisions:list"),
        crumbs=crumbs(Link(_("Nieuw dossier"))),
    )
    return show_form(request, page, form, status)


@require_GET
@of_municipality
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One dossier."""
    return _show(request, _dossier(request, pk))


@require_POST
@of_municipality
def ask(request: ActingRequest, pk: int) -> HttpResponse:
    """Ask one more discipline."""
    dossier, form = _dossier(request, pk), DisciplineForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            actions.ask_discipline(
                dossier=dossier, **form.cleaned_data, by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            if not permissions.may_write(request.actor, dossier.region_id):
                return _refused(request, refusal, pk)
            status = refuse(form, refusal)
        else:
            messages.success(request, _("De discipline is om een oordeel gevraagd."))
            return redirect("decisions:dossier", pk)
    return _show(request, dossier, form, status)


@require_http_methods(["GET", "POST"])
@of_municipality
def word(request: ActingRequest, pk: int) -> HttpResponse:
    """Note what a discipline says."""
    discipline = _discipline(request, pk)
    verdict = permissions.may_consult(request.actor, discipline.dossier)
    if verdict.reason is not None:
        return _refused(request, Refused(verdict.reason), discipline.dossier_id)
    known = {"note": discipline.note, "agrees": "yes" if discipline.agrees else "no"}
    form = WordForm(sent(request), initial=known if discipline.given_at else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        agrees, note = form.cleaned_data["agrees"] == "yes", form.cleaned_data["note"]
        try:
            actions.record_word(
                discipline=discipline, agrees=agrees, note=note, by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("Het oordeel is vastgelegd."))
            return redirect("decisions:dossier", discipline.dossier_id)
    return show_form(request, _word_page(discipline), form, status)


@require_POST
@of_municipality
def drop(request: ActingRequest, pk: int) -> HttpResponse:
    """Withdraw a question to a discipline that did not answer."""
    discipline = _discipline(request, pk)
    dossier = discipline.dossier_id
    try:
        actions.drop_discipline(discipline=discipline, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, refusal, dossier)
    messages.success(request, _("De vraag is ingetrokken."))
    return redirect("decisions:dossier", dossier)


@require_POST
@of_municipality
def enter(request: ActingRequest, pk: int) -> HttpResponse:
    """Bring a dossier into the chain."""
    dossier = _dossier(request, pk)
    try:
        actions.enter_chain(dossier=dossier, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, refusal, pk)
    messages.success(request, _("Het dossier is in besluitvorming. De eerste lagen zijn aan zet."))
    return redirect("decisions:dossier", pk)


@require_http_methods(["GET", "POST"])
@of_municipality
def withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """Close a dossier without a decision."""
    dossier = _dossier(request, pk)
    refused = _may_write(request)
    if refused:
        return refused
    form = WithdrawForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        why = form.cleaned_data["why"]
        try:
            actions.withdraw_dossier(dossier=dossier, why=why, by=request.actor, at=timezone.now())
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("Het dossier is ingetrokken."))
            return redirect("decisions:dossier", pk)
    back = reverse("decisions:dossier", args=[pk])
    page = FormPage(
        title=_("%(title)s intrekken") % {"title": dossier.title},
        lead=_("Er wordt dan niet over besloten. Wat al is besloten blijft leesbaar."),
        submit=_("Trek het dossier in"),
        back_url=back,
        crumbs=crumbs(Link(dossier.title, back), Link(_("Intrekken"))),
    )
    return show_form(request, page, form, status)


def _show(
    request: ActingRequest, dossier: Dossier, form: DisciplineForm | None = None, status: int = 200
) -> HttpResponse:
    page = dossier_page(
        dossier,
        queries.chains([dossier], seen_by=request.actor),
        names=dict(subject_choices(region=dossier.region_id, seen_by=request.actor)),
        trail=list(audit.timeline(f"dossier:{dossier.pk}", seen_by=request.actor)),
        seen_by=request.actor,
        form=form,
    )
    return show_page(request, page, status)


def _dossier_form(request: ActingRequest) -> DossierForm:
    region = region_pk(request)
    places = parties.deciding_municipalities(region, on=timezone.localdate())
    choices = [(str(one.pk), one.name) for one in places]
    return DossierForm(
        sent(request),
        subjects=subject_choices(region=region, seen_by=request.actor),
        municipalities=choices,
        initial={
            "municipalities": [key for key, _name in choices],
            "disciplines": [str(name) for name in DISCIPLINES[:2]],
        },
    )


def _open(request: ActingRequest, form: DossierForm) -> Dossier:
    given = form.cleaned_data
    places = parties.deciding_municipalities(region_pk(request), on=timezone.localdate())
    return actions.open_dossier(
        region=own_region(request),
        matter=Matter(given["matter"]),
        title=given["title"],
        text=given["text"],
        subject=given["subject"],
        municipalities=list(places.filter(pk__in=given["municipalities"])),
        disciplines=form.asked(),
        by=request.actor,
        at=timezone.now(),
    )


def _dossier(request: ActingRequest, pk: int) -> Dossier:
    try:
        return queries.dossier(pk, region=region_pk(request), seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def _discipline(request: ActingRequest, pk: int) -> Discipline:
    try:
        return queries.discipline(pk, region=region_pk(request), seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def _word_page(discipline: Discipline) -> FormPage:
    dossier = discipline.dossier
    back = reverse("decisions:dossier", args=[dossier.pk])
    about = [Section("vraag", _("Wat wordt gevraagd"), dossier.text)]
    return FormPage(
        title=_("Oordeel van %(name)s") % {"name": discipline.name},
        lead=dossier.title,
        submit=_("Leg het oordeel vast"),
        back_url=back,
        crumbs=crumbs(Link(dossier.title, back), Link(discipline.name)),
        about=about,
    )


def _may_write(request: ActingRequest) -> HttpResponse | None:
    verdict = permissions.may_write(request.actor, region_pk(request))
    if verdict.reason is None:
        return None
    refusal = Refused(verdict.reason)
    back = reverse("decisions:list")
    words = refusal_words(refusal)
    return errors.refused(request, words, back_url=back, status=status_of(refusal))


def _refused(request: ActingRequest, refusal: Refused, pk: int) -> HttpResponse:
    back = reverse("decisions:dossier", args=[pk])
    return errors.refused(request, refusal_words(refusal), back_url=back, status=status_of(refusal))
