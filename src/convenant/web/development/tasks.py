"""What waits about outcomes and calls, for the start page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Badge, Task, Tone


def development_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """For the municipalities: endorse, translate, advise, decide, answer questions."""
    if seen_by.has(*permissions.ENDORSERS):
        for outcome in queries.outcomes_waiting(seen_by=seen_by):
            yield Task(
                label=_("Onderschrijf of niet: %(title)s") % {"title": outcome.title},
                url=reverse("development:endorse", args=[outcome.pk]),
                hint=outcome.table.name,
                badge=Badge(_("wacht op uw gemeente"), Tone.WARNING),
            )
        for tranche in queries.to_choose(at=at, seen_by=seen_by):
            yield Task(
                label=_("Besluit over de reacties: %(title)s") % {"title": tranche.call.title},
                url=reverse("development:call", args=[tranche.call_id]),
                hint=ngettext(
                    "Nog %(count)s reactie te beslissen",
                    "Nog %(count)s reacties te beslissen",
                    tranche.waiting,
                )
                % {"count": tranche.waiting},
                badge=Badge(_("tranche gesloten"), Tone.WARNING),
            )
    if seen_by.has(*permissions.ADVISERS):
        for tranche in queries.to_advise(at=at, seen_by=seen_by):
            yield Task(
                label=_("Geef advies: %(title)s") % {"title": tranche.call.title},
                url=reverse("development:call", args=[tranche.call_id]),
                hint=ngettext(
                    "%(count)s reactie zonder uw advies",
                    "%(count)s reacties zonder uw advies",
                    tranche.waiting,
                )
                % {"count": tranche.waiting},
                badge=Badge(_("wacht op uw advies"), Tone.WARNING),
            )
    if seen_by.has(*permissions.CALLERS):
        for outcome in queries.without_assignment(seen_by=seen_by):
            yield Task(
                label=_("Maak een opdracht van: %(title)s") % {"title": outcome.title},
                url=reverse("development:draft_assignment", args=[outcome.pk]),
                badge=Badge(_("onderschreven"), Tone.GOOD),
            )
        for question in queries.questions_waiting(seen_by=seen_by):
            yield Task(
                label=_("Beantwoord een vraag over %(title)s") % {"title": question.call.title},
                url=reverse("development:answer_question", args=[question.pk]),
                badge=Badge(_("wacht op antwoord"), Tone.WARNING),
            )


def call_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """For a provider: tranches it can answer in now."""
    if not seen_by.has(*permissions.RESPONDERS):
        return
    answered = queries.own_responses(seen_by=seen_by)
    for tranche in queries.open_tranches(at=at, seen_by=seen_by):
        done = tranche.pk in answered
        yield Task(
            label=_("Reageer op de oproep %(title)s") % {"title": tranche.call.title},
            url=reverse("development:call", args=[tranche.call_id]),
            hint=_("U reageerde al; wijzigen kan nog.")
            if done
            else _("Alle aanbieders kunnen reageren."),
            badge=Badge(_("u reageerde"), Tone.GOOD) if done else Badge(_("mag, hoeft niet")),
            due=localdate(tranche.closes_at),
            optional=True,
        )
