"""The tables of the region, and planning a meeting of one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.meetings.forms import PlanForm
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told
from convenant.web.tables.pages.planning import check_page, plan_page, seating_on
from convenant.web.tables.pages.tables import list_page, table_page
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.parties.models import Person
    from convenant.roundtables.models import RoundTable
    from convenant.web.tables.pages.planning import Seating


@require_GET
@login_required
def index(request: ActingRequest) -> HttpResponse:
    """The tables of the region."""
    if request.actor.region is None:
        raise Http404
    page = list_page(region=request.actor.region, seen_by=request.actor, at=timezone.localtime())
    return render(request, "tables/list.html", {"page": page})


@require_GET
@login_required
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """One table with its meetings."""
    page = table_page(
        _table(request, slug),
        seen_by=request.actor,
        at=timezone.localtime(),
        number=request.GET.get("page", ""),
        query=request.GET,
    )
    return render(request, "tables/show.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def plan(request: ActingRequest, slug: str) -> HttpResponse:
    """Plan a meeting: choose seats, check your answers, confirm. Steps ``check`` and ``confirm``
    ask for everything; any other step only computes the seats again and keeps what was typed."""
    table = _table(request, slug)
    verdict = permissions.may_plan(request.actor, table)
    if verdict.reason is not None:
        back = reverse("tables:show", args=[slug])
        return errors.refused(request, str(REASONS[verdict.reason]), back_url=back)
    people = parties.guides(table.region_id, on=timezone.localdate())
    choices = [(str(pk), person.name) for pk, person in people.items()]
    step = request.POST.get("step", "")
    if step not in {"check", "confirm"}:
        typed = {name: str(value) for name, value in request.POST.items()}
        return _plan_form(request, table, PlanForm(initial=typed, guides=choices))
    taken = queries.circumstances(table, at=timezone.now()).taken
    form = PlanForm(request.POST, guides=choices, taken=taken)
    if not _is_in_future(form):
        return _plan_form(request, table, form, status=422)
    chosen = form.cleaned_data["guide"]
    guide = people[int(chosen)] if chosen else None
    if step == "check":
        return _check(request, table, form, guide)
    return _confirm(request, table, form, guide)


def _is_in_future(form: PlanForm) -> bool:
    if form.is_valid() and form.starts_at() <= timezone.now():
        form.add_error("day", str(REASONS[Reason.MEETING_IN_PAST]))
    return form.is_valid()


def _plan_form(
    request: ActingRequest, table: RoundTable, form: PlanForm, status: int = 200
) -> HttpResponse:
    seating = _seating(request, table, form)
    page = plan_page(table, seating, timezone.localdate())
    return render(request, "tables/plan.html", {"page": page, "form": form}, status=status)


def _check(
    request: ActingRequest, table: RoundTable, form: PlanForm, guide: Person | None
) -> HttpResponse:
    seating = _seating(request, table, form)
    typed = [(name, str(form.data.get(name, ""))) for name in form.fields]
    page = check_page(
        table,
        seating,
        gathering=form.gathering(),
        preparation=form.preparation(),
        guide=guide.name if guide else "",
        why=form.cleaned_data["why"],
        hidden=[*typed, *(("seat", str(provider)) for provider in seating.seats)],
    )
    return render(request, "tables/plan_check.html", {"page": page})


def _confirm(
    request: ActingRequest, table: RoundTable, form: PlanForm, guide: Person | None
) -> HttpResponse:
    seating = _seating(request, table, form)
    try:
        meeting = actions.plan_meeting(
            table=table,
            starts_at=form.starts_at(),
            minutes=form.cleaned_data["minutes"],
            place=form.cleaned_data["place"],
            online=form.cleaned_data["online"],
            preparation=form.preparation(),
            guide=guide,
            seats=seating.seats,
            represents=seating.proposal.represents,
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _plan_form(request, table, form, status=status_of(refusal))
    messages.success(
        request,
        _("De bijeenkomst is gepland. Bevestig haar als alles klaar is; dan weet iedereen ervan."),
    )
    return redirect("tables:meeting", meeting.pk)


def _seating(request: ActingRequest, table: RoundTable, form: PlanForm) -> Seating:
    day: date = timezone.localdate()
    if form.is_bound and form.is_valid():
        day = form.cleaned_data["day"]
    keep = [int(pk) for pk in request.POST.getlist("seat") if pk.isdecimal() and len(pk) < 19]
    return seating_on(table, day, keep=keep, seen_by=request.actor)


def _table(request: ActingRequest, slug: str) -> RoundTable:
    try:
        return queries.table(slug, region=request.actor.region or 0)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
