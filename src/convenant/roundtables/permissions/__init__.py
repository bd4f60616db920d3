"""Who may do what at a table, and when."""

from __future__ import annotations

from convenant.roundtables.permissions.agenda import (
    is_open,
    may_decide,
    may_raise,
    may_speak_for_all,
)
from convenant.roundtables.permissions.contributions import (
    REPLIERS,
    SPEAKERS,
    may_contribute,
    may_reply,
)
from convenant.roundtables.permissions.guard import (
    may_decide_hold,
)
from convenant.roundtables.permissions.meetings import (
    may_close,
    may_confirm,
    may_hold,
    may_publish_agenda,
    may_set_agenda,
)
from convenant.roundtables.permissions.tables import (
    CHOOSERS,
    PLANNERS,
    PROVIDER_SPEAKERS,
    has_mandates,
    has_room,
    may_choose_seats,
    may_choose_speaker,
    may_found,
    may_plan,
    may_vacate,
    most_seats,
    municipal,
    second_factor,
)

__all__ = [
    "CHOOSERS",
    "PLANNERS",
    "PROVIDER_SPEAKERS",
    "REPLIERS",
    "SPEAKERS",
    "has_mandates",
    "has_room",
    "is_open",
    "may_choose_seats",
    "may_choose_speaker",
    "may_close",
    "may_confirm",
    "may_contribute",
    "may_decide",
    "may_decide_hold",
    "may_found",
    "may_hold",
    "may_plan",
    "may_publish_agenda",
    "may_raise",
    "may_reply",
    "may_set_agenda",
    "may_speak_for_all",
    "may_vacate",
    "most_seats",
    "municipal",
    "second_factor",
]
