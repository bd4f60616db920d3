"""The rows of an import: corrected, left out, or said to be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from convenant.core.actors import Kind
from convenant.core.imports.entries import digest_of
from convenant.core.imports.problems import LEVELS, Found, Level, Problem
from convenant.core.lifecycles import ImportStatus
from convenant.core.verdicts import Refused
from convenant.parties import actions, permissions, queries
from convenant.web.region.imports.forms import RowForm, row_fields
from convenant.web.region.imports.lines import line
from convenant.web.region.imports.pages import crumbs, fields_in_file
from convenant.web.region.imports.views import answered, import_or_404
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of
from convenant.wording.import_problems import problem_words

if TYPE_CHECKING:
    from convenant.parties.models import Import, ImportRow


@require_http_methods(["GET", "POST"])
@login_required
def row(request: ActingRequest, pk: int, number: int) -> HttpResponse:
    """One row, to be typed anew; it is checked at once, beside all others."""
    of, one = _row(request, pk, number)
    kind = Kind(of.kind)
    names = row_fields(kind, fields_in_file(of))
    if request.method == "POST":
        form = RowForm(kind, names, request.POST)
        if form.is_valid():
            try:
                return _corrected(request, of, number, form)
            except Refused as refusal:
                form.add_error(None, words_of(refusal))
                return _row_page(request, of, one, form, status=status_of(refusal))
        return _row_page(request, of, one, form, status=422)
    typed = {**one.typed, "seen": digest_of(one.typed)}
    form = RowForm(kind, names, typed)
    for kept in one.problems:
        found = Found.of_json(kept)
        open_ = found.level in {Level.BLOCKS, Level.ASKS} and found.problem.value not in one.settled
        if open_ and found.field in form.fields:
            form.add_error(found.field, problem_words(found.problem.value, found.values))
    return _row_page(request, of, one, form)


def _row_page(
    request: ActingRequest, of: Import, one: ImportRow, form: RowForm, *, status: int = 200
) -> HttpResponse:
    allowed = permissions.may_import(request.actor, of.region_id)
    form.is_valid()
    form.mark_required()
    shown = {
        "of": of.pk,
        "line": line(one, Kind(of.kind)),
        "form": form,
        "sent": request.method == "POST",
        "may_import": bool(allowed),
        "crumbs": [
            *crumbs(of.file_name)[:2],
            Link(of.file_name, reverse("imports:show", args=[of.pk])),
            Link(_("Rij %(number)s") % {"number": one.number}),
        ],
    }
    return render(request, "imports/row.html", shown, status=status)


def _corrected(request: ActingRequest, of: Import, number: int, form: RowForm) -> HttpResponse:
    done = actions.correct_row(
        of=of,
        number=number,
        typed=form.typed,
        seen=form.cleaned_data["seen"],
        by=request.actor,
        at=timezone.now(),
    )
    if done.level in {Level.BLOCKS, Level.ASKS}:
        messages.warning(request, _("De rij is bewaard, maar er is nog iets om na te kijken."))
        return redirect("imports:row", of.pk, number)
    messages.success(request, _("Rij %(number)s is verbeterd.") % {"number": number})
    return _back(request, of.pk, number)


@require_POST
@login_required
def skip(request: ActingRequest, pk: int, number: int) -> HttpResponse:
    """Leave a row out, or take it in again."""
    of, _one = _row(request, pk, number)
    skipped = request.POST.get("skipped") != "no"
    try:
        actions.skip_row(of=of, number=number, skipped=skipped, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return answered(request, pk, refusal)
    words = (
        _("Rij %(number)s wordt overgeslagen.") if skipped else _("Rij %(number)s telt weer mee.")
    )
    messages.success(request, words % {"number": number})
    return _back(request, pk, number)


@require_POST
@login_required
def settle(request: ActingRequest, pk: int, number: int) -> HttpResponse:
    """Say that what is asked about a row is right as it is."""
    of, _one = _row(request, pk, number)
    return _settled(request, of, number)


@require_POST
@login_required
def settle_all(request: ActingRequest, pk: int) -> HttpResponse:
    """Say it for every row with the same question."""
    return _settled(request, import_or_404(request, pk), None)


def _settled(request: ActingRequest, of: Import, number: int | None) -> HttpResponse:
    code = request.POST.get("problem", "")
    if code not in set(Problem) or LEVELS[Problem(code)] is not Level.ASKS:
        raise Http404
    try:
        many = actions.settle_problem(
            of=of, problem=Problem(code), number=number, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return answered(request, of.pk, refusal)
    words = ngettext("Genoteerd: %(count)s rij klopt.", "Genoteerd: %(count)s rijen kloppen.", many)
    messages.success(request, words % {"count": many})
    return _back(request, of.pk, number)


@require_POST
@login_required
def skip_troubled(request: ActingRequest, pk: int) -> HttpResponse:
    """Leave out every row that still has an error."""
    of = import_or_404(request, pk)
    try:
        many = actions.skip_troubled_rows(of=of, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return answered(request, pk, refusal)
    words = ngettext(
        "%(count)s rij wordt overgeslagen.", "%(count)s rijen worden overgeslagen.", many
    )
    messages.success(request, words % {"count": many})
    return redirect("imports:show", pk)


@require_POST
@login_required
def recheck(request: ActingRequest, pk: int) -> HttpResponse:
    """Hold the rows anew against what there is now."""
    of = import_or_404(request, pk)
    try:
        actions.recheck_import(of=of, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return answered(request, pk, refusal)
    messages.success(request, _("De rijen zijn opnieuw nagekeken."))
    return redirect("imports:show", pk)


def _row(request: ActingRequest, pk: int, number: int) -> tuple[Import, ImportRow]:
    """A row that can still be changed."""
    of = import_or_404(request, pk)
    one = queries.rows_of(of, seen_by=request.actor).filter(number=number).first()
    if one is None or of.status != ImportStatus.PREVIEW:
        raise Http404
    return of, one


def _back(request: ActingRequest, pk: int, number: int | None) -> HttpResponse:
    """To the same part of the list as before."""
    query = request.GET.urlencode()
    place = "" if number is None else f"#rij-{number}"
    here = reverse("imports:show", args=[pk])
    return HttpResponseRedirect(f"{here}{'?' + query if query else ''}{place}")
