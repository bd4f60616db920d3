"""Meetings: a guide, a preparation, series, moving and the letters about them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail as outgoing

from convenant.core.actors import Role
from convenant.core.lifecycles import MeetingStatus
from convenant.core.meetings.answers import Reply
from convenant.core.meetings.gatherings import Gathering
from convenant.core.meetings.series import Wish
from convenant.core.meetings.series import series as series_of
from convenant.core.periods import Period
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.outbox.models import Task
from convenant.parties.models import Person
from convenant.roundtables import actions, permissions, queries
from convenant.roundtables.models import (
    Meeting,
    MeetingSeries,
    Preparation,
    RoundTable,
)
from tests import factories
from tests.factories import AMSTERDAM, NOON, SYSTEM
from tests.roundtables.gatherings import (
    TWO_WEEKS,
    asked,
    confirm,
    invitations,
    planned,
    post,
    reason,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lekstroom():
    return factories.small_region()


@pytest.fixture
def table(lekstroom):
    return factories.table(lekstroom[3])


@pytest.mark.capability("D046")
def test_a_meeting_without_a_guide_is_planned_but_not_confirmed(table):
    meeting = planned(table, guide=False)

    assert reason(lambda: confirm(meeting)) is Reason.NO_METHOD_GUIDE
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.PLANNED

    guide = factories.guide(table.region)
    actions.assign_guide(meeting=meeting, guide=guide, by=SYSTEM, at=NOON)
    assert confirm(meeting).status == MeetingStatus.CONFIRMED
    assert (
        reason(lambda: actions.assign_guide(meeting=meeting, guide=None, by=SYSTEM, at=NOON))
        is Reason.GUIDE_NEEDED_WHEN_CONFIRMED
    )
    stranger = factories.person()
    assert (
        reason(lambda: actions.assign_guide(meeting=meeting, guide=stranger, by=SYSTEM, at=NOON))
        is Reason.NO_METHOD_GUIDE
    )


@pytest.mark.capability("D067")
def test_a_physical_table_is_not_confirmed_without_a_preparation_earlier_in_time(table):
    meeting = planned(table, preparation=None)

    assert reason(lambda: confirm(meeting)) is Reason.PREPARATION_MISSING
    late = Gathering(meeting.starts_at, place="Kamer 3")
    assert (
        reason(
            lambda: actions.prepare_meeting(meeting=meeting, preparation=late, by=SYSTEM, at=NOON)
        )
        is Reason.PREPARATION_TOO_LATE
    )
    early = Gathering(meeting.starts_at - timedelta(hours=2), online="https://gesprek.example/x")
    actions.prepare_meeting(meeting=meeting, preparation=early, by=SYSTEM, at=NOON)

    assert confirm(meeting).status == MeetingStatus.CONFIRMED


def test_an_information_evening_needs_no_preparation(table):
    RoundTable.objects.filter(pk=table.pk).update(kind="information")
    meeting = planned(RoundTable.objects.get(pk=table.pk), preparation=None)

    assert confirm(meeting).status == MeetingStatus.CONFIRMED


def test_a_confirmed_meeting_is_not_moved_before_its_preparation(table):
    meeting = confirm(planned(table))
    to = Gathering(NOON + timedelta(days=10), place="Stadshuis", minutes=120)

    def move(preparation):
        actions.move_meeting(meeting=meeting, to=to, preparation=preparation, by=SYSTEM, at=NOON)

    assert reason(lambda: move(None)) is Reason.PREPARATION_TOO_LATE
    move(Gathering(NOON + timedelta(days=9), place="Kamer 3"))
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.sequence) == (to.starts_at, 1)


def test_a_series_is_planned_at_once_with_a_preparation_before_each(table):
    found = series_of(
        Wish(4, 21, date(2026, 3, 9), date(2026, 6, 30)), queries.circumstances(table, at=NOON)
    )
    when = NOON.timetz()
    meetings = [
        (
            Gathering(NOON.combine(one.on, when), place="Stadshuis"),
            Gathering(NOON.combine(one.preparation, when), place="Kamer 3"),
        )
        for one in found.meetings
        if one.preparation
    ]

    made = actions.plan_series(
        table=table,
        asked=asked(4),
        meetings=meetings,
        guide=None,
        seats={},
        represents={},
        by=SYSTEM,
        at=NOON,
    )

    assert [one.status for one in made] == [MeetingStatus.PLANNED] * 4
    assert Preparation.objects.filter(meeting__in=made).count() == 4
    assert len({one.series_id for one in made}) == 1


def test_of_a_series_with_one_meeting_in_the_past_nothing_is_planned(table):
    meetings = [
        (Gathering(NOON + timedelta(days=30), place="Stadshuis"), None),
        (Gathering(NOON - timedelta(days=1), place="Stadshuis"), None),
    ]

    assert (
        reason(
            lambda: actions.plan_series(
                table=table,
                asked=asked(2),
                meetings=meetings,
                guide=None,
                seats={},
                represents={},
                by=SYSTEM,
                at=NOON,
            )
        )
        is Reason.MEETING_IN_PAST
    )
    assert not Meeting.objects.exists()
    assert not MeetingSeries.objects.exists()


def test_black_outs_of_the_region_and_own_meetings_stand_in_the_way(table):
    actions.add_blackout(
        region=table.region,
        name="Zomervakantie",
        period=Period(date(2026, 7, 1), date(2026, 9, 1)),
        yearly=True,
        by=SYSTEM,
        at=NOON,
    )
    planned(table)

    around = queries.circumstances(table, at=NOON)

    assert date(2027, 8, 3) in around.blackouts[0]
    assert around.taken == {TWO_WEEKS.date()}
    actions.remove_blackout(
        blackout=queries.blackouts(region=table.region_id).get(), by=SYSTEM, at=NOON
    )
    assert not queries.circumstances(table, at=NOON).blackouts


def test_a_provider_may_not_plan_move_or_set_periods(table):
    provider = factories.director(factories.provider(table.region))
    meeting = planned(table)

    for may in (permissions.may_move, permissions.may_cancel, permissions.may_prepare):
        assert not may(provider, meeting)
    assert not permissions.may_keep_blackouts(provider, table.region_id)
    assert not permissions.may_set_year(provider, table)


def test_who_sits_guides_and_plans_is_invited_with_a_calendar_file_and_moves_with_it(
    lekstroom, table
):
    region, buyer, *_ = lekstroom
    seated, spoken_for = factories.provider(region), factories.provider(region)
    speaker, other = factories.director(seated), factories.director(spoken_for)
    chair = factories.actor(buyer, Role.CHAIR)
    starts_at = NOON.replace(month=3, day=30, hour=14)  # summer time began on the 29th
    meeting = actions.plan_meeting(
        table=table,
        starts_at=starts_at,
        place="Stadshuis",
        guide=factories.guide(region),
        preparation=Gathering(starts_at - timedelta(days=7), place="Kamer 3"),
        seats={seated.pk: SizeClass.SMALL},
        represents={spoken_for.pk: seated.pk},
        by=SYSTEM,
        at=NOON,
    )
    assert not Task.objects.filter(payload__kind="meeting_invitation").exists()
    confirm(meeting)
    post()

    address = {who: Person.objects.get(pk=who.person).email for who in (speaker, other, chair)}
    files = invitations()
    assert {address[speaker], address[chair], meeting.guide.email} <= set(files)
    assert address[other] not in files  # told, not expected
    assert address[other] in {message.to[0] for message in outgoing.outbox}
    kind, calendar = files[address[speaker]][0]
    assert "method=REQUEST" in kind
    event = calendar.walk("VEVENT")[0]
    assert event["uid"].startswith(f"bijeenkomst-{meeting.pk}@")
    assert event["sequence"] == 0
    assert event.start.astimezone(AMSTERDAM).hour == 14
    assert str(event.start.utcoffset()) == "2:00:00"
    assert calendar.walk("VTIMEZONE")

    outgoing.outbox.clear()
    to = Gathering(starts_at + timedelta(days=1), place="Stadshuis", minutes=120)
    actions.move_meeting(meeting=meeting, to=to, preparation=None, by=SYSTEM, at=NOON)
    actions.cancel_meeting(meeting=meeting, why="De zaal is bezet.", by=SYSTEM, at=NOON)
    post()

    files = invitations()
    last = [calendar.walk("VEVENT")[0] for _kind, calendar in files[address[speaker]]]
    assert [one["uid"] for one in last] == [event["uid"]] * len(last)
    assert last[-1]["sequence"] == 2
    assert last[-1]["status"] == "CANCELLED"
    assert "De zaal is bezet" not in outgoing.outbox[-1].body


def test_who_did_not_answer_is_reminded_once_and_who_did_is_not(lekstroom, table):
    region, *_ = lekstroom
    answers, silent = factories.provider(region), factories.provider(region)
    quick, slow = factories.director(answers), factories.director(silent)
    meeting = confirm(planned(table, seated=[answers, silent]))
    actions.answer_invitation(meeting=meeting, answer=Reply.COMES, who="Anna", by=quick, at=NOON)
    post()
    outgoing.outbox.clear()

    post(clock=TWO_WEEKS - timedelta(days=6))

    reached = [message.to[0] for message in outgoing.outbox]
    assert Person.objects.get(pk=slow.person).email in reached
    assert Person.objects.get(pk=quick.person).email not in reached
