"""What waits about seats and representation, for the start page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor, Role
from convenant.core.seats import Chooser
from convenant.roundtables import permissions, queries
from convenant.roundtables.queries import Covered
from convenant.web.shared.components import Badge, Task, Tone

CHOOSING = frozenset({Role.PURCHASER, Role.CONTRACT_MANAGER, Role.SOCIAL_TEAM_MEMBER})


def seat_tasks(*, region: int, seen_by: Actor, on: date) -> Iterator[Task]:
    """Per table that has seats: who has no voice, and which seats wait for a choice."""
    if not seen_by.has(*permissions.PLANNERS, *CHOOSING):
        return
    seated = [
        found
        for found in queries.all_covered(region=region, on=on, seen_by=seen_by)
        if found.coverage.seated
    ]
    yield from _unheard(
        [
            found
            for found in seated
            if found.coverage.uncovered and permissions.may_plan(seen_by, found.table)
        ]
    )
    for found in seated:
        for chooser in Chooser:
            open_seats = found.unchosen[chooser]
            if open_seats and permissions.may_choose_seats(seen_by, found.table, chooser):
                words = ngettext(
                    "Kies ook over %(count)s zetel",
                    "Kies ook over %(count)s zetels",
                    open_seats,
                )
                yield Task(
                    label=words % {"count": open_seats},
                    url=reverse("representation:seats", args=[found.table.slug]),
                    hint=found.table.name,
                    badge=Badge(_("wacht op uw keuze"), Tone.WARNING),
                )


def _unheard(tables: Sequence[Covered]) -> Iterator[Task]:
    """One task for who has no voice, at however many tables."""
    if not tables:
        return
    count = len({provider for found in tables for provider in found.coverage.uncovered})
    words = ngettext(
        "Kies een vertegenwoordiger voor %(count)s aanbieder",
        "Kies een vertegenwoordiger voor %(count)s aanbieders",
        count,
    )
    one = len(tables) == 1
    yield Task(
        label=words % {"count": count},
        url=reverse("representation:show", args=[tables[0].table.slug])
        if one
        else reverse("representation:list"),
        hint=", ".join(found.table.name for found in tables),
        badge=Badge(_("niemand spreekt voor hen"), Tone.WARNING),
    )


def voice_tasks(*, region: int, seen_by: Actor, on: date) -> Iterator[Task]:
    """Per table with seats where nobody speaks for the viewer's provider."""
    if not seen_by.has(*permissions.PROVIDER_SPEAKERS):
        return
    for found in queries.placed_at(region=region, on=on, seen_by=seen_by):
        if found.coverage.seated and seen_by.organisation in found.coverage.uncovered:
            yield Task(
                label=_("Kies wie voor u spreekt"),
                url=reverse("representation:own", args=[found.table.slug]),
                hint=found.table.name,
                badge=Badge(_("niemand spreekt voor u"), Tone.WARNING),
            )
