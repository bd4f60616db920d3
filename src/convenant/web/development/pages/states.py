"""How a call stands, in a badge and in a line of a list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate

from convenant.core.calls import CallKind, CallState
from convenant.roundtables import queries
from convenant.web.municipality.parts import said
from convenant.web.shared.components import Badge, Task, Tone
from convenant.wording.development import CALL_KINDS, CALL_STATES

if TYPE_CHECKING:
    from convenant.roundtables.models import Call

TONES = {
    CallState.OPEN: Tone.GOOD,
    CallState.ANNOUNCED: Tone.INFO,
    CallState.CLOSED: Tone.WARNING,
    CallState.WAITS_FOR_CHAIR: Tone.WARNING,
    CallState.WITHDRAWN: Tone.BAD,
}


def call_badge(call: Call, *, at: datetime) -> Badge:
    state = queries.state_of_call(call, at=at)
    return Badge(str(CALL_STATES[state]), TONES.get(state, Tone.NEUTRAL))


def call_task(call: Call, *, at: datetime, public: bool = False) -> Task:
    """A line in a list of calls."""
    going = [one for one in call.tranches.all() if one.closes_at > at]
    name = "development:public_call" if public else "development:call"
    return Task(
        label=call.title,
        url=reverse(name, args=[call.pk]),
        badge=call_badge(call, at=at),
        hint=said(CALL_KINDS[CallKind(call.kind)]),
        due=localdate(going[0].closes_at) if going and call.withdrawn_at is None else None,
    )
