"""Periods of whole days. Half-open inside: ``before`` is the first day *after* the period."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` until the day ``before``; ``before=None`` is without end."""

    start: date
    before: date | None = None

    def __post_init__(self) -> None:
        if self.before is not None and self.before <= self.start:
            raise ValueError(f"period ends ({self.before}) before it starts ({self.start})")

    @classmethod
    def through(cls, first_day: date, last_day: date) -> Period:
        """Build from the inclusive dates a contract states ("t/m 31 december")."""
        return cls(first_day, last_day + timedelta(days=1))

    @property
    def last_day(self) -> date | None:
        return None if self.before is None else self.before - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.before is None or day < self.before)


def day_of(moment: datetime) -> date:
    """The day in Amsterdam on which a moment falls."""
    return moment.astimezone(AMSTERDAM).date()


def add_months(day: date, months: int) -> date:
    """The same day of a later month; the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
