"""How often somebody wants mail about what concerns them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MORNING = time(7)
"""When the daily and the weekly letter go out, in the Netherlands; the weekly one on Mondays."""


class Rhythm(StrEnum):
    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


def due(rhythm: Rhythm, at: datetime) -> datetime:
    """When a letter that is written now goes out: at once, the next morning at seven, or the next
    Monday at seven. ``at`` is aware; so is the answer."""
    if rhythm is Rhythm.AT_ONCE:
        return at
    here = at.astimezone(_AMSTERDAM)
    day = here.date()
    while True:
        moment = datetime.combine(day, MORNING, _AMSTERDAM)
        if moment > here and (rhythm is Rhythm.DAILY or day.isoweekday() == 1):
            return moment
        day += timedelta(days=1)
