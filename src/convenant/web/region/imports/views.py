"""A spreadsheet from upload to confirmation."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.actors import Kind
from convenant.core.lifecycles import ImportStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused, Verdict
from convenant.exchange import vault
from convenant.exchange.spreadsheets.writing import XLSX
from convenant.parties import actions, permissions, queries
from convenant.web.region.imports.downloads import LANGUAGES, preview_sheet, template_sheet
from convenant.web.region.imports.forms import ConfirmForm, UploadForm
from convenant.web.region.imports.pages import crumbs, list_page, show_page
from convenant.web.shared.errors import refused
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from convenant.parties.models import Import


@require_GET
@login_required
def list_imports(request: ActingRequest) -> HttpResponse:
    """What was taken over before, and where to begin."""
    require(permissions.may_see_imports(request.actor, request.actor.region or 0))
    page = list_page(request.actor, request.GET)
    return render(request, "imports/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def upload(request: ActingRequest) -> HttpResponse:
    """Hand in a spreadsheet; the worker reads it while the next page shows how far."""
    require(permissions.may_see_imports(request.actor, request.actor.region or 0))
    initial = {"kind": request.GET.get("soort", Kind.PROVIDER.value)}
    sent = request.method == "POST"
    form = UploadForm(
        request.POST if sent else None, request.FILES if sent else None, initial=initial
    )
    if sent and form.is_valid():
        try:
            started = _hand_in(request, Kind(form.cleaned_data["kind"]), form.cleaned_data["file"])
        except Refused as refusal:
            return refused(request, words_of(refusal), status=status_of(refusal))
        return redirect("imports:show", started.pk)
    allowed = permissions.may_import(request.actor, request.actor.region or 0)
    why_not = "" if allowed.reason is None else str(REASONS[allowed.reason])
    shown = {"form": form, "why_not": why_not, "crumbs": crumbs(_("Nieuw bestand"))}
    status = 422 if form.errors else 200
    return render(request, "imports/upload.html", shown, status=status)


@require_GET
@login_required
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """How far an import is, its rows with their problems, or what came of it."""
    of = import_or_404(request, pk)
    if request.htmx and of.status != ImportStatus.READING:
        return HttpResponse(headers={"HX-Redirect": reverse("imports:show", args=[pk])})
    page = show_page(of, request.actor, request.GET)
    template = "imports/show.html#reading" if request.htmx else "imports/show.html"
    return render(request, template, {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def confirm(request: ActingRequest, pk: int) -> HttpResponse:
    """Check what will happen, then take everything over."""
    of = import_or_404(request, pk)
    page = show_page(of, request.actor, request.GET)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    needed = request.method == "POST" and page.warnings > 0
    if request.method == "POST" and (not needed or form.is_valid()):
        return _confirmed(request, of)
    if of.status != ImportStatus.PREVIEW or (not page.ready and page.may_import):
        return redirect("imports:show", pk)
    shown = {"page": page, "form": form, "crumbs": crumbs(of.file_name)}
    return render(request, "imports/confirm.html", shown, status=422 if needed else 200)


def _confirmed(request: ActingRequest, of: Import) -> HttpResponse:
    try:
        actions.confirm_import(of=of, by=request.actor, at=timezone.now())
    except Refused as refusal:
        if refusal.reason is Reason.IMPORT_OUTDATED:
            actions.recheck_import(of=of, by=request.actor, at=timezone.now())
        return answered(request, of.pk, refusal)
    messages.success(request, _("De rijen zijn overgenomen. Hieronder staat wat er veranderde."))
    return redirect("imports:show", of.pk)


@require_POST
@login_required
def drop(request: ActingRequest, pk: int) -> HttpResponse:
    """Stop an import; nothing of it is taken over."""
    of = import_or_404(request, pk)
    try:
        actions.drop_import(of=of, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return answered(request, pk, refusal)
    messages.success(request, _("Het inlezen is gestopt. Er is niets overgenomen."))
    return redirect("imports:list")


@require_GET
@login_required
def download(request: ActingRequest, pk: int) -> HttpResponse:
    """The rows with their problems, as a spreadsheet to correct and hand in again."""
    of = import_or_404(request, pk)
    if of.status not in {ImportStatus.PREVIEW, ImportStatus.CONFIRMED}:
        raise Http404
    rows = queries.rows_of(of, seen_by=request.actor)
    return _spreadsheet(preview_sheet(of, rows), f"inlezen-{of.pk}.xlsx")


@require_GET
@login_required
def template(request: ActingRequest, kind: str, language: str) -> HttpResponse:
    """An empty list with the right heads, and what belongs under each."""
    require(permissions.may_see_imports(request.actor, request.actor.region or 0))
    if kind not in set(Kind) or language not in LANGUAGES:
        raise Http404
    content = template_sheet(Kind(kind), language, on=timezone.localdate())
    name = {"nl": f"sjabloon-{kind}.xlsx", "en": f"template-{kind}.xlsx"}[language]
    return _spreadsheet(content, name)


def require(verdict: Verdict) -> None:
    """What is not yours is not there; what your role may not do is refused with the reason."""
    if verdict.reason is Reason.NOT_FOR_YOUR_ORGANISATION:
        raise Http404
    if verdict.reason is not None:
        raise PermissionDenied(str(REASONS[verdict.reason]))


def import_or_404(request: ActingRequest, pk: int) -> Import:
    """An import of the viewer's region."""
    require(permissions.may_see_imports(request.actor, request.actor.region or 0))
    try:
        return queries.import_(pk, seen_by=request.actor)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def answered(request: ActingRequest, pk: int, refusal: Refused) -> HttpResponse:
    """A refusal of who acts has its own page; one of how things stand is told on the import's."""
    if status_of(refusal) == 403:
        return refused(request, words_of(refusal))
    messages.error(request, words_of(refusal))
    return redirect("imports:show", pk)


def _hand_in(request: ActingRequest, kind: Kind, file: UploadedFile[bytes]) -> Import:
    """Keep the file encrypted and tell the worker; what is refused is not kept."""
    region = queries.region_of(request.actor)
    if region is None:
        raise Http404
    permissions.may_import(request.actor, region).require()
    content = file.read()
    old = request.POST.get("instead_of", "")
    instead = (
        queries.import_tasks(seen_by=request.actor).filter(pk=int(old)).first()
        if old.isdigit()
        else None
    )
    return actions.start_import(
        region=region,
        kind=kind,
        file_name=str(file.name),
        stored_as=vault.keep(content, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS),
        digest=hashlib.sha256(content).hexdigest(),
        by=request.actor,
        at=timezone.now(),
        instead_of=instead,
    )


def _spreadsheet(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
