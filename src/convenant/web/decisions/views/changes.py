"""The register of policy changes and the looking that follows (D065)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.agreements import queries as agreements
from convenant.core.verdicts import Refused, Verdict
from convenant.parties import queries as parties
from convenant.strategy import actions, permissions, queries
from convenant.web.decisions.forms import ChangeForm, ResultForm, ReviewForm
from convenant.web.decisions.pages.changes import change_page, crumbs, list_page
from convenant.web.decisions.pages.subjects import agreement_choices, subject_choices
from convenant.web.municipality.doors import of_municipality, own_region, region_pk
from convenant.web.municipality.parts import (
    FormPage,
    Section,
    refusal_words,
    refuse,
    sent,
    show_form,
    show_page,
)
from convenant.web.shared import errors
from convenant.web.shared.components import Link, pagination
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of

if TYPE_CHECKING:
    from convenant.strategy.models import PolicyChange, ReviewTask

PER_PAGE = 25


@require_GET
@of_municipality
def every(request: ActingRequest) -> HttpResponse:
    """The register of the region."""
    region = region_pk(request)
    found = queries.policy_changes(region=region, seen_by=request.actor)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = list_page(
        [(one, getattr(one, "open_tasks", 0), getattr(one, "all_tasks", 0)) for one in page],
        agreements.bought(region=region, on=timezone.localdate()),
        pages=pagination(page, request.GET) if page.has_other_pages() else None,
        writes=bool(permissions.may_write(request.actor, region)),
    )
    return show_page(request, shown)


@require_http_methods(["GET", "POST"])
@of_municipality
def add(request: ActingRequest) -> HttpResponse:
    """Put a change in the register."""
    return _write(request, None)


@require_GET
@of_municipality
def show(request: ActingRequest, pk: int) -> HttpResponse:
    """One change."""
    change = _change(request, pk)
    writes = permissions.may_write(request.actor, change.region_id)
    return _show(request, change, _review_form(request) if writes else None)


@require_http_methods(["GET", "POST"])
@of_municipality
def correct(request: ActingRequest, pk: int) -> HttpResponse:
    """Say better what changes."""
    return _write(request, _change(request, pk))


@require_POST
@of_municipality
def drop(request: ActingRequest, pk: int) -> HttpResponse:
    """It does not go on after all."""
    try:
        actions.drop_policy_change(change=_change(request, pk), by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, Verdict(refusal.reason))
    messages.success(request, _("De wijziging is uit het register gehaald."))
    return redirect("decisions:changes")


@require_POST
@of_municipality
def ask(request: ActingRequest, pk: int) -> HttpResponse:
    """Ask a municipality to look at it."""
    change, form = _change(request, pk), _review_form(request)
    verdict = permissions.may_write(request.actor, change.region_id)
    if verdict.reason is not None:
        return _refused(request, verdict)
    if not form.is_valid():
        return _show(request, change, form, 422)
    places = parties.deciding_municipalities(change.region_id, on=timezone.localdate())
    try:
        actions.ask_review(
            change=change,
            organisation=places.get(pk=form.cleaned_data["organisation"]),
            text=form.cleaned_data["text"],
            due_on=form.cleaned_data["due_on"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        return _show(request, change, form, refuse(form, refusal))
    messages.success(request, _("De taak is gegeven."))
    return redirect("decisions:change", pk)


@require_http_methods(["GET", "POST"])
@of_municipality
def finish(request: ActingRequest, pk: int) -> HttpResponse:
    """Say what the looking came to."""
    task = _review(request, pk)
    verdict = permissions.may_finish(request.actor, task)
    if verdict.reason is not None:
        return _refused(request, verdict)
    form = ResultForm(sent(request))
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        result = form.cleaned_data["result"]
        try:
            actions.finish_review(task=task, result=result, by=request.actor, at=timezone.now())
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("De taak is afgerond."))
            return redirect("decisions:change", task.change_id)
    back = reverse("decisions:change", args=[task.change_id])
    page = FormPage(
        title=_("Taak afronden"),
        lead=task.change.title,
        submit=_("Rond de taak af"),
        back_url=back,
        crumbs=crumbs(Link(task.change.title, back), Link(_("Taak afronden"))),
        about=[Section("taak", _("De taak"), task.text)],
    )
    return show_form(request, page, form, status)


def _write(request: ActingRequest, change: PolicyChange | None) -> HttpResponse:
    region = region_pk(request)
    verdict = permissions.may_write(request.actor, region)
    if verdict.reason is not None:
        return _refused(request, verdict)
    form = ChangeForm(
        sent(request),
        subjects=agreement_choices(region=region, seen_by=request.actor),
        initial=_known(change),
    )
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            saved = _saved(request, change, form)
        except Refused as refusal:
            status = refuse(form, refusal)
        else:
            messages.success(request, _("De wijziging is vastgelegd."))
            return redirect("decisions:change", saved.pk)
    return show_form(request, _form_page(change), form, status)


def _saved(request: ActingRequest, change: PolicyChange | None, form: ChangeForm) -> PolicyChange:
    at, words = timezone.now(), form.words()
    if change is None:
        region = own_region(request)
        return actions.record_policy_change(region=region, words=words, by=request.actor, at=at)
    return actions.correct_policy_change(change=change, words=words, by=request.actor, at=at)


def _known(change: PolicyChange | None) -> dict[str, object]:
    if change is None:
        return {}
    names = ("title", "source", "explanation", "effective_on", "subjects")
    return {name: getattr(change, name) for name in names} | {"codes": ", ".join(change.codes)}


def _form_page(change: PolicyChange | None) -> FormPage:
    back = (
        reverse("decisions:changes")
        if change is None
        else reverse("decisions:change", args=[change.pk])
    )
    title = _("Wijziging van buiten vastleggen") if change is None else _("Wijziging verbeteren")
    return FormPage(
        title=title,
        lead=_("Een wet, een grens, een eigen bijdrage: iets waar de regio niet over gaat."),
        submit=_("Leg de wijziging vast"),
        back_url=back,
        crumbs=crumbs(Link(title)),
    )


def _show(
    request: ActingRequest, change: PolicyChange, form: ReviewForm | None, status: int = 200
) -> HttpResponse:
    region, on = change.region_id, timezone.localdate()
    page = change_page(
        change,
        list(change.tasks.select_related("organisation").order_by("due_on", "pk")),
        agreements.bought(region=region, on=on),
        names=dict(subject_choices(region=region, seen_by=request.actor)),
        seen_by=request.actor,
        form=form,
        today=on,
    )
    return show_page(request, page, status)


def _review_form(request: ActingRequest) -> ReviewForm:
    places = parties.deciding_municipalities(region_pk(request), on=timezone.localdate())
    return ReviewForm(sent(request), organisations=[(str(one.pk), one.name) for one in places])


def _change(request: ActingRequest, pk: int) -> PolicyChange:
    try:
        return queries.policy_change(pk, region=region_pk(request), seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def _review(request: ActingRequest, pk: int) -> ReviewTask:
    try:
        return queries.review(pk, region=region_pk(request), seen_by=request.actor)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing


def _refused(request: ActingRequest, verdict: Verdict) -> HttpResponse:
    if verdict.reason is None:
        raise Http404
    refusal = Refused(verdict.reason, verdict.values)
    back = reverse("decisions:changes")
    return errors.refused(request, refusal_words(refusal), back_url=back, status=status_of(refusal))
