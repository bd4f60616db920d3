"""When everything in the demo happens: counted back from the day it is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from convenant.core.periods import add_months
from convenant.jobs.demo.content import Gathering

_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_NO_MEETINGS = (7, 8, 12)  # nine a year are left


@dataclass(frozen=True, slots=True)
class Calendar:
    """``now`` is the real moment; ``months`` of deliveries end with last month."""

    now: datetime
    months: int

    @property
    def today(self) -> date:
        return self.now.astimezone(_AMSTERDAM).date()

    @property
    def first_month(self) -> date:
        """First day of the first month that was delivered."""
        return add_months(self.today.replace(day=1), -self.months)

    @property
    def start(self) -> date:
        """The sub-agreements start: a first of January, two years back or more."""
        return date(min(self.today.year - 2, self.first_month.year), 1, 1)

    @property
    def basis_start(self) -> date:
        return add_months(self.start, -6)

    @property
    def since(self) -> date:
        """From this day everyone takes part."""
        return add_months(self.start, -18)

    @property
    def deadline(self) -> datetime:
        """The open offer can be answered until a moment next week."""
        return self.moment(workday(self.today + timedelta(days=8)), 17)

    @property
    def next_terms(self) -> date:
        """From this day the offer that is open now will hold."""
        return add_months((self.deadline.date() + timedelta(days=14)).replace(day=1), 1)

    @property
    def this_week(self) -> datetime:
        """The meeting that is about to be."""
        return self.moment(workday(self.today + timedelta(days=3)), 14)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """An hour on a day, in the Netherlands."""
        return datetime.combine(day, time(hour, minute), _AMSTERDAM)

    def ago(self, days: int, hour: int = 14) -> datetime:
        """An hour on a working day so many days back, or on the Friday before a weekend."""
        day = self.today - timedelta(days=days)
        return self.moment(day - timedelta(days=max(0, day.weekday() - 4)), hour)

    def held(self, gathering: Gathering) -> datetime:
        """When a talk before the agreements was held."""
        month = add_months(self.start, gathering.months)
        return self.moment(workday(month.replace(day=gathering.day)), 13)

    def evaluations(
        self, *, day: int, until: date, but: tuple[int, ...] = ()
    ) -> Iterator[datetime]:
        """Nine meetings a year since the start, on about this day, but this year not in ``but``."""
        month = self.start
        while month < until:
            meets = workday(month.replace(day=day))
            skipped = month.year == self.today.year and month.month in but
            if month.month not in _NO_MEETINGS and not skipped and meets < until:
                yield self.moment(meets, 13)
            month = add_months(month, 1)


def workday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
