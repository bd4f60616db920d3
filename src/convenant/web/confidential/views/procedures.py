"""Starting and ending a procedure, with a check of what it stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from convenant.roundtables import actions, permissions, queries
from convenant.web.confidential.doors import crumbs, done, table_of, unless
from convenant.web.confidential.forms import ProcedureForm, WhyForm
from convenant.web.shared.components import Detail, Link
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.roundtables.models import Procedure, RoundTable


@require_http_methods(["GET", "POST"])
@login_required
def start_procedure(request: ActingRequest, slug: str) -> HttpResponse:
    """Start one: fill in, check what it stops, confirm."""
    table = table_of(request, slug)
    back = reverse("tables:show", args=[slug])
    verdict = permissions.may_start_procedure(request.actor, table)
    if (closed := unless(request, verdict, back)) is not None:
        return closed
    form = ProcedureForm(request.POST or None)
    step = request.POST.get("step", "")
    if request.method == "GET" or step == "edit":
        return _form(request, table, ProcedureForm(initial=request.POST.dict()), 200)
    if step != "confirm":
        return _check(request, table, form)
    return done(
        request,
        form,
        lambda: actions.start_procedure(
            table=table,
            title=form.cleaned_data["title"],
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        ),
        words=_("De procedure is begonnen. Gesprekken met één aanbieder zijn gestopt."),
        to=back,
        again=lambda status: _form(request, table, form, status),
    )


@require_http_methods(["GET", "POST"])
@login_required
def end_procedure(request: ActingRequest, pk: int) -> HttpResponse:
    """It is over; talks with one provider can be planned again."""
    found = _procedure(request, pk)
    back = reverse("tables:show", args=[found.table.slug])
    if closed := unless(request, permissions.may_end_procedure(request.actor, found), back):
        return closed
    form = WhyForm(request.POST or None)
    if request.method == "GET":
        return _ending(request, found, form, 200)
    return done(
        request,
        form,
        lambda: actions.end_procedure(
            procedure=found, why=form.cleaned_data["why"], by=request.actor, at=timezone.now()
        ),
        words=_("De procedure is beëindigd. Gesprekken met één aanbieder kunnen weer."),
        to=back,
        again=lambda status: _ending(request, found, form, status),
    )


def _procedure(request: ActingRequest, pk: int) -> Procedure:
    """A procedure of the viewer's own region, or 404."""
    try:
        return queries.procedure(pk, region=request.actor.region or 0)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def _ending(
    request: ActingRequest, found: Procedure, form: forms.Form, status: int
) -> HttpResponse:
    page = _page(
        found.table,
        heading=_("Beëindig de procedure"),
        lead=_("%(procedure)s. Daarna kunnen gesprekken met één aanbieder weer.")
        % {"procedure": found.title},
        button=_("Beëindig de procedure"),
    )
    return render(request, "confidential/form.html", {"page": page, "form": form}, status=status)


def _check(request: ActingRequest, table: RoundTable, form: forms.Form) -> HttpResponse:
    if not form.is_valid():
        return _form(request, table, form, 422)
    stopping = queries.talks_to_stop(table, seen_by=request.actor, at=timezone.now())
    count = len(stopping)
    stops = (
        ngettext("%(count)s gesprek gaat niet door", "%(count)s gesprekken gaan niet door", count)
        % {"count": count}
        if count
        else _("Er zijn geen gesprekken gepland of aangevraagd.")
    )
    names = ", ".join(sorted({one.provider.name for one in stopping}))
    page = {
        **_page(
            table,
            heading=_("Klopt alles?"),
            lead=_(
                "Zodra de procedure begint, kunnen er geen gesprekken met één aanbieder meer zijn "
                "over deze tekst. Iedereen aan tafel ziet dat de procedure loopt."
            ),
            button=_("Start de procedure"),
        ),
        "details": [
            Detail(_("Procedure"), form.cleaned_data["title"]),
            Detail(_("Waarom"), form.cleaned_data["why"]),
            Detail(_("Wat stopt"), f"{stops}: {names}" if names else stops),
        ],
        "hidden": [(name, form.cleaned_data[name]) for name in ("title", "why")],
    }
    return render(request, "confidential/check.html", {"page": page})


def _form(request: ActingRequest, table: RoundTable, form: forms.Form, status: int) -> HttpResponse:
    page = _page(
        table,
        heading=_("Start een procedure"),
        lead=_(
            "Tijdens een procedure moet iedereen hetzelfde weten. Gesprekken met één aanbieder "
            "stoppen dan; wie er een had, krijgt bericht."
        ),
        button=_("Controleer"),
    )
    return render(request, "confidential/form.html", {"page": page, "form": form}, status=status)


def _page(table: RoundTable, *, heading: str, lead: str, button: str) -> dict[str, object]:
    return {
        "crumbs": crumbs(table, Link(_("Procedure"))),
        "heading": heading,
        "lead": lead,
        "eyebrow": table.name,
        "button": button,
        "back_url": reverse("tables:show", args=[table.slug]),
    }
