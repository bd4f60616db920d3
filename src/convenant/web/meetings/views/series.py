"""Planning several meetings at once: fill in, look at every date, change some, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from convenant.core.norms import norm
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.meetings.forms import SeriesForm
from convenant.web.meetings.pages import series as pages
from convenant.web.meetings.views.found import no_entry, table_of
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told
from convenant.web.tables.pages.planning import seating_on

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable
    from convenant.web.tables.pages.planning import Seating


@require_http_methods(["GET", "POST"])
@login_required
def series(request: ActingRequest, slug: str) -> HttpResponse:
    """Steps ``preview`` (the dates that follow), ``check`` (dates somebody changed), ``confirm``
    (plan them all); any other step shows what was typed again."""
    table = table_of(request, slug)
    back = reverse("tables:show", args=[slug])
    refused = no_entry(request, permissions.may_plan(request.actor, table), back)
    if refused:
        return refused
    people = parties.guides(table.region_id, on=timezone.localdate())
    choices = [(str(pk), person.name) for pk, person in people.items()]
    step = request.POST.get("step", "")
    if step not in {"preview", "check", "confirm"}:
        form = SeriesForm(initial={**_usual(), **request.POST.dict()}, guides=choices)
        return _form(request, table, form)
    form = SeriesForm(request.POST, guides=choices)
    if not form.is_valid():
        return _form(request, table, form, status=422)
    return _preview(request, table, form, step)


def _usual() -> dict[str, str]:
    today = timezone.localdate()
    names = {"interval": "meeting_interval_days", "preparation": "preparation_days"}
    found = {field: str(int(norm(name).on(today).value)) for field, name in names.items()}
    return {**found, "count": "6", "minutes": "120"}


def _form(
    request: ActingRequest, table: RoundTable, form: SeriesForm, status: int = 200
) -> HttpResponse:
    around = queries.blackouts(region=table.region_id)
    page = pages.form_page(table, list(around))
    return render(request, "meetings/series.html", {"page": page, "form": form}, status=status)


def _preview(
    request: ActingRequest, table: RoundTable, form: SeriesForm, step: str
) -> HttpResponse:
    around = queries.circumstances(table, at=timezone.now())
    if step == "preview":
        found = pages.proposed(form, around)
    else:
        found = pages.changed(form, request.POST, around, on=timezone.localdate())
    seating = seating_on(table, form.cleaned_data["first_on"], keep=[], seen_by=request.actor)
    if step == "confirm" and found.sound:
        return _confirm(request, table, form, found, seating)
    page = pages.preview_page(table, form, found, seated=len(seating.seats))
    status = 422 if step == "confirm" else 200
    return render(request, "meetings/series_preview.html", {"page": page}, status=status)


def _confirm(
    request: ActingRequest,
    table: RoundTable,
    form: SeriesForm,
    found: pages.Dates,
    seating: Seating,
) -> HttpResponse:
    chosen = form.cleaned_data["guide"]
    people = parties.guides(table.region_id, on=timezone.localdate())
    try:
        planned = actions.plan_series(
            table=table,
            asked=pages.asked(form),
            meetings=pages.gatherings(form, found),
            guide=people[int(chosen)] if chosen else None,
            seats=seating.seats,
            represents=seating.proposal.represents,
            why=form.cleaned_data["why"],
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        words = told(request, refusal)
        page = pages.preview_page(table, form, found, seated=len(seating.seats), refused=words)
        status = status_of(refusal)
        return render(request, "meetings/series_preview.html", {"page": page}, status=status)
    words = ngettext(
        "Er is %(count)s bijeenkomst gepland. Bevestig haar als alles klaar is.",
        "Er zijn %(count)s bijeenkomsten gepland. Bevestig elke bijeenkomst als alles klaar is.",
        len(planned),
    )
    messages.success(request, words % {"count": len(planned)})
    return redirect("tables:show", table.slug)
