from __future__ import annotations

from datetime import date

import pytest

from convenant.core.processes import (
    Access,
    AskedOf,
    Because,
    Bought,
    BudgetPosition,
    Datum,
    DecisionPractice,
    Demand,
    Move,
    Pooling,
    Profile,
    Task,
    TeamTask,
    covers,
    demanded,
    overlaps,
)

PLAIN = Profile(Access.OWN, DecisionPractice.NONE, BudgetPosition.NEUTRAL, Pooling.NONE)


def asked(profile: Profile, of: AskedOf) -> set[Datum]:
    return {demand.what for demand in demanded(profile) if demand.of is of}


def test_access_by_a_third_party_asks_of_that_party_and_own_access_does_not():
    third = Profile(Access.THIRD_PARTY, DecisionPractice.NONE, BudgetPosition.NEUTRAL, Pooling.NONE)

    assert asked(third, AskedOf.THIRD_PARTY) == {Datum.ACCESS_REPORT}
    assert Datum.REQUESTS_TO_THIRD_PARTY in asked(third, AskedOf.PROVIDER)
    assert asked(PLAIN, AskedOf.THIRD_PARTY) == set()
    assert Datum.REQUESTS_TO_THIRD_PARTY not in asked(PLAIN, AskedOf.PROVIDER)


@pytest.mark.parametrize(
    ("practice", "expected", "missing"),
    [
        (DecisionPractice.NONE, Datum.AGREED_PLAN, Datum.RESULTS_REACHED),
        (DecisionPractice.WITH_RESULTS, Datum.RESULTS_REACHED, Datum.AGREED_PLAN),
    ],
)
def test_results_are_asked_only_where_they_stand_in_the_decision(practice, expected, missing):
    profile = Profile(Access.OWN, practice, BudgetPosition.NEUTRAL, Pooling.NONE)

    assert expected in asked(profile, AskedOf.PROVIDER)
    assert missing not in asked(profile, AskedOf.PROVIDER)


@pytest.mark.parametrize(
    ("budget", "expected"),
    [
        (BudgetPosition.SHORTAGE, Datum.FORECAST_MONTHLY),
        (BudgetPosition.NEUTRAL, Datum.FORECAST_QUARTERLY),
        (BudgetPosition.SURPLUS, Datum.FORECAST_QUARTERLY),
    ],
)
def test_a_shortage_asks_for_a_forecast_more_often(budget, expected):
    profile = Profile(Access.OWN, DecisionPractice.NONE, budget, Pooling.FULLY)

    assert expected in asked(profile, AskedOf.PROVIDER)
    assert Datum.COSTS_PER_LAW in asked(profile, AskedOf.MUNICIPALITY)


def test_a_task_asks_of_the_team_when_it_does_it_and_of_the_provider_when_not():
    done = Profile(
        PLAIN.access, PLAIN.practice, PLAIN.budget, PLAIN.pooling,
        tasks=(Task(TeamTask.CLARIFICATION, done=True),),
    )  # fmt: skip
    left = Profile(
        PLAIN.access, PLAIN.practice, PLAIN.budget, PLAIN.pooling,
        tasks=(Task(TeamTask.CLARIFICATION, done=False),),
    )  # fmt: skip

    assert Datum.CLARIFICATION_REPORT in asked(done, AskedOf.SOCIAL_TEAM)
    assert Datum.INTAKE_REPORT in asked(left, AskedOf.PROVIDER)
    assert Datum.INTAKE_REPORT not in asked(done, AskedOf.PROVIDER)


def test_what_is_not_bought_may_not_be_declared_and_a_move_asks_for_the_staff():
    profile = Profile(
        PLAIN.access,
        PLAIN.practice,
        PLAIN.budget,
        PLAIN.pooling,
        tasks=(
            Task(TeamTask.LIGHT_HELP, done=True, not_bought=("02A05",)),
            Task(TeamTask.PREVENTION, done=False, not_bought=("07",)),
        ),
        moves=(Move("45A04", date(2027, 1, 1)),),
    )

    found = demanded(profile)

    assert (
        Demand(
            AskedOf.PROVIDER, Datum.NOT_DECLARED, Because.TEAM_DOES, TeamTask.LIGHT_HELP, "02A05"
        )
        in found
    )
    assert not [demand for demand in found if demand.code == "07"]
    assert Demand(AskedOf.PROVIDER, Datum.STAFF_CONCERNED, Because.MOVES, code="45A04") in found


BEGELEIDING = Bought("02A05", "02", "Begeleiding", "Begeleiding", until=date(2028, 1, 1))
DAGBESTEDING = Bought("07A03", "07", "Dagbesteding", "Begeleiding")


@pytest.mark.parametrize(
    ("claimed", "bought", "expected"),
    [
        ("02A05", BEGELEIDING, True),
        ("02", BEGELEIDING, True),
        ("02A06", BEGELEIDING, False),
        ("07", BEGELEIDING, False),
        ("02A05", Bought("02", "02", "", "deelname"), True),
        ("07A03", Bought("02", "02", "", "deelname"), False),
    ],
)
def test_a_code_covers_itself_and_a_category_what_lies_in_it(claimed, bought, expected):
    assert covers(claimed, bought) is expected


def test_overlap_is_what_the_team_does_and_is_bought_as_well():
    tasks = [
        Task(TeamTask.LIGHT_HELP, done=True, not_bought=("02",)),
        Task(TeamTask.PREVENTION, done=False, not_bought=("07",)),
    ]

    found = overlaps(tasks, (), [BEGELEIDING, DAGBESTEDING])

    assert [(one.bought.code, one.task) for one in found] == [("02A05", TeamTask.LIGHT_HELP)]


def test_a_move_overlaps_only_while_the_product_is_still_bought_after_it():
    before, after = Move("02A05", date(2027, 6, 1)), Move("02A05", date(2028, 1, 1))

    assert [one.moves_on for one in overlaps((), [before], [BEGELEIDING])] == [before.moves_on]
    assert overlaps((), [after], [BEGELEIDING]) == ()
