"""Messages: the list, handing in, how far it is, one message line by line, the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from convenant.agreements import queries as agreements
from convenant.core.verdicts import Refused
from convenant.delivery import actions, permissions, queries
from convenant.exchange import vault
from convenant.exchange.istandaarden import answers
from convenant.parties import queries as parties
from convenant.web.delivery.forms import UploadForm
from convenant.web.delivery.pages.lines import message_page
from convenant.web.delivery.pages.messages import list_page
from convenant.web.delivery.pages.uploads import progress_page, upload_page
from convenant.web.shared.errors import refused
from convenant.web.shared.http import ActingRequest
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from convenant.delivery.models import Message, Upload
    from convenant.parties.models import Region


@require_GET
@login_required
def messages(request: ActingRequest) -> HttpResponse:
    """Messages received, newest first."""
    if request.actor.region is None:
        raise Http404
    page = list_page(request.actor, request.GET, at=timezone.now())
    return render(request, "delivery/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def upload(request: ActingRequest) -> HttpResponse:
    """Hand in a message or a zip; the worker receives it while the next page shows how far."""
    region = parties.region_of(request.actor)
    if request.actor.region is None or region is None:
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            started = _hand_in(request, region, form.cleaned_data["file"])
        except Refused as refusal:
            return refused(request, str(REASONS[refusal.reason]))
        return redirect("delivery:progress", started.pk)
    page = upload_page(request.actor)
    status = 422 if form.errors else 200
    return render(request, "delivery/upload.html", {"page": page, "form": form}, status=status)


@require_GET
@login_required
def progress(request: ActingRequest, pk: int) -> HttpResponse:
    """How far an upload is; htmx asks again every two seconds until it is finished."""
    try:
        found = queries.upload(pk, seen_by=request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    template = "delivery/progress.html#state" if request.htmx else "delivery/progress.html"
    return render(request, template, {"page": progress_page(found)})


@require_GET
@login_required
def show(request: ActingRequest, pk: str) -> HttpResponse:
    """One message, line by line: why something was refused and the clause it rests on."""
    message = _message(request, pk)
    page = message_page(
        message,
        request.GET,
        ledger=settings.CONVENANT_HOME / "ledger",
        titles=agreements.titles(region=message.region_id or 0),
        may_open_answer=bool(
            permissions.may_open_answer(request.actor, message, on=timezone.localdate())
        ),
    )
    return render(request, "delivery/show.html", {"page": page})


@require_GET
@login_required
def answer_file(request: ActingRequest, pk: str) -> HttpResponse:
    """The 325 to send on, as the file it is."""
    message = _message(request, pk)
    if not message.has_answer:
        raise Http404
    allowed = permissions.may_open_answer(request.actor, message, on=timezone.localdate())
    if allowed.reason is not None:
        return refused(request, str(REASONS[allowed.reason]))
    content = answers.answer_of(
        message.pk, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS
    )
    response = HttpResponse(content, content_type="application/xml")
    name = f"{message.law.upper()}325_{message.identification}.xml"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _message(request: ActingRequest, pk: str) -> Message:
    try:
        return queries.message(pk, seen_by=request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _hand_in(request: ActingRequest, region: Region, file: UploadedFile[bytes]) -> Upload:
    """Keep the file encrypted and tell the worker; what is refused is not kept."""
    permissions.may_deliver(request.actor).require()
    kept = vault.keep(file.read(), home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS)
    return actions.start_upload(
        region=region,
        file_name=str(file.name),
        stored_as=kept,
        size=file.size or 0,
        by=request.actor,
        at=timezone.now(),
    )
