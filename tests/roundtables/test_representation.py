"""Who sits, who chose that, and who speaks for whom at a table, from day to day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from convenant.core.actors import Role
from convenant.core.contributions import Target
from convenant.core.reasons import Reason
from convenant.core.seats import Chooser, ChosenBy, SizeClass
from convenant.core.verdicts import Refused
from convenant.jobs.worker.letters.representation import KINDS
from convenant.jobs.worker.mail import mail
from convenant.jobs.worker.work import Work
from convenant.outbox.models import Task
from convenant.parties.models import Organisation, Participation, SizeStatement
from convenant.roundtables import actions, queries
from convenant.roundtables.models import (
    Representation,
    RepresentationChange,
    Seat,
    TableRepresentation,
    TableSeat,
)
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
L, M, S = SizeClass.LARGE, SizeClass.MEDIUM, SizeClass.SMALL


class Scene:
    """A table at which two providers sit and two do not."""

    def __init__(self) -> None:
        self.region, self.buyer, _basis, sub = factories.small_region()
        self.table = factories.table(sub)
        self.first, self.second, self.third, self.fourth = (
            factories.provider(self.region) for _ in range(4)
        )
        self.purchaser = factories.actor(self.buyer, Role.PURCHASER)
        self.social = factories.actor(self.buyer, Role.SOCIAL_TEAM_MEMBER)
        self.choose(self.first, self.second)

    def choose(self, *providers, chooser=Chooser.PURCHASER, by=None, at=NOON):
        return actions.choose_seats(
            table=self.table,
            seats={provider.pk: "Kent de wijk." for provider in providers},
            chooser=chooser,
            by=by or self.purchaser,
            at=at,
        )

    def represent(self, speakers, *, since=TODAY, by=None, why="", at=NOON):
        return actions.represent(
            table=self.table,
            speakers={one.pk: speaker.pk for one, speaker in speakers.items()},
            since=since,
            why=why,
            by=by or self.purchaser,
            at=at,
        )

    def voices(self, on=TODAY):
        return dict(
            queries.spoken_for(self.table, on=on, seen_by=self.purchaser).values_list(
                "provider", "speaker"
            )
        )

    def uncovered(self, on=TODAY):
        return set(queries.covered(self.table, on=on, seen_by=self.purchaser).coverage.uncovered)


@pytest.fixture
def scene():
    return Scene()


def reason_of(call):
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.reason


def test_who_has_no_seat_is_represented_by_exactly_one_or_listed_as_uncovered(scene):
    assert scene.uncovered() == {scene.third.pk, scene.fourth.pk}

    scene.represent({scene.third: scene.first})

    assert scene.voices() == {scene.third.pk: scene.first.pk}
    assert scene.uncovered() == {scene.fourth.pk}


def test_the_database_holds_one_running_representative(scene):
    made = scene.represent({scene.third: scene.first})

    with pytest.raises(IntegrityError), transaction.atomic():
        TableRepresentation.objects.create(
            table=scene.table,
            provider=scene.third,
            speaker=scene.second,
            valid_from=TODAY,
            begun=made,
        )


def test_another_representative_is_dated_and_the_first_stays_to_be_read(scene):
    scene.represent({scene.third: scene.first})
    later = TODAY + timedelta(days=30)

    scene.represent({scene.third: scene.second}, since=later, why="Dichterbij.")

    assert scene.voices()[scene.third.pk] == scene.first.pk
    assert scene.voices(on=later)[scene.third.pk] == scene.second.pk
    assert scene.voices(on=later - timedelta(days=1))[scene.third.pk] == scene.first.pk


def test_a_change_that_was_planned_makes_way_for_an_earlier_one(scene):
    scene.represent({scene.third: scene.first}, since=TODAY + timedelta(days=30))

    scene.represent({scene.third: scene.second}, since=TODAY + timedelta(days=3))

    assert scene.voices(on=TODAY + timedelta(days=60)) == {scene.third.pk: scene.second.pk}
    assert TableRepresentation.objects.filter(valid_before__isnull=True).count() == 1


def test_what_cannot_be_is_refused_and_changes_nothing(scene):
    elsewhere = factories.provider(factories.region("Elders"))
    yesterday = TODAY - timedelta(days=1)
    tries = {
        Reason.NO_SEAT_AT_TABLE: lambda: scene.represent({scene.third: scene.fourth}),
        Reason.SPEAKS_FOR_ITSELF: lambda: scene.represent({scene.first: scene.second}),
        Reason.NOT_A_CANDIDATE: lambda: scene.represent({elsewhere: scene.first}),
        Reason.DEADLINE_IN_PAST: lambda: scene.represent(
            {scene.third: scene.first}, since=yesterday
        ),
    }

    for reason, call in tries.items():
        assert reason_of(call) is reason
    assert not RepresentationChange.objects.exists()


def test_the_same_choice_twice_is_no_change(scene):
    scene.represent({scene.third: scene.first})

    assert reason_of(lambda: scene.represent({scene.third: scene.first})) is Reason.NOTHING_CHANGED


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.ACCOUNT_MANAGER])
def test_a_provider_chooses_its_own_voice_at_once(scene, role):
    by = factories.actor(scene.third, role)

    scene.represent({scene.third: scene.second}, by=by)

    assert scene.voices() == {scene.third.pk: scene.second.pk}


def test_nobody_chooses_for_another_provider(scene):
    reader = factories.actor(scene.third, Role.READER)
    competitor = factories.director(scene.fourth)
    alderman = factories.actor(scene.buyer, Role.ALDERMAN)
    speakers = {scene.third: scene.first}

    assert reason_of(lambda: scene.represent(speakers, by=reader)) is Reason.ROLE_MAY_NOT
    assert reason_of(lambda: scene.represent(speakers, by=alderman)) is Reason.ROLE_MAY_NOT
    assert (
        reason_of(lambda: scene.represent(speakers, by=competitor))
        is Reason.NOT_FOR_YOUR_ORGANISATION
    )


def test_the_represented_and_both_speakers_are_told_once_each(scene):
    third, first, second = (
        factories.director(one) for one in (scene.third, scene.first, scene.second)
    )
    factories.director(scene.fourth)
    scene.represent({scene.third: scene.first})
    made = scene.represent({scene.third: scene.second}, why="Zij kennen Lopik.")
    task = Task.objects.get(key=f"representation:{made.pk}")

    mail(Work(task.key, task.payload, interrupted=False, by=SYSTEM, at=NOON))

    spread = Task.objects.filter(key__startswith=f"{task.key}:")
    told = {
        row.payload["name"]: KINDS["representation"].letter(
            Work(row.key, row.payload, interrupted=False, by=SYSTEM, at=NOON)
        )
        for row in spread
    }
    assert set(told) == {third.name, first.name, second.name}
    body = told[third.name].body
    assert f"spreekt {scene.second.name} voor {scene.third.name}" in body
    assert "Zij kennen Lopik." in body
    assert "Ja of nee zeggen tegen een prijs" in body
    assert f"niet meer voor:\n- {scene.third.name}" in told[first.name].body
    assert f"ook voor:\n- {scene.third.name}" in told[second.name].body


def test_who_leaves_the_table_leaves_the_others_uncovered_and_told(scene):
    scene.represent({scene.third: scene.first, scene.fourth: scene.second})

    actions.vacate_seat(
        table=scene.table, provider=scene.first, why="Stopt.", by=scene.purchaser, at=NOON
    )

    assert scene.uncovered() == {scene.first.pk, scene.third.pk}
    ended = RepresentationChange.objects.latest("pk")
    assert Task.objects.filter(key=f"representation:{ended.pk}").exists()
    assert (
        reason_of(
            lambda: actions.vacate_seat(
                table=scene.table, provider=scene.first, why="Stopt.", by=scene.purchaser, at=NOON
            )
        )
        is Reason.NO_SEAT_AT_TABLE
    )


def test_who_leaves_the_region_leaves_the_others_uncovered_from_that_day_and_told(scene):
    scene.represent({scene.third: scene.first, scene.fourth: scene.second})
    last = TODAY + timedelta(days=10)
    voices = scene.voices(on=last)

    actions.leave_region(region=scene.region, organisation=scene.first, on=last, by=SYSTEM, at=NOON)

    assert scene.voices() == voices
    assert scene.uncovered() == set()
    assert scene.uncovered(on=last) == {scene.third.pk}
    ended = RepresentationChange.objects.latest("pk")
    assert (ended.since, ended.chosen_by) == (last, ChosenBy.SPEAKER_LEFT)
    assert [row.provider for row in ended.ended.all()] == [scene.third]
    assert Task.objects.filter(key=f"representation:{ended.pk}").exists()


def test_who_leaves_the_region_without_speaking_for_anybody_ends_only_its_own_seat(scene):
    actions.leave_region(
        region=scene.region,
        organisation=scene.first,
        on=TODAY + timedelta(days=10),
        by=SYSTEM,
        at=NOON,
    )

    seat = TableSeat.objects.get(provider=scene.first)
    assert seat.valid_before == TODAY + timedelta(days=10)
    assert not RepresentationChange.objects.exists()


def test_a_seat_that_will_end_is_not_taken_twice_and_gets_no_new_voices(scene):
    day = TODAY + timedelta(days=10)
    actions.leave_region(region=scene.region, organisation=scene.first, on=day, by=SYSTEM, at=NOON)

    scene.choose(scene.first, chooser=Chooser.SOCIAL_TEAM, by=scene.social)

    assert TableSeat.objects.get(provider=scene.first).choices.count() == 2
    refused = reason_of(lambda: scene.represent({scene.third: scene.first}))
    assert refused is Reason.NO_SEAT_AT_TABLE


def test_only_who_administers_the_region_lets_somebody_leave_it(scene):
    call = {"region": scene.region, "organisation": scene.first, "on": TODAY + timedelta(days=1)}

    assert (
        reason_of(lambda: actions.leave_region(**call, by=scene.purchaser, at=NOON))
        is Reason.ROLE_MAY_NOT
    )
    assert not TableSeat.objects.exclude(valid_before=None).exists()


def test_who_takes_a_seat_speaks_for_itself(scene):
    scene.represent({scene.third: scene.first})

    scene.choose(scene.third)

    assert scene.voices() == {}
    assert scene.uncovered() == {scene.fourth.pk}


@pytest.mark.capability("D045")
def test_a_seat_carries_both_choosers_with_their_role_and_motivation(scene):
    scene.choose(scene.first, chooser=Chooser.SOCIAL_TEAM, by=scene.social)

    seat = queries.standing_seats(scene.table, on=TODAY, seen_by=scene.purchaser).get(
        provider=scene.first
    )
    assert {(one.chooser, one.why) for one in seat.choices.all()} == {
        ("purchaser", "Kent de wijk."),
        ("social_team", "Kent de wijk."),
    }
    found = queries.covered(scene.table, on=TODAY, seen_by=scene.purchaser)
    assert found.unchosen == {Chooser.PURCHASER: 0, Chooser.SOCIAL_TEAM: 1}
    again = lambda: scene.choose(scene.first)  # noqa: E731
    assert reason_of(again) is Reason.SEAT_ALREADY_CHOSEN


def test_each_chooser_speaks_for_itself_and_says_why(scene):
    other = lambda: scene.choose(scene.third, chooser=Chooser.SOCIAL_TEAM)  # noqa: E731
    silent = lambda: actions.choose_seats(  # noqa: E731
        table=scene.table,
        seats={scene.third.pk: " "},
        chooser=Chooser.PURCHASER,
        by=scene.purchaser,
        at=NOON,
    )

    assert reason_of(other) is Reason.ROLE_MAY_NOT
    assert reason_of(silent) is Reason.ANSWER_NEEDS_REASON


@pytest.mark.capability("D044")
def test_no_more_sit_than_there_is_room_for_and_all_others_are_at_the_digital_table(scene):
    more = [factories.provider(scene.region) for _ in range(9)]

    assert reason_of(lambda: scene.choose(*more)) is Reason.TOO_MANY_SEATS
    scene.choose(*more[:8])
    assert reason_of(lambda: scene.choose(more[8])) is Reason.TOO_MANY_SEATS
    actions.set_room(table=scene.table, most=11, by=scene.purchaser, at=NOON)
    scene.choose(more[8])
    assert TableSeat.objects.count() == 11
    fewer = lambda: actions.set_room(  # noqa: E731
        table=scene.table, most=5, by=scene.purchaser, at=NOON
    )
    assert reason_of(fewer) is Reason.FEWER_THAN_SIT
    item = factories.item(
        factories.meeting(scene.table, seated=[]),
        factories.published(scene.table.document.agreement),
        raised_by=scene.buyer,
    )
    factories.opened(item.meeting)
    for who in (scene.third, scene.fourth):
        said = actions.contribute(
            item=item, target="item", key="", text="Ja.", by=factories.director(who), at=NOON
        )
        assert said.channel == "digital"


def test_the_first_meeting_settles_the_table_and_later_ones_follow_it():
    scene = Scene.__new__(Scene)
    scene.region, scene.buyer, _basis, sub = factories.small_region()
    scene.table = factories.table(sub)
    scene.purchaser = factories.actor(scene.buyer, Role.PURCHASER)
    sits, spoken, other = (factories.provider(scene.region) for _ in range(3))

    meeting = actions.plan_meeting(
        table=scene.table,
        starts_at=NOON + timedelta(days=14),
        place="Zaal",
        guide=factories.guide(scene.region),
        seats={sits.pk: S},
        represents={spoken.pk: sits.pk},
        why="Kent iedereen.",
        by=scene.purchaser,
        at=NOON,
    )

    assert scene.voices() == {spoken.pk: sits.pk}
    assert Seat.objects.get(meeting=meeting).standing.choices.get().why == "Kent iedereen."
    scene.choose(other)
    scene.represent({spoken: other})
    seats = set(Seat.objects.filter(meeting=meeting).values_list("provider", flat=True))
    assert seats == {sits.pk, other.pk}
    assert Representation.objects.get(meeting=meeting).seat.provider_id == other.pk


def test_a_meeting_that_was_held_does_not_change_any_more(scene):
    scene.represent({scene.third: scene.first})
    meeting = factories.meeting(scene.table, seated=[scene.first, scene.second])
    after = NOON + timedelta(days=20)

    scene.represent({scene.third: scene.second}, since=after.date(), at=after)

    assert not Representation.objects.filter(meeting=meeting, seat__provider=scene.second).exists()


def many(region, count):
    """So many more providers, at once."""
    made = Organisation.objects.bulk_create(
        Organisation(
            kind="provider", slug=f"veel-{n}", name=f"Veel {n:04}", agb=f"{50_000_000 + n}", kvk=""
        )
        for n in range(count)
    )
    since = date(2020, 1, 1)
    Participation.objects.bulk_create(
        Participation(region=region, organisation=one, valid_from=since) for one in made
    )
    SizeStatement.objects.bulk_create(
        SizeStatement(
            provider=one, measured_on=since, size=list(SizeClass)[n % 3], turnover=1_000_000 + n
        )
        for n, one in enumerate(made)
    )
    return made


@pytest.mark.capability("D042")
def test_170_institutions_with_35_representatives_are_4_9_for_each(scene):
    others = many(scene.region, 166)
    actions.set_room(table=scene.table, most=40, by=scene.purchaser, at=NOON)
    scene.choose(*others[:33])
    first = factories.director(scene.first)
    speakers = [scene.first, scene.second, *others[:33]]
    rest = [scene.third, scene.fourth, *others[33:]]
    assert scene.uncovered() == {one.pk for one in rest}

    scene.represent({one: speakers[n % 35] for n, one in enumerate(rest)})

    found = queries.covered(scene.table, on=TODAY, seen_by=first).coverage
    assert (len(found.seated), len(found.represented), found.uncovered) == (35, 135, ())
    assert str(found.ratio) == "4.9"


@pytest.mark.parametrize("count", [30, 1000])
def test_changing_many_takes_as_many_statements_as_changing_few(scene, count):
    others = many(scene.region, count)

    with CaptureQueriesContext(connection) as captured:
        scene.represent(dict.fromkeys(others, scene.first))
        queries.covered(scene.table, on=TODAY, seen_by=scene.purchaser)

    rows = [one for one in captured if "INSERT INTO" not in one["sql"]]
    assert len(rows) <= 30
    assert len(scene.voices()) == count
    assert Task.objects.filter(topic="mail", key__startswith="representation").count() == 1


def test_another_region_reads_nothing_of_it(scene):
    scene.represent({scene.third: scene.first})
    stranger = factories.director(factories.provider(factories.region("Elders")))

    assert not queries.spoken_for(scene.table, on=TODAY, seen_by=stranger)
    assert not queries.standing_seats(scene.table, on=TODAY, seen_by=stranger)
    assert not queries.changes(scene.table, seen_by=stranger)
    assert queries.covered(scene.table, on=TODAY, seen_by=stranger).coverage.seated == frozenset()
    assert not queries.all_covered(region=scene.region.pk, on=TODAY, seen_by=stranger)


@pytest.mark.capability("D061")
def test_remarks_of_social_teams_are_counted_for_each_item_and_table(scene):
    item = factories.item(
        factories.meeting(scene.table),
        factories.published(scene.table.document.agreement),
        raised_by=scene.buyer,
    )
    factories.opened(item.meeting)
    for by in (scene.social, scene.social, factories.director(scene.third)):
        actions.contribute(item=item, target=Target.ARTICLE, key="a4", text="Ja.", by=by, at=NOON)

    assert queries.social_remarks(items=[item.pk], seen_by=scene.purchaser) == {item.pk: 2}
    assert queries.social_remarks_at(scene.table, seen_by=scene.purchaser) == 2
    stranger = factories.director(factories.provider(factories.region("Elders")))
    assert queries.social_remarks(items=[item.pk], seen_by=stranger) == {}


def test_seats_of_who_left_the_region_cover_nobody(scene):
    scene.represent({scene.third: scene.first})
    day = TODAY + timedelta(days=10)
    Participation.objects.filter(organisation=scene.first).update(valid_before=day)

    assert scene.uncovered(on=day) == {scene.third.pk, scene.fourth.pk}


def test_a_meeting_is_not_planned_with_a_guide_who_does_not_know_the_method(scene):
    def plan(guide):
        return actions.plan_meeting(
            table=scene.table,
            starts_at=NOON + timedelta(days=14),
            place="Zaal",
            guide=guide,
            seats={},
            represents={},
            by=scene.purchaser,
            at=NOON,
        )

    assert reason_of(lambda: plan(factories.person("Iemand"))) is Reason.NO_METHOD_GUIDE
    guide = factories.guide(scene.region)
    assert plan(guide).guide == guide
    assert plan(None).guide is None
