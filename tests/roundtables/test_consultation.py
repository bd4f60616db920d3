"""Asking the represented before a meeting, and reporting back after it (D073)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.audit.models import Event
from convenant.core.lifecycles import MeetingStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.models import (
    AgendaItem,
    ConsultationAnswer,
    ConsultationRound,
    Hold,
    Representation,
)
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables.alliance import Here, here

pytestmark = pytest.mark.django_db
EVERYBODY = ("speaker", "small", "other", "outsider", "purchaser", "chair", "stranger")


@pytest.fixture
def at_table() -> Here:
    return here()


def readers_of_answers(at_table, of):
    return {
        who
        for who in EVERYBODY
        if queries.round_answers(of, seen_by=getattr(at_table, who)).exists()
    }


def readers_of_reports(at_table, of):
    return {
        who
        for who in EVERYBODY
        if queries.report_backs([of.pk], seen_by=getattr(at_table, who)).exists()
    }


def finders(at_table):
    return {
        who
        for who in EVERYBODY
        if queries.rounds(region=at_table.region.pk, seen_by=getattr(at_table, who)).exists()
    }


def test_a_round_opens_per_item_and_speaker_when_the_agenda_is_published(at_table):
    found = at_table.publish()

    assert found.organisation_id == at_table.speaker.organisation
    assert found.closes_at == at_table.meeting.starts_at - timedelta(days=2)
    assert Task.objects.filter(key__startswith="consultation_opened").count() == 1


def test_no_round_opens_where_nobody_is_represented():
    region, buyer, _basis, sub = factories.small_region()
    meeting = factories.meeting(factories.table(sub), seated=[factories.provider(region)])
    factories.item(meeting, factories.published(sub), raised_by=buyer)
    factories.opened(meeting)

    assert not ConsultationRound.objects.exists()


def test_a_round_concerns_who_speaks_who_is_represented_and_the_municipalities(at_table):
    at_table.publish()

    assert finders(at_table) == {"speaker", "small", "other", "purchaser", "chair"}


def test_who_finds_a_voice_after_the_agenda_was_published_is_asked_too(at_table):
    at_table.publish()
    actions.represent(
        table=at_table.table,
        speakers={at_table.outsider.organisation: at_table.speaker.organisation},
        since=(NOON + timedelta(days=1)).date(),
        why="",
        by=SYSTEM,
        at=NOON + timedelta(days=1),
    )

    assert "outsider" in finders(at_table)


def test_a_round_of_an_agenda_published_late_closes_when_the_meeting_begins(at_table):
    found = at_table.publish(at=at_table.meeting.starts_at - timedelta(days=1))

    assert found.closes_at == at_table.meeting.starts_at


def test_the_speaker_asks_and_may_change_its_question_while_the_round_is_open(at_table):
    found = at_table.publish()
    for question in ("Wat vindt u van artikel 4?", "Wat vindt u van de reistijd?"):
        actions.ask_represented(consultation=found, question=question, by=at_table.speaker, at=NOON)

    read = queries.consultation(found.pk, seen_by=at_table.small)
    assert queries.question_of(read, seen_by=at_table.small) == "Wat vindt u van de reistijd?"


@pytest.mark.parametrize("who", ["small", "outsider", "purchaser", "stranger"])
def test_nobody_else_asks_the_represented(at_table, who):
    found = at_table.publish()
    with pytest.raises(Refused) as refused:
        actions.ask_represented(
            consultation=found, question="Wat?", by=getattr(at_table, who), at=NOON
        )

    assert refused.value.reason == Reason.NOT_FOR_YOUR_ORGANISATION
    found.refresh_from_db()
    assert found.question == ""


def test_only_the_speaker_and_who_answered_read_an_answer(at_table):
    found = at_table.publish()
    actions.answer_representative(
        consultation=found, text="Reistijd weegt zwaar.", by=at_table.small, at=NOON
    )

    assert readers_of_answers(at_table, found) == {"speaker", "small"}


def test_an_answer_that_is_sent_twice_is_kept_once(at_table):
    found = at_table.publish()
    for _ in range(2):
        actions.answer_representative(
            consultation=found, text="Reistijd weegt zwaar.", by=at_table.small, at=NOON
        )

    assert ConsultationAnswer.objects.count() == 1


def test_an_answer_with_a_price_waits_for_the_chair_before_the_speaker_reads_it(at_table):
    found = at_table.publish()
    actions.answer_representative(
        consultation=found, text="Wij vragen € 82,50 per uur.", by=at_table.small, at=NOON
    )

    assert readers_of_answers(at_table, found) == {"small"}
    hold = Hold.objects.get()
    actions.decide_hold(hold=hold, released=True, why="Staat in de tekst.", by=SYSTEM, at=NOON)
    assert readers_of_answers(at_table, found) == {"speaker", "small"}


def test_a_question_with_a_price_waits_for_the_chair(at_table):
    found = at_table.publish()
    actions.ask_represented(
        consultation=found, question="Vragen wij allemaal € 80?", by=at_table.speaker, at=NOON
    )
    read = {
        who: queries.question_of(
            queries.consultation(found.pk, seen_by=getattr(at_table, who)),
            seen_by=getattr(at_table, who),
        )
        for who in ("speaker", "small", "purchaser", "chair")
    }

    assert [who for who, question in read.items() if question] == ["speaker", "chair"]


@pytest.mark.parametrize("who", ["outsider", "purchaser", "stranger", "speaker"])
def test_who_is_not_represented_does_not_answer(at_table, who):
    found = at_table.publish()
    with pytest.raises(Refused):
        actions.answer_representative(
            consultation=found, text="Ja.", by=getattr(at_table, who), at=NOON
        )

    assert not ConsultationAnswer.objects.exists()


def test_a_closed_round_takes_no_answers(at_table):
    found = at_table.publish()
    with pytest.raises(Refused) as refused:
        actions.answer_representative(
            consultation=found, text="Ja.", by=at_table.small, at=found.closes_at
        )

    assert refused.value.reason == Reason.CONSULTATION_CLOSED


def test_a_report_back_waits_until_people_met(at_table):
    found = at_table.publish()
    with pytest.raises(Refused) as refused:
        actions.report_back(consultation=found, text="Gezegd.", by=at_table.speaker, at=NOON)

    assert refused.value.reason == Reason.REPORT_BACK_TOO_EARLY


def test_all_who_are_represented_read_the_report_back_and_the_town_sees_that_it_was_done(at_table):
    found = at_table.publish()
    at = at_table.met()
    actions.report_back(
        consultation=found, text="De reistijd komt terug.", by=at_table.speaker, at=at
    )

    assert readers_of_reports(at_table, found) == {"speaker", "small", "other"}
    assert queries.consultation(found.pk, seen_by=at_table.purchaser).reported


def test_a_report_back_with_an_amount_waits_for_the_chair_and_is_not_done(at_table):
    found = at_table.publish()
    at = at_table.met()
    actions.report_back(consultation=found, text="Het wordt € 79.", by=at_table.speaker, at=at)

    assert readers_of_reports(at_table, found) == {"speaker"}
    assert not queries.consultation(found.pk, seen_by=at_table.purchaser).reported


def test_a_missing_report_back_is_flagged_after_its_term_to_all_concerned(at_table):
    at_table.publish()
    at = at_table.met()

    def flagged(moment):
        return {
            who
            for who in EVERYBODY
            if queries.missing_reports(
                region=at_table.region.pk, seen_by=getattr(at_table, who), at=moment
            )
        }

    assert flagged(at + timedelta(days=6)) == set()
    assert flagged(at + timedelta(days=7)) == {"speaker", "small", "other", "purchaser", "chair"}
    assert Task.objects.get(key__startswith="reports_missing").not_before_at == at + timedelta(
        days=7
    )


@pytest.mark.capability("D073")
def test_the_represented_are_asked_before_and_told_after_and_what_is_missing_is_flagged(at_table):
    found = at_table.publish()
    assert found.opened_at < at_table.meeting.starts_at
    assert found.closes_at == at_table.meeting.starts_at - timedelta(days=2)
    actions.ask_represented(
        consultation=found, question="Wat vindt u?", by=at_table.speaker, at=NOON
    )
    actions.answer_representative(
        consultation=found, text="Reistijd weegt zwaar.", by=at_table.small, at=NOON
    )
    at = at_table.met()
    late = at + timedelta(days=8)
    where = {"region": at_table.region.pk, "at": late}
    assert len(queries.missing_reports(seen_by=at_table.small, **where)) == 1
    actions.report_back(consultation=found, text="Ik zei dat.", by=at_table.speaker, at=late)
    assert queries.missing_reports(seen_by=at_table.small, **where) == []

    (said,) = queries.said_for_us(at_table.meeting, seen_by=at_table.small)
    assert [row.text for row in said.told] == ["Ik zei dat."]
    assert [row.text for row in said.ours] == ["Reistijd weegt zwaar."]


def test_one_reads_what_was_said_for_one_and_not_what_others_answered(at_table):
    found = at_table.publish()
    item = AgendaItem.objects.get()
    actions.contribute(
        item=item, target="item", key="", text="Reistijd telt.", by=at_table.speaker, at=NOON
    )
    actions.answer_representative(
        consultation=found, text="Alleen voor u.", by=at_table.small, at=NOON
    )
    (said,) = queries.said_for_us(at_table.meeting, seen_by=at_table.other)

    assert [row.text for row in said.said] == ["Reistijd telt."]
    assert said.ours == []
    assert queries.said_for_us(at_table.meeting, seen_by=at_table.outsider) == []


def test_who_is_represented_is_who_was_at_that_meeting(at_table):
    found = at_table.publish()
    at = at_table.met()
    actions.report_back(consultation=found, text="Zo ging het.", by=at_table.speaker, at=at)
    actions.release(
        table=at_table.table,
        providers=[at_table.small.organisation],
        since=(at + timedelta(days=1)).date(),
        why="",
        by=SYSTEM,
        at=at + timedelta(days=1),
    )

    assert Representation.objects.filter(seat=found.seat_id).count() == 2
    assert readers_of_reports(at_table, found) == {"speaker", "small", "other"}


def test_a_cancelled_meeting_has_no_rounds_left(at_table):
    at_table.publish()
    type(at_table.meeting).objects.filter(pk=at_table.meeting.pk).update(
        status=MeetingStatus.CANCELLED, cancelled_at=NOON, cancelled_why="Ziek"
    )

    assert finders(at_table) == set()


def test_the_trail_never_holds_what_was_answered(at_table):
    found = at_table.publish()
    actions.answer_representative(
        consultation=found, text="Alleen voor u.", by=at_table.small, at=NOON
    )

    assert not [event for event in Event.objects.all() if "Alleen" in str(event.data)]
