"""A layer's decision goes on the record (D059, D060)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convenant.core.decisions import LayerOutcome, Say
from convenant.core.verdicts import Refused
from convenant.strategy import actions, permissions, queries
from convenant.web.decisions.forms import OutcomeForm
from convenant.web.decisions.pages.dossiers import crumbs
from convenant.web.municipality.doors import of_municipality, region_pk
from convenant.web.municipality.parts import (
    FormPage,
    Row,
    Section,
    refusal_words,
    refuse,
    sent,
    show_form,
)
from convenant.web.shared import errors
from convenant.web.shared.components import Column, Link, Table
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of
from convenant.wording.decisions import SAYS, layer_name

if TYPE_CHECKING:
    from convenant.strategy.models import LayerTurn


@require_http_methods(["GET", "POST"])
@of_municipality
def record(request: ActingRequest, pk: int) -> HttpResponse:
    """Record what a layer of one's own municipality decided."""
    turn = _turn(request, pk)
    verdict = permissions.may_record(request.actor, turn)
    if verdict.reason is not None:
        refusal = Refused(verdict.reason)
        back = reverse("decisions:dossier", args=[turn.dossier_id])
        words = refusal_words(refusal)
        return errors.refused(request, words, back_url=back, status=status_of(refusal))
    today = timezone.localdate()
    form = OutcomeForm(
        sent(request),
        say=Say(turn.layer.say),
        today=today,
        initial={"decided_on": today},
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.record_outcome(
                turn=turn,
                outcome=LayerOutcome(form.cleaned_data["outcome"]),
                decided_on=form.cleaned_data["decided_on"],
                note=form.cleaned_data["note"],
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("Het besluit is vastgelegd."))
            return redirect("decisions:dossier", turn.dossier_id)
    return show_form(request, _page(turn), form, status)


def _page(turn: LayerTurn) -> FormPage:
    dossier, layer = turn.dossier, turn.layer
    back = reverse("decisions:dossier", args=[dossier.pk])
    name = layer_name(layer.body, layer.name)
    return FormPage(
        title=_("Besluit vastleggen: %(layer)s") % {"layer": name},
        lead=_("%(municipality)s. Deze laag %(says)s.")
        % {"municipality": layer.municipality.name, "says": SAYS[Say(layer.say)]},
        submit=_("Leg het besluit vast"),
        back_url=back,
        crumbs=crumbs(Link(dossier.title, back), Link(name)),
        about=[Section("vraag", dossier.title, dossier.text), _words(turn)],
    )


def _words(turn: LayerTurn) -> Section:
    rows: list[Row] = [
        [one.name, _("akkoord") if one.agrees else _("niet akkoord"), one.note]
        for one in turn.dossier.disciplines.order_by("pk")
    ]
    return Section(
        "disciplines",
        _("Wat de disciplines vonden"),
        table=Table(
            caption=_("Disciplines en hun oordeel"),
            columns=[Column(_("Discipline")), Column(_("Oordeel")), Column(_("Toelichting"))],
            rows=rows,
        ),
    )


def _turn(request: ActingRequest, pk: int) -> LayerTurn:
    try:
        return queries.layer_turn(pk, region=region_pk(request), seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
