"""Minutes: written by several, screened, shared, commented on, approved by the chair, corrected."""

from __future__ import annotations

import pytest

from convenant.core.actors import PUBLIC
from convenant.core.lifecycles import MeetingStatus, MinutesStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.models import Hold, Minutes, MinutesComment
from tests import factories
from tests.factories import NOON
from tests.roundtables.minuting import DAY, LATER, Place, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def test_minutes_begin_after_the_meeting_and_once(place):
    coming = factories.meeting(place.meeting.table)
    refused(
        Reason.MEETING_NOT_HELD,
        actions.begin_minutes,
        meeting=coming,
        text="",
        by=place.purchaser,
        at=NOON,
    )

    place.begun()

    refused(Reason.MINUTES_ALREADY_BEGUN, place.begun)


@pytest.mark.parametrize("who", ["alderman", "first", "stranger"])
def test_only_who_writes_minutes_begins_and_reads_the_draft(place, who):
    somebody = getattr(place, who)
    with pytest.raises(Refused):
        actions.begin_minutes(meeting=place.meeting, text="", by=somebody, at=NOON)
    assert not Minutes.objects.exists()

    place.begun()

    found = queries.minutes_of(place.meeting, seen_by=somebody)
    assert found is None
    assert place.reads(somebody) == ""


def test_two_writers_never_overwrite_each_other_unseen(place):
    minutes = place.begun("Begin.")
    actions.write_minutes(minutes=minutes, text="Van A.", seen_edits=0, by=place.purchaser, at=NOON)

    refused(
        Reason.MINUTES_CHANGED_MEANWHILE,
        actions.write_minutes,
        minutes=minutes,
        text="Van B.",
        seen_edits=0,
        by=place.chair,
        at=NOON,
    )

    assert Minutes.objects.get().text == "Van A."
    actions.write_minutes(
        minutes=minutes, text="Van A. Van B.", seen_edits=1, by=place.chair, at=NOON
    )
    assert Minutes.objects.get().text == "Van A. Van B."


def test_saving_the_same_text_twice_is_no_conflict(place):
    minutes = place.begun("Begin.")
    for _again in range(2):
        actions.write_minutes(
            minutes=minutes, text="Nieuw.\r\n", seen_edits=0, by=place.purchaser, at=NOON
        )

    assert Minutes.objects.get().edits == 1


def test_shared_minutes_are_read_by_who_takes_part_and_they_are_told(place):
    place.shared()

    for who in (place.first, place.second, place.alderman):
        assert place.reads(who) == "Wij spraken over reistijd."
    for who in (place.stranger, PUBLIC):
        assert place.reads(who) == ""
        assert queries.minutes_of(place.meeting, seen_by=who) is None
    assert Task.objects.filter(key=f"minutes_shared:{place.meeting.pk}:1").count() == 1


def test_what_is_written_after_sharing_is_not_read_before_it_is_shared_again(place):
    minutes = place.shared()
    actions.write_minutes(
        minutes=minutes, text="Nog niet klaar", seen_edits=0, by=place.purchaser, at=NOON
    )

    assert place.reads(place.first) == "Wij spraken over reistijd."
    shown = queries.minutes_of(place.again(), seen_by=place.first)
    assert shown is not None
    assert shown.text == ""


def test_an_empty_text_is_not_shared(place):
    refused(Reason.MINUTES_EMPTY, place.shared, "  ")


def test_everybody_comments_until_the_term_is_over(place):
    minutes = place.shared()

    place.comment(minutes, by=place.second, at=NOON + 7 * DAY)
    refused(Reason.MINUTES_COMMENTS_OVER, place.comment, minutes, at=NOON + 8 * DAY)
    refused(Reason.NOT_FOR_YOUR_ORGANISATION, place.comment, minutes, by=place.stranger)
    refused(Reason.NOT_SIGNED_IN, place.comment, minutes, by=PUBLIC)

    assert MinutesComment.objects.count() == 1


def test_comments_are_not_made_on_a_draft(place):
    refused(Reason.MINUTES_NOT_SHARED, place.comment, place.begun())


def test_each_comment_is_answered_before_approval_with_what_was_done(place):
    minutes = place.shared()
    comment = place.comment(minutes)

    refused(Reason.MINUTES_COMMENTS_UNANSWERED, place.approve, minutes)
    refused(
        Reason.ANSWER_NEEDS_REASON,
        actions.answer_comment,
        comment=comment,
        adopted=False,
        text=" ",
        by=place.purchaser,
        at=LATER,
    )
    actions.answer_comment(
        comment=comment, adopted=True, text="Toegevoegd.", by=place.purchaser, at=LATER
    )
    refused(
        Reason.ALREADY_ANSWERED,
        actions.answer_comment,
        comment=comment,
        adopted=False,
        text="Toch niet.",
        by=place.purchaser,
        at=LATER,
    )

    place.approve(minutes)
    assert place.again().status == MeetingStatus.CLOSED


def test_an_answer_that_names_an_amount_is_refused(place):
    comment = place.comment(place.shared())

    refused(
        Reason.WORDS_FOR_THE_GUARD,
        actions.answer_comment,
        comment=comment,
        adopted=False,
        text="Dat was € 75.",
        by=place.purchaser,
        at=LATER,
    )


def test_approval_closes_the_meeting_and_makes_the_text_public(place):
    minutes = place.approve(place.shared())

    meeting = place.again()
    assert (meeting.status, meeting.minutes) == (
        MeetingStatus.CLOSED,
        "Wij spraken over reistijd.",
    )
    assert minutes.status == MinutesStatus.APPROVED
    assert place.reads(PUBLIC) == "Wij spraken over reistijd."
    with pytest.raises(Refused):
        place.comment(minutes)


def test_only_the_chair_approves_and_only_what_was_shared(place):
    minutes = place.begun()
    refused(Reason.MINUTES_NOT_SHARED, place.approve, minutes)
    actions.share_minutes(minutes=minutes, by=place.purchaser, at=NOON)

    refused(Reason.ROLE_MAY_NOT, place.approve, minutes, by=place.purchaser)

    assert place.again().status == MeetingStatus.HELD
    place.approve(minutes)
    refused(Reason.MINUTES_APPROVED_ALREADY, place.approve, minutes)


def test_before_the_term_is_over_approval_needs_a_reason(place):
    minutes = place.shared()

    refused(Reason.MINUTES_COMMENTS_RUNNING, place.approve, minutes, at=NOON + DAY)
    place.approve(minutes, why="Iedereen was akkoord.", at=NOON + DAY)

    assert Minutes.objects.get().early_why == "Iedereen was akkoord."


@pytest.mark.parametrize(
    "text", ["Lekzorg vraagt € 75 per uur.", "Wij verdelen de wijken onder ons."]
)
def test_words_competitors_may_not_read_hold_the_minutes_up_until_the_chair_decides(place, text):
    minutes = place.shared(text)

    assert minutes.held
    assert minutes.status == MinutesStatus.DRAFT
    assert place.reads(place.first) == ""
    actions.decide_hold(
        hold=Hold.objects.get(), released=True, why="Dit is openbaar.", by=place.chair, at=NOON
    )
    assert place.reads(place.first) == ""  # sharing is still somebody's own act
    actions.share_minutes(minutes=minutes, by=place.purchaser, at=NOON)

    assert place.reads(place.first) == text


def test_held_minutes_that_are_written_again_need_no_decision(place):
    minutes = place.shared("Lekzorg vraagt € 75 per uur.")
    actions.write_minutes(
        minutes=minutes, text="Over tarieven sprak niemand.", seen_edits=0, by=place.chair, at=NOON
    )
    actions.share_minutes(minutes=minutes, by=place.purchaser, at=NOON)

    assert place.reads(place.first) == "Over tarieven sprak niemand."
    assert not Hold.objects.filter(outcome="waiting").exists()


def test_what_is_written_after_sharing_is_screened_again_at_approval(place):
    minutes = place.shared()
    actions.write_minutes(
        minutes=minutes, text="Het werd € 80.", seen_edits=0, by=place.purchaser, at=NOON
    )

    assert place.approve(minutes).held

    assert place.again().status == MeetingStatus.HELD
    assert place.reads(PUBLIC) == ""


def test_a_held_comment_is_read_by_its_maker_and_the_chair_only(place):
    minutes = place.shared()
    place.comment(minutes, text="Wij zeiden € 80, niet € 75.")

    def readers():
        return {
            name
            for name in ("purchaser", "chair", "alderman", "first", "second", "stranger")
            if queries.minutes_comments(place.meeting, seen_by=getattr(place, name)).exists()
        }

    assert readers() == {"chair", "first"}
    refused(Reason.MINUTES_COMMENTS_HELD, place.approve, minutes)
    actions.decide_hold(
        hold=Hold.objects.get(), released=False, why="Een prijs.", by=place.chair, at=NOON
    )
    assert readers() == {"chair", "first"}
    place.approve(minutes)
