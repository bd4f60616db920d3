"""What waits about seats, for the start page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.seating.policies import WordOn
from convenant.core.seats import Chooser
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Badge, Task, Tone


def policy_tasks(*, region: int, seen_by: Actor, on: date) -> Iterator[Task]:
    """Per table: seats to be chosen again, and policies or seats that wait for this chooser."""
    mine = [one for one in Chooser if seen_by.buys and seen_by.has(*permissions.CHOOSERS[one])]
    if not mine:
        return
    states = queries.policy_states(region=region, on=on, seen_by=seen_by)
    open_seats = queries.open_selections(region=region, seen_by=seen_by)
    for table, state in states:
        if state.due and state.concept is None:
            yield Task(
                label=_("Kies de zetels opnieuw"),
                url=reverse("seats:show", args=[table.slug]),
                hint=table.name,
                badge=Badge(_("herkeuze nodig"), Tone.WARNING),
            )
        if state.concept is not None:
            said = {w.chooser for w in state.concept.words.all() if w.about == WordOn.POLICY}
            if any(one.value not in said for one in mine):
                yield Task(
                    label=_("Stem in met het zetelbeleid"),
                    url=reverse("seats:policy", args=[table.slug, state.concept.number]),
                    hint=table.name,
                    badge=Badge(_("wacht op uw instemming"), Tone.WARNING),
                )
        for selection in open_seats.get(table.pk, []):
            said = {word.chooser for word in selection.words.all()}
            agreed = selection.policy.established_at is not None
            if agreed and any(one.value not in said for one in mine):
                yield Task(
                    label=_("Stem in met de voorgestelde zetels"),
                    url=reverse("seats:proposal", args=[table.slug, selection.policy.number]),
                    hint=table.name,
                    badge=Badge(_("wacht op uw instemming"), Tone.WARNING),
                )
