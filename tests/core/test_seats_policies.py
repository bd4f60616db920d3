"""Proposing seats by a policy and proving what they cover (D043, D044; practice A6)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random

import pytest

from convenant.core.seating import proposal as searching
from convenant.core.seating.facts import Facts, Rules, covered_products, seats_per_size
from convenant.core.seating.policies import Criterion, Shape
from convenant.core.seating.proof import percentage, prove
from convenant.core.seating.proposal import explain, propose
from convenant.core.seats import SizeClass

LARGE, MEDIUM, SMALL = SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL
THREE_EACH = dict.fromkeys(SizeClass, 3)


def somebody(
    number: int,
    size: SizeClass | None = SMALL,
    *,
    results: Iterable[str] = (),
    areas: Iterable[str] = (),
    turnover: int | None = None,
    clients: int | None = None,
) -> Facts:
    figures = {Criterion.TURNOVER: turnover, Criterion.CLIENTS: clients}
    return Facts(
        number,
        size,
        {criterion: value for criterion, value in figures.items() if value is not None},
        {Criterion.RESULT: frozenset(results), Criterion.AREA: frozenset(areas)},
    )


def rules(shape: Shape = Shape.PER_CLASS, total: int = 9, **weights: int) -> Rules:
    per_class = THREE_EACH if shape is Shape.PER_CLASS else {}
    chosen = {Criterion(name): weight for name, weight in weights.items()} or {Criterion.RESULT: 1}
    return Rules(shape, total, per_class, chosen)


def of_each(large: int, medium: int, small: int) -> list[Facts]:
    sizes = [LARGE] * large + [MEDIUM] * medium + [SMALL] * small
    return [somebody(number, size) for number, size in enumerate(sizes, start=1)]


def test_three_of_each_size_are_proposed() -> None:
    proposal = propose(of_each(5, 4, 9), rules())

    assert [seat.size for seat in proposal.seats] == [LARGE] * 3 + [MEDIUM] * 3 + [SMALL] * 3
    assert proposal.missing == {}
    assert proposal.short == 0


def test_with_two_medium_candidates_the_third_medium_seat_is_reported_missing() -> None:
    proposal = propose(of_each(5, 2, 9), rules())

    assert len(proposal.seats) == 8
    assert proposal.missing == {MEDIUM: 1}
    assert proposal.short == 1


def test_nobody_of_a_size_leaves_all_its_seats_missing() -> None:
    assert propose(of_each(0, 3, 3), rules()).missing == {LARGE: 3}
    assert propose([], rules()).missing == THREE_EACH


def test_a_provider_without_a_size_on_the_reference_date_gets_no_seat_per_class() -> None:
    proposal = propose([*of_each(3, 3, 2), somebody(99, None)], rules())

    assert proposal.missing == {SMALL: 1}
    assert 99 not in {seat.provider for seat in proposal.seats}


def test_any_numbers_per_class_are_possible() -> None:
    asked = Rules(Shape.PER_CLASS, 3, {LARGE: 1, SMALL: 2}, {Criterion.RESULT: 1})

    assert [seat.size for seat in propose(of_each(4, 4, 4), asked).seats] == [LARGE, SMALL, SMALL]


def test_thirty_five_of_170_are_dealt_out_by_how_many_each_size_has() -> None:
    people = of_each(17, 34, 119)

    proposal = propose(people, rules(Shape.TOTAL, 35))

    assert len(proposal.seats) == 35
    assert seats_per_size(rules(Shape.TOTAL, 35), people) == {LARGE: 4, MEDIUM: 7, SMALL: 24}


def test_of_a_total_every_size_has_a_seat_however_few_there_are() -> None:
    assert seats_per_size(rules(Shape.TOTAL, 3), of_each(1, 1, 500)) == {
        LARGE: 1,
        MEDIUM: 1,
        SMALL: 1,
    }


def test_a_total_larger_than_the_region_seats_everybody_and_says_how_many_lack() -> None:
    proposal = propose([*of_each(1, 1, 1), somebody(9, None)], rules(Shape.TOTAL, 35))

    assert (len(proposal.seats), proposal.short) == (4, 31)


def test_about_ten_are_dealt_out_evenly_and_are_never_more() -> None:
    assert seats_per_size(rules(Shape.ABOUT, 10), of_each(20, 20, 130)) == {
        LARGE: 4,
        MEDIUM: 3,
        SMALL: 3,
    }
    assert seats_per_size(rules(Shape.ABOUT, 10), of_each(2, 20, 130)) == {
        LARGE: 2,
        MEDIUM: 4,
        SMALL: 4,
    }


def test_what_the_seats_cover_together_comes_before_figures() -> None:
    people = [
        somebody(1, results="ab", turnover=900),
        somebody(2, results="ab", turnover=800),
        somebody(3, results="c", turnover=1),
    ]

    proposal = propose(people, rules(Shape.TOTAL, 2, result=1, turnover=5))

    assert [seat.provider for seat in proposal.seats] == [1, 3]


def test_figures_decide_where_coverage_is_equal() -> None:
    people = [somebody(1, results="a", turnover=10), somebody(2, results="a", turnover=20)]

    by_turnover = propose(people, rules(Shape.TOTAL, 1, result=1, turnover=1))
    by_nothing = propose(people, rules(Shape.TOTAL, 1, result=1))

    assert by_turnover.seats[0].provider == 2
    assert by_nothing.seats[0].provider == 1


def test_the_heavier_criterion_wins_where_not_everything_can_be_covered() -> None:
    people = [somebody(1, results="a"), somebody(2, areas="x")]

    results = propose(people, rules(Shape.TOTAL, 1, result=5, area=1))
    areas = propose(people, rules(Shape.TOTAL, 1, result=1, area=5))

    assert [results.seats[0].provider, areas.seats[0].provider] == [1, 2]


def test_a_tie_goes_to_who_came_first_whatever_the_order_asked_in() -> None:
    people = of_each(0, 0, 8)

    forward = propose(people, rules())
    backward = propose(people[::-1], rules())

    assert [seat.provider for seat in forward.seats] == [1, 2, 3]
    assert backward == forward


def test_coverage_over_the_sizes_together_beats_choosing_size_by_size() -> None:
    people = [
        somebody(1, LARGE, results="ab"),
        somebody(2, LARGE, results="c"),
        somebody(3, SMALL, results="ab"),
    ]
    asked = Rules(Shape.PER_CLASS, 2, {LARGE: 1, SMALL: 1}, {Criterion.RESULT: 1})

    assert [seat.provider for seat in propose(people, asked).seats] == [2, 3]


def test_the_search_for_large_regions_finds_what_trying_all_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = Rules(
        Shape.PER_CLASS, 6, dict.fromkeys(SizeClass, 2), {Criterion.RESULT: 3, Criterion.AREA: 1}
    )
    same = 0
    for seed in range(20):
        chance = Random(seed)  # noqa: S311 - invented providers
        people = [
            somebody(
                number,
                chance.choice(list(SizeClass)),
                results=chance.sample("abcdefghijkl", chance.randint(0, 3)),
                areas=chance.sample("vwxyz", chance.randint(1, 2)),
            )
            for number in range(14)
        ]
        everything = _covered(people, propose(people, asked).seats)
        with monkeypatch.context() as patch:
            patch.setattr(searching, "ALL_TRIED_BELOW", 0)
            same += _covered(people, propose(people, asked).seats) == everything

    assert same >= 19


def test_a_seat_says_what_only_it_covers_what_it_brought_first_and_its_place() -> None:
    people = [
        somebody(1, results="ab", turnover=5),
        somebody(2, results="bc", turnover=9),
        somebody(3, turnover=7),
    ]

    first, second = explain(
        people[:2], pool=people, rules=rules(Shape.TOTAL, 2, result=1, turnover=1)
    )

    assert first.alone[Criterion.RESULT] == {"a"}
    assert first.first[Criterion.RESULT] == {"a", "b"}
    assert second.alone[Criterion.RESULT] == {"c"}
    assert first.places[Criterion.TURNOVER] == (3, 3)
    assert second.places[Criterion.TURNOVER] == (1, 3)


def test_equal_figures_share_a_place_and_unknown_ones_have_none() -> None:
    people = [somebody(1, clients=4), somebody(2, clients=4), somebody(3)]

    places = [
        seat.places.get(Criterion.CLIENTS)
        for seat in explain(people, pool=people, rules=rules(Shape.TOTAL, 3, clients=1))
    ]

    assert places == [(1, 2), (1, 2), None]


def test_the_proof_names_who_covers_each_thing_and_what_nobody_does() -> None:
    people = [somebody(1, results="a"), somebody(2, results="b"), somebody(3, results="ab")]

    proof = prove(
        people,
        seated=[1],
        represents={2: 1, 3: 2},
        rules=None,
        universe={Criterion.RESULT: ["a", "b", "c"]},
    )

    a, b, c = proof.lines[Criterion.RESULT]
    assert (a.at_table, a.outside) == ((1,), (3,))
    assert (b.covered, b.outside) == (False, (2, 3))
    assert (c.covered, c.outside) == (False, ())
    assert proof.share(Criterion.RESULT) == Decimal("33.3")
    assert proof.share(Criterion.AREA) is None
    assert proof.voices == {2: 1, 3: None}
    assert proof.voices_share == Decimal("66.6")


def test_the_proof_reports_missing_and_surplus_seats_and_who_left() -> None:
    people = of_each(4, 2, 3)

    proof = prove(people, seated=[1, 2, 3, 4, 5, 6, 77], represents={}, rules=rules(), universe={})

    by_size = {line.size: line for line in proof.sizes}
    assert by_size[LARGE].over == 1
    assert by_size[MEDIUM].missing == 1
    assert by_size[SMALL].missing == 3
    assert proof.gone == (77,)
    assert proof.sizes_share == Decimal("33.3")


def test_the_proof_of_three_plus_three_plus_three_is_whole_when_all_sit() -> None:
    people = of_each(3, 3, 3)

    proof = prove(people, seated=range(1, 10), represents={}, rules=rules(), universe={})

    assert proof.sizes_share == Decimal(100)
    assert not any(line.missing or line.over for line in proof.sizes)


def test_a_percentage_is_a_hundred_only_when_everything_is_covered() -> None:
    assert percentage(999, 1000) == Decimal("99.9")
    assert percentage(9999, 10000) == Decimal("99.9")
    assert percentage(0, 0) is None


def test_a_category_stands_for_its_products_and_the_other_way_around() -> None:
    assert covered_products(["02"], ["02A05", "07A03"]) == {"02A05"}
    assert covered_products(["02A05"], ["02", "02A06"]) == {"02"}
    assert covered_products([], ["02"]) == frozenset()


def _covered(people: list[Facts], seats: tuple[searching.Seat, ...]) -> Decimal:
    of = {one.provider: one for one in people}
    at_table = [of[seat.provider] for seat in seats]
    found = Decimal(0)
    for criterion, weight in ((Criterion.RESULT, 3), (Criterion.AREA, 1)):
        whole = {key for one in people for key in one.covers[criterion]}
        got = {key for one in at_table for key in one.covers[criterion]}
        found += weight * Decimal(len(got)) / len(whole)
    return found
