"""The verbs of a round table."""

from __future__ import annotations

from convenant.roundtables.actions.leaving import leave_region
from convenant.roundtables.actions.representation import release, represent
from convenant.roundtables.actions.seats import choose_seats, set_room, vacate_seat
from convenant.roundtables.actions.tables import (
    close_meeting,
    contribute,
    decide,
    found_table,
    plan_meeting,
    publish_agenda,
    put_on_agenda,
    reply,
)

__all__ = [
    "choose_seats",
    "close_meeting",
    "contribute",
    "decide",
    "found_table",
    "leave_region",
    "plan_meeting",
    "publish_agenda",
    "put_on_agenda",
    "release",
    "reply",
    "represent",
    "set_room",
    "vacate_seat",
]
