"""What else there is at a table: each area says in one line what it has there, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from convenant.core.actors import Actor
from convenant.web.agenda.tasks import agenda_section, guard_section
from convenant.web.alliance.part import alliance_section
from convenant.web.confidential.part import confidential_section
from convenant.web.consultation.part import consultation_section
from convenant.web.development.section import development_section
from convenant.web.insight.pages.seen import insight_section
from convenant.web.insight.section import decisions_section, report_section
from convenant.web.meetings.tasks import (
    milestones_section,
    planning_section,
    working_group_section,
)
from convenant.web.papers.pages import papers_section
from convenant.web.seats.section import seats_section
from convenant.web.sessions.tasks import sessions_section
from convenant.web.tables.pages.digital import digital_section
from convenant.web.tables.section import Section

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


Part = Callable[["RoundTable", Actor, datetime], Section | None]
"""None: nothing there for this viewer."""

SECTIONS: Sequence[tuple[Promise, Sequence[Part]]] = (
    (
        gettext_lazy("Praten en beslissen"),
        (agenda_section, digital_section, consultation_section, decisions_section),
    ),
    (
        gettext_lazy("Wie en wanneer"),
        (seats_section, planning_section, working_group_section, milestones_section),
    ),
    (
        gettext_lazy("Samen verder"),
        (alliance_section, development_section, sessions_section),
    ),
    (
        gettext_lazy("Vertrouwelijk en eerlijk"),
        (confidential_section, guard_section),
    ),
    (
        gettext_lazy("Stukken en verantwoording"),
        (papers_section, report_section, insight_section),
    ),
)
"""In the order of the page."""


def sections_of(
    table: RoundTable, *, seen_by: Actor, at: datetime
) -> list[tuple[str, list[Section]]]:
    """Everything the viewer finds at this table, by what it is for."""
    found = [
        (str(title), [one for part in parts if (one := part(table, seen_by, at)) is not None])
        for title, parts in SECTIONS
    ]
    return [(title, sections) for title, sections in found if sections]
