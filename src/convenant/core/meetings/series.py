"""A series of meetings: so many, so far apart, within a window, out of black-outs (D068).

Each meeting falls on the first free day that is at least the interval after the one before. That
gives as many meetings as fit, so "it does not fit" is certain; what would fit is worked out beside
it. See docs/calculations/series.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from convenant.core.meetings.holidays import holidays

MOST = 60
"""Meetings in one series at the most."""
LONGEST_WAIT = 800
"""Days after the window in which an end that would do is looked for."""
SHORTEST = 7
"""No shorter interval than this is proposed."""
DAY = timedelta(days=1)


class Obstacle(StrEnum):
    """Why a day will not do."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    BLACKOUT = "blackout"
    TAKEN = "taken"  # the table already meets on that day
    PAST = "past"
    UNPREPARED = "unprepared"  # no day before it on which the working group can meet


class RemedyKind(StrEnum):
    """What would make a series fit that does not."""

    FEWER = "fewer"
    SHORTER = "shorter"
    LATER = "later"
    WITHOUT_BLACKOUT = "without_blackout"


@dataclass(frozen=True, slots=True)
class NoMeetings:
    """A named period without meetings; ``before`` is the first day after it. ``yearly``: on the
    same days of every year."""

    name: str
    start: date
    before: date
    yearly: bool = False

    def __contains__(self, day: date) -> bool:
        if not self.yearly:
            return self.start <= day < self.before
        start, last = (self.start.month, self.start.day), self.before - DAY
        until, here = (last.month, last.day), (day.month, day.day)
        return start <= here <= until if start <= until else here >= start or here <= until


@dataclass(frozen=True, slots=True)
class Conflict:
    """A day that will not do, and why: the code of a holiday or the name of a black-out."""

    on: date
    obstacle: Obstacle
    name: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: ``weekday`` 0 is Monday, None any working day; ``first_on`` and ``last_on``
    are the first and last possible day; days of preparation before each meeting (0: none)."""

    count: int
    interval: int
    first_on: date
    last_on: date
    weekday: int | None = None
    preparation: int = 7


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Where meetings cannot be: black-outs, days on which the table meets already, the past."""

    blackouts: Sequence[NoMeetings] = ()
    taken: frozenset[date] = frozenset()
    today: date = date.min


@dataclass(frozen=True, slots=True)
class Proposed:
    """One meeting of a series. ``wished`` is the day it would have been, ``conflicts`` what was in
    the way; ``preparation`` is None when none was asked."""

    number: int
    on: date
    wished: date
    conflicts: tuple[Conflict, ...]
    preparation: date | None
    preparation_wished: date | None
    preparation_conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to make it fit: fewer meetings (``count``), a shorter interval (``days``), a later
    end (``until``), or without a black-out (``name``)."""

    kind: RemedyKind
    count: int = 0
    days: int = 0
    until: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """The meetings that fit, and when that is fewer than asked what would do."""

    meetings: tuple[Proposed, ...]
    asked: int
    remedies: tuple[Remedy, ...] = field(default=())

    @property
    def fits(self) -> bool:
        """Whether all that was asked is there."""
        return len(self.meetings) == self.asked


def series(wish: Wish, around: Circumstances) -> Series:
    """The meetings of a series, each with its preparation. Raises ValueError for a wish that makes
    no sense: no meetings, no interval, or a window that ends before it begins."""
    if not 1 <= wish.count <= MOST or wish.interval < 1 or wish.last_on < wish.first_on:
        raise ValueError("a series has meetings, an interval and a window")
    meetings = tuple(_fill(wish, around))
    if len(meetings) == wish.count:
        return Series(meetings, wish.count)
    return Series(meetings, wish.count, tuple(_remedies(wish, around, len(meetings))))


def obstacle(day: date, around: Circumstances, *, weekday: int | None = None) -> Conflict | None:
    """What stands in the way on a day, the most lasting first."""
    for period in around.blackouts:
        if day in period:
            return Conflict(day, Obstacle.BLACKOUT, period.name)
    if day.weekday() > 4 and weekday != day.weekday():
        return Conflict(day, Obstacle.WEEKEND)
    holiday = holidays(day.year).get(day)
    if holiday is not None:
        return Conflict(day, Obstacle.HOLIDAY, holiday.value)
    if day in around.taken:
        return Conflict(day, Obstacle.TAKEN)
    return Conflict(day, Obstacle.PAST) if day <= around.today else None


def _fill(wish: Wish, around: Circumstances) -> list[Proposed]:
    found: list[Proposed] = []
    day, after = wish.first_on, around.today
    while len(found) < wish.count:
        made = _first_free(len(found) + 1, _on_weekday(day, wish.weekday), after, wish, around)
        if made is None:
            break
        found.append(made)
        day, after = made.on + timedelta(days=wish.interval), made.on
    return found


def _first_free(
    number: int, wished: date, after: date, wish: Wish, around: Circumstances
) -> Proposed | None:
    """The first day from the wished one on which a meeting can be, with its preparation after the
    meeting before; and what was in the way until then, each black-out or holiday once."""
    conflicts: dict[tuple[Obstacle, str], Conflict] = {}
    step, day = DAY if wish.weekday is None else 7 * DAY, wished
    while day <= wish.last_on:
        found = obstacle(day, around, weekday=wish.weekday)
        if found is None and not wish.preparation:
            return Proposed(number, day, wished, tuple(conflicts.values()), None, None, ())
        if found is None:
            ideal = day - timedelta(days=wish.preparation)
            prepared, in_the_way = preparation_day(ideal, after, day, around)
            if prepared is not None:
                why = tuple(conflicts.values())
                return Proposed(number, day, wished, why, prepared, ideal, in_the_way)
            found = Conflict(day, Obstacle.UNPREPARED)
        conflicts.setdefault((found.obstacle, found.name), found)
        day += step
    return None


def preparation_day(
    wished: date, after: date, meeting: date, around: Circumstances
) -> tuple[date | None, tuple[Conflict, ...]]:
    """The day for a preparation: as wished, else the nearest working day earlier (at most as many
    days again, and after the day ``after``), else later but before the meeting (D067)."""
    around = replace(around, taken=frozenset())
    conflicts: dict[tuple[Obstacle, str], Conflict] = {}
    lead = meeting - wished
    earlier = [wished - n * DAY for n in range(lead.days + 1) if wished - n * DAY > after]
    later = [wished + n * DAY for n in range(1, lead.days) if wished + n * DAY > after]
    for day in [*earlier, *later]:
        found = obstacle(day, around)
        if found is None:
            return day, tuple(conflicts.values())
        conflicts.setdefault((found.obstacle, found.name), found)
    return None, tuple(conflicts.values())


def _remedies(wish: Wish, around: Circumstances, fit: int) -> Iterator[Remedy]:
    if fit:
        yield Remedy(RemedyKind.FEWER, count=fit)
    for days in range(wish.interval - 1, SHORTEST - 1, -1):
        if _fits(replace(wish, interval=days), around):
            yield Remedy(RemedyKind.SHORTER, days=days)
            break
    longer = replace(wish, last_on=wish.last_on + timedelta(days=LONGEST_WAIT))
    later = _fill(longer, around)
    if len(later) == wish.count:
        yield Remedy(RemedyKind.LATER, until=later[-1].on)
    for one in around.blackouts:
        others = [other for other in around.blackouts if other is not one]
        if _fits(wish, replace(around, blackouts=others)):
            yield Remedy(RemedyKind.WITHOUT_BLACKOUT, name=one.name)


def _fits(wish: Wish, around: Circumstances) -> bool:
    return len(_fill(wish, around)) == wish.count


def _on_weekday(day: date, weekday: int | None) -> date:
    return day if weekday is None else day + timedelta(days=(weekday - day.weekday()) % 7)
