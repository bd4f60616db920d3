"""Calendars to subscribe to: one's own by a secret address, and the public ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.actors import PUBLIC
from convenant.exchange import invitations
from convenant.exchange.calendar.files import Entry, feed
from convenant.exchange.calendar.meetings import entry_of
from convenant.parties import queries as parties
from convenant.roundtables import actions, queries
from convenant.web.meetings.pages.calendars import calendar_page, entries_for
from convenant.web.shared.http import ActingRequest

KEPT = timedelta(days=370)
"""How far back a calendar goes."""


@require_http_methods(["GET", "POST"])
@login_required
def calendar(request: ActingRequest) -> HttpResponse:
    """The address of one's own calendar; POST makes a new one, the old one stops working."""
    if request.actor.region is None:
        raise Http404
    key = invitations.key(settings.CONVENANT_KEYS)
    if request.method == "POST":
        actions.renew_calendar(key=key, by=request.actor, at=timezone.now())
        messages.success(
            request, _("Uw agenda-adres is gemaakt. Een eerder adres werkt niet meer.")
        )
        return redirect("meetings:calendar")
    page = calendar_page(key=key, seen_by=request.actor)
    return render(request, "meetings/calendar.html", {"page": page})


@require_GET
def personal(request: HttpRequest, secret: str) -> HttpResponse:  # noqa: ARG001
    """The calendar of whoever has the secret address, for as long as that person may see it."""
    found = queries.followed(secret)
    at = timezone.now()
    if found is None or not found.person.is_active:
        raise Http404
    places = parties.places(found.person, on=timezone.localdate())
    among = [place for place in places if place.organisation == found.organisation_id]
    viewer = parties.actor_at(found.person, among=among, second_factor=False)
    if viewer.region is None:
        raise Http404
    return _file(entries_for(viewer, since=at - KEPT, at=at), _("Overlegtafels"))


@require_GET
def region_feed(request: HttpRequest, region: str) -> HttpResponse:  # noqa: ARG001
    """The meetings of a region that everybody may know of."""
    found = parties.region_called(region)
    if found is None:
        raise Http404
    at = timezone.now()
    rows = queries.public_calendar(region=found.pk, table=None, since=at - KEPT, seen_by=PUBLIC)
    entries = [entry_of(one, at=at, public=True) for one in rows]
    return _file(entries, _("Overlegtafels %(region)s") % {"region": found.name})


@require_GET
def table_feed(request: HttpRequest, region: str, table: str) -> HttpResponse:  # noqa: ARG001
    """The meetings of one table that everybody may know of."""
    found = parties.region_called(region)
    try:
        of = queries.table(table, region=0 if found is None else found.pk)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    at = timezone.now()
    rows = queries.public_calendar(region=of.region_id, table=of, since=at - KEPT, seen_by=PUBLIC)
    return _file([entry_of(one, at=at, public=True) for one in rows], of.name)


def _file(entries: Sequence[Entry], name: str) -> HttpResponse:
    response = HttpResponse(feed(entries, name=name), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="bijeenkomsten.ics"'
    response["Cache-Control"] = "private, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
