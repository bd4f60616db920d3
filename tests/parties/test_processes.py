from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from convenant.core.actors import Role
from convenant.core.processes import (
    Access,
    BudgetPosition,
    DecisionPractice,
    Pooling,
    TeamTask,
)
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import actions, queries
from convenant.parties.actions import ProfileAnswers, TaskAnswer
from convenant.parties.models import FirstLineMove, OwnDate, ProcessProfile
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

ANSWERS = ProfileAnswers(
    access=Access.OWN,
    third_party="",
    practice=DecisionPractice.WITH,
    own_offer="",
    budget=BudgetPosition.SHORTAGE,
    pooling=Pooling.PARTLY,
    pace="",
    note="",
    tasks={task: TaskAnswer(task is TeamTask.LIGHT_HELP, ("02A05",)) for task in TeamTask},
)


@pytest.fixture
def buyer():
    region = factories.region()
    return region, factories.municipality(region)


def told(municipality, since=date(2026, 1, 1), *, answers=ANSWERS, by=SYSTEM) -> ProcessProfile:
    return actions.set_profile(
        municipality=municipality, answers=answers, valid_from=since, by=by, at=NOON
    )


def refused(call, **kwargs) -> Reason:
    with pytest.raises(Refused) as caught:
        call(**kwargs)
    return caught.value.reason


def test_a_new_profile_ends_the_last_one_and_the_old_one_stays_readable(buyer):
    region, municipality = buyer
    viewer = factories.actor(municipality, Role.PURCHASER)
    told(municipality)
    third = replace(ANSWERS, access=Access.THIRD_PARTY, third_party="Stichting De Brug")
    told(municipality, date(2026, 7, 1), answers=third)

    def access_on(day: date) -> str | None:
        way = queries.way_of_working(municipality.slug, region=region.pk, on=day, seen_by=viewer)
        return way.profile.access if way.profile else None

    assert access_on(date(2025, 12, 31)) is None
    assert access_on(date(2026, 6, 30)) == Access.OWN
    assert access_on(date(2026, 7, 1)) == Access.THIRD_PARTY
    assert queries.profiles_of(municipality.pk, seen_by=viewer).count() == 2


def test_the_same_day_corrects_and_an_earlier_day_is_refused(buyer):
    _region, municipality = buyer
    told(municipality)

    told(municipality, answers=replace(ANSWERS, note="Verbeterd."))

    assert [p.note for p in ProcessProfile.objects.all()] == ["Verbeterd."]
    assert ProcessProfile.objects.get().tasks.count() == 6
    before = {"municipality": municipality, "answers": ANSWERS, "by": SYSTEM, "at": NOON}
    reason = refused(actions.set_profile, valid_from=date(2025, 1, 1), **before)
    assert reason is Reason.PROFILE_BEFORE_LAST


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"access": Access.THIRD_PARTY}, Reason.THIRD_PARTY_UNNAMED),
        ({"tasks": {TeamTask.ACCESS: TaskAnswer(done=True)}}, Reason.TASKS_INCOMPLETE),
        (
            {"tasks": {task: TaskAnswer(True, ("onzin",)) for task in TeamTask}},
            Reason.CODE_MALFORMED,
        ),
    ],
)
def test_half_a_profile_is_refused(buyer, change, reason):
    _region, municipality = buyer

    call = {"municipality": municipality, "valid_from": date(2026, 1, 1), "by": SYSTEM, "at": NOON}
    assert refused(actions.set_profile, answers=replace(ANSWERS, **change), **call) is reason
    assert not ProcessProfile.objects.exists()


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.PURCHASER, None),
        (Role.POLICY_OFFICER, None),
        (Role.CONTRACT_MANAGER, None),
        (Role.ADMINISTRATOR, None),
        (Role.ALDERMAN, Reason.ROLE_MAY_NOT),
        (Role.SOCIAL_TEAM_MEMBER, Reason.ROLE_MAY_NOT),
    ],
)
def test_who_lays_the_way_of_working_down(buyer, role, expected):
    region, municipality = buyer
    other = factories.municipality(region, name="Houten", cbs="0321")
    own, neighbour = factories.actor(municipality, role), factories.actor(other, role)
    call = {"municipality": municipality, "answers": ANSWERS, "valid_from": NOON.date(), "at": NOON}

    assert refused(actions.set_profile, by=neighbour, **call) is Reason.NOT_FOR_YOUR_ORGANISATION
    if expected is None:
        assert actions.set_profile(by=own, **call).tasks.count() == 6
    else:
        assert refused(actions.set_profile, by=own, **call) is expected


def test_what_the_team_does_not_do_is_bought(buyer):
    _region, municipality = buyer

    tasks = {t.task: t.not_bought for t in told(municipality).tasks.all()}

    assert tasks[TeamTask.LIGHT_HELP] == ["02A05"]
    assert tasks[TeamTask.PREVENTION] == []


def test_a_move_has_a_day_volume_and_staff_and_can_be_called_off(buyer):
    region, municipality = buyer
    viewer = factories.actor(municipality, Role.PURCHASER)
    call = {
        "municipality": municipality,
        "code": "02A05",
        "moves_on": date(2027, 1, 1),
        "volume": "een derde van de uren",
        "staff": Decimal("4.5"),
        "staff_effect": "Overgang naar het team",
        "by": viewer,
        "at": NOON,
    }
    move = actions.set_first_line_move(**call)

    assert refused(actions.set_first_line_move, **call) is Reason.MOVE_ALREADY_THERE
    assert refused(actions.set_first_line_move, **{**call, "code": "02a"}) is Reason.CODE_MALFORMED

    def moves() -> list[str]:
        ways = queries.ways_of_working(region=region.pk, on=NOON.date(), seen_by=viewer)
        return [move.code for move in ways[0].moves]

    assert moves() == ["02A05"]
    actions.drop_first_line_move(move=move, by=viewer, at=NOON)
    assert moves() == []
    assert actions.set_first_line_move(**call).pk != move.pk
    assert FirstLineMove.objects.count() == 2


@pytest.mark.capability("D055")
def test_each_municipality_has_its_own_day_for_the_same_change(buyer):
    region, first = buyer
    second = factories.municipality(region, name="Houten", cbs="0321")
    days = {first: date(2026, 7, 1), second: date(2027, 1, 1)}
    for municipality, day in days.items():
        actions.set_own_date(
            municipality=municipality,
            subject="Huishoudelijke hulp: naar resultaat",
            effective_on=day,
            why="Besluit van het college.",
            was="per uur",
            becomes="per resultaat",
            decided_on=None,
            by=SYSTEM,
            at=NOON,
        )

    viewer = factories.actor(first, Role.PURCHASER)
    ways = queries.ways_of_working(region=region.pk, on=NOON.date(), seen_by=viewer)

    assert {way.municipality: way.dates[0].effective_on for way in ways} == days


def test_an_own_date_needs_a_reason_and_is_replaced_when_said_again(buyer):
    _region, municipality = buyer
    call = {
        "municipality": municipality,
        "subject": "Nieuwe tarieven",
        "effective_on": date(2026, 7, 1),
        "was": "",
        "becomes": "",
        "decided_on": None,
        "by": SYSTEM,
        "at": NOON,
    }

    assert refused(actions.set_own_date, why=" ", **call) is Reason.TEXT_MISSING
    actions.set_own_date(why="Raad.", **call)
    actions.set_own_date(why="Later.", **{**call, "effective_on": date(2026, 9, 1)})
    assert [own.effective_on for own in OwnDate.objects.all()] == [date(2026, 9, 1)]


def test_the_region_reads_profiles_a_stranger_none_and_a_provider_those_it_works_for(buyer):
    region, municipality = buyer
    told(municipality)
    stranger = factories.director(factories.provider(factories.region("Elders")))
    ours = factories.director(factories.provider(region))
    call = {"region": region.pk, "on": NOON.date()}

    assert queries.ways_of_working(seen_by=stranger, **call) == []
    assert [w.municipality for w in queries.ways_of_working(seen_by=ours, **call)] == [municipality]
    assert queries.profiles_of(municipality.pk, seen_by=ours).count() == 0


def test_many_municipalities_take_as_many_queries_as_one(buyer, django_assert_max_num_queries):
    region, municipality = buyer
    viewer = factories.actor(municipality, Role.PURCHASER)
    told(municipality)
    for cbs in ("0353", "0331", "0321", "1961", "0344", "0345"):
        told(factories.municipality(region, cbs=cbs))

    with django_assert_max_num_queries(5):
        ways = queries.ways_of_working(region=region.pk, on=NOON.date(), seen_by=viewer)
        assert [way.value() is not None for way in ways] == [True] * 7
