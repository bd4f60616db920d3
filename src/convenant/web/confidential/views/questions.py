"""Private questions: asking, judging, answering, withdrawing, asking openly."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions, queries
from convenant.web.confidential.doors import (
    crumbs,
    done,
    item_choices,
    kept_out,
    refuse,
    table_of,
    unless,
)
from convenant.web.confidential.forms import JudgeForm, OpenForm, PrivateAnswerForm, QuestionForm
from convenant.web.confidential.pages.questions import list_page, question_page
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.roundtables.models import AgendaItem, PrivateQuestion, RoundTable


@require_GET
@login_required
def questions(request: ActingRequest, slug: str) -> HttpResponse:
    """The private questions at a table that the viewer may know of."""
    table = table_of(request, slug)
    if (closed := kept_out(request, table)) is not None:
        return closed
    page = list_page(table, query=request.GET, seen_by=request.actor)
    return render(request, "confidential/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def new_question(request: ActingRequest, slug: str) -> HttpResponse:
    """Ask something nobody else may know of."""
    table = table_of(request, slug)
    back = reverse("tables:show", args=[slug])
    verdict = permissions.may_ask_privately(request.actor, table)
    if (closed := unless(request, verdict, back)) is not None:
        return closed
    items = item_choices(table, seen_by=request.actor)
    first = {"item": request.GET.get("punt", "")}
    form = QuestionForm(request.POST or None, items=items, initial=first)
    if request.method == "GET":
        return _form(request, table, form, 200)
    return done(
        request,
        form,
        lambda: actions.ask_privately(
            table=table,
            item=_item(request, form.cleaned_data["item"]),
            text=form.cleaned_data["text"],
            interest=form.cleaned_data["interest"],
            by=request.actor,
            at=timezone.now(),
        ),
        words=_("Uw vraag is verstuurd. Alleen de gemeenten zien haar; u krijgt bericht."),
        to=reverse("confidential:questions", args=[slug]),
        again=lambda status: _form(request, table, form, status),
    )


@require_GET
@login_required
def question(request: ActingRequest, pk: UUID) -> HttpResponse:
    """One private question, for who asked it and who may answer it."""
    return _show(request, _question_of(request, pk))


@require_POST
@login_required
def judge(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Is the interest worth a private answer?"""
    found, form = _question_of(request, pk), JudgeForm(request.POST)
    return done(
        request,
        form,
        lambda: actions.judge_question(
            question=found,
            accepted=form.cleaned_data["accepted"] == "yes",
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        ),
        words=_("Uw oordeel is bewaard. De vrager krijgt bericht."),
        to=_url(found),
        again=lambda status: _show(request, found, form, status),
    )


@require_POST
@login_required
def answer_question(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Answer the asker alone."""
    found, form = _question_of(request, pk), PrivateAnswerForm(request.POST)
    return done(
        request,
        form,
        lambda: actions.answer_question(
            question=found, text=form.cleaned_data["text"], by=request.actor, at=timezone.now()
        ),
        words=_("Uw antwoord is verstuurd, alleen aan de vrager."),
        to=_url(found),
        again=lambda status: _show(request, found, form, status),
    )


@require_POST
@login_required
def withdraw(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Take it back."""
    found = _question_of(request, pk)
    try:
        actions.withdraw_question(question=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refuse(request, refusal, _url(found))
    messages.success(request, _("Uw vraag is ingetrokken."))
    return redirect(_url(found))


@require_POST
@login_required
def open_question(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Ask openly what could not be asked privately."""
    found = _question_of(request, pk)
    items = item_choices(found.table, seen_by=request.actor)
    form = OpenForm(request.POST, items=items)

    def verb() -> None:
        item = _item(request, form.cleaned_data["item"])
        if item is None:
            raise Http404
        actions.open_question(question=found, item=item, by=request.actor, at=timezone.now())

    return done(
        request,
        form,
        verb,
        words=_("Uw vraag staat nu als opmerking bij het agendapunt."),
        to=_url(found),
        again=lambda status: _show(request, found, form, status),
    )


def _question_of(request: ActingRequest, pk: UUID) -> PrivateQuestion:
    try:
        return queries.private_question(pk, seen_by=request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _item(request: ActingRequest, pk: str) -> AgendaItem | None:
    return queries.item(int(pk), seen_by=request.actor) if pk else None


def _show(
    request: ActingRequest,
    found: PrivateQuestion,
    form: forms.Form | None = None,
    status: int = 200,
) -> HttpResponse:
    items = item_choices(found.table, seen_by=request.actor)
    page = question_page(found, form, items, seen_by=request.actor)
    return render(request, "confidential/question.html", {"page": page}, status=status)


def _form(request: ActingRequest, table: RoundTable, form: forms.Form, status: int) -> HttpResponse:
    back = reverse("confidential:questions", args=[table.slug])
    page = {
        "crumbs": crumbs(table, Link(_("Vragen"), back), Link(_("Nieuw"))),
        "heading": _("Stel een vertrouwelijke vraag"),
        "lead": _(
            "Alleen de gemeenten lezen uw vraag. Vinden zij uw belang niet zwaar genoeg, dan kiest "
            "u zelf: intrekken, of openlijk vragen."
        ),
        "eyebrow": table.name,
        "button": _("Verstuur de vraag"),
        "back_url": back,
    }
    return render(request, "confidential/form.html", {"page": page, "form": form}, status=status)


def _url(found: PrivateQuestion) -> str:
    return reverse("confidential:question", args=[found.pk])
