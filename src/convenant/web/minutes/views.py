"""Minutes: begin, write, share, comment, answer, approve, correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused, Verdict
from convenant.roundtables import actions, permissions, queries
from convenant.web.minutes import pages
from convenant.web.minutes.draft import draft_of
from convenant.web.minutes.forms import (
    AnswerForm,
    ApproveForm,
    CommentForm,
    CorrectForm,
    MinutesForm,
)
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told
from convenant.web.shared.seen import saw
from convenant.web.tables.views.meetings import meeting_of

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting, Minutes


@require_GET
@login_required
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """The minutes as this viewer may read them, with what was said about them."""
    meeting = meeting_of(request, pk)
    page = pages.show_page(meeting, seen_by=request.actor, at=timezone.now())
    if not (page.text or page.writes or page.status):
        raise Http404
    if page.text:
        saw(request, f"minutes:{pk}")
    form = CommentForm() if page.can_comment else None
    return render(request, "minutes/show.html", {"page": page, "form": form})


@require_POST
@login_required
def begin(request: ActingRequest, pk: int) -> HttpResponse:
    """Begin the draft with what the system knows already."""
    meeting = meeting_of(request, pk)
    try:
        text = draft_of(meeting, seen_by=request.actor)
        actions.begin_minutes(meeting=meeting, text=text, by=request.actor, at=timezone.now())
    except Refused as refusal:
        if refusal.reason is not Reason.MINUTES_ALREADY_BEGUN:
            return _refused(request, pk, refusal)
    return redirect("minutes:write", pk)


@require_http_methods(["GET", "POST"])
@login_required
def write(request: ActingRequest, pk: int) -> HttpResponse:
    """Write on; when somebody else saved in between both texts are shown."""
    minutes, no = _written(request, pk)
    if minutes is None or no is not None:
        return no or redirect("minutes:show", pk)
    if request.method == "GET":
        form = MinutesForm(initial={"text": minutes.text, "edits": minutes.edits}, meeting=pk)
        return _write(request, minutes, form)
    form = MinutesForm(request.POST, meeting=pk)
    if not form.is_valid():
        return _write(request, minutes, form, status=422)
    try:
        _save(request, minutes, form)
    except Refused as refusal:
        return _both(request, pk, form, refusal)
    if request.POST.get("next") == "share":
        return share(request, pk)
    messages.success(request, _("Het verslag is bewaard."))
    return redirect("minutes:show", pk)


@require_POST
@login_required
def autosave(request: ActingRequest, pk: int) -> HttpResponse:
    """Save while somebody writes; the answer is one line below the text."""
    minutes, no = _written(request, pk)
    form = MinutesForm(request.POST, meeting=pk)
    if minutes is None or no is not None or not form.is_valid():
        raise Http404
    at = timezone.localtime()
    try:
        minutes = _save(request, minutes, form)
    except Refused as refusal:
        words = told(request, refusal)
        return render(request, "minutes/saved.html", {"refused": words}, status=409)
    return render(request, "minutes/saved.html", {"at": at, "edits": minutes.edits})


@require_POST
@login_required
def share(request: ActingRequest, pk: int) -> HttpResponse:
    """Show the text to everybody who takes part; they can comment."""
    minutes, no = _written(request, pk)
    if minutes is None or no is not None:
        return no or redirect("minutes:show", pk)
    try:
        minutes = actions.share_minutes(minutes=minutes, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, pk, refusal)
    if not minutes.held:
        messages.success(
            request, _("Gedeeld. Iedereen die meedoet krijgt bericht en kan reageren.")
        )
    return redirect("minutes:show", pk)


@require_POST
@login_required
def comment(request: ActingRequest, pk: int) -> HttpResponse:
    """Say what is wrong or missing."""
    meeting = meeting_of(request, pk)
    minutes = _minutes(request, meeting)
    form = CommentForm(request.POST)
    status = 422
    if form.is_valid():
        try:
            made = actions.comment_on_minutes(
                minutes=minutes,
                text=form.cleaned_data["text"],
                by=request.actor,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, told(request, refusal))
            status = status_of(refusal)
        else:
            if not made.held:
                messages.success(request, _("Uw reactie staat bij het verslag. U krijgt antwoord."))
            return redirect(reverse("minutes:show", args=[pk]) + "#reacties")
    page = pages.show_page(meeting, seen_by=request.actor, at=timezone.now())
    return render(request, "minutes/show.html", {"page": page, "form": form}, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Say what was done with a comment."""
    try:
        found = queries.minutes_comment(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    meeting = meeting_of(request, found.minutes.meeting_id)
    if no := _no(request, meeting.pk, permissions.may_answer_comment(request.actor, found)):
        return no
    form = AnswerForm(request.POST if request.method == "POST" else None)
    page = pages.answer_page(meeting, found)
    if request.method == "GET" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "minutes/answer.html", {"page": page, "form": form}, status=status)
    given, at = form.cleaned_data, timezone.now()
    adopted, text = given["adopted"] == "yes", given["text"]
    try:
        actions.answer_comment(comment=found, adopted=adopted, text=text, by=request.actor, at=at)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        status = status_of(refusal)
        return render(request, "minutes/answer.html", {"page": page, "form": form}, status=status)
    messages.success(request, _("Het antwoord staat bij het verslag."))
    return redirect(reverse("minutes:show", args=[meeting.pk]) + "#reacties")


@require_http_methods(["GET", "POST"])
@login_required
def approve(request: ActingRequest, pk: int) -> HttpResponse:
    """The chair approves: the minutes are public and the meeting closes."""
    meeting = meeting_of(request, pk)
    minutes = _minutes(request, meeting)
    if no := _no(request, pk, permissions.may_approve_minutes(request.actor, minutes)):
        return no
    page = pages.approve_page(meeting, minutes, seen_by=request.actor, at=timezone.now())
    form = ApproveForm(request.POST if request.method == "POST" else None, early=page.early)
    if request.method == "GET":
        return render(request, "minutes/approve.html", {"page": page, "form": form})
    if page.early and not form.is_valid():
        return render(request, "minutes/approve.html", {"page": page, "form": form}, status=422)
    why = form.cleaned_data["why_early"] if page.early else ""
    at = timezone.now()
    try:
        minutes = actions.approve_minutes(minutes=minutes, why_early=why, by=request.actor, at=at)
    except Refused as refusal:
        return _refused(request, pk, refusal)
    if not minutes.held:
        messages.success(
            request, _("Het verslag is vastgesteld en openbaar. De bijeenkomst is afgesloten.")
        )
    return redirect("minutes:show", pk)


@require_POST
@login_required
def begin_correction(request: ActingRequest, pk: int) -> HttpResponse:
    """Open the approved text to be corrected."""
    meeting = meeting_of(request, pk)
    try:
        actions.begin_correction(meeting=meeting, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, pk, refusal)
    return redirect("minutes:write", pk)


@require_http_methods(["GET", "POST"])
@login_required
def correct(request: ActingRequest, pk: int) -> HttpResponse:
    """Put a correction in force, with the reason."""
    meeting = meeting_of(request, pk)
    minutes = _minutes(request, meeting)
    if no := _no(request, pk, permissions.may_correct_minutes(request.actor, meeting)):
        return no
    form = CorrectForm(request.POST if request.method == "POST" else None)
    page = pages.correct_page(meeting, minutes)
    if request.method == "GET" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "minutes/correct.html", {"page": page, "form": form}, status=status)
    why, at = form.cleaned_data["why"], timezone.now()
    try:
        minutes = actions.correct_minutes(minutes=minutes, why=why, by=request.actor, at=at)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        status = status_of(refusal)
        return render(request, "minutes/correct.html", {"page": page, "form": form}, status=status)
    if not minutes.held:
        messages.success(
            request, _("De verbetering staat op de site. De oude tekst blijft leesbaar.")
        )
    return redirect("minutes:show", pk)


@require_GET
@login_required
def version(request: ActingRequest, pk: int, version: int) -> HttpResponse:
    """An earlier text: what was shared, or was in force before a correction."""
    meeting = meeting_of(request, pk)
    found = queries.minutes_versions(meeting, seen_by=request.actor).filter(pk=version).first()
    if found is None:
        raise Http404
    saw(request, f"minutes:{pk}")
    return render(request, "minutes/version.html", {"page": pages.version_page(meeting, found)})


def _minutes(request: ActingRequest, meeting: Meeting) -> Minutes:
    found = queries.minutes_of(meeting, seen_by=request.actor)
    if found is None:
        raise Http404
    return found


def _written(request: ActingRequest, pk: int) -> tuple[Minutes | None, HttpResponse | None]:
    """The minutes one may write, or why not."""
    meeting = meeting_of(request, pk)
    no = _no(request, pk, permissions.may_write_minutes(request.actor, meeting))
    if no is not None:
        return None, no
    return queries.minutes_of(meeting, seen_by=request.actor), None


def _save(request: ActingRequest, minutes: Minutes, form: MinutesForm) -> Minutes:
    return actions.write_minutes(
        minutes=minutes,
        text=form.cleaned_data["text"],
        seen_edits=form.cleaned_data["edits"],
        by=request.actor,
        at=timezone.now(),
    )


def _both(request: ActingRequest, pk: int, form: MinutesForm, refusal: Refused) -> HttpResponse:
    """The writer's text stays in the form, what somebody else saved stands above it; saving again
    starts from there."""
    minutes, no = _written(request, pk)
    if minutes is None or no is not None:
        return no or redirect("minutes:show", pk)
    again = MinutesForm(
        initial={"text": form.cleaned_data["text"], "edits": minutes.edits}, meeting=pk
    )
    words = told(request, refusal)
    return _write(request, minutes, again, words=words, status=status_of(refusal))


def _write(
    request: ActingRequest,
    minutes: Minutes,
    form: MinutesForm,
    *,
    words: str = "",
    status: int = 200,
) -> HttpResponse:
    page = pages.write_page(minutes, theirs=minutes.text if words else "", words=words)
    return render(request, "minutes/write.html", {"page": page, "form": form}, status=status)


def _no(request: ActingRequest, pk: int, verdict: Verdict) -> HttpResponse | None:
    if verdict.reason is None:
        return None
    return _refused(request, pk, Refused(verdict.reason, verdict.values))


def _refused(request: ActingRequest, pk: int, refusal: Refused) -> HttpResponse:
    back = reverse("minutes:show", args=[pk])
    return errors.refused(request, told(request, refusal), back_url=back, status=status_of(refusal))
