"""The verbs of a round table."""

from __future__ import annotations

from convenant.roundtables.actions.agenda import decide, put_on_agenda
from convenant.roundtables.actions.contributions import contribute, reply
from convenant.roundtables.actions.guard import decide_hold
from convenant.roundtables.actions.leaving import leave_region
from convenant.roundtables.actions.meetings import (
    close_meeting,
    confirm_meeting,
    hold_meeting,
    plan_meeting,
    publish_agenda,
)
from convenant.roundtables.actions.representation import release, represent
from convenant.roundtables.actions.seats import choose_seats, set_room, vacate_seat
from convenant.roundtables.actions.tables import found_table

__all__ = [
    "choose_seats",
    "close_meeting",
    "confirm_meeting",
    "contribute",
    "decide",
    "decide_hold",
    "found_table",
    "hold_meeting",
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
