"""Answering remarks: one, or several with one answer; and taking over a proposed wording."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.contributions import Outcome
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents import actions as documents
from convenant.documents import queries as texts
from convenant.roundtables import actions, permissions, queries
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told, why_not
from convenant.web.tables.pages.answering import (
    AT_ONCE,
    AnswerPage,
    answer_page,
    answer_url,
    unanswered_page,
    version_changed,
)
from convenant.web.tables.remark_forms import ReplyForm
from convenant.web.tables.views.items import (
    contribution_of,
    item_of,
    opens,
    page_number,
    refused_page,
)

if TYPE_CHECKING:
    from convenant.documents.models import Version
    from convenant.roundtables.models import AgendaItem, Contribution


@require_GET
@login_required
def unanswered(request: ActingRequest, pk: int) -> HttpResponse:
    """What waits for an answer at an item, to be chosen from and answered together."""
    found = item_of(request, pk)
    back = reverse("tables:item", args=[pk])
    refused = refused_page(request, permissions.may_consolidate(request.actor, found), back)
    if refused:
        return refused
    number = page_number(request.GET.get("bladzijde", ""))
    page = unanswered_page(found, seen_by=request.actor, page=number)
    return render(request, "tables/unanswered.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """One answer to the remarks chosen (``inbreng``), or all that wait at a place (``plaats``)."""
    found = item_of(request, pk)
    asked = request.POST if request.method == "POST" else request.GET
    chosen = [int(one) for one in asked.getlist("inbreng") if one.isdecimal() and len(one) < 15]
    back = reverse("tables:unanswered", args=[pk])
    refused = refused_page(request, permissions.may_consolidate(request.actor, found), back)
    if refused:
        return refused
    said = queries.contributions(found, seen_by=request.actor)
    if request.method == "GET" and ":" in (place := request.GET.get("plaats", "")):
        target, _colon, key = place.partition(":")
        waiting = queries.unanswered(found, seen_by=request.actor)
        said, chosen = waiting.filter(target=target, key=key), []
    asked_for = said.filter(pk__in=chosen) if chosen or "plaats" not in request.GET else said
    remarks = list(asked_for[:AT_ONCE])
    if not remarks:
        messages.error(request, _("Kruis eerst aan welke opmerkingen u beantwoordt."))
        return redirect(back)
    return _answer(request, found, remarks)


@require_http_methods(["GET", "POST"])
@login_required
def reply(request: ActingRequest, pk: int) -> HttpResponse:
    """Answer a remark, and with ``ook`` others at the same place: what was done with it, why, and
    which clause changed by it."""
    said = contribution_of(request, pk)
    others = [one for one in request.POST.getlist("ook") if one.isdecimal() and len(one) < 15]
    item = item_of(request, said.item_id)
    found = queries.contributions(item, seen_by=request.actor).filter(pk__in=others)
    return _answer(request, item, [said], also=list(found))


@require_POST
@login_required
def adopt_wording(request: ActingRequest, pk: int) -> HttpResponse:
    """Put the wording a remark proposes in the version being written, with one click."""
    said = contribution_of(request, pk)
    item = item_of(request, said.item_id)
    concept = version_changed(item, seen_by=request.actor)
    chosen = [int(one) for one in request.POST.getlist("inbreng") if one.isdecimal()] or [pk]
    back = answer_url(item, chosen)
    verdict = permissions.may_consolidate(request.actor, item)
    refused = refused_page(request, verdict, reverse("tables:item", args=[item.pk]))
    if refused:
        return refused
    try:
        _adopt(request, said, concept)
    except Refused as refusal:
        words = told(request, refusal)
        return errors.refused(request, words, back_url=back, status=status_of(refusal))
    messages.success(request, _("De voorgestelde tekst staat nu in de versie die u schrijft."))
    return redirect(f"{back}{'&' if '?' in back else '?'}overgenomen={said.key}")


def _answer(
    request: ActingRequest,
    item: AgendaItem,
    remarks: Sequence[Contribution],
    also: Sequence[Contribution] = (),
) -> HttpResponse:
    for one in remarks:
        one.item = item
        back = f"{reverse('tables:item', args=[item.pk])}?{opens(one)}"
        refused = refused_page(request, permissions.may_reply(request.actor, one), back)
        if refused:
            return refused
    changed = version_changed(item, seen_by=request.actor)
    page = answer_page(item, remarks, changed, seen_by=request.actor)
    form = _form(request, page)
    if request.method == "GET":
        return _answer_form(request, item, page, form)
    if not form.is_valid():
        return _answer_form(request, item, page, form, status=422)
    try:
        _reply(request, [*remarks, *also], changed, form)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _answer_form(request, item, page, form, status=status_of(refusal))
    return _answered(request, item, len(remarks) + len(also), page)


def _form(request: ActingRequest, page: AnswerPage) -> ReplyForm:
    taken = request.GET.get("overgenomen", "")
    first = {"outcome": Outcome.ADOPTED.value, "changed": taken} if taken else {}
    return ReplyForm(
        request.POST if request.method == "POST" else None,
        initial=first,
        clauses=page.clauses,
        several=len(page.chosen) > 1,
    )


def _answer_form(
    request: ActingRequest, item: AgendaItem, page: AnswerPage, form: ReplyForm, status: int = 200
) -> HttpResponse:
    speaks = permissions.may_speak_for_all(request.actor, item, on=timezone.localdate())
    also = request.POST.getlist("ook")
    context = {"page": page, "form": form, "blocked": why_not(speaks), "also": also}
    return render(request, "tables/reply.html", context, status=status)


def _answered(
    request: ActingRequest, item: AgendaItem, count: int, page: AnswerPage
) -> HttpResponse:
    words = ngettext(
        "Uw antwoord staat bij de opmerking. Wie haar maakte of steunde krijgt bericht.",
        "Uw antwoord staat bij %(count)s opmerkingen. Wie ze maakte of steunde krijgt bericht.",
        count,
    )
    messages.success(request, words % {"count": count})
    waits = queries.unanswered(item, seen_by=request.actor).exists()
    if count > 1 and waits:
        return redirect("tables:unanswered", item.pk)
    return redirect(page.back_url)


def _reply(
    request: ActingRequest,
    remarks: Sequence[Contribution],
    changed: Version | None,
    form: ReplyForm,
) -> None:
    outcome = Outcome(form.cleaned_data["outcome"])
    adopted = outcome is not Outcome.NOT
    actions.reply(
        contributions=remarks,
        outcome=outcome,
        text=form.cleaned_data["text"],
        changed_version=changed if adopted else None,
        changed_key=form.cleaned_data["changed"] if adopted else "",
        by=request.actor,
        at=timezone.now(),
    )


def _adopt(request: ActingRequest, said: Contribution, concept: Version | None) -> None:
    if concept is None or not said.proposed:
        raise Refused(Reason.TARGET_UNKNOWN)
    seen = request.POST.get("seen_edits", "")
    article = texts.articles(concept, seen_by=request.actor).filter(key=said.key).first()
    if article is None:
        raise Http404
    documents.change_article(
        version=concept,
        key=said.key,
        heading=article.heading,
        text=said.proposed,
        seen_edits=int(seen) if seen.isdecimal() and len(seen) < 9 else -1,
        by=request.actor,
        at=timezone.now(),
    )
