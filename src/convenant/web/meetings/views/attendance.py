"""Whether an organisation comes, who was there, and going on without somebody important."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convenant.core.meetings.answers import Presence, Reply
from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions
from convenant.web.meetings.forms import AnswerForm, WhyForm
from convenant.web.meetings.pages.attendance import attendance_page, ticked
from convenant.web.meetings.pages.meetings import crumbs_of
from convenant.web.meetings.views.found import meeting_of, no_entry, refused
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: ActingRequest, pk: int) -> HttpResponse:
    """Say whether the organisation comes, and who."""
    found = meeting_of(request, pk)
    back = reverse("tables:meeting", args=[pk])
    blocked = no_entry(request, permissions.may_answer(request.actor, found), back)
    if blocked:
        return blocked
    form = AnswerForm(request.POST or None, initial={"who": request.actor.name})
    if request.method == "GET" or not form.is_valid():
        return _answer_form(request, found, form, 200 if request.method == "GET" else 422)
    try:
        reply, who = Reply(form.cleaned_data["answer"]), form.cleaned_data["who"]
        actions.answer_invitation(
            meeting=found, answer=reply, who=who, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _answer_form(request, found, form, status_of(refusal))
    messages.success(request, _("Dank u. Uw antwoord is doorgegeven; u kunt het nog veranderen."))
    return redirect("tables:meeting", pk)


@require_http_methods(["GET", "POST"])
@login_required
def attendance(request: ActingRequest, pk: int) -> HttpResponse:
    """Tick who is there; when an important party is not, the chair decides below."""
    found = meeting_of(request, pk)
    back = reverse("tables:meeting", args=[pk])
    blocked = no_entry(request, permissions.may_record_attendance(request.actor, found), back)
    if blocked:
        return blocked
    if request.method == "GET":
        return _list(request, found)
    ticks = {
        pk: actions.Tick(Presence(presence), who)
        for pk, (presence, who) in ticked(request.POST).items()
    }
    try:
        actions.record_attendance(meeting=found, ticks=ticks, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, reverse("meetings:attendance", args=[pk]))
    found.refresh_from_db()
    if found.plenary:
        messages.success(request, _("De presentielijst staat vast."))
    else:
        messages.warning(
            request, _("De presentielijst staat vast. Een belangrijke partij was er niet.")
        )
    return redirect("meetings:attendance", pk)


@require_POST
@login_required
def proceed(request: ActingRequest, pk: int) -> HttpResponse:
    """The chair decides to go on without an important party, with the reason (D075)."""
    found = meeting_of(request, pk)
    form = WhyForm(request.POST)
    back = reverse("meetings:attendance", args=[pk])
    blocked = no_entry(request, permissions.may_continue(request.actor, found), back)
    if blocked:
        return blocked
    if not form.is_valid():
        return _list(request, found, form, status=422)
    try:
        why = form.cleaned_data["why"]
        actions.continue_without(meeting=found, why=why, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form.add_error("why", told(request, refusal))
        return _list(request, found, form, status=status_of(refusal))
    messages.success(request, _("Het besluit om door te gaan staat vast. Iedereen kan het lezen."))
    return redirect("meetings:attendance", pk)


def _answer_form(
    request: ActingRequest, meeting: Meeting, form: AnswerForm, status: int
) -> HttpResponse:
    crumbs = crumbs_of(meeting, Link(_("Komt u?")))
    context = {"meeting": meeting, "table": meeting.table.name, "form": form, "crumbs": crumbs}
    return render(request, "meetings/answer.html", context, status=status)


def _list(
    request: ActingRequest, meeting: Meeting, form: WhyForm | None = None, status: int = 200
) -> HttpResponse:
    page = attendance_page(meeting, seen_by=request.actor)
    context = {"page": page, "form": form or WhyForm()}
    return render(request, "meetings/attendance.html", context, status=status)
