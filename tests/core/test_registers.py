from __future__ import annotations

from decimal import Decimal

import pytest

from convenant.core.registers import (
    Criteria,
    DependencyReason,
    Depends,
    Position,
    ShareSource,
    Standing,
    is_chosen,
    power_map,
    proposed_share,
)

ON_US, ON_THEM, OTHER = DependencyReason


def test_a_proposed_share_is_the_part_of_the_whole_in_percents():
    share = proposed_share(353_00, 1000_00, year=2025, source=ShareSource.REGION_BUDGET)

    assert share is not None
    assert share.percent == Decimal("35.30")
    assert (share.part, share.whole, share.year) == (353_00, 1000_00, 2025)


@pytest.mark.parametrize(("part", "whole"), [(0, 100), (100, 0), (-5, 100), (5, -1)])
def test_without_figures_nothing_is_proposed(part, whole):
    assert proposed_share(part, whole, year=2025, source=ShareSource.OWN_SPENDING) is None


def test_a_share_is_never_above_a_hundred_percent():
    share = proposed_share(300, 200, year=2025, source=ShareSource.OWN_SPENDING)

    assert share is not None
    assert share.percent == 100


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (Depends(ON_US, Decimal(60), None), True),
        (Depends(ON_US, Decimal(40), Decimal(99)), False),
        (Depends(ON_US, None, None), False),
        (Depends(ON_THEM, None, Decimal(10)), True),
        (Depends(ON_THEM, Decimal(99), Decimal(9)), False),
        (Depends(OTHER, None, None), False),
    ],
)
def test_the_criteria_choose_by_reason_and_the_share_that_belongs_to_it(line, expected):
    criteria = Criteria(frozenset({ON_US, ON_THEM}), Decimal(50), Decimal(10))

    assert is_chosen(line, criteria) is expected


def test_another_reason_is_enough_by_itself():
    assert is_chosen(Depends(OTHER, None, None), Criteria(frozenset({OTHER}), Decimal(50)))


def test_the_power_map_puts_names_by_influence_and_position():
    standings = [
        Standing("Raad", Position.OPPOSES, 5),
        Standing("Huisartsen", Position.DOUBTS, 3),
        Standing("Adviesraad", Position.OPPOSES, 5),
    ]

    rows = dict(power_map(standings))

    assert list(rows) == [5, 4, 3, 2, 1]
    assert rows[5][list(Position).index(Position.OPPOSES)] == ("Adviesraad", "Raad")
    assert rows[3][list(Position).index(Position.DOUBTS)] == ("Huisartsen",)
    assert not any(rows[4])
