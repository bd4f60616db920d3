"""Interests, promises, freedoms and partners at a table (D080, D081, D201, D202)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.alliance import (
    CardKind,
    Circle,
    CooperationCheck,
    PromiseOutcome,
    ReviewOutcome,
    competition_findings,
)
from convenant.core.findings import Severity
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.models import (
    AgendaItem,
    Card,
    Cooperation,
    CooperationPartner,
    Decision,
    Hold,
    Promise,
)
from tests.factories import NOON, SYSTEM
from tests.roundtables.alliance import TODAY, Here, here

pytestmark = pytest.mark.django_db
EVERYBODY = ("speaker", "small", "other", "outsider", "purchaser", "chair", "stranger")
AT_TABLE = {"speaker", "small", "other", "outsider", "purchaser", "chair"}


@pytest.fixture
def at_table() -> Here:
    return here()


def card(at_table, by="small", circle=Circle.TABLE, chosen=(), text="Wij willen rust."):
    return actions.share_card(
        table=at_table.table,
        kind=CardKind.CONCERN,
        text=text,
        circle=circle,
        chosen=[getattr(at_table, who).organisation for who in chosen],
        by=getattr(at_table, by),
        at=NOON,
    )


def change(at_table, which, text, circle, at=NOON):
    return actions.change_card(
        card=which, text=text, circle=circle, chosen=[], by=at_table.small, at=at
    )


def readers(at_table, query):
    return {who for who in EVERYBODY if query(at_table.table, seen_by=getattr(at_table, who))}


@pytest.mark.parametrize(
    ("by", "circle", "expected"),
    [
        ("small", Circle.OWN, {"small"}),
        ("small", Circle.MUNICIPALITIES, {"small", "purchaser", "chair"}),
        ("small", Circle.SIDE, {"small", "speaker", "other", "outsider"}),
        ("small", Circle.CHOSEN, {"small", "other"}),
        ("small", Circle.TABLE, AT_TABLE),
        ("purchaser", Circle.OWN, {"purchaser", "chair"}),
        ("purchaser", Circle.SIDE, {"purchaser", "chair"}),
        ("purchaser", Circle.CHOSEN, {"purchaser", "chair", "other"}),
        ("purchaser", Circle.TABLE, AT_TABLE),
    ],
)
def test_a_card_is_read_by_its_circle_only(at_table, by, circle, expected):
    card(at_table, by, circle, chosen=["other"])

    assert readers(at_table, queries.cards) == expected


def test_a_card_for_chosen_organisations_names_them(at_table):
    with pytest.raises(Refused) as refused:
        card(at_table, circle=Circle.CHOSEN)

    assert refused.value.reason == Reason.CHOOSE_READERS
    assert not Card.objects.exists()


def test_a_card_is_not_shared_with_another_region(at_table):
    with pytest.raises(Refused) as refused:
        card(at_table, circle=Circle.CHOSEN, chosen=["stranger"])

    assert refused.value.reason == Reason.NOT_AT_THIS_TABLE


def test_a_card_with_an_amount_waits_for_the_chair_when_other_providers_would_read_it(at_table):
    card(at_table, text="Onder € 80 per uur stoppen wij.")

    assert readers(at_table, queries.cards) == {"small", "chair"}


def test_a_card_with_an_amount_for_the_municipalities_does_not_wait(at_table):
    card(at_table, circle=Circle.MUNICIPALITIES, text="Onder € 80 per uur stoppen wij.")

    assert readers(at_table, queries.cards) == {"small", "purchaser", "chair"}
    assert not Hold.objects.exists()


def test_a_changed_card_keeps_what_it_said_for_who_could_read_that(at_table):
    which = card(at_table, circle=Circle.OWN, text="Geheim.")
    change(at_table, which, "Wij willen rust.", Circle.TABLE)

    own = queries.card(which.pk, seen_by=at_table.small)
    others = queries.card(which.pk, seen_by=at_table.other)
    assert [row.text for row in own.readable] == ["Geheim.", "Wij willen rust."]
    assert [row.text for row in others.readable] == ["Wij willen rust."]


def test_a_card_that_is_taken_back_is_read_by_nobody_else(at_table):
    which = card(at_table)
    change(at_table, which, "Toch liever voor ons.", Circle.OWN)

    assert readers(at_table, queries.cards) == {"small"}


def test_a_held_change_does_not_show_what_was_said_to_a_narrower_circle(at_table):
    which = card(at_table, circle=Circle.MUNICIPALITIES, text="Voor de gemeente.")
    change(at_table, which, "Wij vragen € 90.", Circle.TABLE)

    assert readers(at_table, queries.cards) == {"small", "chair"}


def test_a_card_is_ended_by_its_own_party_only(at_table):
    which = card(at_table)
    with pytest.raises(Refused):
        actions.end_card(card=which, by=at_table.other, at=NOON)
    actions.end_card(card=which, by=at_table.small, at=NOON)

    with pytest.raises(Refused) as refused:
        change(at_table, which, "Nog iets.", Circle.TABLE)
    assert refused.value.reason == Reason.ALREADY_ENDED


def test_a_card_that_is_sent_twice_is_one_card(at_table):
    assert card(at_table).pk == card(at_table).pk
    assert Card.objects.count() == 1


def decided(at_table):
    at_table.publish()
    item = AgendaItem.objects.get()
    return Decision.objects.create(
        item=item, adopted=False, text="Nee.", decided_at=NOON, decided_by="Voorzitter"
    )


@pytest.mark.capability("D080")
def test_parties_share_interests_with_a_circle_they_choose_and_decisions_refer_to_them(at_table):
    decision = decided(at_table)
    shared = card(at_table)
    hidden = card(at_table, by="other", circle=Circle.MUNICIPALITIES, text="Niet voor iedereen.")
    assert [one.pk for one in queries.referable_cards(at_table.table, seen_by=at_table.chair)] == [
        shared.pk
    ]
    with pytest.raises(Refused) as refused:
        actions.refer(decision=decision, cards=[hidden], by=at_table.chair, at=NOON)
    assert refused.value.reason == Reason.CARD_NOT_SHARED
    for _ in range(2):
        actions.refer(decision=decision, cards=[shared], by=at_table.chair, at=NOON)

    (referred,) = queries.referred(decision, seen_by=at_table.outsider)
    assert referred.text.text == "Wij willen rust."
    assert not queries.referred(decision, seen_by=at_table.stranger)


def test_only_the_chair_refers(at_table):
    decision, shared = decided(at_table), card(at_table)
    with pytest.raises(Refused):
        actions.refer(decision=decision, cards=[shared], by=at_table.purchaser, at=NOON)

    assert not decision.interests.exists()


def promised(at_table, by="small", promiser="small", receiver="speaker", **more):
    return actions.promise(
        table=at_table.table,
        text=more.pop("text", "Wij sturen de cijfers."),
        promiser=at_table.organisation(promiser),
        receiver=at_table.organisation(receiver) if receiver else None,
        due_on=TODAY + timedelta(days=30),
        meeting=at_table.meeting,
        item=None,
        by=getattr(at_table, by),
        at=NOON,
    )


def test_who_takes_part_reads_promises(at_table):
    promised(at_table)

    assert readers(at_table, queries.promises) == AT_TABLE


def test_a_promise_between_others_is_written_down_by_who_runs_the_table_only(at_table):
    with pytest.raises(Refused) as refused:
        promised(at_table, by="other")

    assert refused.value.reason == Reason.PROMISE_NOT_YOURS
    assert promised(at_table, by="purchaser").pk


def test_nobody_promises_to_itself(at_table):
    with pytest.raises(Refused) as refused:
        promised(at_table, receiver="small")

    assert refused.value.reason == Reason.PROMISED_TO_ITSELF


def judge(at_table, which, by, outcome=PromiseOutcome.KEPT):
    return actions.judge_promise(
        promise=which, outcome=outcome, text="Gekregen.", by=getattr(at_table, by), at=NOON
    )


@pytest.mark.parametrize("who", ["small", "other", "purchaser"])
def test_only_the_receiver_or_the_chair_judges(at_table, who):
    which = promised(at_table)
    with pytest.raises(Refused) as refused:
        judge(at_table, which, who)

    assert refused.value.reason == Reason.JUDGED_BY_RECEIVER
    which.refresh_from_db()
    assert which.outcome == PromiseOutcome.OPEN


def test_a_promise_to_all_is_judged_by_the_chair(at_table):
    which = promised(at_table, receiver=None)
    judge(at_table, which, "chair", PromiseOutcome.PARTLY)
    which.refresh_from_db()

    assert which.outcome == PromiseOutcome.PARTLY


@pytest.mark.capability("D201")
def test_the_register_counts_kept_and_not_kept_per_party(at_table):
    kept, broken, late = (
        promised(at_table, text=text) for text in ("Cijfers.", "Verslag.", "Rooster.")
    )
    judge(at_table, kept, "speaker")
    judge(at_table, broken, "speaker", PromiseOutcome.NOT_KEPT)
    actions.explain_promise(promise=broken, text="Wij waren ziek.", by=at_table.small, at=NOON)

    (tally,) = queries.promise_tallies(
        at_table.table, on=late.due_on + timedelta(days=1), seen_by=at_table.other
    )
    assert (tally.kept, tally.partly, tally.not_kept, tally.open, tally.late) == (1, 0, 1, 1, 1)
    shown = queries.promise(broken.pk, seen_by=at_table.other)
    assert [row.text for row in shown.readable] == ["Gekregen.", "Wij waren ziek."]


def test_who_promised_is_reminded_before_the_day_and_after_it(at_table):
    which = promised(at_table)
    moments = {
        task.payload["kind"]: task.not_before_at
        for task in Task.objects.filter(key__startswith="promise_")
    }

    assert moments["promise_made"] is None
    assert moments["promise_due"].date() == which.due_on - timedelta(days=7)
    assert moments["promise_late"].date() == which.due_on + timedelta(days=1)


def test_a_promise_with_an_amount_waits_and_is_not_counted_for_others(at_table):
    promised(at_table, text="Wij vragen € 80.")

    assert readers(at_table, queries.promises) == {"small", "chair"}
    assert queries.promise_tallies(at_table.table, on=TODAY, seen_by=at_table.other) == []
    assert Promise.objects.count() == 1


def left(at_table, by="purchaser", days=30):
    return actions.leave_free(
        table=at_table.table,
        text="Zelf bepalen wanneer hulp afbouwt.",
        party=None,
        condition="De wijk hoort het vooraf.",
        review_on=TODAY + timedelta(days=days),
        by=getattr(at_table, by),
        at=NOON,
    )


def review(at_table, which, outcome, *, at, days=None):
    return actions.review_freedom(
        freedom=which,
        outcome=outcome,
        why="Het ging goed.",
        condition="De wijk hoort het binnen een week.",
        review_on=None if days is None else at.date() + timedelta(days=days),
        by=at_table.purchaser,
        at=at,
    )


@pytest.mark.capability("D081")
def test_each_freedom_has_a_condition_and_a_day_on_which_it_is_looked_at_again(at_table):
    which = left(at_table)
    later = NOON + timedelta(days=30)
    where = {"region": at_table.region.pk, "seen_by": at_table.purchaser}
    assert not queries.unreviewed(on=TODAY, **where)
    assert [row.pk for row in queries.unreviewed(on=later.date(), **where)] == [which.pk]
    review(at_table, which, ReviewOutcome.CHANGED, at=later, days=60)
    assert not queries.unreviewed(on=later.date(), **where)

    shown = queries.freedom(which.pk, seen_by=at_table.small)
    assert shown.condition == "De wijk hoort het vooraf."
    assert shown.readable[-1].condition == "De wijk hoort het binnen een week."
    assert readers(at_table, queries.freedoms) == AT_TABLE


@pytest.mark.parametrize("days", [0, -1])
def test_a_freedom_without_a_coming_review_is_refused(at_table, days):
    with pytest.raises(Refused) as refused:
        left(at_table, days=days)

    assert refused.value.reason == Reason.REVIEW_DAY_MISSING


def test_providers_do_not_leave_freedom(at_table):
    with pytest.raises(Refused):
        left(at_table, by="small")


def test_a_freedom_that_ended_is_not_reviewed_again(at_table):
    which = left(at_table)
    review(at_table, which, ReviewOutcome.ENDED, at=NOON)
    with pytest.raises(Refused) as refused:
        review(at_table, which, ReviewOutcome.CONTINUES, at=NOON, days=9)

    assert refused.value.reason == Reason.ALREADY_ENDED


def test_a_freedom_that_goes_on_needs_a_next_day(at_table):
    which = left(at_table)
    with pytest.raises(Refused) as refused:
        review(at_table, which, ReviewOutcome.CONTINUES, at=NOON)

    assert refused.value.reason == Reason.REVIEW_DAY_MISSING


FINE = {
    "same_care": True,
    "joint_price": False,
    "divides": False,
    "clients_choose": True,
    "open_to_others": True,
    "necessary": True,
}


@pytest.mark.parametrize(
    ("answers", "codes"),
    [
        ({}, {"cooperation_same_care"}),
        ({"same_care": False}, {"cooperation_chain"}),
        ({"joint_price": True}, {"cooperation_joint_price"}),
        ({"divides": True}, {"cooperation_divides"}),
        ({"clients_choose": False}, {"cooperation_no_choice"}),
        ({"open_to_others": False}, {"cooperation_closed"}),
        ({"necessary": False}, {"cooperation_unnecessary"}),
        ({"same_care": False, "joint_price": True}, {"cooperation_chain_price"}),
    ],
)
def test_the_questions_of_competition_law_find_what_they_should(answers, codes):
    found = competition_findings(CooperationCheck(**{**FINE, **answers}))

    assert {one.code for one in found} == codes


@pytest.mark.parametrize("answer", ["joint_price", "divides"])
def test_a_chain_of_different_care_is_never_blocked_for_prices_or_areas(answer):
    check = CooperationCheck(**{**FINE, "same_care": False, answer: True})

    assert all(one.severity is not Severity.BLOCKS for one in competition_findings(check))


def registered(at_table, by="small", partners=("other",), **answers):
    return actions.register_cooperation(
        table=at_table.table,
        name="Samen in de wijk",
        text="Wij delen een ruimte.",
        partners=[at_table.organisation(who) for who in partners],
        check=CooperationCheck(**{**FINE, **answers}),
        by=getattr(at_table, by),
        at=NOON,
    )


@pytest.mark.parametrize("answer", ["joint_price", "divides"])
def test_what_is_forbidden_for_sure_is_not_registered(at_table, answer):
    with pytest.raises(Refused) as refused:
        registered(at_table, **{answer: True})

    assert refused.value.reason == Reason.COOPERATION_FORBIDDEN
    assert not Cooperation.objects.exists()


@pytest.mark.parametrize("partners", [(), ("small",), ("stranger",)])
def test_a_cooperation_has_another_provider_of_the_region(at_table, partners):
    with pytest.raises(Refused):
        registered(at_table, partners=partners)


def test_the_partners_and_the_municipalities_read_a_cooperation(at_table):
    registered(at_table)

    assert readers(at_table, queries.cooperations) == {"small", "other", "purchaser", "chair"}


@pytest.mark.capability("D202")
def test_providers_seek_each_other_and_each_partner_says_itself_whether_it_takes_part(at_table):
    notice = actions.seek_partner(
        table=at_table.table, care="Dagbesteding", text="Wie doet mee?", by=at_table.small, at=NOON
    )
    actions.react_to_notice(notice=notice, text="Wij misschien.", by=at_table.other, at=NOON)
    assert readers(at_table, queries.notices) == AT_TABLE
    reactions = {
        who: len(queries.notice(notice.pk, seen_by=getattr(at_table, who)).readable)
        for who in AT_TABLE
    }
    assert {who for who, count in reactions.items() if count} == {
        "small",
        "other",
        "purchaser",
        "chair",
    }
    found = registered(at_table)
    assert [one.cooperation_id for one in queries.partners_asked(seen_by=at_table.other)] == [
        found.pk
    ]
    assert not queries.partners_asked(seen_by=at_table.small)
    actions.answer_cooperation(cooperation=found, takes_part=True, by=at_table.other, at=NOON)
    assert not CooperationPartner.objects.filter(answer="asked").exists()
    actions.end_cooperation(cooperation=found, by=at_table.other, at=NOON)
    found.refresh_from_db()
    assert found.ended_at == NOON


def test_nobody_else_says_yes_for_a_partner(at_table):
    found = registered(at_table)
    with pytest.raises(Refused):
        actions.answer_cooperation(cooperation=found, takes_part=True, by=SYSTEM, at=NOON)
    with pytest.raises(Refused):
        actions.answer_cooperation(
            cooperation=found, takes_part=True, by=at_table.outsider, at=NOON
        )

    assert CooperationPartner.objects.filter(answer="asked").count() == 1


def test_one_does_not_react_to_ones_own_notice_nor_to_a_closed_one(at_table):
    notice = actions.seek_partner(
        table=at_table.table, care="Dagbesteding", text="Wie doet mee?", by=at_table.small, at=NOON
    )
    with pytest.raises(Refused) as refused:
        actions.react_to_notice(notice=notice, text="Wij.", by=at_table.small, at=NOON)
    assert refused.value.reason == Reason.OWN_NOTICE
    actions.end_notice(notice=notice, by=at_table.small, at=NOON)
    with pytest.raises(Refused) as refused:
        actions.react_to_notice(notice=notice, text="Wij.", by=at_table.other, at=NOON)
    assert refused.value.reason == Reason.ALREADY_ENDED
