"""What waits at the tables for who writes the texts: remarks that wait too long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.norms import norm
from convenant.roundtables import queries
from convenant.roundtables.permissions import REPLIERS
from convenant.web.shared.components import Badge, Task, Tone


def late_answer_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """Items whose meeting was held longer ago than remarks may wait (norm ``answer_days``)."""
    if not seen_by.has(*REPLIERS):
        return
    days = int(norm("answer_days").on(localdate(at)).value)
    for item in queries.items_waiting_since(at - timedelta(days=days), seen_by=seen_by):
        held_at = item.meeting.held_at or at
        due = localdate(held_at) + timedelta(days=days)
        yield Task(
            label=ngettext(
                "Beantwoord %(count)s opmerking die te lang wacht: %(title)s",
                "Beantwoord %(count)s opmerkingen die te lang wachten: %(title)s",
                item.waiting,  # type: ignore[attr-defined]
            )
            % {"count": item.waiting, "title": item.title},  # type: ignore[attr-defined]
            url=reverse("tables:unanswered", args=[item.pk]),
            hint=item.meeting.table.name,
            badge=Badge(_("te laat"), Tone.BAD),
            due=due,
        )
