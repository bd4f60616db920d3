"""How a municipality works: reading it, and laying it down from a day on."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.agreements import queries as agreements
from convenant.core.verdicts import Refused
from convenant.parties import actions
from convenant.parties import queries as parties
from convenant.parties.permissions import may_keep_office
from convenant.web.municipality.doors import (
    keeping,
    of_municipality,
    own_municipality,
    region_pk,
)
from convenant.web.municipality.forms.profile import (
    MoveForm,
    OwnDateForm,
    ProfileForm,
    filled_in,
)
from convenant.web.municipality.pages.overlaps import bought_in
from convenant.web.municipality.pages.profile import crumbs, profile_page
from convenant.web.municipality.parts import (
    FormPage,
    refuse,
    sent,
    show_form,
    show_page,
)
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.wording.processes import TASKS


@require_GET
@of_municipality
def show(request: ActingRequest) -> HttpResponse:
    """The profile of one's own municipality; ``?op=`` another day."""
    return _profile(request, own_municipality(request).slug)


@require_GET
@of_municipality
def of_another(request: ActingRequest, slug: str) -> HttpResponse:
    """The profile of another municipality of the region."""
    return _profile(request, slug)


@require_http_methods(["GET", "POST"])
@keeping
def change(request: ActingRequest) -> HttpResponse:
    """Lay the way of working down from a day on."""
    municipality, today = own_municipality(request), timezone.localdate()
    now = parties.profiles_of(municipality.pk, seen_by=request.actor).first()
    form = ProfileForm(sent(request), initial=filled_in(now) | {"valid_from": today})
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            profile = actions.set_profile(
                municipality=municipality,
                answers=form.answers(),
                valid_from=form.cleaned_data["valid_from"],
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("De werkwijze is vastgelegd."))
            query = f"?op={profile.valid_from}" if profile.valid_from > today else ""
            return redirect(reverse("municipality:profile") + query)
    return show_form(request, _change_page(), form, status)


@require_http_methods(["GET", "POST"])
@keeping
def move(request: ActingRequest) -> HttpResponse:
    """Mark that a product moves to the first line."""
    form = MoveForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.set_first_line_move(
                municipality=own_municipality(request),
                **form.cleaned_data,
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("De verschuiving naar de eerste lijn is vastgelegd."))
            return redirect(reverse("municipality:profile") + "#eerste-lijn")
    return show_form(request, _move_page(), form, status)


@require_POST
@keeping
def drop_move(request: ActingRequest, pk: int) -> HttpResponse:
    """Call a move off."""
    try:
        found = parties.first_line_move(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    actions.drop_first_line_move(move=found, by=request.actor, at=timezone.now())
    messages.success(request, _("De verschuiving is vervallen."))
    return redirect(reverse("municipality:profile") + "#eerste-lijn")


@require_http_methods(["GET", "POST"])
@keeping
def own_date(request: ActingRequest) -> HttpResponse:
    """A change takes effect here on a day of its own."""
    titles = sorted(set(agreements.titles(region=region_pk(request)).values()))
    form = OwnDateForm(sent(request), subjects=[(title, title) for title in titles])
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("effective_on", "why", "was", "becomes")}
        try:
            actions.set_own_date(
                municipality=own_municipality(request),
                subject=form.what(),
                decided_on=form.cleaned_data["decided_on"],
                **given,
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("De eigen datum is vastgelegd."))
            return redirect(reverse("municipality:profile") + "#eigen-datums")
    return show_form(request, _own_date_page(), form, status)


def _profile(request: ActingRequest, slug: str) -> HttpResponse:
    actor, today, region = request.actor, timezone.localdate(), region_pk(request)
    on = _day(request.GET.get("op", ""), today)
    try:
        way = parties.way_of_working(slug, region=region, on=on, seen_by=actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    own = way.municipality.pk == actor.organisation
    page = profile_page(
        way,
        history=list(parties.profiles_of(way.municipality.pk, seen_by=actor)),
        bought=bought_in(region, on=on, seen_by=actor),
        on=on,
        today=today,
        own=own,
        keeps=own and bool(may_keep_office(actor, way.municipality)),
    )
    return show_page(request, page)


def _day(asked: str, today: date) -> date:
    try:
        return parse_date(asked) or today
    except ValueError:
        return today


def _back() -> str:
    return reverse("municipality:profile")


def _change_page() -> FormPage:
    tasks = [name for task in TASKS for name in (f"done_{task}", f"codes_{task}")]
    return FormPage(
        title=_("Zo werken wij: vastleggen"),
        lead=_("Aanbieders en andere gemeenten zien hieraan wat u van hen vraagt."),
        submit=_("Leg de werkwijze vast"),
        back_url=_back(),
        crumbs=crumbs(Link(_("Werkwijze"), _back()), Link(_("Vastleggen"))),
        groups=[
            (_("Vanaf wanneer"), "", ["valid_from"]),
            (
                _("Toegang tot hulp"),
                _("Wie beslist, en hoe u dat vastlegt."),
                ["access", "third_party", "practice", "own_offer"],
            ),
            (
                _("Budget en tempo"),
                _("Andere gemeenten zien dit. Aanbieders zien niet hoe uw budget ervoor staat."),
                ["budget", "pooling", "pace"],
            ),
            (
                _("De zes taken van het sociaal team"),
                _("Doet het team een taak zelf, dan koopt u die niet ook nog in."),
                tasks,
            ),
            (_("Tot slot"), "", ["note"]),
        ],
    )


def _move_page() -> FormPage:
    return FormPage(
        title=_("Een product gaat naar de eerste lijn"),
        lead=_("De eerste lijn is het sociaal team of een andere plek zonder verwijzing."),
        submit=_("Leg de verschuiving vast"),
        back_url=_back(),
        crumbs=crumbs(Link(_("Werkwijze"), _back()), Link(_("Naar de eerste lijn"))),
    )


def _own_date_page() -> FormPage:
    return FormPage(
        title=_("Een eigen datum voor een verandering"),
        lead=_("Ook tijdens de looptijd. Voor de andere gemeenten verandert er niets."),
        submit=_("Leg de datum vast"),
        back_url=_back(),
        crumbs=crumbs(Link(_("Werkwijze"), _back()), Link(_("Eigen datum"))),
    )
