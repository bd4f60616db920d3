from __future__ import annotations

from datetime import date

import pytest

from convenant.core.periods import Period, add_months


def test_a_period_through_a_day_contains_that_day_and_not_the_next():
    year = Period.through(date(2026, 1, 1), date(2026, 12, 31))

    assert date(2026, 12, 31) in year
    assert date(2027, 1, 1) not in year
    assert year.last_day == date(2026, 12, 31)


def test_a_period_without_end_goes_on():
    forever = Period(date(2026, 1, 1))

    assert date(2999, 1, 1) in forever
    assert date(2025, 12, 31) not in forever
    assert forever.last_day is None


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="before it starts"):
        Period(date(2026, 1, 2), date(2026, 1, 2))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 2, date(2027, 1, 30)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_later_keeps_the_day_where_the_month_has_it(day, months, later):
    assert add_months(day, months) == later
