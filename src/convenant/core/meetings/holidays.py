"""Dutch public holidays, computed (Algemene termijnenwet art. 3, Besluit of 5 May as a holiday)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum


class Holiday(StrEnum):
    """The days on which offices are closed; 5 May in years that end on 0 or 5."""

    NEW_YEAR = "new_year"
    GOOD_FRIDAY = "good_friday"
    EASTER = "easter"
    EASTER_MONDAY = "easter_monday"
    KINGS_DAY = "kings_day"
    LIBERATION_DAY = "liberation_day"
    ASCENSION = "ascension"
    PENTECOST = "pentecost"
    PENTECOST_MONDAY = "pentecost_monday"
    CHRISTMAS = "christmas"
    BOXING_DAY = "boxing_day"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * left + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> dict[date, Holiday]:
    """The public holidays of a year. King's Day is a day earlier when the 27th is a Sunday."""
    sunday = easter(year)
    kings = date(year, 4, 27)
    found = {
        date(year, 1, 1): Holiday.NEW_YEAR,
        sunday - timedelta(days=2): Holiday.GOOD_FRIDAY,
        sunday: Holiday.EASTER,
        sunday + timedelta(days=1): Holiday.EASTER_MONDAY,
        kings - timedelta(days=kings.weekday() == 6): Holiday.KINGS_DAY,
        sunday + timedelta(days=39): Holiday.ASCENSION,
        sunday + timedelta(days=49): Holiday.PENTECOST,
        sunday + timedelta(days=50): Holiday.PENTECOST_MONDAY,
        date(year, 12, 25): Holiday.CHRISTMAS,
        date(year, 12, 26): Holiday.BOXING_DAY,
    }
    if year % 5 == 0:
        found.setdefault(date(year, 5, 5), Holiday.LIBERATION_DAY)
    return found
