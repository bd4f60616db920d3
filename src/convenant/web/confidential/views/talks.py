"""Talks with one provider: planning, asking, moving, declining, calling off."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.confidential import TalkSubject
from convenant.core.lifecycles import TalkStatus
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.confidential.calendars import talk_calendar
from convenant.web.confidential.doors import (
    crumbs,
    done,
    kept_out,
    provider_choices,
    table_of,
    unless,
)
from convenant.web.confidential.forms import AskTalkForm, MomentForm, TalkForm, WhyForm
from convenant.web.confidential.pages.talks import list_page, talk_page
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.seen import saw

if TYPE_CHECKING:
    from convenant.roundtables.models import BilateralTalk, RoundTable


@require_GET
@login_required
def talks(request: ActingRequest, slug: str) -> HttpResponse:
    """The talks at a table that the viewer may know of."""
    table = table_of(request, slug)
    if (closed := kept_out(request, table)) is not None:
        return closed
    page = list_page(table, query=request.GET, seen_by=request.actor, on=timezone.localdate())
    return render(request, "confidential/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def new_talk(request: ActingRequest, slug: str) -> HttpResponse:
    """Plan a talk, or as a provider ask for one."""
    table = table_of(request, slug)
    actor, today = request.actor, timezone.localdate()
    allowed = (
        permissions.may_ask_talk(actor, table)
        if actor.provides
        else permissions.may_plan_talk(actor, table, on=today)
    )
    back = reverse("confidential:start" if allowed.values else "tables:show", args=[slug])
    if (closed := unless(request, allowed, back)) is not None:
        return closed
    return _ask(request, table) if actor.provides else _plan(request, table)


@require_GET
@login_required
def talk(request: ActingRequest, pk: UUID) -> HttpResponse:
    """One talk, for its two sides."""
    found = talk_of(request, pk)
    if queries.talk_minutes(found, seen_by=request.actor).exists():
        saw(request, f"talk:{pk}")
    return show_talk(request, found)


@require_POST
@login_required
def set_talk(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Say yes with a moment, or move it."""
    found, form = talk_of(request, pk), MomentForm(request.POST, prefix="moment")
    return done(
        request,
        form,
        lambda: actions.set_talk(
            talk=found,
            starts_at=form.starts_at(),
            place=form.cleaned_data["place"],
            online=form.cleaned_data["online"] == "yes",
            by=request.actor,
            at=timezone.now(),
        ),
        words=_("Het gesprek is gepland. De aanbieder krijgt een uitnodiging."),
        to=_url(found),
        again=lambda status: show_talk(request, found, {"moment": form}, status),
    )


@require_POST
@login_required
def decline_talk(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Say no to a provider that asked."""
    found, form = talk_of(request, pk), WhyForm(request.POST, prefix="decline")
    return done(
        request,
        form,
        lambda: actions.decline_talk(
            talk=found, why=form.cleaned_data["why"], by=request.actor, at=timezone.now()
        ),
        words=_("U hebt het verzoek afgewezen. De aanbieder krijgt bericht."),
        to=_url(found),
        again=lambda status: show_talk(request, found, {"decline": form}, status),
    )


@require_POST
@login_required
def cancel_talk(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Call it off."""
    found, form = talk_of(request, pk), WhyForm(request.POST, prefix="cancel")
    return done(
        request,
        form,
        lambda: actions.cancel_talk(
            talk=found, why=form.cleaned_data["why"], by=request.actor, at=timezone.now()
        ),
        words=_("Het gesprek is afgezegd. De ander krijgt bericht."),
        to=_url(found),
        again=lambda status: show_talk(request, found, {"cancel": form}, status),
    )


@require_GET
@login_required
def calendar(request: ActingRequest, pk: UUID) -> HttpResponse:
    """The calendar file of a planned talk; nothing confidential stands in it."""
    found = talk_of(request, pk)
    if found.status != TalkStatus.PLANNED or found.starts_at is None:
        raise Http404
    response = HttpResponse(
        talk_calendar(found, at=timezone.now()), content_type="text/calendar; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="gesprek.ics"'
    response["Cache-Control"] = "private, no-store"
    return response


def talk_of(request: ActingRequest, pk: UUID) -> BilateralTalk:
    """The talk, or 404 for "not there" and "not yours" alike."""
    try:
        return queries.talk(pk, seen_by=request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def show_talk(
    request: ActingRequest,
    talk: BilateralTalk,
    forms_again: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a talk; ``forms_again``: what was typed and could not be done."""
    fresh = queries.talk(talk.pk, seen_by=request.actor)
    page = talk_page(fresh, forms_again or {}, seen_by=request.actor, at=timezone.localtime())
    return render(request, "confidential/talk.html", {"page": page}, status=status)


def _url(talk: BilateralTalk) -> str:
    return reverse("confidential:talk", args=[talk.pk])


def _plan(request: ActingRequest, table: RoundTable) -> HttpResponse:
    choices = provider_choices(table, on=timezone.localdate())
    form = TalkForm(request.POST or None, providers=choices)
    if request.method == "GET":
        return _form(request, table, form, 200)

    def verb() -> object:
        return actions.plan_talk(
            table=table,
            provider=parties.organisations(numbers=[int(form.cleaned_data["provider"])]).get(),
            subject=TalkSubject(form.cleaned_data["subject"]),
            about=form.cleaned_data["about"],
            starts_at=form.starts_at(),
            place=form.cleaned_data["place"],
            online=form.cleaned_data["online"] == "yes",
            by=request.actor,
            at=timezone.now(),
        )

    return done(
        request,
        form,
        verb,
        words=_("Het gesprek is gepland. De aanbieder krijgt een uitnodiging."),
        to=reverse("confidential:talks", args=[table.slug]),
        again=lambda status: _form(request, table, form, status),
    )


def _ask(request: ActingRequest, table: RoundTable) -> HttpResponse:
    form = AskTalkForm(request.POST or None)
    if request.method == "GET":
        return _form(request, table, form, 200)

    def verb() -> object:
        return actions.ask_talk(
            table=table,
            subject=TalkSubject(form.cleaned_data["subject"]),
            about=form.cleaned_data["about"],
            wish=form.cleaned_data["wish"],
            by=request.actor,
            at=timezone.now(),
        )

    return done(
        request,
        form,
        verb,
        words=_("Uw verzoek is verstuurd. U krijgt bericht als de gemeente antwoordt."),
        to=reverse("confidential:talks", args=[table.slug]),
        again=lambda status: _form(request, table, form, status),
    )


def _form(request: ActingRequest, table: RoundTable, form: forms.Form, status: int) -> HttpResponse:
    buys = request.actor.buys
    back = reverse("confidential:talks", args=[table.slug])
    page = {
        "crumbs": crumbs(table, Link(_("Gesprekken"), back), Link(_("Nieuw"))),
        "heading": _("Plan een gesprek met één aanbieder") if buys else _("Vraag een gesprek aan"),
        "lead": _(
            "Over prijs, kosten en capaciteit praat u met één aanbieder tegelijk. Niemand anders "
            "ziet dat dit gesprek er is."
        )
        if buys
        else _("Over uw prijs, kosten of capaciteit. Andere aanbieders zien dit niet."),
        "eyebrow": table.name,
        "button": _("Plan het gesprek") if buys else _("Verstuur het verzoek"),
        "back_url": back,
        "autosave": f"talk-{table.pk}",
    }
    return render(request, "confidential/form.html", {"page": page, "form": form}, status=status)
