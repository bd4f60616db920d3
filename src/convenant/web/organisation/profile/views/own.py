"""The profile as its provider keeps it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core import profile
from convenant.core.profile import Question, Sharing
from convenant.core.verdicts import Refused
from convenant.exchange import vault
from convenant.parties import actions, permissions
from convenant.parties import queries as parties
from convenant.web.organisation.profile.forms import AnswerForm, ShareForm
from convenant.web.organisation.profile.pages.own import (
    answer_page,
    share_page,
    sharing_choices,
    start_page,
)
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of
from convenant.wording.profile import question_name

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from convenant.parties.models import Organisation, ProfileAnswer, Region

TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg"}


@require_GET
@login_required
def start(request: ActingRequest) -> HttpResponse:
    """All questions, and what each region sees."""
    _own(request)
    page = start_page(on=timezone.localdate(), seen_by=request.actor)
    return render(request, "profile/start.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def answer(request: ActingRequest, key: str) -> HttpResponse:
    """Answer a question once, for every region it is shared with."""
    return _answer(request, _asked(key), None)


@require_http_methods(["GET", "POST"])
@login_required
def answer_region(request: ActingRequest, region: str, key: str) -> HttpResponse:
    """Answer a question for one region only."""
    return _answer(request, _asked(key), _region(request, region))


@require_http_methods(["GET", "POST"])
@login_required
def share(request: ActingRequest, region: str) -> HttpResponse:
    """Choose per question what a region sees, or share all general answers at once."""
    own, found = _own(request), _region(request, region)
    choices = sharing_choices(found, on=timezone.localdate(), seen_by=request.actor)
    form = ShareForm(request.POST or None, choices=choices)
    if request.method == "GET" or not form.is_valid():
        return _share(request, found, form)
    wanted = {key: Sharing(how) for key, how in form.cleaned_data.items() if how}
    if request.POST.get("everything"):
        general = {
            row.question for row in parties.own_answers(seen_by=request.actor) if not row.region_id
        }
        wanted = {key: Sharing.GENERAL for key, *_rest in choices if key in general}
    try:
        actions.share_answers(
            provider=own, region=found, choices=wanted, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, _refusal(refusal))
        return _share(request, found, form, status=status_of(refusal))
    messages.success(
        request, _("Bewaard. Hieronder staat precies wat %(region)s ziet.") % {"region": found.name}
    )
    return redirect("profile:share", region)


@require_GET
@login_required
def proof(request: ActingRequest, pk: int) -> HttpResponse:
    """A proof: one\'s own, or one that was shared with the viewer\'s region."""
    try:
        row = parties.proof(pk, on=timezone.localdate(), seen_by=request.actor)
        content = vault.open_kept(
            row.stored_as, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS
        )
    except (ObjectDoesNotExist, OverflowError, vault.NotInVault) as missing:
        raise Http404 from missing
    ending = row.file_name.rsplit(".", 1)[-1].lower()
    response = HttpResponse(content, content_type=TYPES.get(ending, "application/octet-stream"))
    response["Content-Disposition"] = content_disposition_header(True, row.file_name) or ""
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _answer(request: ActingRequest, asked: Question, region: Region | None) -> HttpResponse:
    own = _own(request)
    allowed = permissions.may_fill_profile(request.actor, own.pk)
    if request.method == "POST" and not allowed:
        refusal = Refused(allowed.reason) if allowed.reason else None
        return errors.refused(request, words_of(refusal) if refusal else "")
    page, now = answer_page(asked, region=region, on=timezone.localdate(), seen_by=request.actor)
    form = AnswerForm(
        request.POST or None, request.FILES or None, asked=asked, initial=_initial(now)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, own, asked, region, form)
        except Refused as refusal:
            form.add_error(None, _refusal(refusal))
            return _form(request, page, form, status=status_of(refusal))
        messages.success(request, _("%(question)s: bewaard.") % {"question": page.heading})
        if region is not None:
            return redirect("profile:share", region.slug)
        return redirect("profile:start")
    return _form(request, page, form, status=422 if form.errors else 200)


def _keep(
    request: ActingRequest,
    own: Organisation,
    asked: Question,
    region: Region | None,
    form: AnswerForm,
) -> None:
    """Keep the file encrypted, then the answer; a file whose answer was refused is forgotten."""
    file: UploadedFile[bytes] | None = form.cleaned_data.get("proof")
    kept = _kept(file) if file is not None else None
    given = actions.Given(
        question=asked.key,
        text=form.cleaned_data.get("text", ""),
        proof=kept,
        valid_before=form.valid_before(),
    )
    try:
        actions.answer_questions(
            provider=own, answers=[given], region=region, by=request.actor, at=timezone.now()
        )
    except Refused:
        if kept is not None:
            vault.drop(kept.stored_as, home=settings.CONVENANT_HOME)
        raise


def _kept(file: UploadedFile[bytes]) -> actions.Proof:
    content = file.read()
    name = vault.keep(content, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS)
    return actions.Proof(str(file.name)[:200], name, hashlib.sha256(content).hexdigest())


def _initial(row: ProfileAnswer | None) -> dict[str, Any]:
    return {} if row is None else {"text": row.text}


def _form(request: ActingRequest, page: object, form: AnswerForm, status: int) -> HttpResponse:
    return render(request, "profile/answer.html", {"page": page, "form": form}, status=status)


def _share(
    request: ActingRequest, region: Region, form: ShareForm, status: int = 200
) -> HttpResponse:
    page = share_page(region, on=timezone.localdate(), seen_by=request.actor)
    if form.errors and status == 200:
        status = 422
    return render(request, "profile/share.html", {"page": page, "form": form}, status=status)


def _own(request: ActingRequest) -> Organisation:
    if not request.actor.provides:
        raise Http404
    return parties.own_provider(seen_by=request.actor)


def _region(request: ActingRequest, slug: str) -> Region:
    _own(request)
    on = timezone.localdate()
    found = parties.regions_of(request.actor.acting_for, on=on).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _asked(key: str) -> Question:
    try:
        return profile.question(key)
    except KeyError as unknown:
        raise Http404 from unknown


def _refusal(refusal: Refused) -> str:
    named = {name: question_name(key) for name, key in refusal.values.items() if name == "question"}
    return words_of(Refused(refusal.reason, {**refusal.values, **named}))
