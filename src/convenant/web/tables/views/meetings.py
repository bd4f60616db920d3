"""A meeting: its agenda, publishing it, closing it with minutes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

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

from convenant.core.actors import Actor
from convenant.core.agenda import ItemKind
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.core.mandates import Act
from convenant.core.verdicts import Refused
from convenant.documents import queries as documents
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.agenda.kinds import Lawful, lawful
from convenant.web.agenda.part import agenda_part, say_of
from convenant.web.consultation.part import meeting_part as consultation_part
from convenant.web.meetings.part import meeting_part
from convenant.web.minutes.part import minutes_part
from convenant.web.shared import errors
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told, why_not
from convenant.web.shared.seen import saw
from convenant.web.tables.forms import ItemForm
from convenant.web.tables.pages.digital import digital_part
from convenant.web.tables.pages.meetings import meeting_crumbs, meeting_page, version_choices

PARTS: Mapping[str, Callable[[Meeting, Actor, datetime], object]] = {
    "achterban": consultation_part,
    "agenda": agenda_part,
    "digital": digital_part,
    "gathering": meeting_part,
    "minutes_part": minutes_part,
}
"""What other areas show on the page of a meeting, by the name their template reads it by."""

if TYPE_CHECKING:
    from convenant.documents.models import Version
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import Meeting


@require_GET
@login_required
def meeting(request: ActingRequest, pk: int) -> HttpResponse:
    """One meeting."""
    found = meeting_of(request, pk)
    form = None
    if permissions.may_set_agenda(request.actor, found):
        versions = version_choices(found)
        first = versions[0][0] if versions else ""
        title = found.table.document.title
        form = ItemForm(initial={"title": title, "version": first}, versions=versions)
    saw(request, f"meeting:{pk}")
    return _show(request, found, form)


@require_POST
@login_required
def add_item(request: ActingRequest, pk: int) -> HttpResponse:
    """Put a point on the agenda."""
    found = meeting_of(request, pk)
    form = ItemForm(request.POST, versions=version_choices(found))
    if not form.is_valid():
        return _show(request, found, form, status=422)
    try:
        made = actions.put_on_agenda(
            meeting=found,
            title=form.cleaned_data["title"],
            kind=ItemKind(form.cleaned_data["kind"] or ItemKind.CONTENT),
            explanation=form.cleaned_data["explanation"],
            version=_chosen(found, form.cleaned_data["version"]),
            raised_by=_own(request),
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        kind = request.POST.get("kind", "")
        instead = lawful(refusal.reason, slug=found.table.slug, kind=kind)
        return _show(request, found, form, status=status_of(refusal), instead=instead)
    say_of(request, made)
    return redirect("tables:meeting", pk)


@require_POST
@login_required
def confirm(request: ActingRequest, pk: int) -> HttpResponse:
    """Confirm a planned meeting: everybody knows of it and may raise items."""
    found = meeting_of(request, pk)
    try:
        actions.confirm_meeting(meeting=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        back = reverse("tables:meeting", args=[pk])
        return errors.refused(
            request, told(request, refusal), back_url=back, status=status_of(refusal)
        )
    messages.success(request, _("De bijeenkomst is bevestigd."))
    return redirect("tables:meeting", pk)


@require_POST
@login_required
def publish(request: ActingRequest, pk: int) -> HttpResponse:
    """Publish the agenda: the items open at both tables, and everyone is told."""
    found = meeting_of(request, pk)
    try:
        actions.publish_agenda(meeting=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        back = reverse("tables:meeting", args=[pk])
        return errors.refused(
            request, told(request, refusal), back_url=back, status=status_of(refusal)
        )
    messages.success(
        request,
        _("De agenda is gepubliceerd. De digitale tafel is open en iedereen krijgt bericht."),
    )
    return redirect("tables:meeting", pk)


@require_http_methods(["GET", "POST"])
@login_required
def close(request: ActingRequest, pk: int) -> HttpResponse:
    """Record that people met; after that the minutes are written."""
    found = meeting_of(request, pk)
    if found.status in AFTERWARDS:
        return redirect("minutes:show", pk)
    refused = _may_hold(request, found)
    if refused:
        return refused
    form = forms.Form(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _close_form(request, found, form)
    try:
        actions.hold_meeting(meeting=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _close_form(request, found, form, status=status_of(refusal))
    messages.success(request, _("Vastgelegd dat de bijeenkomst is gehouden. Nu het verslag."))
    return redirect("minutes:show", pk)


def meeting_of(request: ActingRequest, pk: int) -> Meeting:
    """The meeting, when it is of the viewer's region and the viewer may know of it; or 404."""
    try:
        found = queries.meeting(pk, seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    if request.actor.region is None or found.table.region_id != request.actor.region:
        raise Http404
    return found


def _show(
    request: ActingRequest,
    meeting: Meeting,
    form: forms.Form | None,
    status: int = 200,
    instead: Lawful | None = None,
) -> HttpResponse:
    page = meeting_page(meeting, seen_by=request.actor, at=timezone.localtime())
    parts = {name: part(meeting, request.actor, timezone.now()) for name, part in PARTS.items()}
    context = {"page": page, "form": form, "blocked": "", "instead": instead, **parts}
    if form is not None:
        latest = documents.latest_public(meeting.table.document_id)
        verdict = permissions.has_mandates(
            request.actor, meeting.table, latest, Act.SPEAK, on=timezone.localdate()
        )
        context["blocked"] = why_not(verdict)
    return render(request, "tables/meeting.html", context, status=status)


def _chosen(meeting: Meeting, pk: str) -> Version | None:
    if not pk:
        return None
    return documents.discussable(region=meeting.table.region_id).get(pk=int(pk))


def _own(request: ActingRequest) -> Organisation:
    """The viewer's own organisation: the first of those it may act for."""
    return parties.mandated_by(
        request.actor.organisation or 0, region=request.actor.region or 0, on=timezone.localdate()
    )[0]


def _may_hold(request: ActingRequest, meeting: Meeting) -> HttpResponse | None:
    verdict = permissions.may_hold(request.actor, meeting)
    if verdict.reason is None:
        return None
    back = reverse("tables:meeting", args=[meeting.pk])
    refusal = Refused(verdict.reason, verdict.values)
    words, status = told(request, refusal), status_of(refusal)
    return errors.refused(request, words, back_url=back, status=status)


def _close_form(
    request: ActingRequest, meeting: Meeting, form: forms.Form, status: int = 200
) -> HttpResponse:
    page = meeting_page(meeting, seen_by=request.actor, at=timezone.localtime())
    crumbs = meeting_crumbs(meeting, Link(_("Gehouden")))
    context = {"page": page, "form": form, "crumbs": crumbs}
    return render(request, "tables/close.html", context, status=status)
