"""Outcomes, the word of the municipalities, and assignments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.roundtables import actions, permissions, queries
from convenant.web.development.forms import AssignmentForm, EndorseForm, OutcomeFilesForm
from convenant.web.development.pages.outcomes import assignment_page, outcome_page
from convenant.web.development.pages.table import (
    crumbs,
    lacking_banner,
    lacks_codes,
    overview_link,
)
from convenant.web.development.parts import form_view, found, press, shut, table_of
from convenant.web.municipality.parts import FormPage, Section, sent, show_page
from convenant.web.shared.components import Detail, Link
from convenant.web.shared.http import ActingRequest
from convenant.web.tables.files import kept

if TYPE_CHECKING:
    from convenant.roundtables.models import Assignment, RoundTable, TableOutcome


@require_http_methods(["GET", "POST"])
@login_required
def write(request: ActingRequest, slug: str) -> HttpResponse:
    """Write down what the table came to."""
    table = table_of(request, slug)
    back = reverse("development:table", args=[slug])
    refused = shut(request, permissions.may_write_outcome(request.actor, table), back)
    return refused or _outcome_form(request, table, None, back)


@require_http_methods(["GET", "POST"])
@login_required
def change(request: ActingRequest, pk: int) -> HttpResponse:
    """Write it better."""
    one = _outcome(request, pk)
    back = reverse("development:outcome", args=[pk])
    refused = shut(request, permissions.may_change_outcome(request.actor, one), back)
    return refused or _outcome_form(request, one.table, one, back)


def _outcome_form(
    request: ActingRequest, table: RoundTable, one: TableOutcome | None, back: str
) -> HttpResponse:
    initial = {} if one is None else {"title": one.title, "text": one.text}
    form = OutcomeFilesForm(sent(request), request.FILES or None, initial=initial)

    def do() -> str:
        title, text = form.cleaned_data["title"], form.cleaned_data["text"]
        by, at = request.actor, timezone.now()
        with kept(form.cleaned_data["files"]) as files, transaction.atomic():
            made = (
                actions.write_outcome(table=table, title=title, text=text, by=by, at=at)
                if one is None
                else actions.change_outcome(outcome=one, title=title, text=text, by=by, at=at)
            )
            for each in files:
                actions.attach(file=each, outcome=made, by=by, at=at)
        return reverse("development:outcome", args=[made.pk])

    page = FormPage(
        title=_("Uitkomst opschrijven") if one is None else _("Uitkomst wijzigen"),
        lead=_("Alleen de gemeenten zien het concept. Daarna legt u de uitkomst voor."),
        submit=_("Bewaar het concept"),
        back_url=back,
        crumbs=crumbs(table, overview_link(table), Link(_("Uitkomst"))),
    )
    return form_view(request, page, form, do, done=_("De uitkomst is bewaard."))


@require_GET
@login_required
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One outcome and what became of it."""
    page = outcome_page(_outcome(request, pk), seen_by=request.actor, at=timezone.localtime())
    return show_page(request, page)


@require_POST
@login_required
def present(request: ActingRequest, pk: int) -> HttpResponse:
    """Lay it before the municipalities."""
    one = _outcome(request, pk)
    return press(
        request,
        lambda: actions.present_outcome(outcome=one, by=request.actor, at=timezone.now()),
        back=reverse("development:outcome", args=[pk]),
        done=_("De uitkomst ligt voor bij de gemeenten."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def endorse(request: ActingRequest, pk: int) -> HttpResponse:
    """The word of one's municipality."""
    one, today = _outcome(request, pk), timezone.localdate()
    back = reverse("development:outcome", args=[pk])
    refused = shut(request, permissions.may_endorse(request.actor, one), back)
    if refused is not None:
        return refused
    form = EndorseForm(sent(request))

    def do() -> str:
        actions.endorse(
            outcome=one,
            endorsed=form.cleaned_data["endorsed"] == "yes",
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        )
        return back

    codes = lacks_codes(queries.composition_lacks(one.table, on=today))
    speaks = permissions.speaks_for(request.actor, one.table, on=today)
    names = [m.name for m in queries.words_asked(one, on=today, seen_by=request.actor)]
    lead = (
        _("U besluit voor uw gemeente, en voor wie u daartoe mandaat gaf.")
        if len(speaks) > 1
        else _("U besluit voor uw eigen gemeente.")
    )
    page = FormPage(
        title=_("Onderschrijft u deze uitkomst?"),
        lead=lead,
        submit=_("Leg het besluit vast"),
        back_url=back,
        crumbs=crumbs(one.table, overview_link(one.table), Link(one.title, back)),
        about=[
            Section(
                "uitkomst",
                "",
                banner=lacking_banner(codes),
                details=[
                    Detail(one.title, one.text),
                    Detail(_("Nog gevraagd"), ", ".join(names)),
                ],
            )
        ],
    )
    return form_view(request, page, form, do, done=_("Het besluit is vastgelegd."))


@require_http_methods(["GET", "POST"])
@login_required
def draft(request: ActingRequest, pk: int) -> HttpResponse:
    """Translate an endorsed outcome into an assignment."""
    one = _outcome(request, pk)
    back = reverse("development:outcome", args=[pk])
    refused = shut(request, permissions.may_draft_assignment(request.actor, one), back)
    if refused is not None:
        return refused
    form = AssignmentForm(sent(request), initial={"title": one.title, "text": one.text})

    def do() -> str:
        made = actions.draft_assignment(
            outcome=one, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        return reverse("development:assignment", args=[made.pk])

    page = _assignment_form(one, back)
    return form_view(request, page, form, do, done=_("De opdracht is bewaard als concept."))


@require_http_methods(["GET", "POST"])
@login_required
def change_assignment(request: ActingRequest, pk: int) -> HttpResponse:
    """Write the assignment better."""
    one = _assignment(request, pk)
    back = reverse("development:assignment", args=[pk])
    refused = shut(request, permissions.may_change_assignment(request.actor, one), back)
    if refused is not None:
        return refused
    known = {"title": one.title, "text": one.text, "conditions": one.conditions}
    form = AssignmentForm(sent(request), initial=known)

    def do() -> str:
        actions.change_assignment(
            assignment=one, **form.cleaned_data, by=request.actor, at=timezone.now()
        )
        return back

    page = _assignment_form(one.outcome, back)
    return form_view(request, page, form, do, done=_("De opdracht is bewaard."))


def _assignment_form(outcome: TableOutcome, back: str) -> FormPage:
    return FormPage(
        title=_("Van uitkomst naar opdracht"),
        lead=_("De gemeenten vragen straks alle aanbieders, niet alleen wie meedacht."),
        submit=_("Bewaar het concept"),
        back_url=back,
        crumbs=crumbs(outcome.table, overview_link(outcome.table), Link(_("Opdracht"))),
        about=[
            Section("uitkomst", _("De uitkomst"), details=[Detail(outcome.title, outcome.text)])
        ],
    )


@require_GET
@login_required
def assignment(request: ActingRequest, pk: int) -> HttpResponse:
    """One assignment."""
    page = assignment_page(_assignment(request, pk), seen_by=request.actor, at=timezone.localtime())
    return show_page(request, page)


@require_POST
@login_required
def publish(request: ActingRequest, pk: int) -> HttpResponse:
    """Publish the assignment."""
    one = _assignment(request, pk)
    return press(
        request,
        lambda: actions.publish_assignment(assignment=one, by=request.actor, at=timezone.now()),
        back=reverse("development:assignment", args=[pk]),
        done=_("De opdracht is gepubliceerd. U kunt nu alle aanbieders oproepen."),
    )


def _outcome(request: ActingRequest, pk: int) -> TableOutcome:
    return found(lambda: queries.outcome(pk, seen_by=request.actor))


def _assignment(request: ActingRequest, pk: int) -> Assignment:
    return found(lambda: queries.assignment(pk, seen_by=request.actor))
