"""After a talk: minutes, what both sides say of them, what they will do, files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from convenant.core.agenda import Side
from convenant.core.verdicts import Refused
from convenant.exchange import vault
from convenant.roundtables import actions, queries
from convenant.web.confidential.doors import done, refuse
from convenant.web.confidential.files import attached
from convenant.web.confidential.forms import ActionForm, FilesForm, TalkMinutesForm, TextForm
from convenant.web.confidential.views.talks import show_talk, talk_of
from convenant.web.papers.downloads import file_response
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.seen import saw

if TYPE_CHECKING:
    from convenant.roundtables.models import BilateralTalk, TalkMinutes


@require_POST
@login_required
def write_minutes(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Write the minutes, or write them again."""
    found, form = talk_of(request, pk), TalkMinutesForm(request.POST, prefix="minutes")
    return done(
        request,
        form,
        lambda: actions.write_talk_minutes(
            talk=found,
            text=form.cleaned_data["text"],
            number=form.cleaned_data["number"],
            by=request.actor,
            at=timezone.now(),
        ),
        words=_("Het verslag staat klaar voor de aanbieder."),
        to=_url(found),
        again=lambda status: show_talk(request, found, {"minutes": form}, status),
    )


@require_POST
@login_required
def remark(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Say something about the minutes written last."""
    found, form = talk_of(request, pk), TextForm(request.POST, prefix="remark")
    latest = _latest(request, found)
    return done(
        request,
        form,
        lambda: actions.remark_on_talk_minutes(
            minutes=latest, text=form.cleaned_data["text"], by=request.actor, at=timezone.now()
        ),
        words=_("Uw opmerking staat bij het verslag."),
        to=_url(found),
        again=lambda status: show_talk(request, found, {"remark": form}, status),
    )


@require_POST
@login_required
def agree(request: ActingRequest, pk: UUID) -> HttpResponse:
    """The provider agrees with the minutes it saw."""
    found = talk_of(request, pk)
    shown = request.POST.get("number", "")
    seen = queries.talk_minutes(found, seen_by=request.actor)
    minutes = seen.filter(number=int(shown) if shown.isdecimal() and len(shown) < 5 else 0).first()
    if minutes is None:
        raise Http404
    try:
        actions.agree_talk_minutes(minutes=minutes, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refuse(request, refusal, _url(found))
    messages.success(request, _("U gaf akkoord. Het verslag verandert niet meer."))
    return redirect(_url(found))


@require_POST
@login_required
def add_action(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Write down what one of the two sides will do."""
    found, form = talk_of(request, pk), ActionForm(request.POST, prefix="action")
    return done(
        request,
        form,
        lambda: actions.add_talk_action(
            talk=found,
            side=Side(form.cleaned_data["side"]),
            text=form.cleaned_data["text"],
            due_on=form.cleaned_data["due_on"],
            by=request.actor,
            at=timezone.now(),
        ),
        words=_("Het actiepunt staat erbij."),
        to=_url(found),
        again=lambda status: show_talk(request, found, {"action": form}, status),
    )


@require_POST
@login_required
def finish_action(request: ActingRequest, pk: UUID, number: int) -> HttpResponse:
    """It is done."""
    found = talk_of(request, pk)
    action = queries.talk_actions(found, seen_by=request.actor).filter(number=number).first()
    if action is None:
        raise Http404
    try:
        actions.finish_talk_action(action=action, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refuse(request, refusal, _url(found))
    messages.success(request, _("Het actiepunt is klaar."))
    return redirect(_url(found))


@require_POST
@login_required
def attach(request: ActingRequest, pk: UUID) -> HttpResponse:
    """Put files with a talk."""
    found, form = talk_of(request, pk), FilesForm(request.POST, request.FILES, prefix="files")
    return done(
        request,
        form,
        lambda: attached(
            form.cleaned_data["attached"],
            lambda file: actions.attach_to_talk(
                talk=found, title="", file=file, by=request.actor, at=timezone.now()
            ),
        ),
        words=_("De bestanden staan bij het gesprek."),
        to=_url(found),
        again=lambda status: show_talk(request, found, {"files": form}, status),
    )


@require_GET
@login_required
def paper(request: ActingRequest, pk: UUID, number: int) -> HttpResponse:
    """A file of a talk, for its two sides."""
    found = talk_of(request, pk)
    kept = queries.talk_papers(found, seen_by=request.actor).filter(number=number).first()
    if kept is None:
        raise Http404
    try:
        response = file_response(kept.paper.stored_as, kept.paper.file_name)
    except vault.NotInVault as gone:
        raise Http404 from gone
    saw(request, f"talk:{pk}/{number}")
    return response


def _latest(request: ActingRequest, talk: BilateralTalk) -> TalkMinutes:
    try:
        return queries.talk_minutes(talk, seen_by=request.actor).order_by("-number")[:1].get()
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _url(talk: BilateralTalk) -> str:
    return reverse("confidential:talk", args=[talk.pk])
