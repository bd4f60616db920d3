"""Goals, actions, results and the market at a table (D083, D084, D089, D090)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.core.alliance import Aspect, GoalStatus, Stance, Subject, standing
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.roundtables import actions, queries
from convenant.roundtables.actions.market import Outcome as Published
from convenant.roundtables.models import MarketField, MarketOutcome, MarketReaction
from tests.factories import NOON
from tests.roundtables.alliance import TODAY, Here, here

pytestmark = pytest.mark.django_db
EVERYBODY = ("speaker", "small", "other", "outsider", "purchaser", "chair", "stranger")
AT_TABLE = {"speaker", "small", "other", "outsider", "purchaser", "chair"}
PLACES = [(subject, aspect) for subject in Subject for aspect in Aspect]


@pytest.fixture
def at_table() -> Here:
    return here()


def readers(at_table, query):
    return {who for who in EVERYBODY if query(at_table.table, seen_by=getattr(at_table, who))}


def goal(
    at_table, by="purchaser", owner="small", feasible=True, within="Afschaling", text="Korter."
):
    return actions.set_goal(
        table=at_table.table,
        about="Begeleiding",
        provider=None,
        text=text,
        owner=at_table.organisation(owner),
        due_on=TODAY + timedelta(days=90),
        feasible=feasible,
        within=within,
        by=getattr(at_table, by),
        at=NOON,
    )


@pytest.mark.capability("D089")
def test_the_development_agenda_has_goal_owner_day_status_and_what_fits_in_the_contract(at_table):
    now = goal(at_table)
    goal(at_table, by="other", owner="other", feasible=False, within="", text="Later.")
    actions.change_goal(
        goal=now,
        status=GoalStatus.RUNNING,
        due_on=TODAY + timedelta(days=120),
        text="Begonnen.",
        by=at_table.small,
        at=NOON,
    )
    found = queries.goals(at_table.table, seen_by=at_table.outsider)

    assert [(one.owner.name, one.status) for one in found.filter(feasible=True)] == [
        (now.owner.name, GoalStatus.RUNNING)
    ]
    assert found.count() == 2
    assert [row.text for row in queries.goal(now.pk, seen_by=at_table.other).readable] == [
        "Begonnen."
    ]
    assert readers(at_table, queries.goals) == AT_TABLE


def test_a_goal_within_the_contract_names_the_point(at_table):
    with pytest.raises(Refused) as refused:
        goal(at_table, within=" ")

    assert refused.value.reason == Reason.POINT_MISSING


def test_only_the_owner_and_who_runs_the_agenda_change_a_goal(at_table):
    which = goal(at_table)
    with pytest.raises(Refused):
        actions.change_goal(
            goal=which,
            status=GoalStatus.REACHED,
            due_on=TODAY,
            text="Klaar.",
            by=at_table.other,
            at=NOON,
        )

    which.refresh_from_db()
    assert which.status == GoalStatus.PLANNED


def action(at_table, by="purchaser", owner="small"):
    return actions.add_action(
        table=at_table.table,
        text="Stuur het rooster.",
        owner=at_table.organisation(owner),
        due_on=TODAY + timedelta(days=9),
        meeting=at_table.meeting,
        by=getattr(at_table, by),
        at=NOON,
    )


def test_an_action_is_done_once_by_its_owner_or_who_keeps_the_list(at_table):
    which = action(at_table)
    assert [one.pk for one in queries.own_actions(seen_by=at_table.small)] == [which.pk]
    with pytest.raises(Refused):
        actions.finish_action(action=which, by=at_table.other, at=NOON)
    actions.finish_action(action=which, by=at_table.small, at=NOON)
    with pytest.raises(Refused) as refused:
        actions.finish_action(action=which, by=at_table.small, at=NOON)

    assert refused.value.reason == Reason.ALREADY_ENDED
    assert not queries.own_actions(seen_by=at_table.small)


def test_an_action_that_is_sent_twice_is_one_action(at_table):
    assert action(at_table).pk == action(at_table).pk


def result(at_table):
    return actions.define_result(
        table=at_table.table,
        title="Zelf verder",
        text="De inwoner kan zonder hulp verder.",
        funding="De helft na het resultaat.",
        by=at_table.purchaser,
        at=NOON,
    )


def stand(at_table, which, who, stance, text=""):
    return actions.take_stance(
        result=which, stance=stance, text=text, by=getattr(at_table, who), at=NOON
    )


@pytest.mark.capability("D084")
def test_providers_take_part_in_a_result_and_each_party_agrees_or_disputes(at_table):
    which = result(at_table)
    actions.contribute_to_result(
        result=which, text="Meet het na een half jaar.", by=at_table.small, at=NOON
    )
    stand(at_table, which, "small", Stance.AGREED)
    stand(at_table, which, "other", Stance.DISPUTED, "De helft is te veel.")
    read = queries.result(which.pk, seen_by=at_table.outsider)

    assert [one.organisation_id for one in read.brought] == [at_table.small.organisation]
    assert {(one.stance, one.text) for one in read.readable[-1].said} == {
        ("agreed", ""),
        ("disputed", "De helft is te veel."),
    }
    assert standing(Stance(one.stance) for one in read.readable[-1].said) is Stance.DISPUTED
    assert readers(at_table, queries.results) == AT_TABLE


def test_who_disputes_says_why(at_table):
    which = result(at_table)
    with pytest.raises(Refused) as refused:
        stand(at_table, which, "small", Stance.DISPUTED, " ")

    assert refused.value.reason == Reason.ANSWER_NEEDS_REASON


def test_a_result_that_is_written_again_asks_everybody_again_and_keeps_what_it_said(at_table):
    which = result(at_table)
    stand(at_table, which, "small", Stance.AGREED)
    actions.redefine_result(
        result=which,
        title="Zelf verder",
        text="Een half jaar zonder hulp.",
        funding="Een derde na het resultaat.",
        by=at_table.purchaser,
        at=NOON,
    )
    read = queries.result(which.pk, seen_by=at_table.small)

    assert [one.number for one in read.readable] == [1, 2]
    assert read.readable[-1].said == []
    assert standing([]) is None


def test_a_result_with_a_price_waits_and_its_title_is_seen_by_nobody_else(at_table):
    actions.define_result(
        table=at_table.table,
        title="Voor € 500",
        text="Klaar.",
        funding="Per stuk.",
        by=at_table.purchaser,
        at=NOON,
    )

    assert readers(at_table, queries.results) == {"purchaser", "chair"}


def test_a_contribution_with_a_price_waits_for_the_chair(at_table):
    which = result(at_table)
    actions.contribute_to_result(result=which, text="Wij vragen € 80.", by=at_table.small, at=NOON)

    assert queries.result(which.pk, seen_by=at_table.other).brought == []
    assert len(queries.result(which.pk, seen_by=at_table.small).brought) == 1


def market(at_table, by="purchaser", **more):
    given = {
        "questions": {place: f"Wat vindt u van {place[0]}, {place[1]}?" for place in PLACES},
        "opens_on": TODAY,
        "closes_on": TODAY + timedelta(days=14),
    }
    return actions.open_market(
        table=at_table.table,
        title="Inkoop 2027",
        text="Wij toetsen onze plannen.",
        by=getattr(at_table, by),
        at=NOON,
        **{**given, **more},
    )


def react(at_table, which, who="small", at=NOON):
    field = MarketField.objects.get(
        consultation=which, subject=Subject.STRATEGY, aspect=Aspect.VOLUMES
    )
    return actions.answer_market(
        field=field, text="Wij kunnen 40 plekken aan.", by=getattr(at_table, who), at=at
    )


def outcome(at_table, which, at, by="purchaser", places=PLACES):
    said = Published("Te veel plekken.", "Minder plekken.", "Zo past het.")
    return actions.publish_market(
        market=which,
        outcomes=dict.fromkeys(places, said),
        by=getattr(at_table, by),
        at=at,
    )


def seen_reactions(at_table, which):
    return {
        who
        for who in AT_TABLE
        if any(
            field.readable
            for field in queries.market(which.pk, seen_by=getattr(at_table, who)).asked
        )
    }


@pytest.mark.capability("D083")
def test_strategy_and_requirements_are_tested_on_content_and_volumes_and_changes_published(
    at_table,
):
    which = market(at_table)
    assert MarketField.objects.filter(consultation=which).count() == 4
    react(at_table, which)
    assert seen_reactions(at_table, which) == {"small", "purchaser", "chair"}
    after = NOON + timedelta(days=15)
    outcome(at_table, which, after)

    published = queries.market_outcomes(which, seen_by=at_table.outsider)
    assert {(one.text, one.why) for one in published} == {("Minder plekken.", "Zo past het.")}
    assert published.count() == 4
    assert seen_reactions(at_table, which) == {"small", "purchaser", "chair"}
    with pytest.raises(Refused) as refused:
        outcome(at_table, which, after)
    assert refused.value.reason == Reason.MARKET_PUBLISHED


@pytest.mark.parametrize("days", [-1, 15])
def test_reactions_are_taken_in_the_period_only(at_table, days):
    which = market(at_table)
    with pytest.raises(Refused) as refused:
        react(at_table, which, at=NOON + timedelta(days=days))

    assert refused.value.reason == Reason.MARKET_NOT_OPEN
    assert not MarketReaction.objects.exists()


def test_the_outcome_is_not_published_while_it_is_open(at_table):
    which = market(at_table)
    with pytest.raises(Refused) as refused:
        outcome(at_table, which, NOON)

    assert refused.value.reason == Reason.MARKET_STILL_OPEN


def test_the_outcome_says_something_of_all_four_fields(at_table):
    which = market(at_table)
    with pytest.raises(Refused) as refused:
        outcome(at_table, which, NOON + timedelta(days=15), places=PLACES[:3])

    assert refused.value.reason == Reason.MARKET_FIELDS_MISSING
    assert not MarketOutcome.objects.exists()


def test_a_market_consultation_asks_all_four_questions_in_a_period_that_goes_forward(at_table):
    with pytest.raises(Refused) as refused:
        market(at_table, questions={PLACES[0]: "Wat vindt u?"})
    assert refused.value.reason == Reason.MARKET_FIELDS_MISSING
    with pytest.raises(Refused) as refused:
        market(at_table, opens_on=TODAY + timedelta(days=20))
    assert refused.value.reason == Reason.PERIOD_BACKWARDS


def test_providers_do_not_open_a_market_consultation_nor_do_towns_react(at_table):
    with pytest.raises(Refused):
        market(at_table, by="small")
    with pytest.raises(Refused):
        react(at_table, market(at_table), who="purchaser")


def test_lists_ask_the_same_number_of_questions_for_1_and_for_30_rows(at_table):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            list(queries.goals(at_table.table, seen_by=at_table.small))
            list(queries.results(at_table.table, seen_by=at_table.small))
            list(queries.cards(at_table.table, seen_by=at_table.small))
        return len(captured)

    goal(at_table)
    stand(at_table, result(at_table), "small", Stance.AGREED)
    few = asked()
    for number in range(29):
        goal(at_table, text=f"Doel {number}")

    assert asked() == few
