"""Setting an agenda, and the statement of the chair."""

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

from convenant.core.agenda import ItemKind
from convenant.core.guard import HoldSubject
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.agenda.forms import KindForm, WhyForm
from convenant.web.agenda.kinds import lawful
from convenant.web.agenda.marks import held_text
from convenant.web.agenda.part import say_of
from convenant.web.agenda.views.found import item_of, meeting_of, refused, stopped
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told
from convenant.web.tables.pages.meetings import meeting_crumbs

if TYPE_CHECKING:
    from convenant.roundtables.models import AgendaItem


@require_POST
@login_required
def begin(request: ActingRequest, pk: int) -> HttpResponse:
    """Put the usual items of this kind of table on the agenda."""
    meeting = meeting_of(request, pk)
    back = reverse("tables:meeting", args=[pk])
    if no := stopped(request, permissions.may_set_agenda(request.actor, meeting), back=back):
        return no
    own = parties.mandated_by(
        request.actor.organisation or 0, region=meeting.table.region_id, on=timezone.localdate()
    )[0]
    try:
        actions.begin_agenda(meeting=meeting, raised_by=own, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=back)
    messages.success(request, _("De vaste punten staan op de agenda. U kunt ze veranderen."))
    return redirect(f"{back}#agenda")


@require_POST
@login_required
def move(request: ActingRequest, pk: int) -> HttpResponse:
    """Move an item one place up or down."""
    item = item_of(request, pk)
    back = reverse("tables:meeting", args=[item.meeting_id])
    up = request.POST.get("richting") != "omlaag"
    try:
        actions.move_item(item=item, up=up, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=back)
    return redirect(f"{back}#punt-{pk}")


@require_http_methods(["GET", "POST"])
@login_required
def change_item(request: ActingRequest, pk: int) -> HttpResponse:
    """Write an item of one's own side again, before the agenda is published."""
    item = item_of(request, pk)
    back = reverse("tables:meeting", args=[item.meeting_id])
    if no := stopped(request, permissions.may_set_agenda(request.actor, item.meeting), back=back):
        return no
    typed = {"kind": item.kind, "title": item.title, "explanation": item.explanation}
    form = KindForm(request.POST or None, initial=typed)
    context = {**_item_context(request, item), "form": form}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "agenda/change_item.html", context, status=status)
    try:
        cleaned = {**form.cleaned_data, "kind": ItemKind(form.cleaned_data["kind"])}
        made = actions.change_item(item=item, **cleaned, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        slug = item.meeting.table.slug
        context["instead"] = lawful(refusal.reason, slug=slug, kind=request.POST.get("kind", ""))
        return render(request, "agenda/change_item.html", context, status=status_of(refusal))
    say_of(request, made)
    return redirect(f"{back}#punt-{pk}")


@require_http_methods(["GET", "POST"])
@login_required
def take_off(request: ActingRequest, pk: int) -> HttpResponse:
    """Remove an item before the agenda is published, with the reason."""
    item = item_of(request, pk)
    back = reverse("tables:meeting", args=[item.meeting_id])
    if no := stopped(request, permissions.may_set_agenda(request.actor, item.meeting), back=back):
        return no
    form = WhyForm(request.POST or None)
    context = {**_item_context(request, item), "form": form}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "agenda/take_off.html", context, status=status)
    try:
        why = form.cleaned_data["why"]
        actions.take_off_agenda(item=item, why=why, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return render(request, "agenda/take_off.html", context, status=status_of(refusal))
    messages.success(request, _("Het punt is van de agenda."))
    return redirect(f"{back}#agenda")


@require_POST
@login_required
def state(request: ActingRequest, pk: int) -> HttpResponse:
    """The chair makes the statement about competition law for a meeting."""
    meeting = meeting_of(request, pk)
    back = reverse("tables:meeting", args=[pk])
    try:
        actions.make_statement(meeting=meeting, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=back)
    messages.success(request, _("De verklaring is afgelegd. Iedereen leest dat op de agenda."))
    return redirect(f"{back}#verklaring")


def _item_context(request: ActingRequest, item: AgendaItem) -> dict[str, object]:
    hold = queries.latest_holds(HoldSubject.ITEM, [item.pk], seen_by=request.actor).get(item.pk)
    return {
        "item": item,
        "crumbs": meeting_crumbs(item.meeting, Link(item.title)),
        "back_url": reverse("tables:meeting", args=[item.meeting_id]),
        "held": held_text(hold) if hold is not None and item.held else None,
    }
