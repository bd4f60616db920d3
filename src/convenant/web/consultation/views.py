"""The rounds among the represented: asking, answering, reporting back, reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convenant.core.verdicts import Refused
from convenant.roundtables import actions, queries
from convenant.web.consultation.forms import AnswerForm, QuestionForm, ReportForm
from convenant.web.consultation.lists import meeting_page, start_page
from convenant.web.consultation.pages import Page, round_page, said_page
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told

if TYPE_CHECKING:
    from convenant.roundtables.models import ConsultationRound, Meeting


@require_GET
@login_required
def start(request: ActingRequest) -> HttpResponse:
    """Everything about the represented that concerns the viewer."""
    if request.actor.region is None:
        raise Http404
    page = start_page(
        region=request.actor.region,
        seen_by=request.actor,
        at=timezone.now(),
        query=request.GET,
    )
    return _shown(request, page)


@require_GET
@login_required
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One round."""
    found = _round(request, pk)
    return _shown(request, round_page(found, seen_by=request.actor, at=timezone.now()))


@require_POST
@login_required
def ask(request: ActingRequest, pk: int) -> HttpResponse:
    """Put one's own question to those one speaks for."""
    found, form = _round(request, pk), QuestionForm(request.POST, auto_id="id_ask_%s")

    def verb(text: str) -> object:
        return actions.ask_represented(
            consultation=found, question=text, by=request.actor, at=timezone.now()
        )

    return _done(request, found, "ask", form, verb, _("Uw vraag is verstuurd."))


@require_POST
@login_required
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Answer who speaks for one."""
    found, form = _round(request, pk), AnswerForm(request.POST, auto_id="id_answer_%s")

    def verb(text: str) -> object:
        return actions.answer_representative(
            consultation=found, text=text, by=request.actor, at=timezone.now()
        )

    return _done(request, found, "answer", form, verb, _("Uw antwoord is verstuurd."))


@require_POST
@login_required
def report(request: ActingRequest, pk: int) -> HttpResponse:
    """Report back to those one spoke for."""
    found, form = _round(request, pk), ReportForm(request.POST, auto_id="id_report_%s")

    def verb(text: str) -> object:
        return actions.report_back(
            consultation=found, text=text, by=request.actor, at=timezone.now()
        )

    return _done(request, found, "report", form, verb, _("Uw terugkoppeling is verstuurd."))


@require_GET
@login_required
def meeting(request: ActingRequest, pk: int) -> HttpResponse:
    """The rounds of one meeting."""
    page = meeting_page(
        _meeting(request, pk), seen_by=request.actor, at=timezone.now(), query=request.GET
    )
    return _shown(request, page)


@require_GET
@login_required
def said(request: ActingRequest, pk: int) -> HttpResponse:
    """What was said for the viewer at a meeting."""
    page = said_page(_meeting(request, pk), seen_by=request.actor)
    if page is None:
        raise Http404
    return _shown(request, page)


def _done(
    request: ActingRequest,
    found: ConsultationRound,
    name: str,
    form: forms.Form,
    verb: Callable[[str], Any],
    words: str,
) -> HttpResponse:
    """Do what was asked; what was typed comes back when it could not be done."""
    status = 422
    if form.is_valid():
        try:
            made = verb(form.cleaned_data["text"])
        except Refused as refusal:
            form.add_error(None, told(request, refusal))
            status = status_of(refusal)
        else:
            waits = _(" De voorzitter kijkt er eerst naar: u leest hieronder waarom.")
            messages.success(request, words + (waits if made.held else ""))
            return redirect("consultation:show", found.pk)
    tried = {name: form}
    page = round_page(found, seen_by=request.actor, at=timezone.now(), tried=tried)
    return _shown(request, page, status)


def _round(request: ActingRequest, pk: int) -> ConsultationRound:
    try:
        return queries.consultation(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def _meeting(request: ActingRequest, pk: int) -> Meeting:
    try:
        found = queries.meeting(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    if found.table.region_id != request.actor.region:
        raise Http404
    return found


def _shown(request: ActingRequest, page: Page, status: int = 200) -> HttpResponse:
    return render(request, "consultation/page.html", {"page": page}, status=status)
