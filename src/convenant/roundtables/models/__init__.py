"""Round tables: seats, representation, meetings, items on both tables, contributions, decisions."""

from __future__ import annotations

from convenant.roundtables.models.agenda import AgendaItem, Decision
from convenant.roundtables.models.contributions import Contribution, Reply
from convenant.roundtables.models.guard import Hold
from convenant.roundtables.models.meetings import Meeting, Representation, Seat
from convenant.roundtables.models.papers import Paper
from convenant.roundtables.models.representation import RepresentationChange, TableRepresentation
from convenant.roundtables.models.tables import RoundTable, SeatChoice, TableSeat

__all__ = [
    "AgendaItem",
    "Contribution",
    "Decision",
    "Hold",
    "Meeting",
    "Paper",
    "Reply",
    "Representation",
    "RepresentationChange",
    "RoundTable",
    "Seat",
    "SeatChoice",
    "TableRepresentation",
    "TableSeat",
]
