"""Meetings: a guide, a preparation, series, moving, attendance, the norm and the milestones."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core import mail as outgoing
from icalendar import Calendar

from convenant.core.actors import Role
from convenant.core.lifecycles import MeetingStatus
from convenant.core.meetings.answers import Presence, Reply
from convenant.core.meetings.gatherings import Gathering
from convenant.core.meetings.series import Wish
from convenant.core.meetings.series import series as series_of
from convenant.core.meetings.years import Standing, YearKind
from convenant.core.periods import Period
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.jobs.worker import loop
from convenant.jobs.worker.handlers import HANDLERS
from convenant.outbox.models import Task
from convenant.parties.models import Person
from convenant.roundtables import actions, permissions, queries
from convenant.roundtables.actions import Asked, Dated, Tick
from convenant.roundtables.models import (
    ImportantParty,
    Meeting,
    MeetingSeries,
    Preparation,
    RoundTable,
)
from convenant.web.meetings.pages.settings import milestones_page
from tests import factories
from tests.factories import AMSTERDAM, NOON, SYSTEM

pytestmark = pytest.mark.django_db
TWO_WEEKS = NOON + timedelta(days=14)


@pytest.fixture
def lekstroom():
    return factories.small_region()


@pytest.fixture
def table(lekstroom):
    return factories.table(lekstroom[3])


def planned(table, *, guide=True, preparation=timedelta(days=1), seated=()):
    starts_at = TWO_WEEKS
    return actions.plan_meeting(
        table=table,
        starts_at=starts_at,
        place="Stadshuis",
        guide=factories.guide(table.region) if guide else None,
        preparation=None
        if preparation is None
        else Gathering(starts_at - preparation, place="Kamer 3"),
        seats={provider.pk: SizeClass.SMALL for provider in seated},
        represents={},
        by=SYSTEM,
        at=NOON,
    )


def confirm(meeting):
    return actions.confirm_meeting(meeting=meeting, by=SYSTEM, at=NOON)


def reason(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.reason


def post(*, clock=NOON):
    """Everything the worker sends until now."""
    failed = loop.run(handlers=HANDLERS, clock=lambda: clock, stop=threading.Event(), once=True)
    assert failed == 0
    return {message.to[0]: message for message in outgoing.outbox}


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


def asked(count):
    return Asked(count, 21, date(2026, 3, 9), date(2026, 6, 30), 7)


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


def invitations():
    """The calendar file in each letter, by address."""
    found = {}
    for message in outgoing.outbox:
        for name, content, kind in message.attachments:
            assert name.endswith(".ics")
            text = content.decode() if isinstance(content, bytes) else content
            found.setdefault(message.to[0], []).append((kind, Calendar.from_ical(text)))
    return found


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


def opened(table, buyer, seated):
    meeting = planned(table, seated=seated)
    factories.item(meeting, None, raised_by=buyer)
    return factories.opened(meeting)


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


def standing(table, at):
    found = queries.meeting_year(table, at=at)
    assert found is not None
    return found


@pytest.mark.capability("D066")
def test_the_counter_is_amber_while_more_can_be_planned_and_red_when_nine_are_out_of_reach(table):
    at = NOON.replace(month=1, day=5)
    for month in range(2, 10):
        starts_at = at.replace(month=month, day=10)
        meeting = actions.plan_meeting(
            table=table,
            starts_at=starts_at,
            place="Stadshuis",
            guide=factories.guide(table.region),
            preparation=Gathering(starts_at - timedelta(days=1), place="Kamer"),
            seats={},
            represents={},
            by=SYSTEM,
            at=at,
        )
    amber = standing(table, at)
    assert (amber.held, amber.planned, amber.norm) == (0, 8, 9)
    assert amber.standing is Standing.PLAN_MORE

    assert standing(table, at.replace(month=12, day=31)).standing is Standing.LOST

    actions.set_meeting_year(
        table=table,
        kind=YearKind.CONTRACT,
        begins_on=date(2020, 7, 1),
        least=4,
        why="Een kleine tafel.",
        by=SYSTEM,
        at=at,
    )
    contract = standing(table, at)
    assert (contract.period.start, contract.norm) == (date(2025, 7, 1), 4)
    assert contract.planned == 5
    assert contract.standing is Standing.ON_COURSE
    actions.cancel_meeting(
        meeting=Meeting.objects.order_by("starts_at")[0], why="Ziek", by=SYSTEM, at=at
    )
    assert standing(table, at).planned == 4
    assert meeting.table_id == table.pk


def test_the_contract_year_follows_the_agreement(lekstroom, table):
    factories.published(lekstroom[3])
    actions.set_meeting_year(
        table=table,
        kind=YearKind.CONTRACT,
        begins_on=None,
        least=None,
        why="",
        by=SYSTEM,
        at=NOON,
    )

    assert standing(table, NOON).period.start == date(2026, 1, 1)  # the agreement's first day


def test_another_norm_asks_why(table):
    assert (
        reason(
            lambda: actions.set_meeting_year(
                table=table,
                kind=YearKind.CALENDAR,
                begins_on=None,
                least=6,
                why=" ",
                by=SYSTEM,
                at=NOON,
            )
        )
        is Reason.OWN_NORM_NEEDS_REASON
    )


def test_the_norm_of_thirty_tables_takes_as_many_queries_as_of_one(
    lekstroom, table, django_assert_num_queries
):
    with django_assert_num_queries(4):
        assert len(queries.meeting_years(region=table.region_id, at=NOON)) == 1
    for _number in range(29):
        factories.table(lekstroom[3])
    with django_assert_num_queries(4):
        assert len(queries.meeting_years(region=table.region_id, at=NOON)) == 30


@pytest.mark.capability("D069")
def test_milestones_come_from_the_template_and_warn_when_one_is_after_its_successor(table):
    plan = actions.begin_milestones(table=table, year=2026, by=SYSTEM, at=NOON)
    steps = list(plan.milestones.order_by("position"))
    assert [one.on.month for one in steps] == [4, 4, 4, 5, 6, 9, 10, 11]
    viewer = factories.actor(
        factories.municipality(table.region, name="Houten", cbs="0321"), Role.PURCHASER
    )
    assert milestones_page(table, seen_by=viewer, on=NOON.date()).plans[0].warnings == []

    changed = [Dated(one.code, one.name, one.on) for one in steps]
    changed[-2] = Dated("colleges", "", date(2026, 11, 30))
    actions.set_milestones(plan=plan, milestones=changed, by=SYSTEM, at=NOON)

    warnings = milestones_page(table, seen_by=viewer, on=NOON.date()).plans[0].warnings
    assert len(warnings) == 1
    assert "30 november 2026" in warnings[0]
    assert (
        reason(lambda: actions.begin_milestones(table=table, year=2026, by=SYSTEM, at=NOON))
        is Reason.MILESTONES_EXIST
    )


@pytest.mark.capability("D092")
def test_a_table_goes_on_meeting_after_its_agreement_was_signed(lekstroom):
    region, _buyer, basis, _sub = lekstroom
    signer = factories.director(factories.provider(region))
    offer = factories.offer(basis)
    factories.signed(offer, by=signer)

    meeting = planned(RoundTable.objects.get(document=basis.document_id))

    assert meeting.table.document_id == basis.document_id


def test_a_calendar_address_stops_working_when_it_is_renewed(lekstroom):
    chair = factories.actor(lekstroom[1], Role.CHAIR)
    first = actions.renew_calendar(key=b"sleutel", by=chair, at=NOON)
    assert queries.own_calendar(key=b"sleutel", seen_by=chair) == first

    second = actions.renew_calendar(key=b"sleutel", by=chair, at=NOON)

    assert queries.followed(first) is None
    found = queries.followed(second)
    assert found is not None
    assert found.person_id == chair.person
    assert settings.CONVENANT_URL
