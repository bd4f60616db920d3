"""When a region does not meet, who prepares, which year counts, and the steps of a year."""

from __future__ import annotations

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
from django.views.decorators.http import require_http_methods, require_POST

from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.meetings.pages import settings as pages
from convenant.web.meetings.setting_forms import BlackoutForm, YearForm
from convenant.web.meetings.views.found import no_entry, refused, table_of
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told

if TYPE_CHECKING:
    from convenant.roundtables.models import MilestonePlan, RoundTable


@require_http_methods(["GET", "POST"])
@login_required
def blackouts(request: ActingRequest) -> HttpResponse:
    """The periods in which the region does not meet, and adding one."""
    region = parties.region_of(request.actor)
    if region is None or not request.actor.buys:
        raise Http404
    form = BlackoutForm(request.POST or None)
    if request.method == "GET":
        return _blackouts(request, form)
    blocked = permissions.may_keep_blackouts(request.actor, region.pk)
    if not blocked or not form.is_valid():
        found = no_entry(request, blocked, reverse("meetings:blackouts"))
        return found or _blackouts(request, form, status=422)
    try:
        actions.add_blackout(
            region=region,
            name=form.cleaned_data["name"],
            period=form.period(),
            yearly=form.cleaned_data["yearly"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _blackouts(request, form, status=status_of(refusal))
    messages.success(request, _("De periode is toegevoegd."))
    return redirect("meetings:blackouts")


@require_POST
@login_required
def remove_blackout(request: ActingRequest, pk: int) -> HttpResponse:
    """The region meets in this period after all."""
    if request.actor.region is None or not request.actor.buys:
        raise Http404
    found = queries.blackouts(region=request.actor.region).filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        actions.remove_blackout(blackout=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, reverse("meetings:blackouts"))
    messages.success(request, _("De periode is weggehaald."))
    return redirect("meetings:blackouts")


@require_http_methods(["GET", "POST"])
@login_required
def working_group(request: ActingRequest, slug: str) -> HttpResponse:
    """Choose who prepares the meetings of a table."""
    table = table_of(request, slug)
    back = reverse("tables:show", args=[slug])
    blocked = no_entry(request, permissions.may_plan(request.actor, table), back)
    if blocked:
        return blocked
    page = pages.working_group_page(table, seen_by=request.actor, on=timezone.localdate())
    if request.method == "GET":
        return render(request, "meetings/working_group.html", {"page": page})
    chosen = {int(pk) for pk in request.POST.getlist("person") if pk.isdecimal() and len(pk) < 19}
    people = {pk: at for pk, at in page.organisations.items() if pk in chosen}
    actions.set_working_group(table=table, people=people, by=request.actor, at=timezone.now())
    messages.success(request, _("De werkgroep staat vast."))
    return redirect("tables:show", slug)


@require_http_methods(["GET", "POST"])
@login_required
def year(request: ActingRequest, slug: str) -> HttpResponse:
    """Choose the year a table counts its meetings in, and its own norm."""
    table = table_of(request, slug)
    back = reverse("tables:show", args=[slug])
    blocked = no_entry(request, permissions.may_set_year(request.actor, table), back)
    if blocked:
        return blocked
    form = YearForm(request.POST or None, initial=pages.year_typed(table))
    if request.method == "GET" or not form.is_valid():
        page = pages.year_page(table, at=timezone.now())
        status = 200 if request.method == "GET" else 422
        return render(request, "meetings/year.html", {"page": page, "form": form}, status=status)
    cleaned = form.cleaned_data
    actions.set_meeting_year(
        table=table,
        kind=form.year(),
        begins_on=cleaned["begins_on"],
        least=cleaned["least"],
        why=cleaned["why"],
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("Het jaar van deze tafel staat vast."))
    return redirect("tables:show", slug)


@require_http_methods(["GET", "POST"])
@login_required
def milestones(request: ActingRequest, slug: str) -> HttpResponse:
    """The steps of each year at a table; POST begins those of a year from the template."""
    table = table_of(request, slug)
    page = pages.milestones_page(table, seen_by=request.actor, on=timezone.localdate())
    if request.method == "GET":
        return render(request, "meetings/milestones.html", {"page": page})
    typed = request.POST.get("year", "")
    number = int(typed) if typed.isdecimal() and len(typed) == 4 else 0
    try:
        actions.begin_milestones(table=table, year=number, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, reverse("meetings:milestones", args=[slug]))
    messages.success(request, _("De mijlpalen staan klaar. Verander de datums waar dat nodig is."))
    return redirect("meetings:steps", slug, number)


@require_http_methods(["GET", "POST"])
@login_required
def change_milestones(request: ActingRequest, slug: str, year: int) -> HttpResponse:
    """Change the days of the steps of a year, add a step or leave one out."""
    table = table_of(request, slug)
    plan = _plan(table, year)
    back = reverse("meetings:milestones", args=[slug])
    blocked = no_entry(request, permissions.may_plan(request.actor, table), back)
    if blocked:
        return blocked
    if request.method == "GET":
        page = pages.steps_page(plan, pages.steps_of(plan))
        return render(request, "meetings/steps.html", {"page": page})
    typed = pages.steps_typed(request.POST)
    dated = pages.dated(typed)
    if request.POST.get("step") != "save" or dated is None:
        page = pages.steps_page(plan, typed, complete=dated is not None)
        status = 422 if dated is None else 200
        return render(request, "meetings/steps.html", {"page": page}, status=status)
    try:
        actions.set_milestones(plan=plan, milestones=dated, by=request.actor, at=timezone.now())
    except Refused as refusal:
        page = pages.steps_page(plan, typed, refused=told(request, refusal))
        return render(request, "meetings/steps.html", {"page": page}, status=status_of(refusal))
    messages.success(request, _("De mijlpalen staan vast."))
    return redirect("meetings:milestones", slug)


@require_POST
@login_required
def milestone_done(request: ActingRequest, pk: int) -> HttpResponse:
    """A step was reached today, or not after all."""
    try:
        found = queries.milestone(pk, region=request.actor.region or 0)
    except (ObjectDoesNotExist, OverflowError) as missing:
        raise Http404 from missing
    slug = found.plan.table.slug
    done_on = None if found.done_on else timezone.localdate()
    try:
        actions.mark_milestone(
            milestone=found, done_on=done_on, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, reverse("meetings:milestones", args=[slug]))
    return redirect("meetings:milestones", slug)


def _plan(table: RoundTable, year: int) -> MilestonePlan:
    found = queries.milestone_plans(table).filter(year=year).first() if year < 10_000 else None
    if found is None:
        raise Http404
    return found


def _blackouts(request: ActingRequest, form: forms.Form, status: int = 200) -> HttpResponse:
    page = pages.blackouts_page(seen_by=request.actor, on=timezone.localdate())
    context = {"page": page, "form": form}
    return render(request, "meetings/blackouts.html", context, status=status)
