"""Working together at a table: every register has a list, a page per entry, and acts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.verdicts import Refused
from convenant.roundtables import queries
from convenant.web.alliance.base import Act, At, Register
from convenant.web.alliance.pages import add_page, entry_page, hub_page, list_page
from convenant.web.alliance.part import waiting_at
from convenant.web.alliance.registers import BY_SLUG
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told


@require_GET
@login_required
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """All that parties do together at a table, and what waits."""
    at = _at(request, slug)
    page = hub_page(at, waiting_at(at))
    return render(request, "alliance/hub.html", {"page": page})


@require_GET
@login_required
def listing(request: ActingRequest, slug: str, register: str) -> HttpResponse:
    """One register."""
    page = list_page(_register(register), _at(request, slug), request.GET)
    return render(request, "alliance/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def add(request: ActingRequest, slug: str, register: str) -> HttpResponse:
    """Something new in a register."""
    at, found = _at(request, slug), _register(register)
    refused = _refused(request, at, found, found.add, None)
    if refused is not None:
        return refused
    form = _form(found.add, at, None, request)
    more: list[str] = []
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            made = found.add.do(at, None, form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, told(request, refusal))
            status = status_of(refusal)
            more = list(found.add.refused(at, None, form.cleaned_data)) if found.add.refused else []
        else:
            messages.success(request, str(found.add.done))
            return redirect(found.entry_url(at.table, made.pk))
    return _shown(request, add_page(found, at, form, more), status)


@require_GET
@login_required
def entry(request: ActingRequest, slug: str, register: str, pk: int) -> HttpResponse:
    """One entry."""
    at, found = _at(request, slug), _register(register)
    return _shown(request, entry_page(found, _row(found, at, pk), at))


@require_POST
@login_required
def act(request: ActingRequest, slug: str, register: str, pk: int, act: str) -> HttpResponse:
    """Do something with an entry; what was typed comes back when it could not be done."""
    at, found = _at(request, slug), _register(register)
    row, doing = _row(found, at, pk), _act(found, act)
    refused = _refused(request, at, found, doing, row)
    if refused is not None:
        return refused
    form = _form(doing, at, row, request)
    if not form.is_valid():
        return _shown(request, entry_page(found, row, at, tried={act: form}), 422)
    try:
        doing.do(at, row, form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        page = entry_page(found, _row(found, at, pk), at, tried={act: form})
        return _shown(request, page, status_of(refusal))
    messages.success(request, str(doing.done))
    return redirect(found.entry_url(at.table, pk))


def _at(request: ActingRequest, slug: str) -> At:
    """The table, when it is of the viewer's region; or 404."""
    try:
        table = queries.table(slug, region=request.actor.region or 0)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return At(table, request.actor, timezone.now())


def _register(slug: str) -> Register:
    try:
        return BY_SLUG[slug]
    except KeyError as missing:
        raise Http404 from missing


def _row(register: Register, at: At, pk: int) -> Any:  # noqa: ANN401 - a row of the register
    """The entry, when the viewer may read it and it is of this table; or 404."""
    try:
        row = register.row(pk, at.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    if row.table_id != at.table.pk:
        raise Http404
    return row


def _act(register: Register, name: str) -> Act:
    for one in register.acts:
        if one.name == name:
            return one
    raise Http404


def _form(act: Act, at: At, row: Any, request: ActingRequest) -> forms.Form:  # noqa: ANN401
    sent = request.POST if request.method == "POST" else None
    return forms.Form(sent) if act.form is None else act.form(at, row, sent)


def _refused(
    request: ActingRequest,
    at: At,
    register: Register,
    act: Act,
    row: Any,  # noqa: ANN401
) -> HttpResponse | None:
    verdict = act.may(at, row)
    if verdict.reason is None:
        return None
    refusal = Refused(verdict.reason, verdict.values)
    back = register.url(at.table) if row is None else register.entry_url(at.table, row.pk)
    return errors.refused(request, told(request, refusal), back_url=back, status=status_of(refusal))


def _shown(request: ActingRequest, page: object, status: int = 200) -> HttpResponse:
    return render(request, "alliance/entry.html", {"page": page}, status=status)
