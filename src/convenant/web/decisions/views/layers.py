"""Which layers of a municipality have a say (D059, D060)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.decisions import COLLEGE_APPROVES, Matter, Say
from convenant.core.verdicts import Refused
from convenant.strategy import actions, permissions, queries
from convenant.web.decisions.forms import LayersForm, filled_in
from convenant.web.decisions.pages.dossiers import crumbs
from convenant.web.municipality.doors import of_municipality, own_municipality
from convenant.web.municipality.parts import (
    FormPage,
    OfficePage,
    Section,
    refusal_words,
    refuse,
    said,
    sent,
    show_form,
    show_page,
)
from convenant.web.shared import errors
from convenant.web.shared.components import Column, Kind, Link, Table
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of
from convenant.wording.decisions import MATTERS, SAYS, layer_name

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.strategy.models import DecisionLayer


@require_GET
@of_municipality
def show(request: ActingRequest) -> HttpResponse:
    """The layers of one's own municipality, per kind of decision."""
    municipality = own_municipality(request)
    found = list(queries.layers(municipality=municipality.pk, seen_by=request.actor))
    may = bool(permissions.may_set_layers(request.actor, municipality.pk))
    page = OfficePage(
        title=_("Besluitlagen"),
        eyebrow=municipality.name,
        lead=_("Wie bij ons wat moet goedkeuren, en in welke volgorde."),
        crumbs=crumbs(Link(_("Besluitlagen"))),
        sections=[
            _matter(matter, [one for one in found if one.matter == matter], may=may)
            for matter in Matter
        ],
    )
    return show_page(request, page)


@require_http_methods(["GET", "POST"])
@of_municipality
def change(request: ActingRequest, matter: str) -> HttpResponse:
    """Lay down the layers for a kind of decision."""
    if matter not in set(Matter):
        raise Http404
    municipality, about = own_municipality(request), Matter(matter)
    verdict = permissions.may_set_layers(request.actor, municipality.pk)
    if verdict.reason is not None:
        refusal = Refused(verdict.reason)
        back, words = reverse("decisions:layers"), refusal_words(refusal)
        return errors.refused(request, words, back_url=back, status=status_of(refusal))
    form = _form(request, municipality, about)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.set_layers(
                municipality=municipality,
                matter=about,
                specs=form.specs(),
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("De besluitlagen zijn vastgelegd."))
            return redirect("decisions:layers")
    return show_form(request, _page(about, form), form, status)


def _form(request: ActingRequest, municipality: Organisation, matter: Matter) -> LayersForm:
    found = queries.layers(municipality=municipality.pk, seen_by=request.actor)
    first = filled_in(list(found.filter(matter=matter)))
    if not first:
        first = {"body_1": COLLEGE_APPROVES[0].body.value, "say_1": Say.APPROVES.value}
    return LayersForm(sent(request), initial=first)


def _page(matter: Matter, form: LayersForm) -> FormPage:
    words = MATTERS[matter]
    return FormPage(
        title=_("Besluitlagen voor: %(matter)s") % {"matter": words},
        lead=_("De eerste laag begint. Dossiers die al lopen houden de lagen die zij hadden."),
        submit=_("Leg de lagen vast"),
        back_url=reverse("decisions:layers"),
        crumbs=crumbs(Link(_("Besluitlagen"), reverse("decisions:layers")), Link(said(words))),
        groups=form.rows(),
    )


def _matter(matter: Matter, found: list[DecisionLayer], *, may: bool) -> Section:
    change_url = reverse("decisions:layers_set", args=[matter.value])
    return Section(
        matter.value,
        said(MATTERS[matter]),
        ""
        if found
        else _("Nog niets vastgelegd. Tot dan keurt het college goed, zoals de Gemeentewet zegt."),
        table=Table(
            caption=_("Lagen in volgorde"),
            columns=[
                Column(_("Laag")),
                Column(_("Beurt"), Kind.NUMBER),
                Column(_("Wat die doet")),
            ],
            rows=[
                [layer_name(one.body, one.name), one.turn, str(SAYS[Say(one.say)])] for one in found
            ],
        )
        if found
        else None,
        links=[
            Link(_("Wijzig de lagen voor: %(matter)s") % {"matter": MATTERS[matter]}, change_url)
        ]
        if may
        else (),
    )
