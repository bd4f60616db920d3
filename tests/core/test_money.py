from __future__ import annotations

from decimal import Decimal

import pytest

from convenant.core.money import NotAnAmount, cents_of, half_up, parse_amount


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("75,60", 7560),
        ("75,6", 7560),
        ("€ 75", 7500),
        ("€\u00a01.234,56", 123456),
        ("2.300.000", 230_000_000),
        ("12,-", 1200),
        ("-3,05", -305),
        (" 0,01 ", 1),
    ],
)
def test_amounts_are_read_as_dutch_people_write_them(text, cents):
    assert parse_amount(text) == cents


@pytest.mark.parametrize("text", ["75.60", "1.23,45", "75,605", "veel", "", "1,2,3", "€", "1e5"])
def test_what_could_mean_two_things_is_refused(text):
    with pytest.raises(NotAnAmount):
        parse_amount(text)


def test_half_a_cent_goes_up():
    assert cents_of(Decimal("1.455")) == 146
    assert cents_of(Decimal("1.454")) == 145
    assert half_up(Decimal("2.5")) == 3
    with pytest.raises(TypeError):
        cents_of(1.5)
