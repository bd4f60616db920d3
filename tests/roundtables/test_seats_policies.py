"""Seats by a policy: said by two choosers, proposed, changed by hand, taken, and chosen again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from convenant.core.actors import Role
from convenant.core.imports.entries import ProviderEntry
from convenant.core.reasons import Reason
from convenant.core.seating.facts import Rules
from convenant.core.seating.policies import Criterion, Shape
from convenant.core.seats import Chooser, SizeClass
from convenant.parties import actions as parties
from convenant.parties import queries as parties_queries
from convenant.roundtables import actions, queries
from convenant.roundtables.models import (
    Seat,
    SeatSelection,
    SeatWord,
    TableSeat,
)
from tests import factories
from tests.factories import NOON, START, SYSTEM
from tests.roundtables.seating import (
    TODAY,
    L,
    M,
    S,
    Scene,
    reason_of,
    seats_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


@pytest.mark.capability("D045")
def test_a_policy_and_its_seats_carry_both_choosers_with_their_reasons(scene):
    policy = scene.draft()
    assert policy.established_at is None

    scene.agree(policy)
    selection = scene.propose(policy)
    scene.say(selection, why="Elk resultaat zit aan tafel.")
    assert scene.seated() == set()
    scene.say(selection, Chooser.SOCIAL_TEAM, why="Bewoners kennen hen.")

    assert scene.seated() == set(seats_of(selection))
    words = {(w.about, w.chooser): w.why for w in SeatWord.objects.filter(policy=policy)}
    assert words == {
        ("policy", "purchaser"): "Groot en klein praten mee.",
        ("policy", "social_team"): "Goed zo.",
        ("seats", "purchaser"): "Elk resultaat zit aan tafel.",
        ("seats", "social_team"): "Bewoners kennen hen.",
    }
    for seat in TableSeat.objects.filter(table=scene.table):
        assert {c.chooser: c.why for c in seat.choices.all()} == {
            "purchaser": "Elk resultaat zit aan tafel.",
            "social_team": "Bewoners kennen hen.",
        }


def test_one_chooser_cannot_speak_for_the_other(scene):
    policy = scene.draft()
    assert reason_of(lambda: scene.agree(policy, by=scene.purchaser)) is Reason.ROLE_MAY_NOT
    assert (
        reason_of(lambda: scene.agree(policy, chooser=Chooser.PURCHASER, by=scene.purchaser))
        is Reason.SEAT_WORD_GIVEN
    )
    assert reason_of(lambda: scene.agree(policy, why=" ")) is Reason.ANSWER_NEEDS_REASON
    outsider = factories.actor(scene.providers[0], Role.DIRECTOR)
    assert reason_of(lambda: scene.draft(by=outsider)) is Reason.NOT_FOR_YOUR_ORGANISATION
    policy.refresh_from_db()
    assert policy.established_at is None


@pytest.mark.capability("D043")
def test_three_of_each_size_or_the_missing_seat_is_reported(scene):
    policy = scene.standing()

    selection = scene.propose(policy)

    proof = scene.proof(policy, seats_of(selection))
    by_size = {line.size: line for line in proof.sizes}
    assert [len(by_size[size].at_table) for size in SizeClass] == [3, 2, 3]
    assert [by_size[size].missing for size in SizeClass] == [0, 1, 0]

    another = factories.provider(scene.region, size=M)
    whole = scene.proof(policy, seats_of(scene.propose(policy)))
    assert not any(line.missing or line.over for line in whole.sizes)
    assert another.pk in whole.seated


@pytest.mark.capability("D044")
def test_the_policy_sets_how_many_sit_and_everybody_else_is_at_the_digital_table(scene):
    about = Rules(Shape.ABOUT, 10, {}, {Criterion.TURNOVER: 1})
    gathering = _with_item(scene)
    settled = scene.settle(scene.propose(scene.standing(about)))

    assert len(scene.seated()) == 10
    meeting = factories.opened(gathering)
    assert set(Seat.objects.filter(meeting=meeting).values_list("provider", flat=True)) == set(
        seats_of(settled)
    )
    left = next(one for one in scene.providers if one.pk not in scene.seated())
    reader = factories.actor(left, Role.DIRECTOR)
    assert queries.items(meeting, seen_by=reader).count() == 1
    assert (
        reason_of(
            lambda: actions.choose_seats(
                table=scene.table,
                seats={left.pk: "Ook graag."},
                chooser=Chooser.PURCHASER,
                by=scene.purchaser,
                at=NOON,
            )
        )
        is Reason.TOO_MANY_SEATS
    )


def _with_item(scene):
    version = factories.published(scene.sub)
    meeting = factories.meeting(scene.table)
    factories.item(meeting, version, raised_by=scene.buyer)
    return meeting


def test_a_policy_of_thirty_five_gives_the_table_that_room(scene):
    for _number in range(40):
        factories.provider(scene.region)
    total = Rules(Shape.TOTAL, 35, {}, {Criterion.TURNOVER: 1})

    scene.settle(scene.propose(scene.standing(total)))

    scene.table.refresh_from_db()
    assert scene.table.most_seats == 35
    assert len(scene.seated()) == 35
    found = queries.covered(scene.table, on=TODAY, seen_by=scene.purchaser).coverage
    assert found.uncovered == ()
    assert len(found.represented) == 51 - 35


@pytest.mark.capability("D047")
def test_size_and_service_history_are_read_as_they_were_on_the_reference_date(scene):
    grown, served = scene.small[0], scene.small[1]
    parties.state_size(
        region=scene.region,
        provider=grown,
        measured_on=date(2026, 2, 1),
        size=L,
        turnover=9_000_000_00,
        by=SYSTEM,
        at=NOON,
    )
    parties.add_providers(
        region=scene.region,
        providers=[
            ProviderEntry(
                name=served.name,
                agb=served.agb,
                kvk=served.kvk,
                served={year: frozenset({scene.buyer.cbs}) for year in (2012, 2026)},
            )
        ],
        since=START,
        by=SYSTEM,
        at=NOON,
    )
    before = scene.standing(measured_on=date(2025, 12, 31))
    names = queries.coverage_names(scene.table, on=TODAY, seen_by=scene.purchaser)

    def facts(day):
        found = queries.seat_facts(
            scene.region.pk, measured_on=day, names=names, on=TODAY, seen_by=scene.purchaser
        )
        return {one.provider: one for one in found}

    assert facts(before.measured_on)[grown.pk].size is S
    assert facts(date(2026, 2, 1))[grown.pk].size is L
    assert facts(date(2026, 2, 1))[grown.pk].figures[Criterion.TURNOVER] == 9_000_000_00
    assert facts(date(2011, 1, 1))[served.pk].covers[Criterion.AREA] == frozenset()
    assert facts(date(2012, 6, 1))[served.pk].covers[Criterion.AREA] == {scene.buyer.cbs}
    history = parties_queries.service_history(
        served, region=scene.region.pk, on=TODAY, seen_by=scene.purchaser
    )
    assert sorted(history) == [2012, 2026]


def test_before_any_size_was_stated_nobody_fits_a_policy_per_class(scene):
    policy = scene.standing(measured_on=START - timedelta(days=1))

    assert reason_of(lambda: scene.propose(policy)) is Reason.NOBODY_FITS_POLICY
    assert not SeatSelection.objects.exists()
