"""Minutes after approval: corrected, kept, late, and in the log."""

from __future__ import annotations

import pytest

from convenant.core.actors import PUBLIC
from convenant.core.minutes import MinutesText
from convenant.core.publication import PublishedKind, Readers
from convenant.core.reasons import Reason
from convenant.roundtables import actions, queries
from convenant.roundtables.models import Minutes
from tests.factories import NOON
from tests.roundtables.minuting import DAY, LATER, Place, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def test_a_correction_is_a_new_version_with_the_reason_and_the_old_text_stays(place):
    place.approve(place.shared())
    minutes = actions.begin_correction(meeting=place.meeting, by=place.purchaser, at=LATER)
    actions.write_minutes(
        minutes=minutes,
        text="Wij spraken over reistijd en vervoer.",
        seen_edits=minutes.edits,
        by=place.purchaser,
        at=LATER,
    )
    refused(
        Reason.ANSWER_NEEDS_REASON,
        actions.correct_minutes,
        minutes=minutes,
        why="",
        by=place.chair,
        at=LATER,
    )
    refused(
        Reason.ROLE_MAY_NOT,
        actions.correct_minutes,
        minutes=minutes,
        why="Vervoer ontbrak.",
        by=place.purchaser,
        at=LATER,
    )
    assert place.reads(PUBLIC) == "Wij spraken over reistijd."

    actions.correct_minutes(minutes=minutes, why="Vervoer ontbrak.", by=place.chair, at=LATER)

    assert place.reads(PUBLIC) == "Wij spraken over reistijd en vervoer."
    kept = queries.minutes_versions(place.again(), seen_by=PUBLIC)
    assert [(one.kind, one.text) for one in kept] == [
        (MinutesText.APPROVED, "Wij spraken over reistijd.")
    ]
    assert Minutes.objects.get().why == "Vervoer ontbrak."


def test_a_correction_that_changes_nothing_is_refused(place):
    place.approve(place.shared())
    minutes = actions.begin_correction(meeting=place.meeting, by=place.chair, at=LATER)

    refused(
        Reason.MINUTES_NOT_CORRECTED,
        actions.correct_minutes,
        minutes=minutes,
        why="Zomaar.",
        by=place.chair,
        at=LATER,
    )


def test_what_was_shared_is_kept_for_who_takes_part_only(place):
    minutes = place.shared("Eerste tekst.")
    actions.write_minutes(
        minutes=minutes, text="Tweede tekst.", seen_edits=0, by=place.purchaser, at=NOON
    )
    actions.share_minutes(minutes=minutes, by=place.purchaser, at=NOON + DAY)

    def texts(who):
        return [one.text for one in queries.minutes_versions(place.again(), seen_by=who)]

    assert texts(place.second) == ["Eerste tekst.", "Tweede tekst."]
    assert texts(PUBLIC) == texts(place.stranger) == []


def test_late_minutes_are_seen_by_who_writes_and_by_the_worker(place):
    meets = place.meeting.starts_at

    def late(after):
        work = queries.minutes_work(seen_by=place.purchaser, at=meets + after)
        return [one.late for one in work]

    assert late(14 * DAY) == [False]
    assert late(15 * DAY) == [True]
    assert queries.late_minutes(at=meets + 15 * DAY) == [place.meeting]
    assert queries.minutes_work(seen_by=place.first, at=meets) == []

    place.shared()
    assert late(15 * DAY) == [False]
    assert queries.late_minutes(at=meets + 15 * DAY) == []


def test_the_log_has_shared_and_approved_minutes_for_their_readers(place):
    place.approve(place.shared())

    def minutes_in_log(who):
        return [
            (one.kind, one.readers)
            for one in queries.publications(place.meeting.table, seen_by=who)
            if "minutes" in one.kind
        ]

    shared = (PublishedKind.SHARED_MINUTES, Readers.PARTIES)
    approved = (PublishedKind.MINUTES, Readers.PUBLIC)
    assert minutes_in_log(place.first) == [approved, shared]
    assert minutes_in_log(PUBLIC) == [approved]
