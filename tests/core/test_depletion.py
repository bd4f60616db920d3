"""docs/calculations/depletion.md"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from convenant.core.depletion import outlook

CEILING = 2_300_000_00
ON, UNTIL = date(2026, 9, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("used", "months", "months_left", "share"),
    [
        (1_900_000_00, Decimal("10.5556"), "2.2", "0.826"),
        (1_840_000_00, 8, "2.0", "0.800"),
        (2_300_000_00, 10, "0.0", "1.000"),
    ],
)
def test_the_worked_table(used, months, months_left, share):
    found = outlook(ceiling=CEILING, used=used, months=months, on=ON, until=UNTIL)

    assert round(found.months_left, 1) == Decimal(months_left)
    assert round(found.share, 3) == Decimal(share)


def test_a_pace_that_lasts_the_year_has_no_day_of_depletion():
    found = outlook(ceiling=1200_00, used=800_00, months=8, on=ON, until=UNTIL)

    assert found.gone_on is None
    faster = outlook(ceiling=1200_00, used=900_00, months=8, on=ON, until=UNTIL)
    assert faster.gone_on is not None
    assert ON < faster.gone_on < UNTIL


@pytest.mark.parametrize(("used", "months"), [(0, 8), (500, 0)])
def test_without_a_pace_nothing_is_foretold(used, months):
    found = outlook(ceiling=CEILING, used=used, months=months, on=ON, until=UNTIL)

    assert (found.months_left, found.gone_on) == (None, None)
