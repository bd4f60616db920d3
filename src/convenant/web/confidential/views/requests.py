"""Confidential requests: asking, answering, reminding, closing, summarising."""

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

from convenant.core.confidential import RequestKind
from convenant.core.verdicts import Refused
from convenant.exchange import vault
from convenant.roundtables import actions, permissions, queries
from convenant.web.confidential.doors import (
    done,
    kept_out,
    provider_choices,
    refuse,
    table_of,
    unless,
)
from convenant.web.confidential.files import attached
from convenant.web.confidential.forms import AnswerForm, RequestForm, SummaryForm
from convenant.web.confidential.pages.requests import (
    check_page,
    form_page,
    list_page,
    request_shown,
    summary_page,
)
from convenant.web.papers.downloads import file_response
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.seen import saw

if TYPE_CHECKING:
    from convenant.roundtables.models import ConfidentialRequest, RoundTable


@require_GET
@login_required
def requests(request: ActingRequest, slug: str) -> HttpResponse:
    """The requests at a table that the viewer may know of."""
    table = table_of(request, slug)
    if (closed := kept_out(request, table)) is not None:
        return closed
    page = list_page(table, query=request.GET, seen_by=request.actor, at=timezone.localtime())
    return render(request, "confidential/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def new_request(request: ActingRequest, slug: str) -> HttpResponse:
    """Ask providers, each for itself: fill in, check, confirm."""
    table = table_of(request, slug)
    back = reverse("tables:show", args=[slug])
    verdict = permissions.may_request(request.actor, table)
    if (closed := unless(request, verdict, back)) is not None:
        return closed
    choices = provider_choices(table, on=timezone.localdate())
    step = request.POST.get("step", "")
    if request.method == "GET" or step == "edit":
        typed = {**request.POST.dict(), "providers": request.POST.getlist("providers")}
        start = {name: value for name, value in typed.items() if value}
        return _form(request, table, RequestForm(initial=start, providers=choices), 200)
    form = RequestForm(request.POST, providers=choices)
    if not form.is_valid():
        return _form(request, table, form, 422)
    if step != "confirm":
        page = check_page(table, form)
        return render(request, "confidential/check.html", {"page": page})
    return _send(request, table, form)


@require_GET
@login_required
def request_page(request: ActingRequest, pk: UUID) -> HttpResponse:
    """One request: for a provider with its own answer, for the municipalities with all."""
    return _show(request, _request_of(request, pk))


@require_POST
@login_required
def answer_request(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Answer, or change the answer, in words and files."""
    found = _request_of(request, pk)
    own = queries.request_answers(found, seen_by=request.actor)
    has_files = request.actor.provides and any(one.papers.all() for one in own)
    form = AnswerForm(request.POST, request.FILES, has_files=has_files)

    def verb() -> None:
        at, text = timezone.now(), form.cleaned_data["text"]
        if text.strip():
            actions.answer_request(request=found, text=text, by=request.actor, at=at)
        attached(
            form.cleaned_data["attached"],
            lambda file: actions.attach_to_answer(
                request=found, title="", file=file, by=request.actor, at=at
            ),
        )

    return done(
        request,
        form,
        verb,
        words=_("Uw antwoord is bewaard. Tot en met de laatste dag kunt u het wijzigen."),
        to=_url(found),
        again=lambda status: _show(request, found, form, status),
    )


@require_POST
@login_required
def remind(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Write to who did not answer yet."""
    found = _request_of(request, pk)
    try:
        actions.remind_request(request=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refuse(request, refusal, _url(found))
    messages.success(request, _("Wie nog niet antwoordde, krijgt een herinnering."))
    return redirect(_url(found))


@require_POST
@login_required
def close_request(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Close it before its last day."""
    found = _request_of(request, pk)
    try:
        actions.close_request(request=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refuse(request, refusal, _url(found))
    messages.success(request, _("De uitvraag is gesloten."))
    return redirect(_url(found))


@require_http_methods(["GET", "POST"])
@login_required
def summarise(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Tell all that take part what came of it: fill in, check, confirm."""
    found, at = _request_of(request, pk), timezone.now()
    verdict = permissions.may_summarise(request.actor, found, at=at)
    if (closed := unless(request, verdict, _url(found))) is not None:
        return closed
    form = SummaryForm(request.POST or None)
    step = request.POST.get("step", "")

    def again(status: int) -> HttpResponse:
        shown = {"page": summary_page(found), "form": form}
        return render(request, "confidential/form.html", shown, status=status)

    if request.method == "GET" or step == "edit":
        form = SummaryForm(initial=request.POST.dict())
        return again(200)
    if step != "confirm" and form.is_valid():
        page = summary_page(found, form.cleaned_data["text"])
        return render(request, "confidential/check.html", {"page": page})
    return done(
        request,
        form,
        lambda: actions.summarise_request(
            request=found, text=form.cleaned_data["text"], by=request.actor, at=at
        ),
        words=_("De samenvatting is bewaard. Noemt zij bedragen, dan besluit eerst de voorzitter."),
        to=_url(found),
        again=again,
    )


@require_GET
@login_required
def answer_paper(request: ActingRequest, pk: UUID, provider: int, number: int) -> HttpResponse:
    """A file of an answer, for the municipalities and who gave it."""
    found = _request_of(request, pk)
    try:
        kept = queries.answer_paper(found, provider, number, seen_by=request.actor)
        response = file_response(kept.paper.stored_as, kept.paper.file_name)
    except (ObjectDoesNotExist, OverflowError, vault.NotInVault) as gone:
        raise Http404 from gone
    saw(request, f"paper:{kept.paper.pk}")
    return response


def _request_of(request: ActingRequest, pk: UUID) -> ConfidentialRequest:
    try:
        return queries.confidential_request(pk, seen_by=request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _send(request: ActingRequest, table: RoundTable, form: RequestForm) -> HttpResponse:
    given = form.cleaned_data
    return done(
        request,
        form,
        lambda: actions.send_request(
            table=table,
            kind=RequestKind(given["kind"]),
            title=given["title"],
            question=given["question"],
            purpose=given["purpose"],
            last_day=given["last_day"],
            providers=form.asked(),
            by=request.actor,
            at=timezone.now(),
        ),
        words=_("De uitvraag is verstuurd. Elke aanbieder krijgt bericht."),
        to=reverse("confidential:requests", args=[table.slug]),
        again=lambda status: _form(request, table, form, status),
    )


def _show(
    request: ActingRequest,
    found: ConfidentialRequest,
    form: AnswerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = request_shown(found, form, seen_by=request.actor, at=timezone.localtime())
    return render(request, "confidential/request.html", {"page": page}, status=status)


def _form(request: ActingRequest, table: RoundTable, form: forms.Form, status: int) -> HttpResponse:
    shown = {"page": form_page(table), "form": form}
    return render(request, "confidential/form.html", shown, status=status)


def _url(found: ConfidentialRequest) -> str:
    return reverse("confidential:request", args=[found.pk])
