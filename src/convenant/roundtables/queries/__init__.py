"""Reading tables: agendas, remarks and decisions; who sits and who speaks for whom."""

from __future__ import annotations

from convenant.roundtables.queries.agenda import decisions, item, items, open_items
from convenant.roundtables.queries.contributions import (
    contribution,
    contributions,
    has_unanswered,
    traced,
)
from convenant.roundtables.queries.meetings import (
    meeting,
    meetings,
    meetings_in_year,
    seating,
    speakers,
    upcoming,
    year_plans,
)
from convenant.roundtables.queries.representation import (
    Covered,
    all_covered,
    change,
    changes,
    concerned,
    covered,
    own_history,
    own_seats,
    own_voices,
    placed_at,
    social_remarks,
    social_remarks_at,
    spoken_by_us,
    spoken_for,
    standing_seats,
    without_size,
)
from convenant.roundtables.queries.tables import names, table, tables

__all__ = [
    "Covered",
    "all_covered",
    "change",
    "changes",
    "concerned",
    "contribution",
    "contributions",
    "covered",
    "decisions",
    "has_unanswered",
    "item",
    "items",
    "meeting",
    "meetings",
    "meetings_in_year",
    "names",
    "open_items",
    "own_history",
    "own_seats",
    "own_voices",
    "placed_at",
    "seating",
    "social_remarks",
    "social_remarks_at",
    "speakers",
    "spoken_by_us",
    "spoken_for",
    "standing_seats",
    "table",
    "tables",
    "traced",
    "upcoming",
    "without_size",
    "year_plans",
]
