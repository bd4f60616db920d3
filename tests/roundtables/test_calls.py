"""Calls to all providers, with cases, tranches and results (D087, D088)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from convenant.core.actors import Actor, Role
from convenant.core.calls import Advice, CallKind, CallState, Choice, bsn_like
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.parties.models import Organisation
from convenant.roundtables import actions as tables
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions import CaseText, TrancheTerms
from convenant.roundtables.models import Call, CallCase, CallResponse, Hold, RoundTable, Tranche
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables.test_development import composed, development_table, presented

pytestmark = pytest.mark.django_db

OPENS, CLOSES = NOON + timedelta(days=1), NOON + timedelta(days=8)
INSIDE, AFTER = OPENS + timedelta(hours=1), CLOSES + timedelta(hours=1)
CASES = (
    CaseText("Autisme", "Een meisje van negen met autisme gaat niet meer naar school."),
    CaseText("Dyslexie", "Drie scholen willen kinderen met dyslexie samen helpen."),
)


def written(
    table: RoundTable, *, kind: CallKind = CallKind.CASES, budget: int = 100_000_00
) -> Call:
    """A concept of a call with one tranche."""
    assignment = None
    if kind is CallKind.ASSIGNMENT:
        outcome = presented(table)
        tables.endorse(outcome=outcome, endorsed=True, why="Goed.", by=SYSTEM, at=NOON)
        assignment = tables.draft_assignment(
            outcome=outcome, title="Inloop", text="Open een inloop.", by=SYSTEM, at=NOON
        )
        tables.publish_assignment(assignment=assignment, by=SYSTEM, at=NOON)
        assignment.refresh_from_db()
    call = tables.draft_call(
        table=table,
        kind=kind,
        assignment=assignment,
        title="Wat zou u doen?",
        text="Wij zoeken nieuwe manieren.",
        by=SYSTEM,
        at=NOON,
    )
    if kind is CallKind.CASES:
        tables.set_cases(call=call, cases=CASES, by=SYSTEM, at=NOON)
    tables.set_tranche(
        call=call, number=None, terms=TrancheTerms(budget, OPENS, CLOSES), by=SYSTEM, at=NOON
    )
    return call


def published(table: RoundTable, **how: object) -> Call:
    call = tables.publish_call(call=written(table, **how), by=SYSTEM, at=NOON)  # type: ignore[arg-type]
    return queries.call(call.pk, seen_by=_buyer(table))


def _buyer(table: RoundTable) -> Actor:
    return factories.actor(_municipality(table), Role.PURCHASER)


def _municipality(table: RoundTable) -> Organisation:
    return Organisation.objects.get(
        kind="municipality", cbs="0356", participations__region=table.region
    )


def answered(call: Call, by: Actor, *, at: datetime = INSIDE) -> CallResponse:
    return tables.respond(
        tranche=call.tranches.get(),
        text="Met een netwerk.",
        answers={case.pk: "Anders dan nu." for case in call.cases.all()},
        asked=40_000_00,
        by=by,
        at=at,
    )


def test_numbers_like_a_bsn_are_found_and_phone_numbers_and_amounts_are_not() -> None:
    assert bsn_like("bsn 123456782, of 1234.56.782, of 123 456 782") == (
        "123456782",
        "1234.56.782",
        "123 456 782",
    )
    assert bsn_like("Bel 0612345678; KvK 12345678; € 123.456.789,00 en 12-05-2026") == ()


@pytest.mark.capability("D087")
def test_a_call_is_open_to_every_party_also_one_that_joins_later_and_to_no_developer_first() -> (
    None
):
    table = composed(development_table()[0])
    developer = factories.director(table.members.filter(known="existing").get().provider)
    other = factories.director(factories.provider(table.region))
    concept = written(table, kind=CallKind.ASSIGNMENT)

    for provider in (developer, other):
        assert not queries.calls(region=table.region_id, seen_by=provider).exists()
    call = tables.publish_call(call=concept, by=SYSTEM, at=NOON)
    later = factories.director(factories.provider(table.region))
    for provider in (developer, other, later):
        assert list(queries.calls(region=table.region_id, seen_by=provider)) == [call]
        refused = permissions.may_respond(provider, call.tranches.get(), at=NOON)
        assert refused.reason is Reason.TRANCHE_NOT_YET
        assert answered(call, provider).received_at == INSIDE
    names = {
        field.name for model in (Call, Tranche, CallResponse) for field in model._meta.get_fields()
    }
    assert not {"priority", "addressees", "invited", "developer", "preferred"} & names


def test_who_is_of_another_region_or_no_provider_does_not_answer() -> None:
    table = development_table()[0]
    call = published(table)
    stranger = factories.director(factories.provider(factories.region("Elders")))

    for somebody, reason in (
        (stranger, Reason.NOT_FOR_YOUR_ORGANISATION),
        (_buyer(table), Reason.CALL_ONLY_FOR_PROVIDERS),
    ):
        with pytest.raises(Refused) as refusal:
            answered(call, somebody)
        assert refusal.value.reason is reason
    assert not CallResponse.objects.exists()


def test_an_answer_changes_until_the_closing_and_not_after_it() -> None:
    table = development_table()[0]
    call = published(table)
    provider = factories.director(factories.provider(table.region))

    first = answered(call, provider)
    again = answered(call, provider, at=CLOSES - timedelta(seconds=1))
    assert (again.pk, again.receipt) == (first.pk, first.receipt)
    assert Task.objects.filter(key__startswith=f"receipt:{first.pk}").count() == 2
    with pytest.raises(Refused) as refusal:
        answered(call, provider, at=CLOSES)
    assert refusal.value.reason is Reason.TRANCHE_CLOSED


def test_every_case_asks_for_an_answer() -> None:
    table = development_table()[0]
    call = published(table)
    provider = factories.director(factories.provider(table.region))

    with pytest.raises(Refused) as refusal:
        tables.respond(
            tranche=call.tranches.get(), text="x", answers={}, asked=None, by=provider, at=INSIDE
        )
    assert refusal.value.reason is Reason.CASES_UNANSWERED


def test_nobody_reads_an_answer_before_the_closing_and_a_competitor_never() -> None:
    table = development_table()[0]
    call = published(table)
    provider = factories.director(factories.provider(table.region))
    competitor = factories.director(factories.provider(table.region))
    buyer = _buyer(table)
    answered(call, provider)

    assert queries.responses(call, at=INSIDE, seen_by=provider).count() == 1
    assert not queries.responses(call, at=INSIDE, seen_by=buyer).exists()
    assert list(queries.response_counts([call], seen_by=buyer).values()) == [1]
    assert queries.responses(call, at=CLOSES, seen_by=buyer).count() == 1
    for moment in (INSIDE, AFTER):
        assert not queries.responses(call, at=moment, seen_by=competitor).exists()
        assert queries.response_counts([call], seen_by=competitor) == {}


@pytest.mark.capability("D088")
def test_cases_are_answered_advised_on_by_a_social_team_and_then_decided() -> None:
    table = development_table()[0]
    call = published(table)
    provider = factories.director(factories.provider(table.region))
    buyer = _buyer(table)
    social = factories.actor(_municipality(table), Role.SOCIAL_TEAM_MEMBER)
    response = answered(call, provider)
    assert {one.case.title: one.text for one in response.answers.all()} == dict.fromkeys(
        ("Autisme", "Dyslexie"), "Anders dan nu."
    )

    def choose(at: datetime = AFTER) -> CallResponse:
        return tables.choose(
            response=response,
            choice=Choice.CHOSEN,
            awarded=40_000_00,
            why="Vernieuwend.",
            by=buyer,
            at=at,
        )

    with pytest.raises(Refused) as refusal:
        tables.advise(response=response, advice=Advice.POSITIVE, why="Ja.", by=social, at=INSIDE)
    assert refusal.value.reason is Reason.TRANCHE_OPEN
    with pytest.raises(Refused) as refusal:
        choose()
    assert refusal.value.reason is Reason.ADVICE_MISSING
    tables.advise(
        response=response, advice=Advice.CONDITION, why="Met de school erbij.", by=social, at=AFTER
    )
    assert choose().awarded == 40_000_00
    tranche = tables.publish_results(tranche=call.tranches.get(), by=buyer, at=AFTER)
    assert tranche.results_at == AFTER
    (chosen,) = queries.call_results(call)
    assert (chosen.provider_id, chosen.choice_why) == (provider.organisation, "Vernieuwend.")
    fresh = queries.call(call.pk, seen_by=provider)
    assert queries.state_of_call(fresh, at=AFTER) is CallState.DECIDED


def test_a_case_with_a_number_of_somebody_is_refused_and_nothing_changes() -> None:
    table = development_table()[0]
    call = written(table)

    with pytest.raises(Refused) as refusal:
        tables.set_cases(call=call, cases=[CaseText("Jan", "BSN 123456782.")], by=SYSTEM, at=NOON)
    assert refusal.value.reason is Reason.NUMBER_OF_SOMEBODY
    assert refusal.value.values == {"numbers": "123456782"}
    assert CallCase.objects.filter(call=call).count() == len(CASES)


def _decided(call: Call, buyer: Actor, awards: list[int]) -> None:
    social = factories.actor(_municipality(call.table), Role.SOCIAL_TEAM_MEMBER)
    for _one in awards:
        answered(call, factories.director(factories.provider(call.table.region)))
    for response, cents in zip(CallResponse.objects.order_by("pk"), awards, strict=True):
        tables.advise(response=response, advice=Advice.POSITIVE, why="Ja.", by=social, at=AFTER)
        tables.choose(
            response=response,
            choice=Choice.CHOSEN,
            awarded=cents,
            why="Goed.",
            by=buyer,
            at=AFTER,
        )


def test_awards_fill_a_budget_to_the_cent_and_never_exceed_it() -> None:
    table = development_table()[0]
    call, buyer = published(table, budget=100_00), _buyer(table)

    _decided(call, buyer, [60_00, 40_00])
    assert queries.leftover(call) == {call.tranches.get().pk: 0}
    response = CallResponse.objects.order_by("pk").first()
    assert response
    with pytest.raises(Refused) as refusal:
        tables.choose(
            response=response,
            choice=Choice.CHOSEN,
            awarded=60_01,
            why="Meer.",
            by=buyer,
            at=AFTER,
        )
    assert refusal.value.reason is Reason.AWARD_TOO_LARGE
    assert refusal.value.values == {"left_over": "6000"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Tranche.objects.update(awarded=100_01)


def test_what_is_left_moves_to_another_tranche_with_a_reason() -> None:
    table = development_table()[0]
    call, buyer = published(table, budget=100_00), _buyer(table)
    second = tables.set_tranche(
        call=call,
        number=None,
        terms=TrancheTerms(50_00, AFTER + timedelta(days=2), AFTER + timedelta(days=9)),
        by=buyer,
        at=INSIDE,
    )
    first = call.tranches.get(number=1)

    def move(cents: int, why: str = "Er was weinig aanbod.") -> None:
        tables.move_budget(source=first, target=second, cents=cents, why=why, by=buyer, at=AFTER)

    for cents, why, reason in (
        (100_01, "Meer", Reason.MOVE_TOO_LARGE),
        (10_00, " ", Reason.ANSWER_NEEDS_REASON),
        (0, "Niets", Reason.AMOUNT_NOT_POSITIVE),
    ):
        with pytest.raises(Refused) as refusal:
            move(cents, why)
        assert refusal.value.reason is reason
    move(30_00)
    assert queries.leftover(call) == {first.pk: 70_00, second.pk: 80_00}
    assert [one.cents for one in queries.moves(call)] == [30_00]


def test_results_wait_until_every_answer_is_decided() -> None:
    table = development_table()[0]
    call, buyer = published(table), _buyer(table)
    answered(call, factories.director(factories.provider(table.region)))

    with pytest.raises(Refused) as refusal:
        tables.publish_results(tranche=call.tranches.get(), by=buyer, at=AFTER)
    assert refusal.value.reason is Reason.RESPONSES_UNDECIDED
    assert not queries.call_results(call).exists()


def test_an_answered_question_is_read_by_all_and_an_open_one_by_no_competitor() -> None:
    table = development_table()[0]
    call, buyer = published(table), _buyer(table)
    asker = factories.director(factories.provider(table.region))
    competitor = factories.director(factories.provider(table.region))
    question = tables.ask_about_call(call=call, text="Mag het met twee?", by=asker, at=NOON)

    assert queries.call_questions(call, seen_by=asker).exists()
    assert not queries.call_questions(call, seen_by=competitor).exists()
    tables.answer_about_call(question=question, answer="Ja.", by=buyer, at=NOON)
    assert queries.call_questions(call, seen_by=competitor).get().answer == "Ja."


def test_a_call_that_names_dividing_clients_waits_for_the_chair_and_is_a_concept_when_refused() -> (
    None
):
    table = development_table()[0]
    call = written(table)
    tables.change_call(
        call=call,
        title="Samen",
        text="Verdeling van de cliënten over de wijken.",
        by=SYSTEM,
        at=NOON,
    )
    provider = factories.director(factories.provider(table.region))

    held = tables.publish_call(call=call, by=SYSTEM, at=NOON)
    assert held.held
    assert not queries.calls(region=table.region_id, seen_by=provider).exists()
    tables.decide_hold(
        hold=table.holds.get(), released=False, why="Dit mag niet.", by=SYSTEM, at=NOON
    )
    held.refresh_from_db()
    assert (held.held, held.published_at) == (False, None)


def test_an_answer_that_the_chair_refuses_can_be_given_anew() -> None:
    table = development_table()[0]
    call, buyer = published(table), _buyer(table)
    asker = factories.director(factories.provider(table.region))
    chair = factories.actor(_municipality(table), Role.CHAIR)
    question = tables.ask_about_call(call=call, text="Wat mag het kosten?", by=asker, at=NOON)
    tables.answer_about_call(question=question, answer="Hooguit € 60 per uur.", by=buyer, at=NOON)
    hold = Hold.objects.get(outcome="waiting")

    tables.decide_hold(hold=hold, released=False, why="Geen prijzen.", by=chair, at=NOON)
    question.refresh_from_db()
    assert (question.answer, question.held) == ("", False)
    assert list(queries.questions_waiting(seen_by=buyer)) == [question]
    tables.answer_about_call(question=question, answer="Dat zegt u zelf.", by=buyer, at=NOON)
    assert queries.call_questions(call, seen_by=asker).get().answer == "Dat zegt u zelf."
    assert Hold.objects.get().text == "Hooguit € 60 per uur."


def test_a_question_that_the_chair_refuses_stays_with_who_asked_it() -> None:
    table = development_table()[0]
    call, buyer = published(table), _buyer(table)
    asker = factories.director(factories.provider(table.region))
    chair = factories.actor(_municipality(table), Role.CHAIR)
    tables.ask_about_call(call=call, text="Is € 60 per uur goed?", by=asker, at=NOON)

    tables.decide_hold(hold=Hold.objects.get(), released=False, why="Nee.", by=chair, at=NOON)
    assert not queries.call_questions(call, seen_by=buyer).exists()
    assert queries.call_questions(call, seen_by=asker).get().held
