"""What a meeting needs before it can be confirmed: a guide and a preparation (D046, D067)."""

from __future__ import annotations

from datetime import datetime

from convenant.core.actors import Actor
from convenant.core.meetings.gatherings import Gathering
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.roundtables.models import Meeting, Preparation


def set_preparation(
    *,
    meeting: Meeting,
    to: Gathering,
    by: Actor,  # noqa: ARG001 - a step of verbs
    at: datetime,  # noqa: ARG001
) -> Preparation:
    """The preparation of a meeting as it is from now on."""
    if to.starts_at >= meeting.starts_at:
        raise Refused(Reason.PREPARATION_TOO_LATE)
    if not (to.place.strip() or to.online.strip()):
        raise Refused(Reason.PREPARATION_NOWHERE)
    made = Preparation.objects.filter(meeting=meeting).first()
    if made is None:
        made = Preparation(meeting=meeting)
    else:
        made.sequence += 1
    made.starts_at, made.minutes = to.starts_at, to.minutes
    made.place, made.online = to.place.strip(), to.online.strip()
    made.save()
    return made


def require_guide(
    *,
    meeting: Meeting,
    guide: int | None,
    by: Actor,  # noqa: ARG001 - a step of verbs
    at: datetime,  # noqa: ARG001
) -> None:
    """Refuse who does not guide tables of the region on the day of the meeting."""
    able = parties.guides(meeting.table.region_id, on=day_of(meeting.starts_at))
    if guide not in able:
        raise Refused(Reason.NO_METHOD_GUIDE)
