"""How much may be declared on an allocation. See docs/calculations/volume.md (D135).

All days are inclusive, as in the messages; volumes are whole units, amounts whole cents.
Sources: iWmo/iJw 3.2, rules TR321, TR322 and TR346, instructions IV076, IV077, IV078 and IV081.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MINUTE = "01"
HOUR = "04"
PIECE = "82"
EURO = "83"
OUTPUT_UNITS = frozenset({PIECE, EURO})
"""Paid by result; every other unit is paid by effort (the variants of allocations)."""

HOUSEHOLD_HELP = ("wmo", "01")
HOUSEHOLD_WEEKS = 6
"""Household help by the week: always six weeks a month (IV077)."""

_A_SUNDAY = date(1970, 1, 4)


class Frequency(StrEnum):
    """How often the allocated volume comes (WMO757)."""

    DAY = "1"
    WEEK = "2"
    MONTH = "4"
    WHOLE = "6"  # once, over the whole allocation


class Counted(StrEnum):
    """What the allocated volume is multiplied by."""

    DAYS = "days"
    WEEKS = "weeks"  # calendar weeks touched, broken ones too
    SIX_WEEKS = "six_weeks"
    SUNDAYS = "sundays"
    SUNDAYS_AND_TAIL = "sundays_and_tail"  # plus the broken last week of the allocation
    MONTHS = "months"  # calendar months touched, broken ones too
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Extent:
    """What was allocated (Omvang): ``volume`` of ``unit`` (WJ756) per ``frequency``."""

    volume: int
    unit: str
    frequency: Frequency

    @property
    def by_output(self) -> bool:
        return self.unit in OUTPUT_UNITS


@dataclass(frozen=True, slots=True)
class Maximum:
    """``times`` × ``each``, with what was counted, so that a person can follow the sum."""

    times: int
    each: int
    counted: Counted

    @property
    def volume(self) -> int:
        return self.times * self.each


def period_maximum(
    extent: Extent, *, law: str, category: str, starts: date, ends: date | None,
    first: date, last: date,
) -> Maximum | None:  # fmt: skip
    """The most that fits in the product period ``first`` to ``last`` (TR321, IV077, IV078).

    ``starts`` and ``ends`` are the allocation's. None when only the whole is limited.
    """
    match extent.frequency:
        case Frequency.WHOLE:
            return None
        case Frequency.DAY:
            return Maximum((last - first).days + 1, extent.volume, Counted.DAYS)
        case Frequency.MONTH:
            return Maximum(1, extent.volume, Counted.MONTHS)
        case Frequency.WEEK if extent.by_output:
            tail = _has_tail(starts=starts, ends=ends, first=first, last=last)
            return Maximum(
                sundays(first, last) + tail,
                extent.volume,
                Counted.SUNDAYS_AND_TAIL if tail else Counted.SUNDAYS,
            )
        case _ if (law, category) == HOUSEHOLD_HELP:
            return Maximum(HOUSEHOLD_WEEKS, extent.volume, Counted.SIX_WEEKS)
        case _:
            return Maximum(weeks(first, last), extent.volume, Counted.WEEKS)


def whole_maximum(extent: Extent, *, starts: date, ends: date | None) -> Maximum | None:
    """The most over all product periods of the allocation together (TR322).

    None when the allocation has no end and its volume comes again each day, week or month.
    """
    if extent.frequency is Frequency.WHOLE:
        return Maximum(1, extent.volume, Counted.WHOLE)
    if ends is None:
        return None
    match extent.frequency:
        case Frequency.DAY:
            return Maximum((ends - starts).days + 1, extent.volume, Counted.DAYS)
        case Frequency.WEEK:
            return Maximum(weeks(starts, ends), extent.volume, Counted.WEEKS)
        case _:
            return Maximum(months(starts, ends), extent.volume, Counted.MONTHS)


def weeks(first: date, last: date) -> int:
    """Calendar weeks (Monday to Sunday) that have at least one day in the period."""
    monday = first - timedelta(days=first.weekday())
    return (last - monday).days // 7 + 1


def sundays(first: date, last: date) -> int:
    """Sundays in the period."""
    return (last - _A_SUNDAY).days // 7 - ((first - _A_SUNDAY).days - 1) // 7


def months(first: date, last: date) -> int:
    """Calendar months that have at least one day in the period."""
    return (last.year - first.year) * 12 + last.month - first.month + 1


def in_unit(volume: int, *, allocated: str, declared: str) -> int:
    """A volume allocated in hours and declared in minutes counts sixty times; others as is."""
    return volume * 60 if (allocated, declared) == (HOUR, MINUTE) else volume


def amount(*, volume: int, tariff: int, unit: str, tariff_unit: str) -> int:
    """What is due in cents (TR346): volume × tariff, exact; in euros the volume is the amount.

    Minutes at an hourly tariff: tariff × minutes / 60, rounded half up once (IV081).
    """
    if unit == EURO:
        return volume
    if (unit, tariff_unit) == (MINUTE, HOUR):
        return _sixtieth(tariff * volume)
    return volume * tariff


def minute_tariff(hour_tariff: int) -> int:
    """What a line in minutes states as its tariff when hours were agreed (IV081), in cents."""
    return _sixtieth(hour_tariff)


def _sixtieth(value: int) -> int:
    return (value + 30) // 60


def _has_tail(*, starts: date, ends: date | None, first: date, last: date) -> bool:
    """Whether the allocation's last, broken week is paid in this product period."""
    if ends is None or ends.isoweekday() == 7:
        return False
    last_sunday = ends - timedelta(days=ends.isoweekday())
    # An allocation shorter than a week may hold no Sunday: then its last day decides.
    decides = last_sunday if last_sunday >= starts else ends
    return first <= decides <= last
