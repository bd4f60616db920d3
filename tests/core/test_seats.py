from __future__ import annotations

import time
from datetime import date

import pytest

from convenant.core.method.tables import (
    SeatPlan,
    YearPlan,
    agenda_open_long_enough,
    meetings_reachable,
    seats_balanced,
    seats_chosen,
)
from convenant.core.norms import NoValueYet, norm
from convenant.core.seats import (
    Candidate,
    Chooser,
    SizeClass,
    coverage,
    propose_seats,
    represent,
)

L, M, S = SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL
THREE_EACH = {L: 3, M: 3, S: 3}


def region(large=15, medium=45, small=110):
    sizes = [L] * large + [M] * medium + [S] * small
    return [
        Candidate(provider=n, size=size, turnover=1000 - n, products=frozenset({f"p{n % 7}"}))
        for n, size in enumerate(sizes, start=1)
    ]


def test_three_of_each_size_sit_and_everyone_else_has_exactly_one_voice():
    candidates = region()

    proposal = propose_seats(candidates, per_class=THREE_EACH)

    assert [seat.size for seat in proposal.seats] == [L] * 3 + [M] * 3 + [S] * 3
    assert proposal.missing == {}
    seated = {seat.provider for seat in proposal.seats}
    assert set(proposal.represents) == {c.provider for c in candidates} - seated
    assert set(proposal.represents.values()) <= seated


def test_the_same_region_gives_the_same_proposal():
    assert propose_seats(region(), per_class=THREE_EACH) == propose_seats(
        region(), per_class=THREE_EACH
    )


def test_a_size_class_without_enough_providers_is_reported():
    proposal = propose_seats(region(large=1), per_class=THREE_EACH)

    assert proposal.missing == {L: 2}
    assert len(proposal.seats) == 7


def test_a_kept_provider_keeps_its_seat():
    assert 100 in {
        seat.provider for seat in propose_seats(region(), per_class=THREE_EACH, keep=[100]).seats
    }


def test_seats_go_first_to_who_covers_what_nobody_covers():
    same = [Candidate(n, S, 100 - n, frozenset({"a"})) for n in (1, 2)]
    other = Candidate(3, S, 1, frozenset({"b"}))

    proposal = propose_seats([*same, other], per_class={S: 2})

    assert {seat.provider for seat in proposal.seats} == {1, 3}


def test_voices_are_spread_evenly():
    candidates = region()
    proposal = propose_seats(candidates, per_class=THREE_EACH)
    small = [p for p in proposal.seats if p.size is S]

    loads = [list(proposal.represents.values()).count(seat.provider) for seat in small]

    assert max(loads) - min(loads) <= 1


def test_nobody_seated_means_nobody_represented():
    assert represent(region(), []) == {}


NORM = norm("seats_per_size_class").on(date(2026, 1, 1))
MEETINGS = norm("meetings_per_year").on(date(2026, 1, 1))
DAYS = norm("digital_days_before_meeting").on(date(2026, 1, 1))


@pytest.mark.capability("D043")
def test_a_size_class_with_fewer_than_three_seats_is_reported():
    assert seats_balanced(SeatPlan({L: 3, M: 3, S: 3}, 0), NORM) == []
    (finding,) = seats_balanced(SeatPlan({L: 3, M: 2, S: 3}, 0), NORM)
    assert (finding.code, finding.values["size"], finding.values["seats"]) == (
        "seats_missing",
        "medium",
        2,
    )


def test_a_size_class_with_more_than_three_seats_is_reported():
    (finding,) = seats_balanced(SeatPlan({L: 4, M: 3, S: 3}, 0), NORM)

    assert (finding.code, finding.values["seats"]) == ("seats_over", 4)


def test_seats_that_wait_for_a_chooser_are_reported():
    assert seats_chosen({Chooser.PURCHASER: 0, Chooser.SOCIAL_TEAM: 0}) == []
    (finding,) = seats_chosen({Chooser.PURCHASER: 0, Chooser.SOCIAL_TEAM: 2})
    assert finding.values == {"chooser": "social_team", "count": 2}


def test_everyone_is_seated_represented_or_uncovered():
    placed = coverage([1, 2, 3, 4, 5], seated=[1, 9], represents={2: 1, 3: 9, 4: 5, 1: 1})

    assert placed.seated == {1}
    assert placed.represented == {2: 1}
    assert placed.uncovered == (3, 4, 5)


def test_170_institutions_with_35_representatives_are_4_9_each():
    others = {n: n % 35 for n in range(35, 170)}

    assert str(coverage(range(170), seated=range(35), represents=others).ratio) == "4.9"
    assert coverage(range(170), seated=[], represents={}).ratio is None


def test_who_has_a_representative_keeps_it_while_it_sits():
    candidates = region()
    seated = candidates[:9]

    kept = represent(candidates, seated, keep={100: 1, 101: 99})

    assert kept[100] == 1
    assert kept[101] in {seat.provider for seat in seated}


def test_a_thousand_providers_get_a_proposal_at_once():
    candidates = region(large=100, medium=300, small=600)
    begun = time.perf_counter()

    proposal = propose_seats(candidates, per_class={L: 12, M: 12, S: 11})

    assert len(proposal.represents) == 965
    assert time.perf_counter() - begun < 1


def test_providers_without_a_voice_are_counted():
    (finding,) = seats_balanced(SeatPlan({L: 3, M: 3, S: 3}, 4), NORM)

    assert (finding.code, finding.values) == ("providers_uncovered", {"count": 4})


@pytest.mark.parametrize(("held", "planned", "below"), [(6, 2, True), (6, 3, False), (9, 0, False)])
def test_a_year_that_cannot_reach_nine_meetings_is_reported(held, planned, below):
    found = meetings_reachable(YearPlan(2026, held, planned), MEETINGS)

    assert bool(found) is below


@pytest.mark.parametrize(
    ("opened", "warned"), [(date(2026, 3, 1), False), (date(2026, 3, 9), True)]
)
def test_an_agenda_that_opens_late_is_reported(opened, warned):
    assert bool(agenda_open_long_enough(opened, date(2026, 3, 12), DAYS)) is warned


def test_a_norm_has_no_value_before_its_first_day():
    with pytest.raises(NoValueYet, match="meetings_per_year has no value on 2014-12-31"):
        norm("meetings_per_year").on(date(2014, 12, 31))
