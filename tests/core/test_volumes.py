from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant.core.volumes import (
    Counted,
    Extent,
    Frequency,
    Maximum,
    amount,
    in_unit,
    minute_tariff,
    months,
    period_maximum,
    sundays,
    weeks,
    whole_maximum,
)

HOURS_A_WEEK = Extent(3, "04", Frequency.WEEK)
ONE_HOUR_A_WEEK = Extent(1, "04", Frequency.WEEK)
EUROS_A_WEEK = Extent(30000, "83", Frequency.WEEK)

DAYS = st.dates(date(2021, 1, 1), date(2031, 12, 31))


def _periods(starts, ends):
    """The product periods of an allocation (IV089)."""
    first = starts
    while first <= ends:
        last = min(ends, (first.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(1))
        yield first, last
        first = last + timedelta(days=1)


# The worked tables of docs/calculations/volume.md; the examples of IV076, IV077 and IV078.
OFFICIAL = [
    (HOURS_A_WEEK, "02", date(2022, 10, 11), date(2022, 12, 28), [12, 15, 15], 36),
    (EUROS_A_WEEK, "02", date(2022, 10, 11), date(2022, 12, 31), [90000, 120000, 150000], 360000),
    (HOURS_A_WEEK, "02", date(2022, 7, 11), date(2022, 9, 4), [9, 15, 3], 24),
    (EUROS_A_WEEK, "02", date(2022, 7, 11), date(2022, 9, 4), [90000, 120000, 30000], 240000),
    (EUROS_A_WEEK, "02", date(2022, 7, 11), date(2022, 9, 3), [90000, 150000, 0], 240000),
    (HOURS_A_WEEK, "02", date(2022, 4, 13), date(2022, 6, 30), [9, 18, 15], 36),
    (ONE_HOUR_A_WEEK, "01", date(2022, 5, 1), date(2022, 7, 31), [6, 6, 6], 14),
    (Extent(15000, "83", Frequency.WEEK), "02", date(2022, 4, 15), date(2022, 6, 4),
     [30000, 90000, 0], 120000),
]  # fmt: skip


@pytest.mark.parametrize(("extent", "category", "starts", "ends", "each", "whole"), OFFICIAL)
def test_the_official_examples_give_the_official_figures(
    extent, category, starts, ends, each, whole
):
    found = [
        period_maximum(
            extent, law="wmo", category=category, starts=starts, ends=ends, first=first, last=last
        ).volume
        for first, last in _periods(starts, ends)
    ]

    assert found == each
    assert whole_maximum(extent, starts=starts, ends=ends).volume == whole


@pytest.mark.parametrize(
    ("extent", "most"), [(HOURS_A_WEEK, 9), (Extent(15, "04", Frequency.MONTH), 15)]
)
def test_a_broken_first_month_may_hold_every_week_or_the_full_month(extent, most):
    maximum = period_maximum(
        extent, law="jw", category="45", starts=date(2021, 10, 12), ends=date(2021, 12, 13),
        first=date(2021, 10, 12), last=date(2021, 10, 31),
    )  # fmt: skip

    assert maximum.volume == most


def test_six_weeks_are_for_household_help_of_the_wmo_only():
    month = {"starts": date(2022, 5, 1), "ends": None, "first": date(2022, 5, 1),
             "last": date(2022, 5, 31)}  # fmt: skip

    assert period_maximum(ONE_HOUR_A_WEEK, law="wmo", category="01", **month).times == 6
    assert period_maximum(ONE_HOUR_A_WEEK, law="wmo", category="02", **month) == Maximum(
        6, 1, Counted.WEEKS
    )
    assert period_maximum(
        ONE_HOUR_A_WEEK, law="jw", category="01", **{**month, "last": date(2022, 5, 15)}
    ) == Maximum(3, 1, Counted.WEEKS)


def test_an_allocation_without_a_sunday_is_paid_in_the_month_it_ends():
    days = {"starts": date(2022, 5, 30), "ends": date(2022, 6, 3)}

    may = period_maximum(EUROS_A_WEEK, law="jw", category="45", **days,
                         first=date(2022, 5, 30), last=date(2022, 5, 31))  # fmt: skip
    june = period_maximum(EUROS_A_WEEK, law="jw", category="45", **days,
                          first=date(2022, 6, 1), last=date(2022, 6, 3))  # fmt: skip

    assert (may.volume, june.volume) == (0, 30000)


def test_an_allocation_for_the_whole_has_no_maximum_a_month():
    extent = Extent(80, "04", Frequency.WHOLE)
    month = {"first": date(2022, 5, 1), "last": date(2022, 5, 31)}

    assert (
        period_maximum(extent, law="jw", category="45", starts=date(2022, 1, 1), ends=None, **month)
        is None
    )
    assert whole_maximum(extent, starts=date(2022, 1, 1), ends=None).volume == 80


def test_without_an_end_only_the_month_is_limited():
    extent = Extent(15, "04", Frequency.MONTH)

    assert whole_maximum(extent, starts=date(2022, 1, 1), ends=None) is None
    assert whole_maximum(extent, starts=date(2022, 1, 31), ends=date(2022, 3, 1)).volume == 45


def test_a_daily_volume_counts_the_days():
    extent = Extent(2, "16", Frequency.DAY)
    days = {"starts": date(2022, 5, 2), "ends": date(2022, 5, 11)}

    maximum = period_maximum(
        extent, law="wmo", category="07", **days, first=days["starts"], last=days["ends"]
    )

    assert maximum == Maximum(10, 2, Counted.DAYS)
    assert whole_maximum(extent, **days) == maximum


@given(DAYS, DAYS)
def test_counting_by_formula_equals_counting_day_by_day(one, other):
    first, last = sorted((one, other))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    assert weeks(first, last) == len({day.isocalendar()[:2] for day in days})
    assert sundays(first, last) == sum(day.isoweekday() == 7 for day in days)
    assert months(first, last) == len({(day.year, day.month) for day in days})


@given(DAYS, DAYS)
def test_output_by_the_week_never_gives_less_or_more_than_the_weeks_of_the_allocation(one, other):
    starts, ends = sorted((one, other))

    paid = sum(
        period_maximum(
            EUROS_A_WEEK, law="jw", category="45", starts=starts, ends=ends, first=first, last=last
        ).times
        for first, last in _periods(starts, ends)
    )

    assert paid == weeks(starts, ends)


def test_hours_allocated_and_minutes_declared_count_sixty_times():
    assert in_unit(3, allocated="04", declared="01") == 180
    assert in_unit(3, allocated="04", declared="04") == 3
    assert in_unit(3, allocated="01", declared="01") == 3


@pytest.mark.parametrize(
    ("volume", "tariff", "unit", "tariff_unit", "due"),
    [
        (4, 1250, "04", "04", 5000),
        (3, 2500, "82", "82", 7500),
        (30000, 0, "83", "83", 30000),
        (60, 8730, "01", "04", 8730),
        (90, 8731, "01", "04", 13097),  # 13096.5 goes up
        (7, 8731, "01", "04", 1019),  # 1018.6
        (100, 146, "01", "01", 14600),
    ],
)
def test_the_amount_is_volume_times_tariff_and_minutes_are_rounded_once(
    volume, tariff, unit, tariff_unit, due
):
    assert amount(volume=volume, tariff=tariff, unit=unit, tariff_unit=tariff_unit) == due


@pytest.mark.parametrize(("hour", "minute"), [(8730, 146), (8729, 145), (8724, 145), (6000, 100)])
def test_the_minute_tariff_rounds_half_up(hour, minute):
    assert minute_tariff(hour) == minute
