"""What waits for somebody of a municipality: a decision, a review, a profile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.parties import queries as parties
from convenant.parties.permissions import OFFICE_ROLES
from convenant.strategy import queries as strategy
from convenant.web.shared.components import Badge, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.decisions import layer_name


def office_tasks(*, region: int, seen_by: Actor, on: date) -> Iterator[Task]:
    """The tasks of the office for the start page, in a handful of queries."""
    for turn, standing in strategy.decisions_waiting(region=region, seen_by=seen_by):
        since = day(localtime(standing.since).date()) if standing.since else ""
        layer = layer_name(turn.layer.body, turn.layer.name)
        yield Task(
            label=_("Leg het besluit vast: %(title)s") % {"title": turn.dossier.title},
            url=reverse("decisions:turn", args=[turn.pk]),
            hint=_("%(layer)s is aan de beurt sinds %(since)s") % {"layer": layer, "since": since},
            badge=Badge(_("wacht op uw gemeente"), Tone.WARNING),
        )
    if not seen_by.has(*OFFICE_ROLES):
        return
    for task in strategy.reviews_due(region=region, seen_by=seen_by):
        late = task.due_on < on
        yield Task(
            label=task.text,
            url=reverse("decisions:review", args=[task.pk]),
            hint=task.change.title,
            badge=Badge(_("te laat"), Tone.BAD) if late else Badge(_("uitzoeken")),
            due=task.due_on,
        )
    if parties.profile_missing(on=on, seen_by=seen_by):
        yield Task(
            label=_("Leg vast hoe uw gemeente werkt"),
            url=reverse("municipality:profile_change"),
            hint=_("Aanbieders weten dan wat uw gemeente van hen vraagt."),
            badge=Badge(_("ontbreekt"), Tone.WARNING),
        )
