"""Who comes in where, and what a verb's refusal becomes on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Kind
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused, Verdict
from convenant.parties import queries as parties
from convenant.roundtables import permissions, queries
from convenant.web.shared import errors
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told

if TYPE_CHECKING:
    from datetime import date

    from convenant.roundtables.models import RoundTable


def table_of(request: ActingRequest, slug: str) -> RoundTable:
    """A table of the viewer's own region, or 404."""
    try:
        return queries.table(slug, region=request.actor.region or 0)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def enters(actor: Actor, table: RoundTable) -> bool:
    """Whether the viewer has anything between the municipalities and one provider."""
    return permissions.confides(actor, table.region_id) or bool(
        permissions.speaks_alone(actor, table.region_id)
    )


def kept_out(request: ActingRequest, table: RoundTable) -> HttpResponse | None:
    """The refusal for who takes part in the region but not in this; None: come in."""
    if enters(request.actor, table):
        return None
    return refuse(request, Refused(Reason.ROLE_MAY_NOT), reverse("tables:show", args=[table.slug]))


def refuse(request: ActingRequest, refusal: Refused, back_url: str) -> HttpResponse:
    """The page that says why not."""
    words, status = told(request, refusal), status_of(refusal)
    return errors.refused(request, words, back_url=back_url, status=status)


def unless(request: ActingRequest, verdict: Verdict, back_url: str) -> HttpResponse | None:
    """The page that says why not, when the answer is no."""
    if verdict.reason is None:
        return None
    return refuse(request, Refused(verdict.reason, verdict.values), back_url)


def done(
    request: ActingRequest,
    form: forms.Form,
    verb: Callable[[], object],
    *,
    words: str,
    to: str,
    again: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Do what a form asks; when the form or the verb says no, show it again with what was typed."""
    if not form.is_valid():
        return again(422)
    try:
        verb()
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return again(status_of(refusal))
    messages.success(request, words)
    return redirect(to)


def crumbs(table: RoundTable, *last: Link) -> list[Link]:
    """The way back to a table."""
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(table.name, reverse("tables:show", args=[table.slug])),
        Link(_("Vertrouwelijk"), reverse("confidential:start", args=[table.slug])),
        *last,
    ]


def provider_choices(table: RoundTable, *, on: date) -> list[tuple[str, str]]:
    """The providers of a table: all that take part in its region."""
    found = parties.participants(table.region_id, kind=Kind.PROVIDER, on=on)
    return [(str(one.pk), one.name) for one in found]


def item_choices(table: RoundTable, *, seen_by: Actor) -> list[tuple[str, str]]:
    """The items of a table at which anybody can speak now."""
    found = queries.open_items(seen_by=seen_by).filter(meeting__table=table)
    return [(str(one.pk), one.title) for one in found]
