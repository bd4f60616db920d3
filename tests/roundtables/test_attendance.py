"""Who comes, who was there, and going on without somebody important."""

from __future__ import annotations

import pytest

from convenant.core.actors import Role
from convenant.core.lifecycles import MeetingStatus
from convenant.core.meetings.answers import Presence, Reply
from convenant.core.reasons import Reason
from convenant.roundtables import actions, queries
from convenant.roundtables.actions import Tick
from convenant.roundtables.models import (
    ImportantParty,
)
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables.gatherings import (
    TWO_WEEKS,
    confirm,
    opened,
    planned,
    reason,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lekstroom():
    return factories.small_region()


@pytest.fixture
def table(lekstroom):
    return factories.table(lekstroom[3])


def test_only_who_sits_answers_and_with_a_name(lekstroom, table):
    region, *_ = lekstroom
    seated, absent = factories.provider(region), factories.provider(region)
    meeting = confirm(planned(table, seated=[seated]))

    def answer(by, who="Anna"):
        actions.answer_invitation(meeting=meeting, answer=Reply.COMES, who=who, by=by, at=NOON)

    assert reason(lambda: answer(factories.director(absent))) is Reason.NOT_INVITED
    assert reason(lambda: answer(factories.director(seated), "")) is Reason.ANSWER_NEEDS_NAME
    answer(factories.director(seated))
    competitor = factories.director(absent)
    assert queries.asked(meeting, seen_by=competitor) == []


@pytest.mark.capability("D075")
def test_without_an_important_party_it_is_not_plenary_and_the_chair_decides_to_go_on(
    lekstroom, table
):
    region, buyer, *_ = lekstroom
    important, other = factories.provider(region), factories.provider(region)
    ImportantParty.objects.create(
        table=table,
        provider=important,
        why="De grootste van de regio.",
        valid_from=factories.START,
        marked_at=NOON,
        marked_by="test",
    )
    meeting = opened(table, buyer, [important, other])
    chair = factories.actor(buyer, Role.CHAIR)
    purchaser = factories.actor(buyer, Role.PURCHASER)

    def hold():
        return actions.hold_meeting(meeting=meeting, by=chair, at=TWO_WEEKS)

    assert reason(hold) is Reason.ATTENDANCE_MISSING
    actions.record_attendance(
        meeting=meeting, ticks={other.pk: Tick(Presence.ROOM)}, by=chair, at=TWO_WEEKS
    )
    meeting.refresh_from_db()
    assert meeting.plenary is False
    assert reason(hold) is Reason.NOT_PLENARY_UNDECIDED

    def go_on(by, why="Zij schuift volgende keer aan."):
        return actions.continue_without(meeting=meeting, why=why, by=by, at=TWO_WEEKS)

    assert reason(lambda: go_on(purchaser)) is Reason.ROLE_MAY_NOT
    assert reason(lambda: go_on(chair, " ")) is Reason.ANSWER_NEEDS_REASON
    go_on(chair)
    actions.make_statement(meeting=meeting, by=chair, at=TWO_WEEKS)
    assert hold().status == MeetingStatus.HELD


def test_who_was_there_is_put_right_until_the_minutes_are_approved(lekstroom, table):
    region, buyer, *_ = lekstroom
    provider, late = factories.provider(region), factories.provider(region)
    chair = factories.actor(buyer, Role.CHAIR)
    meeting = factories.held(opened(table, buyer, [provider, late]), at=TWO_WEEKS)

    def record(presence):
        ticks = {provider.pk: Tick(Presence.ROOM), late.pk: Tick(presence)}
        return actions.record_attendance(meeting=meeting, ticks=ticks, by=chair, at=TWO_WEEKS)

    record(Presence.ABSENT)
    there = queries.attendance(meeting, seen_by=chair).get(organisation=late)
    assert there.presence == Presence.ABSENT

    minutes = actions.begin_minutes(meeting=meeting, text="Besproken.", by=SYSTEM, at=TWO_WEEKS)
    actions.share_minutes(minutes=minutes, by=SYSTEM, at=TWO_WEEKS)
    actions.approve_minutes(minutes=minutes, why_early="Gelezen.", by=SYSTEM, at=TWO_WEEKS)
    meeting.refresh_from_db()
    assert reason(lambda: record(Presence.ROOM)) is Reason.MINUTES_APPROVED_ALREADY


def test_a_correction_that_misses_an_important_party_asks_the_chair_before_the_minutes(
    lekstroom, table
):
    region, buyer, *_ = lekstroom
    important = factories.provider(region)
    actions.mark_important(table=table, provider=important, why="De grootste.", by=SYSTEM, at=NOON)
    chair = factories.actor(buyer, Role.CHAIR)
    meeting = factories.held(opened(table, buyer, [important]), at=TWO_WEEKS)
    actions.record_attendance(meeting=meeting, ticks={}, by=chair, at=TWO_WEEKS)
    minutes = actions.begin_minutes(meeting=meeting, text="Besproken.", by=SYSTEM, at=TWO_WEEKS)
    actions.share_minutes(minutes=minutes, by=SYSTEM, at=TWO_WEEKS)

    def approve():
        return actions.approve_minutes(
            minutes=minutes, why_early="Gelezen.", by=SYSTEM, at=TWO_WEEKS
        )

    assert reason(approve) is Reason.NOT_PLENARY_UNDECIDED
    actions.continue_without(meeting=meeting, why="Ziek.", by=chair, at=TWO_WEEKS)
    approve()


@pytest.mark.parametrize("why", ["Het tarief van € 75 per uur is te laag.", "€ 12,50 te weinig"])
def test_reasons_that_everybody_reads_name_no_amounts(lekstroom, table, why):
    region, buyer, *_ = lekstroom
    important = factories.provider(region)
    actions.mark_important(table=table, provider=important, why="De grootste.", by=SYSTEM, at=NOON)
    chair = factories.actor(buyer, Role.CHAIR)
    meeting = opened(table, buyer, [important])
    actions.record_attendance(meeting=meeting, ticks={}, by=chair, at=TWO_WEEKS)

    for act in (actions.continue_without, actions.cancel_meeting):
        refused = reason(lambda act=act: act(meeting=meeting, why=why, by=chair, at=TWO_WEEKS))
        assert refused is Reason.WHY_NAMES_AMOUNTS
    meeting.refresh_from_db()
    assert (meeting.status, meeting.continued_why) == (MeetingStatus.OPEN, "")


def test_with_every_important_party_there_is_nothing_to_decide(lekstroom, table):
    region, buyer, *_ = lekstroom
    provider = factories.provider(region)
    meeting = opened(table, buyer, [provider])
    factories.attended(meeting)
    meeting.refresh_from_db()
    chair = factories.actor(buyer, Role.CHAIR)

    assert meeting.plenary is True
    assert (
        reason(lambda: actions.continue_without(meeting=meeting, why="Toch.", by=chair, at=NOON))
        is Reason.MEETING_IS_PLENARY
    )
    assert [one.presence for one in queries.attendance(meeting, seen_by=chair)] == [Presence.ROOM]
    assert not queries.attendance(meeting, seen_by=factories.director(provider))
