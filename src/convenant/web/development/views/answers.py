"""Answering a call, advising, deciding, results and money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.actors import Actor
from convenant.core.calls import Advice
from convenant.roundtables import actions, permissions, queries
from convenant.web.development.forms import AdviceForm, ChoiceForm, MoveForm, RespondForm
from convenant.web.development.pages.responses import response_page, responses_sheet
from convenant.web.development.pages.table import crumbs
from convenant.web.development.parts import form_view, found, press, shut
from convenant.web.municipality.parts import (
    FormPage,
    Section,
    sent,
    show_page,
    spreadsheet_response,
)
from convenant.web.shared.components import Detail, Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.templatetags.convenant_format import euro, moment
from convenant.web.tables.files import kept
from convenant.wording.development import ADVICES

if TYPE_CHECKING:
    from convenant.roundtables.models import CallResponse, Tranche


@require_http_methods(["GET", "POST"])
@login_required
def respond(request: ActingRequest, pk: int) -> HttpResponse:
    """Answer a call, or change the answer. Who is too late keeps the text that was typed."""
    one = found(lambda: queries.tranche(pk, seen_by=request.actor))
    back = reverse("development:call", args=[one.call_id])
    allowed = permissions.may_respond(request.actor, one, at=timezone.now())
    if request.method == "GET" or not request.actor.provides:
        refused = shut(request, allowed, back)
        if refused is not None:
            return refused
    form = _respond_form(request, one)

    def do() -> str:
        with kept(form.cleaned_data["files"]) as files, transaction.atomic():
            made = actions.respond(
                tranche=one,
                text=form.cleaned_data["text"],
                answers=form.answers(),
                asked=form.cleaned_data["asked"],
                by=request.actor,
                at=timezone.now(),
            )
            for each in files:
                actions.attach(file=each, response=made, by=request.actor, at=timezone.now())
        return reverse("development:response", args=[made.pk])

    page = FormPage(
        title=_("Reageren: %(title)s") % {"title": one.call.title},
        lead=_(
            "U kunt uw reactie wijzigen tot %(when)s. Tot dan leest niemand anders haar, en andere "
            "aanbieders nooit."
        )
        % {"when": moment(one.closes_at)},
        submit=_("Verstuur uw reactie"),
        back_url=back,
        crumbs=crumbs(one.call.table, Link(one.call.title, back), Link(_("Reageren"))),
        about=_asked(one),
    )
    done = _("Uw reactie is ontvangen. U krijgt een bevestiging per e-mail.")
    return form_view(request, page, form, do, done=done)


def _respond_form(request: ActingRequest, one: Tranche) -> RespondForm:
    own = queries.own_response(one, seen_by=request.actor)
    known = {answer.case_id: answer.text for answer in own.answers.all()} if own else {}
    return RespondForm(
        sent(request),
        request.FILES or None,
        cases=list(one.call.cases.all()),
        known=known,
        initial={"text": own.text, "asked": own.asked} if own else {},
    )


def _asked(one: Tranche) -> list[Section]:
    details = [Detail(_("Gevraagd"), one.call.text)]
    details += [
        Detail(f"{case.position}. {case.title}", case.text) for case in one.call.cases.all()
    ]
    return [Section("gevraagd", "", details=details)]


@require_GET
@login_required
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One answer."""
    at = timezone.localtime()
    page = response_page(_response(request, pk), seen_by=request.actor, at=at)
    return show_page(request, page)


@require_POST
@login_required
def withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """A provider takes its answer back."""
    one = _response(request, pk)
    if one.provider_id != request.actor.organisation:
        raise Http404
    return press(
        request,
        lambda: actions.withdraw_response(response=one, by=request.actor, at=timezone.now()),
        back=reverse("development:call", args=[one.tranche.call_id]),
        done=_("Uw reactie is ingetrokken."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def advise(request: ActingRequest, pk: int) -> HttpResponse:
    """A social team advises."""
    one = _response(request, pk)
    back = reverse("development:response", args=[pk])
    allowed = permissions.may_advise(request.actor, one, at=timezone.now())
    refused = shut(request, allowed, back)
    if refused is not None:
        return refused
    own = one.advices.filter(municipality=request.actor.organisation).first()
    form = AdviceForm(sent(request), initial={"advice": own.advice, "why": own.why} if own else {})

    def do() -> str:
        actions.advise(
            response=one,
            advice=form.given(),
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        )
        return back

    page = _form_page(one, _("Advies geven"), _("Geef het advies"), request.actor)
    return form_view(request, page, form, do, done=_("Uw advies is vastgelegd."))


@require_http_methods(["GET", "POST"])
@login_required
def choose(request: ActingRequest, pk: int) -> HttpResponse:
    """The municipality decides about an answer."""
    one = _response(request, pk)
    back = reverse("development:response", args=[pk])
    allowed = permissions.may_choose(request.actor, one, at=timezone.now())
    refused = shut(request, allowed, back)
    if refused is not None:
        return refused
    known = {"choice": one.choice, "awarded": one.awarded, "why": one.choice_why}
    form = ChoiceForm(sent(request), initial=known if one.choice else {"awarded": one.asked})

    def do() -> str:
        actions.choose(
            response=one,
            choice=form.given(),
            awarded=form.cleaned_data["awarded"] or 0,
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        )
        return back

    page = _form_page(one, _("Besluit vastleggen"), _("Leg het besluit vast"), request.actor)
    return form_view(request, page, form, do, done=_("Het besluit is vastgelegd."))


def _form_page(one: CallResponse, title: str, submit: str, viewer: Actor) -> FormPage:
    back = reverse("development:response", args=[one.pk])
    left = queries.leftover(one.tranche.call).get(one.tranche_id, 0)
    details = [
        Detail(a.case.title, a.text) for a in sorted(one.answers.all(), key=lambda a: a.case_id)
    ]
    details.append(Detail(_("Reactie"), one.text or _("Geen toelichting")))
    details.append(Detail(_("Gevraagd"), _("geen") if one.asked is None else euro(one.asked)))
    details.append(Detail(_("Nog toe te kennen in deze tranche"), euro(left)))
    details += [
        Detail(
            _("Advies %(name)s") % {"name": advice.municipality.name},
            f"{ADVICES[Advice(advice.advice)]}. {advice.why}",
        )
        for advice in one.advices.all()
        if advice.municipality_id != viewer.organisation or title != _("Advies geven")
    ]
    return FormPage(
        title=title,
        lead=_("Reactie van %(name)s") % {"name": one.provider.name},
        submit=submit,
        back_url=back,
        crumbs=crumbs(
            one.tranche.call.table,
            Link(one.tranche.call.title, reverse("development:call", args=[one.tranche.call_id])),
            Link(one.provider.name, back),
            Link(title),
        ),
        about=[Section("reactie", "", details=details)],
    )


@require_POST
@login_required
def results(request: ActingRequest, pk: int) -> HttpResponse:
    """Publish the results of a tranche."""
    one = found(lambda: queries.tranche(pk, seen_by=request.actor))
    return press(
        request,
        lambda: actions.publish_results(tranche=one, by=request.actor, at=timezone.now()),
        back=reverse("development:call", args=[one.call_id]),
        done=_("De uitslag is gepubliceerd. Wie reageerde, krijgt bericht."),
    )


@require_http_methods(["GET", "POST"])
@login_required
def move(request: ActingRequest, pk: int) -> HttpResponse:
    """Move what is left over to another tranche."""
    one = found(lambda: queries.tranche(pk, seen_by=request.actor))
    back = reverse("development:call", args=[one.call_id])
    refused = shut(request, permissions.may_settle(request.actor, one, at=timezone.now()), back)
    if refused is not None:
        return refused
    rows = one.call.tranches.exclude(pk=pk).filter(results_at__isnull=True)
    others = {str(row.pk): row for row in rows}
    left = queries.leftover(one.call)[one.pk]
    form = MoveForm(sent(request), others=list(others.values()), initial={"cents": left})

    def do() -> str:
        actions.move_budget(
            source=one,
            target=others[form.cleaned_data["target"]],
            cents=form.cleaned_data["cents"] or 0,
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        )
        return back

    page = FormPage(
        title=_("Budget verplaatsen"),
        lead=_("In tranche %(number)s is %(left)s over.")
        % {"number": one.number, "left": euro(left)},
        submit=_("Verplaats"),
        back_url=back,
        crumbs=crumbs(one.call.table, Link(one.call.title, back), Link(_("Budget verplaatsen"))),
    )
    return form_view(request, page, form, do, done=_("Het budget is verplaatst."))


@require_GET
@login_required
def download(request: ActingRequest, pk: int) -> HttpResponse:
    """All answers the municipalities may read, as a spreadsheet."""
    one = found(lambda: queries.call(pk, seen_by=request.actor))
    if not request.actor.buys:
        raise Http404
    rows = queries.responses(one, at=timezone.now(), seen_by=request.actor)
    return spreadsheet_response(responses_sheet(rows), f"reacties-{pk}")


def _response(request: ActingRequest, pk: int) -> CallResponse:
    return found(lambda: queries.response(pk, at=timezone.now(), seen_by=request.actor))
