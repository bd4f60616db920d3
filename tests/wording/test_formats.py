from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from convenant.wording import formats


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [
        (123456, "€\u00a01.234,56", "€1,234.56"),
        (5, "€\u00a00,05", "€0.05"),
        (0, "€\u00a00,00", "€0.00"),
        (-123456, "€\u00a0-1.234,56", "-€1,234.56"),
        (100_000_000_000, "€\u00a01.000.000.000,00", "€1,000,000,000.00"),
    ],
)
def test_cents_are_written_as_euros_of_the_language(cents, dutch, english):
    assert formats.euro(cents) == dutch
    assert formats.euro(cents, "en-gb") == english


def test_whole_euros_round_half_up():
    assert formats.euro_whole(123450) == "€\u00a01.235"
    assert formats.euro_whole(123449) == "€\u00a01.234"
    assert formats.euro_whole(-123450, "en") == "-€1,235"


def test_almost_nothing_below_zero_is_written_without_a_minus():
    assert formats.euro_whole(-49) == "€\u00a00"


@pytest.mark.parametrize(
    ("share", "dutch", "english"),
    [
        (Decimal("0.1234"), "12,3%", "12.3%"),
        (Decimal("0.5"), "50%", "50%"),
        (Decimal("1.118"), "111,8%", "111.8%"),
        (1, "100%", "100%"),
        (Decimal("-0.001"), "-0,1%", "-0.1%"),
    ],
)
def test_a_share_is_written_as_a_percentage(share, dutch, english):
    assert formats.percent(share) == dutch
    assert formats.percent(share, "en") == english


def test_a_percentage_without_decimals_keeps_its_zeros():
    assert formats.percent(Decimal("0.6"), decimals=0) == "60%"
    assert formats.percent(10, decimals=0) == "1.000%"


def test_numbers_are_grouped_and_never_floats():
    assert formats.number(1234567) == "1.234.567"
    assert formats.number(Decimal("12.345"), decimals=2) == "12,35"
    with pytest.raises(TypeError, match="not a float"):
        formats.number(1.5)


def test_a_moment_is_told_in_amsterdam_time():
    new_year = datetime(2026, 12, 31, 23, 5, tzinfo=UTC)

    assert formats.moment(new_year) == "1 januari 2027, 00:05"
    assert formats.day(new_year, "en") == "1 January 2027"
    assert formats.day_short(date(2026, 3, 12)) == "12 mrt 2026"
    assert formats.moment(date(2026, 3, 12)) == "12 maart 2026"


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError, match="needs a time zone"):
        formats.moment(datetime(2026, 3, 12, 14, 5))  # noqa: DTZ001 - that is the mistake


@pytest.mark.parametrize(
    ("first", "before", "words"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), "1 januari 2026 tot en met 31 december 2026"),
        (date(2026, 1, 1), None, "vanaf 1 januari 2026"),
        (None, date(2027, 1, 1), "tot en met 31 december 2026"),
        (None, None, "altijd"),
    ],
)
def test_a_period_names_its_last_day_not_the_day_after(first, before, words):
    assert formats.period(first, before) == words
