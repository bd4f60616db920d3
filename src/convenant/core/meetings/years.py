"""The year a table's meetings are counted in, and whether its norm can still be reached (D066)."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from convenant.core.periods import Period


class YearKind(StrEnum):
    """From January to December, or from the day the agreement began."""

    CALENDAR = "calendar"
    CONTRACT = "contract"


class Standing(StrEnum):
    """How a table stands against the norm: green, amber or red (D066)."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    PLAN_MORE = "plan_more"  # held + planned is too few, more can still be planned
    LOST = "lost"  # no longer to be reached


@dataclass(frozen=True, slots=True)
class MeetingYear:
    """One year of one table. ``possible``: how many meetings still fit beside what is planned."""

    period: Period
    held: int
    planned: int
    possible: int
    norm: int
    source: str

    @property
    def reachable(self) -> int:
        """Held and planned together."""
        return self.held + self.planned

    @property
    def missing(self) -> int:
        """How many more have to be planned."""
        return max(0, self.norm - self.reachable)

    @property
    def standing(self) -> Standing:
        """Red when even as many meetings as still fit do not reach the norm, amber when the plan
        does not (D066; S0:23)."""
        if self.held >= self.norm:
            return Standing.REACHED
        if self.reachable >= self.norm:
            return Standing.ON_COURSE
        if self.reachable + self.possible >= self.norm:
            return Standing.PLAN_MORE
        return Standing.LOST


def year_of(
    day: date, kind: YearKind, begins: date | None = None, *, founded: date | None = None
) -> Period:
    """The year around a day. A contract year begins each year on the day of ``begins`` (for 29
    February 1 March in other years); without that day it is the calendar year. In the year in which
    a table was ``founded`` its first year runs from that day, twelve months long: a table that
    begins in October owes no nine meetings before January. From the next year on it counts as the
    others do (D066)."""
    year = _year(day, kind, begins)
    if founded is not None and year.start < founded <= day:
        return Period(founded, _anniversary(founded, founded.year + 1))
    return year


def _year(day: date, kind: YearKind, begins: date | None) -> Period:
    if kind is YearKind.CALENDAR or begins is None:
        return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))
    start = _anniversary(begins, day.year)
    if start > day:
        start = _anniversary(begins, day.year - 1)
    return Period(start, _anniversary(begins, start.year + 1))


def still_possible(period: Period, taken: list[date], *, on: date, least: int) -> int:
    """How many meetings still fit after ``on`` in a year, each at least ``least`` days from every
    other (``taken``: the days already held or planned). Counted greedily from the first free day,
    which gives the most that fit."""
    if period.before is None or least < 1:
        raise ValueError("a year ends, and meetings are at least a day apart")
    last = period.before.toordinal() - 1
    found, day = 0, max(on.toordinal() + 1, period.start.toordinal())
    others = sorted(one.toordinal() for one in taken)
    while day <= last:
        near = [other for other in others if abs(other - day) < least]
        if near:
            day = max(near) + least
            continue
        found += 1
        day += least
    return found


def _anniversary(begins: date, year: int) -> date:
    if (begins.month, begins.day) == (2, 29) and not isleap(year):
        return date(year, 3, 1)
    return begins.replace(year=year)
