"""The guided set-up: one question a page, a list of what is done, check your answers, propose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.regions import DecisionForm, RepresentationForm, Scale
from convenant.core.verdicts import Refused
from convenant.parties import actions, permissions, queries
from convenant.web.region.forms import setup as setup_forms
from convenant.web.region.pages.setup import (
    QUESTIONS,
    check_page,
    initial,
    municipalities_to_choose,
    setup_page,
)
from convenant.web.region.views.shared import ask, forbidden, form_page, may_change, region_of
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import words_of

if TYPE_CHECKING:
    from convenant.parties.models import Arrangement, Organisation, Region


@require_http_methods(["GET", "POST"])
@login_required
def new(request: ActingRequest) -> HttpResponse:
    """Begin a region: only its name is asked; all else follows step by step."""
    verdict = permissions.may_found_region(request.actor)
    if not request.actor.buys:
        raise Http404
    if not verdict:
        return forbidden(request, verdict)

    def save(filled: dict[str, Any]) -> HttpResponse:
        region = actions.found_region(
            slug="", name=filled["name"], invented=False, by=request.actor, at=timezone.now()
        )
        messages.success(request, _("De regio %(name)s is begonnen.") % {"name": region.name})
        if request.actor.region is None:
            return redirect("region:setup")
        return redirect("account_place")

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=_("Begin een regio"),
            lead=_("Uw gemeente wordt gastgemeente: uw beheerders richten de regio in."),
            button=_("Begin deze regio"),
            back_url="/start/",
        )

    return ask(request, setup_forms.NameForm(request.POST or None), save, show)


@require_GET
@login_required
def overview(request: ActingRequest) -> HttpResponse:
    """What is done and what is next."""
    region = region_of(request)
    page = setup_page(
        region,
        seen_by=request.actor,
        on=timezone.localdate(),
        may_change=bool(may_change(request, region)),
    )
    return render(request, "region/setup.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def question(request: ActingRequest, name: str) -> HttpResponse:
    """One question; what was answered before stands there already."""
    region = region_of(request)
    if name not in QUESTIONS:
        raise Http404
    verdict = may_change(request, region)
    if not verdict:
        return forbidden(request, verdict)
    arrangement = queries.arrangements(region, seen_by=request.actor).first()
    asked = _ASKED[name]

    def save(filled: dict[str, Any]) -> HttpResponse:
        asked.keep(_Answer(request, region, arrangement, filled))
        messages.success(request, _("Bewaard."))
        return redirect("region:setup")

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=str(asked.heading),
            lead=str(asked.lead),
            crumbs=_crumbs(str(asked.heading)),
            button=_("Bewaar en ga verder"),
            back_url=_setup_url(),
        )

    given = initial(name, region, arrangement)
    extra = {}
    if name in {"gastgemeente", "vertegenwoordiging"}:
        on = timezone.localdate()
        extra["municipalities"] = municipalities_to_choose(region, on=on, seen_by=request.actor)
    form = asked.form(request.POST or None, initial=given, **extra)
    return ask(request, form, save, show)


@require_http_methods(["GET", "POST"])
@login_required
def check(request: ActingRequest) -> HttpResponse:
    """Check your answers, then put them to the municipalities."""
    region = region_of(request)
    verdict = may_change(request, region)
    if not verdict:
        return forbidden(request, verdict)
    arrangement = queries.arrangements(region, seen_by=request.actor).first()
    if arrangement is None or arrangement.proposed_at is not None:
        return redirect("region:setup")
    problem, status = "", 200
    if request.method == "POST":
        try:
            actions.propose_arrangement(
                arrangement=arrangement, by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            problem, status = words_of(refusal), 409
        else:
            messages.success(request, _("De regeling ligt nu voor aan de gemeenten."))
            return redirect("region:arrangement", arrangement.number)
    page = check_page(region, arrangement, on=timezone.localdate(), seen_by=request.actor)
    shown = {"page": page, "problem": problem}
    return render(request, "region/check.html", shown, status=status)


@require_POST
@login_required
def begin(request: ActingRequest) -> HttpResponse:
    """Begin a new version of the arrangement, as a copy of the last one."""
    region = region_of(request)
    verdict = may_change(request, region)
    if not verdict:
        return forbidden(request, verdict)
    try:
        actions.begin_arrangement(region=region, by=request.actor, at=timezone.now())
    except Refused as refusal:
        messages.error(request, words_of(refusal))
    return redirect("region:setup")


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was answered, to which region and version."""

    request: ActingRequest
    region: Region
    latest: Arrangement | None
    filled: Mapping[str, Any]

    @property
    def who(self) -> dict[str, Any]:
        return {"by": self.request.actor, "at": timezone.now()}

    @property
    def arrangement(self) -> Arrangement:
        """The first version begins with the first answer; a later one is begun on purpose."""
        return self.latest or actions.begin_arrangement(region=self.region, **self.who)

    def municipality(self, name: str) -> Organisation | None:
        slug = self.filled.get(name)
        return queries.organisation(slug) if slug else None


@dataclass(frozen=True, slots=True)
class _Asked:
    heading: str | Promise
    lead: str | Promise
    form: Callable[..., forms.Form]
    keep: Callable[[_Answer], object]


def _host(answer: _Answer) -> object:
    host = answer.municipality("host")
    if host is None:
        raise Http404
    return actions.choose_host(region=answer.region, host=host, **answer.who)


_ASKED = {
    "naam": _Asked(
        gettext_lazy("Naam van de regio"),
        gettext_lazy("Zo weet iedereen waar hij is."),
        setup_forms.NameForm,
        lambda a: actions.rename_region(region=a.region, name=a.filled["name"], **a.who),
    ),
    "gastgemeente": _Asked(
        gettext_lazy("Gastgemeente"),
        gettext_lazy("Eén gemeente houdt deze site bij voor alle gemeenten."),
        setup_forms.HostForm,
        _host,
    ),
    "schaal": _Asked(
        gettext_lazy("Schaal van de samenwerking"),
        gettext_lazy(
            "Spreek dit eerst af. Het bepaalt welke gemeenten straks samen aan één tafel zitten."
        ),
        setup_forms.ScaleForm,
        lambda a: actions.choose_scale(
            arrangement=a.arrangement,
            scale=Scale(a.filled["scale"]),
            why=a.filled["why"],
            **a.who,
        ),
    ),
    "vertegenwoordiging": _Asked(
        gettext_lazy("Vorm van vertegenwoordiging"),
        gettext_lazy(
            "Aanbieders moeten weten met wie zij praten, en wat die persoon mag afspreken."
        ),
        setup_forms.RepresentationForm,
        lambda a: actions.choose_representation(
            arrangement=a.arrangement,
            form=RepresentationForm(a.filled["form"]),
            lead=a.municipality("lead"),
            why=a.filled["why"],
            **a.who,
        ),
    ),
    "besluitvorming": _Asked(
        gettext_lazy("Vorm van besluitvorming"),
        gettext_lazy("Zo is vooraf duidelijk wanneer een afspraak echt geldt, en voor wie."),
        setup_forms.DecisionForm,
        lambda a: actions.choose_decision(
            arrangement=a.arrangement,
            form=DecisionForm(a.filled["form"]),
            why=a.filled["why"],
            **a.who,
        ),
    ),
    "ingangsdatum": _Asked(
        gettext_lazy("Ingangsdatum"),
        gettext_lazy("Vanaf deze dag werken de gemeenten zo samen."),
        setup_forms.StartForm,
        lambda a: actions.choose_start(
            arrangement=a.arrangement, valid_from=a.filled["valid_from"], **a.who
        ),
    ),
}


def _setup_url() -> str:
    return reverse("region:setup")


def _crumbs(last: str) -> list[Link]:
    return [Link(_("Regio"), "/regio/"), Link(_("Inrichten"), _setup_url()), Link(last)]
