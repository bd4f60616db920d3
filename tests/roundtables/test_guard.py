"""Texts that wait for the chair, and the chair's statement."""

from __future__ import annotations

import pytest

from convenant.core.actors import PUBLIC, Role
from convenant.core.agenda import ItemKind
from convenant.core.contributions import Target
from convenant.core.guard import HoldOutcome, HoldSubject, statement_on
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.jobs.worker.letters.guard import KINDS
from convenant.jobs.worker.work import Work
from convenant.outbox.models import Task
from convenant.roundtables import actions, permissions, queries
from convenant.roundtables.models import (
    AgendaItem,
    Contribution,
    Hold,
    Meeting,
    MinutesVersion,
    Statement,
)
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def talking():
    """An open item, its chair, and two providers."""
    region, buyer, _, sub = factories.small_region()
    one, other = factories.provider(region), factories.provider(region)
    item = factories.open_item(factories.published(sub), about=sub, seated=[one])
    return (
        item,
        factories.actor(buyer, Role.CHAIR),
        factories.director(one),
        factories.director(other),
        factories.actor(buyer, Role.PURCHASER),
    )


def said(item, by, text="Wij vragen € 45 per uur."):
    return actions.contribute(item=item, target=Target.ITEM, key="", text=text, by=by, at=NOON)


def refused(what, **kwargs):
    with pytest.raises(Refused) as refusal:
        what(**kwargs)
    return refusal.value.reason


@pytest.mark.capability("D078")
def test_amounts_wait_for_the_chair_in_items_in_remarks_and_in_minutes(talking):
    item, chair, maker, other, purchaser = talking

    remark = said(item, maker)
    open_one = said(item, other, "De tekst is duidelijk.")
    actions.make_statement(meeting=item.meeting, by=chair, at=NOON)
    factories.attended(item.meeting)
    actions.hold_meeting(meeting=item.meeting, by=chair, at=NOON)
    minutes = actions.begin_minutes(
        meeting=item.meeting, text="Wij spraken over € 45.", by=chair, at=NOON
    )

    following = factories.meeting(item.meeting.table)
    actions.put_on_agenda(
        meeting=following,
        title="Tarief 62,50",
        kind=ItemKind.CONTENT,
        explanation="",
        version=None,
        raised_by=item.raised_by,
        by=purchaser,
        at=NOON,
    )

    waiting = queries.waiting_holds(item.meeting.table, seen_by=chair)
    assert {one.subject for one in waiting} >= {HoldSubject.CONTRIBUTION, HoldSubject.ITEM}
    assert AgendaItem.objects.get(meeting=following).held
    assert remark.held
    assert not open_one.held
    assert actions.share_minutes(minutes=minutes, by=chair, at=NOON).held
    assert not MinutesVersion.objects.exists()
    for viewer in (other, purchaser):
        assert list(queries.contributions(item, seen_by=viewer)) == [open_one]
        assert queries.item(item.pk, seen_by=viewer).said == 1
        known = queries.waiting_holds(item.meeting.table, seen_by=viewer)
        assert HoldSubject.CONTRIBUTION not in {one.subject for one in known}
    assert remark in queries.contributions(item, seen_by=maker)
    assert refused(actions.publish_agenda, meeting=_confirmed(following), by=chair, at=NOON) is (
        Reason.ITEMS_HELD
    )


def _confirmed(meeting):
    return actions.confirm_meeting(meeting=meeting, by=SYSTEM, at=NOON)


@pytest.mark.parametrize("released", [True, False])
def test_the_chair_decides_once_with_a_reason_and_it_stays_in_the_register(talking, released):
    item, chair, maker, other, purchaser = talking
    remark = said(item, maker)
    hold = Hold.objects.get()

    def decide(by=chair, why="Een bedrag van de gemeente zelf."):
        return actions.decide_hold(hold=hold, released=released, why=why, by=by, at=NOON)

    assert refused(decide, by=purchaser) is Reason.ROLE_MAY_NOT
    assert refused(decide, by=maker) is Reason.NOT_FOR_YOUR_ORGANISATION
    assert refused(decide, why="  ") is Reason.ANSWER_NEEDS_REASON
    assert Hold.objects.get().outcome == HoldOutcome.WAITING
    decide()

    assert refused(decide) is Reason.HOLD_ALREADY_DECIDED
    seen = remark in queries.contributions(item, seen_by=other)
    assert seen is released
    (kept,) = queries.decided_holds(item.meeting.table, seen_by=chair)
    assert (kept.text, kept.why) == (remark.text, "Een bedrag van de gemeente zelf.")
    assert not queries.decided_holds(item.meeting.table, seen_by=other).exists()


def test_a_held_text_is_for_its_maker_and_the_chair_only(talking):
    item, chair, maker, other, purchaser = talking
    said(item, maker)
    hold = Hold.objects.get()
    elsewhere = factories.region("Elders")
    far = factories.municipality(elsewhere, name="Houten", cbs="0321")
    stranger = factories.actor(far, Role.CHAIR)

    for viewer in (chair, maker):
        assert queries.hold(hold.pk, seen_by=viewer) == hold
    for viewer in (other, purchaser, stranger, PUBLIC):
        with pytest.raises(Hold.DoesNotExist):
            queries.hold(hold.pk, seen_by=viewer)
        assert not queries.own_holds(seen_by=viewer).exists()
    assert [(table.pk, count) for table, count in queries.waiting_counts(seen_by=chair)] == [
        (item.meeting.table_id, 1)
    ]
    assert queries.waiting_counts(seen_by=purchaser) == []


def test_a_text_written_again_without_the_amount_passes_and_both_stay_in_the_register(talking):
    item, chair, maker, *_ = talking
    actions.make_statement(meeting=item.meeting, by=chair, at=NOON)
    factories.attended(item.meeting)
    actions.hold_meeting(meeting=item.meeting, by=chair, at=NOON)
    minutes = actions.begin_minutes(meeting=item.meeting, text="Besproken.", by=chair, at=NOON)
    actions.share_minutes(minutes=minutes, by=chair, at=NOON)
    comment = actions.comment_on_minutes(
        minutes=minutes, text="Er stond € 45 op het bord.", by=maker, at=NOON
    )
    hold = Hold.objects.get()
    assert comment.held

    assert actions.rewrite(hold=hold, text="Nog steeds 45 euro.", by=maker, at=NOON)
    again = Hold.objects.get(outcome=HoldOutcome.WAITING)
    assert not actions.rewrite(hold=again, text="Er stond iets op het bord.", by=maker, at=NOON)

    comment.refresh_from_db()
    assert (comment.held, comment.text) == (False, "Er stond iets op het bord.")
    kept = Hold.objects.order_by("pk").values_list("outcome", "text", "rewritten")
    assert list(kept) == [
        (HoldOutcome.REWRITTEN, "Er stond € 45 op het bord.", "Nog steeds 45 euro."),
        (HoldOutcome.REWRITTEN, "Nog steeds 45 euro.", "Er stond iets op het bord."),
    ]
    assert refused(actions.rewrite, hold=again, text="Hoi", by=maker, at=NOON) is (
        Reason.HOLD_ALREADY_DECIDED
    )


def test_only_its_maker_writes_a_text_again_and_remarks_at_their_own_form(talking):
    item, chair, maker, other, _ = talking
    said(item, maker)
    hold = Hold.objects.get()

    for by in (other, chair):
        assert refused(actions.rewrite, hold=hold, text="Goed", by=by, at=NOON) is (
            Reason.HOLD_NOT_YOURS
        )
    assert refused(actions.rewrite, hold=hold, text=" ", by=maker, at=NOON) is (
        Reason.CONTRIBUTION_EMPTY
    )
    elsewhere = refused(actions.rewrite, hold=hold, text="Goed", by=maker, at=NOON)
    assert elsewhere is Reason.HOLD_REWRITTEN_ELSEWHERE
    assert Contribution.objects.get().held


def test_an_item_written_again_passes_by_itself(talking):
    item, chair, _, _, purchaser = talking
    following = factories.meeting(item.meeting.table)

    def change(title):
        return actions.change_item(
            item=held,
            kind=ItemKind.CONTENT,
            title=title,
            explanation="",
            by=purchaser,
            at=NOON,
        )

    held = actions.put_on_agenda(
        meeting=following,
        title="Het wordt 45 euro",
        explanation="",
        version=None,
        raised_by=item.raised_by,
        by=purchaser,
        at=NOON,
    )
    assert change("Het wordt 46 euro").held
    assert not change("De opbouw van de tekst").held
    assert not queries.waiting_holds(following.table, seen_by=chair).exists()
    assert Hold.objects.filter(outcome=HoldOutcome.REWRITTEN).count() == 2


def test_mail_says_that_something_waits_and_never_what(talking):
    item, chair, maker, *_ = talking
    said(item, maker)

    def letters(kind, **payload):
        work = Work(key="x", payload=payload, interrupted=False, by=SYSTEM, at=NOON)
        found = list(KINDS[kind].recipients(work))
        to = {"to": found[0].address, "name": found[0].name, "person": found[0].person}
        written = KINDS[kind].letter(
            Work(key="y", payload={**payload, **to}, interrupted=False, by=SYSTEM, at=NOON)
        )
        return found, written

    task = Task.objects.get(topic="mail", payload__kind="hold_waiting")
    to, letter = letters("hold_waiting", hold=task.payload["hold"])
    assert [one.person for one in to] == [chair.person]
    assert "45" not in letter.subject + letter.body
    assert "/bewaking/" in letter.body
    actions.decide_hold(hold=Hold.objects.get(), released=False, why="Nee", by=chair, at=NOON)
    to, letter = letters("hold_decided", hold=task.payload["hold"])
    assert [one.person for one in to] == [maker.person]
    assert "45" not in letter.subject + letter.body
    work = Work(
        key="x",
        payload={**task.payload, "to": "a@b.example", "name": "A", "person": 1},
        interrupted=False,
        by=SYSTEM,
        at=NOON,
    )
    assert KINDS["hold_waiting"].letter(work) is None


def test_a_meeting_is_held_only_after_the_statement_of_its_chair(talking):
    item, chair, maker, _, purchaser = talking
    factories.attended(item.meeting)

    def hold():
        return actions.hold_meeting(meeting=item.meeting, by=chair, at=NOON)

    assert refused(hold) is Reason.STATEMENT_MISSING
    assert refused(actions.make_statement, meeting=item.meeting, by=purchaser, at=NOON) is (
        Reason.ROLE_MAY_NOT
    )
    assert refused(actions.make_statement, meeting=item.meeting, by=maker, at=NOON) is (
        Reason.NOT_FOR_YOUR_ORGANISATION
    )
    assert not Statement.objects.exists()
    made = actions.make_statement(
        meeting=item.meeting, by=factories.without_second_factor(chair), at=NOON
    )

    assert made.text == statement_on(NOON.date()).text
    assert queries.statement_of(item.meeting).made_by == chair.label
    assert refused(actions.make_statement, meeting=item.meeting, by=chair, at=NOON) is (
        Reason.STATEMENT_ALREADY_MADE
    )
    hold()


def test_the_statement_is_made_once_the_agenda_is_published(talking):
    item, chair, *_ = talking
    following = factories.meeting(item.meeting.table)

    assert refused(actions.make_statement, meeting=following, by=chair, at=NOON) is (
        Reason.AGENDA_NOT_PUBLISHED
    )
    assert permissions.statement_made(Meeting.objects.get(pk=following.pk)).reason is (
        Reason.STATEMENT_MISSING
    )


def test_who_gives_roles_hears_that_texts_wait_without_a_chair():
    region, buyer, _, sub = factories.small_region()
    maker = factories.director(factories.provider(region))
    item = factories.open_item(factories.published(sub), about=sub)
    administrator = factories.actor(buyer, Role.ADMINISTRATOR)

    def waits():
        return queries.waiting_without_chair(
            region=region.pk, on=NOON.date(), seen_by=administrator
        )

    assert not waits()
    said(item, maker)
    assert waits()
    factories.actor(buyer, Role.CHAIR)
    assert not waits()
