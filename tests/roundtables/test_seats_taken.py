"""Seats proposed by a policy, changed by hand, taken and chosen again; and who is important."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from convenant.agreements import queries as agreements
from convenant.core.actors import Role
from convenant.core.agenda import TableKind
from convenant.core.lifecycles import MeetingStatus
from convenant.core.reasons import Reason
from convenant.core.seating.facts import Rules
from convenant.core.seating.policies import Criterion, Shape
from convenant.core.seats import Chooser
from convenant.parties import actions as parties
from convenant.roundtables import actions, queries
from convenant.roundtables.models import (
    RepresentationChange,
    SeatPolicy,
    SeatSelection,
    SeatWord,
    Served,
)
from tests import factories
from tests.factories import NOON, START, SYSTEM
from tests.roundtables.seating import (
    THREE_EACH,
    TODAY,
    YEAR_ON,
    S,
    Scene,
    reason_of,
    seats_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


def test_the_proposal_brings_every_result_to_the_table_that_somebody_serves(scene):
    rare = scene.small[4]
    scene.result("Zelfstandig wonen", *scene.providers[:6])
    scene.result("Terug naar school", rare)
    nobody = scene.result("Geldzaken op orde")
    policy = scene.standing()

    selection = scene.propose(policy)

    assert rare.pk in seats_of(selection)
    lines = scene.proof(policy, seats_of(selection)).lines[Criterion.RESULT]
    assert [line.key for line in lines if not line.covered] == [str(nobody.pk)]


def test_a_swap_by_hand_changes_the_coverage_and_takes_words_back(scene):
    rare, other = scene.small[4], scene.small[0]
    scene.result("Terug naar school", rare)
    policy = scene.standing()
    selection = scene.propose(policy)
    assert rare.pk in seats_of(selection)
    scene.say(selection)
    there = set(seats_of(selection))
    other = next(one for one in scene.small if one.pk not in there)

    scene.swap(selection, rare, other)

    assert scene.proof(policy, seats_of(selection)).share(Criterion.RESULT) == 0
    assert selection.words.count() == 0
    assert selection.seats.get(provider=other).by_hand == "Kent de wijk beter."
    assert scene.seated() == set()


def test_what_cannot_be_swapped_is_refused_and_changes_nothing(scene):
    policy = scene.standing(Rules(Shape.TOTAL, 3, {}, {Criterion.TURNOVER: 1}))
    selection = scene.propose(policy)
    before = seats_of(selection)
    inside = next(one for one in scene.providers if one.pk in before)
    outside = next(one for one in scene.providers if one.pk not in before)
    elsewhere = factories.provider(factories.region("Elders"))
    tries = {
        Reason.SEAT_NOT_IN_PROPOSAL: lambda: scene.swap(selection, outside, inside),
        Reason.SEAT_ALREADY_IN_PROPOSAL: lambda: scene.swap(selection, None, inside),
        Reason.SEAT_POLICY_FULL: lambda: scene.swap(selection, None, outside),
        Reason.DOES_NOT_TAKE_PART: lambda: scene.swap(selection, inside, elsewhere),
        Reason.ANSWER_NEEDS_REASON: lambda: scene.swap(selection, inside, outside, why=" "),
    }

    for reason, call in tries.items():
        assert reason_of(call) is reason
    assert seats_of(selection) == before


def test_a_chooser_agrees_with_the_seats_it_saw_only(scene):
    selection = scene.propose(scene.standing())

    refused = reason_of(
        lambda: actions.agree_with_seats(
            selection=selection,
            seats=seats_of(selection)[1:],
            chooser=Chooser.PURCHASER,
            why="Goed.",
            by=scene.purchaser,
            at=NOON,
        )
    )

    assert refused is Reason.PROPOSAL_CHANGED
    assert not SeatWord.objects.filter(about="seats").exists()


def test_seats_of_a_policy_that_does_not_stand_are_not_taken(scene):
    selection = scene.propose(scene.draft())

    assert reason_of(lambda: scene.say(selection)) is Reason.SEAT_POLICY_NOT_AGREED


def test_a_provider_that_left_meanwhile_cannot_be_seated_and_is_named(scene):
    policy = scene.standing()
    selection = scene.propose(policy)
    gone = next(one for one in scene.small if one.pk in seats_of(selection))
    actions.leave_region(region=scene.region, organisation=gone, on=TODAY, by=SYSTEM, at=NOON)

    assert reason_of(lambda: scene.say(selection)) is Reason.DOES_NOT_TAKE_PART
    assert scene.proof(policy, seats_of(selection)).gone == (gone.pk,)

    scene.swap(selection, gone, next(o for o in scene.small if o.pk not in seats_of(selection)))
    scene.settle(selection)
    assert gone.pk not in scene.seated()


def test_a_seated_provider_that_leaves_makes_its_seat_missing_again(scene):
    policy = scene.standing()
    scene.settle(scene.propose(policy))
    gone = next(one for one in scene.small if one.pk in scene.seated())

    actions.leave_region(region=scene.region, organisation=gone, on=TODAY, by=SYSTEM, at=NOON)

    by_size = {line.size: line for line in scene.proof(policy).sizes}
    assert by_size[S].missing == 1


def test_taking_seats_gives_everybody_else_exactly_one_voice_and_keeps_a_chosen_one(scene):
    policy = scene.standing()
    first = scene.propose(policy)
    scene.settle(first)
    stays = next(pk for pk in seats_of(first) if pk in {p.pk for p in scene.providers[:4]})
    quiet = next(one for one in scene.small if one.pk not in scene.seated())
    actions.represent(
        table=scene.table,
        speakers={quiet.pk: stays},
        since=TODAY,
        why="",
        by=factories.actor(quiet, Role.DIRECTOR),
        at=NOON,
    )

    scene.settle(scene.propose(policy))

    found = queries.covered(scene.table, on=TODAY, seen_by=scene.purchaser).coverage
    assert found.uncovered == ()
    assert found.represented[quiet.pk] == stays
    assert RepresentationChange.objects.filter(table=scene.table).exists()


def test_seats_are_chosen_again_each_year_and_earlier_policies_stay_to_be_read(scene):
    old = scene.standing()
    later = NOON + timedelta(days=366)
    day = later.date()
    before, after = (
        queries.policy_state(scene.table, on=on, seen_by=scene.purchaser)
        for on in (YEAR_ON - timedelta(days=1), YEAR_ON)
    )
    assert (before.due, after.due) == (False, True)

    changed = replace(THREE_EACH, weights={Criterion.TARGET_GROUP: 2})
    scene.standing(
        changed,
        measured_on=day,
        year=2027,
        valid_from=day,
        valid_before=day + timedelta(days=300),
        at=later,
    )

    state = queries.policy_state(scene.table, on=day, seen_by=scene.purchaser)
    assert (state.standing.number, state.due) == (2, False)
    read = queries.seat_policy(scene.table, old.number, seen_by=scene.purchaser)
    assert queries.rules_of(read) == THREE_EACH


def test_a_policy_for_later_leaves_the_one_that_holds(scene):
    first = scene.standing()
    scene.standing(valid_from=YEAR_ON, valid_before=date(2028, 3, 2), year=2027)

    state = queries.policy_state(scene.table, on=TODAY, seen_by=scene.purchaser)

    assert state.standing == first
    later = scene.propose(SeatPolicy.objects.get(number=2))
    scene.say(later)
    assert reason_of(lambda: scene.say(later, Chooser.SOCIAL_TEAM)) is Reason.SEAT_POLICY_NOT_YET
    assert scene.seated() == set()


def test_a_policy_that_makes_no_sense_is_refused(scene):
    empty = Rules(Shape.TOTAL, 0, {}, {Criterion.RESULT: 1})
    tries = {
        Reason.SEAT_POLICY_EMPTY: lambda: scene.draft(empty),
        Reason.SEAT_POLICY_TOO_LARGE: lambda: scene.draft(replace(empty, total=61)),
        Reason.SEAT_POLICY_WITHOUT_CRITERIA: lambda: scene.draft(replace(THREE_EACH, weights={})),
        Reason.DAY_IN_FUTURE: lambda: scene.draft(measured_on=TODAY + timedelta(days=1)),
        Reason.PERIOD_EMPTY: lambda: scene.draft(valid_before=TODAY),
        Reason.SEAT_POLICY_TOO_LONG: lambda: scene.draft(valid_before=date(2027, 3, 3)),
        Reason.WHY_NAMES_AMOUNTS: lambda: scene.draft(why="Omdat zij € 75,60 vragen."),
        Reason.ANSWER_NEEDS_REASON: lambda: scene.draft(why=""),
    }

    for reason, call in tries.items():
        assert reason_of(call) is reason
    assert not SeatPolicy.objects.exists()


def test_writing_a_policy_again_asks_for_both_words_again(scene):
    policy = scene.draft()
    scene.propose(policy)

    again = scene.draft(
        Rules(Shape.ABOUT, 10, {}, {Criterion.CLIENTS: 1}),
        chooser=Chooser.SOCIAL_TEAM,
        by=scene.social,
    )

    assert again.pk == policy.pk
    assert list(again.words.values_list("chooser", flat=True)) == ["social_team"]
    assert not SeatSelection.objects.exists()


def test_a_policy_that_stands_cannot_be_dropped_and_one_in_the_making_can(scene):
    standing = scene.standing()
    making = scene.draft()

    actions.drop_seat_policy(policy=making, by=scene.purchaser, at=NOON)

    assert (
        reason_of(lambda: actions.drop_seat_policy(policy=standing, by=scene.purchaser, at=NOON))
        is Reason.SEAT_POLICY_STANDS
    )
    assert list(SeatPolicy.objects.all()) == [standing]


def test_providers_read_what_stands_without_figures_and_nothing_in_the_making(scene):
    standing = scene.standing()
    making = scene.draft()
    selection = scene.propose(making)
    reader = factories.actor(scene.providers[0], Role.DIRECTOR)
    stranger = factories.actor(factories.provider(factories.region("Elders")), Role.DIRECTOR)

    assert list(queries.seat_policies(scene.table, seen_by=reader)) == [standing]
    assert list(queries.seat_policies(scene.table, seen_by=stranger)) == []
    assert queries.open_selection(making, seen_by=reader) is None
    assert queries.open_selection(making, seen_by=scene.purchaser) == selection
    names = queries.coverage_names(scene.table, on=TODAY, seen_by=reader)
    common = {"measured_on": TODAY, "names": names, "on": TODAY}
    seen = queries.seat_facts(scene.region.pk, **common, seen_by=reader)
    assert seen
    assert all(one.figures == {} for one in seen)
    assert queries.seat_facts(scene.region.pk, **common, seen_by=stranger) == []


def test_a_provider_says_what_it_does_and_the_region_can_for_any(scene):
    facet, other = scene.result("Zelfstandig wonen"), scene.result("Terug naar school")
    provider, competitor = scene.providers[:2]
    director = factories.actor(provider, Role.DIRECTOR)

    def state(of, facets, by):
        return actions.state_served(region=scene.region, provider=of, facets=facets, by=by, at=NOON)

    assert state(provider, [facet.pk], director) == 1
    assert state(provider, [other.pk], scene.purchaser) == 2
    assert (
        reason_of(lambda: state(competitor, [facet.pk], director))
        is Reason.NOT_FOR_YOUR_ORGANISATION
    )
    assert reason_of(lambda: state(provider, [999_999], director)) is Reason.FACET_UNKNOWN
    (now,) = queries.served(region=scene.region.pk, providers=[provider.pk], seen_by=director)
    assert (now.facet, now.own_word) == (other, False)
    assert Served.objects.get(facet=facet).ended_by == scene.purchaser.label


def test_a_list_has_each_name_once_and_what_is_dropped_counts_no_more(scene):
    facet = scene.result("Zelfstandig wonen", scene.providers[0])

    assert reason_of(lambda: scene.result("zelfstandig  WONEN")) is Reason.FACET_NAME_TAKEN
    assert reason_of(lambda: scene.result("  ")) is Reason.NAME_EMPTY
    actions.drop_facet(facet=facet, by=scene.purchaser, at=NOON)

    names = queries.coverage_names(scene.table, on=TODAY, seen_by=scene.purchaser)
    assert names[Criterion.RESULT] == {}
    assert Served.objects.filter(facet=facet).exists()


def test_half_days_are_stated_where_a_size_is(scene):
    one = scene.providers[0]

    def state(day, number=1250):
        return parties.state_half_days(
            region=scene.region, half_days={one.pk: number}, measured_on=day, by=SYSTEM, at=NOON
        )

    assert state(START) == 1
    assert reason_of(lambda: state(date(2021, 1, 1))) is Reason.NO_SIZE_ON_DAY
    assert reason_of(lambda: state(START, -1)) is Reason.SIZE_INVALID
    found = queries.seat_facts(
        scene.region.pk, measured_on=TODAY, names={}, on=TODAY, seen_by=scene.purchaser
    )
    known = {fact.provider: fact.figures.get(Criterion.HALF_DAYS) for fact in found}
    assert known[one.pk] == 1250
    assert known[scene.providers[1].pk] is None


def test_important_parties_are_marked_with_a_reason_until_ended(scene):
    provider = scene.providers[0]

    def mark(why="Levert de meeste zorg.", by=scene.purchaser):
        return actions.mark_important(table=scene.table, provider=provider, why=why, by=by, at=NOON)

    assert reason_of(lambda: mark(why=" ")) is Reason.ANSWER_NEEDS_REASON
    assert reason_of(lambda: mark(by=scene.social)) is Reason.ROLE_MAY_NOT
    mark()
    assert reason_of(mark) is Reason.ALREADY_IMPORTANT
    competitor = factories.actor(scene.providers[1], Role.DIRECTOR)
    assert queries.important(scene.table, on=TODAY, seen_by=scene.purchaser).count() == 1
    assert queries.important(scene.table, on=TODAY, seen_by=competitor).count() == 0

    later = NOON + timedelta(days=10)
    actions.end_important(table=scene.table, provider=provider, by=scene.purchaser, at=later)
    assert queries.important(scene.table, on=TODAY, seen_by=scene.purchaser).count() == 1
    assert queries.important(scene.table, on=later.date(), seen_by=scene.purchaser).count() == 0


@pytest.mark.capability("D092")
def test_a_table_belongs_to_its_agreement_and_meets_again_after_it_was_signed():
    region, buyer, basis, sub = factories.small_region()
    director = factories.director(factories.provider(region))
    factories.signed(factories.offer(basis), by=director)
    signing = NOON + timedelta(days=40)
    factories.signed(factories.offer(sub, at=signing), by=director, at=signing)
    table = queries.tables(region=region.pk).get(document=sub.document)
    later = NOON + timedelta(days=400)

    meeting = actions.plan_meeting(
        table=table,
        starts_at=later + timedelta(days=14),
        place="Stadshuis Nieuwegein",
        guide=factories.guide(region),
        seats={},
        represents={},
        by=factories.actor(buyer, Role.PURCHASER),
        at=later,
    )

    assert meeting.status == MeetingStatus.PLANNED
    assert meeting in queries.upcoming(region=region.pk, seen_by=SYSTEM, at=later)
    parties_of = agreements.parties_on(sub, on=later.date())
    assert parties_of.count() == 1


def test_a_table_has_a_kind(scene):
    table = actions.found_table(
        region=scene.region,
        slug="avond",
        name="Informatieavond",
        kind=TableKind.INFORMATION,
        document=scene.sub.document,
        purpose="Iedereen mag komen.",
        by=SYSTEM,
        at=NOON,
    )
    table.refresh_from_db()
    assert table.kind == TableKind.INFORMATION
    assert scene.table.kind == TableKind.NEGOTIATION
