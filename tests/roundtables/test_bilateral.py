"""Talks with one provider, and the procedures that stop them (D077, D079)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.audit.models import Event
from convenant.core.actors import PUBLIC, Role
from convenant.core.agenda import Side
from convenant.core.lifecycles import TalkStatus
from convenant.core.publication import Readers
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox.models import Task
from convenant.roundtables import actions, queries
from convenant.roundtables.actions import KeptFile
from convenant.roundtables.models import BilateralTalk, Procedure, TalkMinutes
from tests import factories
from tests.factories import NOON
from tests.roundtables import confiding
from tests.roundtables.confiding import AFTERWARDS, NEXT_WEEK

pytestmark = pytest.mark.django_db

FILE = KeptFile("begroting.xlsx", "ab12", "0" * 64, 10)


@pytest.fixture
def scene():
    return confiding.scene()


def refused(reason, verb, **given):
    with pytest.raises(Refused) as refusal:
        verb(**given)
    assert refusal.value.reason is reason


def minutes_of(scene, talk, *, text="Besproken: het tarief.", number=0):
    return actions.write_talk_minutes(
        talk=talk, text=text, number=number, by=scene.purchaser, at=AFTERWARDS
    )


@pytest.mark.capability("D077")
def test_a_talk_and_its_minutes_are_seen_by_the_municipality_and_that_provider_only(scene):
    talk = confiding.planned(scene)
    minutes = minutes_of(scene, talk)
    actions.remark_on_talk_minutes(
        minutes=minutes, text="De reistijd ontbreekt.", by=scene.director, at=AFTERWARDS
    )
    actions.attach_to_talk(talk=talk, title="", file=FILE, by=scene.director, at=AFTERWARDS)
    actions.add_talk_action(
        talk=talk,
        side=Side.PROVIDERS,
        text="Stuurt de begroting.",
        due_on=None,
        by=scene.purchaser,
        at=AFTERWARDS,
    )

    def seen(viewer):
        return (
            [one.pk for one in queries.talks(seen_by=viewer)],
            [one.text for one in queries.talk_minutes(talk, seen_by=viewer)],
            queries.talk_actions(talk, seen_by=viewer).count(),
            queries.talk_papers(talk, seen_by=viewer).count(),
        )

    for viewer in (scene.purchaser, scene.chair, scene.director):
        assert seen(viewer) == ([talk.pk], ["Besproken: het tarief."], 1, 1)
    stranger = factories.director(factories.provider(factories.region("Elders")))
    for viewer in (scene.other, scene.alderman, scene.reader, stranger, PUBLIC):
        assert seen(viewer) == ([], [], 0, 0)
        with pytest.raises(BilateralTalk.DoesNotExist):
            queries.talk(talk.pk, seen_by=viewer)


def test_a_file_of_a_talk_stands_nowhere_else(scene):
    talk = confiding.planned(scene)
    made = actions.attach_to_talk(talk=talk, title="", file=FILE, by=scene.director, at=NOON)

    assert made.paper.readers == Readers.CLOSED
    for viewer in (scene.purchaser, scene.director, scene.other, scene.alderman):
        assert not queries.papers(scene.table, seen_by=viewer).exists()


def test_who_plans_a_talk_and_when(scene):
    for change, reason in (
        ({"by": scene.alderman}, Reason.ROLE_MAY_NOT),
        ({"by": scene.director}, Reason.NOT_FOR_YOUR_ORGANISATION),
        ({"starts_at": NOON}, Reason.TALK_IN_PAST),
        ({"place": " "}, Reason.TALK_NOWHERE),
        ({"about": " "}, Reason.TEXT_MISSING),
        (
            {"provider": factories.provider(factories.region("Elders"))},
            Reason.NOT_A_PROVIDER_HERE,
        ),
    ):
        refused(reason, lambda change=change: confiding.planned(scene, **change))
    assert not BilateralTalk.objects.exists()

    assert confiding.planned(scene).status == TalkStatus.PLANNED


def test_a_provider_asks_and_the_municipality_says_yes_with_a_moment_or_no_with_a_reason(scene):
    yes, no = confiding.asked_for(scene), confiding.asked_for(scene, about="Onze huur stijgt.")

    refused(
        Reason.ANSWER_NEEDS_REASON,
        actions.decline_talk,
        talk=no,
        why=" ",
        by=scene.purchaser,
        at=NOON,
    )
    actions.decline_talk(talk=no, why="Na de zomer.", by=scene.purchaser, at=NOON)
    talk = actions.set_talk(
        talk=yes, starts_at=NEXT_WEEK, place="Online", online=True, by=scene.purchaser, at=NOON
    )

    assert (talk.status, talk.starts_at) == (TalkStatus.PLANNED, NEXT_WEEK)
    no.refresh_from_db()
    assert (no.status, no.why) == (TalkStatus.DECLINED, "Na de zomer.")
    refused(
        Reason.TALK_STEP_UNKNOWN,
        actions.decline_talk,
        talk=no,
        why="Toch niet.",
        by=scene.purchaser,
        at=NOON,
    )


def test_a_reader_asks_for_no_talk_and_nobody_moves_what_is_of_another(scene):
    refused(Reason.ROLE_MAY_NOT, lambda: confiding.asked_for(scene, by=scene.reader))
    talk = confiding.planned(scene)

    refused(
        Reason.NOT_FOR_YOUR_ORGANISATION,
        actions.cancel_talk,
        talk=talk,
        why="Weg",
        by=scene.other,
        at=NOON,
    )
    cancelled = actions.cancel_talk(talk=talk, why="Ziek", by=scene.director, at=NOON)
    assert cancelled.status == TalkStatus.CANCELLED


def test_minutes_are_written_again_after_remarks_and_agreed_once(scene):
    talk = confiding.planned(scene)
    refused(
        Reason.TALK_NOT_HELD,
        actions.write_talk_minutes,
        talk=talk,
        text="Te vroeg",
        number=0,
        by=scene.purchaser,
        at=NOON,
    )
    first = minutes_of(scene, talk)
    actions.remark_on_talk_minutes(
        minutes=first, text="Het was anders.", by=scene.director, at=AFTERWARDS
    )
    refused(Reason.TEXT_CHANGED_MEANWHILE, lambda: minutes_of(scene, talk, text="Oud", number=0))
    second = minutes_of(scene, talk, text="Zo was het.", number=1)

    agree = actions.agree_talk_minutes
    refused(Reason.TEXT_CHANGED_MEANWHILE, agree, minutes=first, by=scene.director, at=AFTERWARDS)
    refused(
        Reason.NOT_FOR_YOUR_ORGANISATION, agree, minutes=second, by=scene.purchaser, at=AFTERWARDS
    )
    agree(minutes=second, by=scene.director, at=AFTERWARDS)

    refused(Reason.TALK_MINUTES_AGREED, lambda: minutes_of(scene, talk, text="Nog", number=2))
    kept = queries.talk_minutes(talk, seen_by=scene.director)
    assert [(one.text, len(one.remarks.all())) for one in kept] == [
        ("Besproken: het tarief.", 1),
        ("Zo was het.", 0),
    ]
    assert TalkMinutes.objects.get(number=2).agreed_at == AFTERWARDS


def start(scene, *, by=None, title="Aanbesteding 2027"):
    return actions.start_procedure(
        table=scene.table,
        title=title,
        why="Het contract loopt af.",
        by=by or scene.purchaser,
        at=NOON,
    )


@pytest.mark.capability("D079")
def test_a_procedure_stops_talks_with_notice_and_no_new_one_is_planned_until_it_ends(scene):
    coming, held = confiding.planned(scene), confiding.planned(scene, starts_at=NOON + timedelta(1))
    wanted = confiding.asked_for(scene, by=scene.other)
    minutes_of(scene, held)

    procedure = start(scene)

    statuses = dict(BilateralTalk.objects.values_list("pk", "status"))
    assert statuses == {
        coming.pk: TalkStatus.CANCELLED,
        wanted.pk: TalkStatus.CANCELLED,
        held.pk: TalkStatus.HELD,
    }
    assert queries.talk(coming.pk, seen_by=scene.director).stopped_by == procedure
    told = Task.objects.filter(payload__kind="confidential_stopped").values_list(
        "payload__id", "payload__side"
    )
    assert sorted(told) == sorted(
        (str(one.pk), side.value) for one in (coming, wanted) for side in Side
    )
    refused(Reason.TALK_DURING_PROCEDURE, lambda: confiding.planned(scene))
    refused(Reason.TALK_DURING_PROCEDURE, lambda: confiding.asked_for(scene))

    actions.end_procedure(
        procedure=procedure, why="Gegund.", by=scene.purchaser, at=NOON + timedelta(hours=1)
    )
    assert confiding.planned(scene).status == TalkStatus.PLANNED
    assert confiding.asked_for(scene).status == TalkStatus.ASKED


def test_a_procedure_stops_talks_at_every_table_about_the_same_text_and_no_other(scene):
    same = factories.tables.found_table(
        region=scene.region,
        slug="tweede",
        name="Tweede tafel",
        document=scene.table.document,
        purpose="Ook hierover",
        by=factories.SYSTEM,
        at=NOON,
    )
    basis = factories.table(factories.basic_agreement(scene.region, [scene.buyer]))
    start(scene)

    refused(Reason.TALK_DURING_PROCEDURE, lambda: confiding.planned(scene, table=same))
    assert confiding.planned(scene, table=basis).status == TalkStatus.PLANNED
    assert queries.running_procedure(same) is not None
    assert queries.running_procedure(basis) is None


def test_who_starts_and_ends_a_procedure(scene):
    careless = factories.without_second_factor(scene.purchaser)
    for by, reason in (
        (scene.chair, Reason.ROLE_MAY_NOT),
        (scene.director, Reason.NOT_FOR_YOUR_ORGANISATION),
        (careless, Reason.SECOND_FACTOR_NEEDED),
    ):
        refused(reason, lambda by=by: start(scene, by=by))
    assert not Procedure.objects.exists()
    refused(Reason.TEXT_MISSING, lambda: start(scene, title=" "))
    procedure = start(scene)

    refused(Reason.PROCEDURE_RUNS_ALREADY, lambda: start(scene))
    end = actions.end_procedure
    refused(
        Reason.ANSWER_NEEDS_REASON, end, procedure=procedure, why="", by=scene.purchaser, at=NOON
    )
    refused(Reason.ROLE_MAY_NOT, end, procedure=procedure, why="Om", by=scene.chair, at=NOON)
    end(procedure=procedure, why="Om", by=scene.purchaser, at=NOON)
    refused(
        Reason.PROCEDURE_ENDED_ALREADY,
        end,
        procedure=procedure,
        why="Om",
        by=scene.purchaser,
        at=NOON,
    )


def test_the_trail_and_the_letters_say_that_something_happened_and_never_what(scene):
    talk = confiding.planned(scene, about="Wij vragen 81 euro")
    minutes_of(scene, talk, text="Het wordt 79 euro")

    told = str(list(Event.objects.values("data", "subject"))) + str(
        list(Task.objects.values("payload", "key"))
    )
    assert "euro" not in told
    assert not Event.objects.filter(type__startswith="talk.", data__shared=True).exists()


def test_a_list_of_talks_asks_the_same_of_the_database_for_one_and_for_thirty(
    scene, django_assert_num_queries
):
    confiding.planned(scene)
    with django_assert_num_queries(1):
        list(queries.talks(seen_by=scene.purchaser, table=scene.table))
    for _ in range(29):
        confiding.planned(scene)
    with django_assert_num_queries(1):
        found = list(queries.talks(seen_by=scene.purchaser, table=scene.table))
        assert {talk.provider.name for talk in found} == {"Stichting Lekzorg"}


def test_policy_officers_read_talks_and_plan_none(scene):
    officer = factories.actor(scene.buyer, Role.POLICY_OFFICER)
    talk = confiding.planned(scene)

    assert queries.talk(talk.pk, seen_by=officer) == talk
    refused(Reason.ROLE_MAY_NOT, lambda: confiding.planned(scene, by=officer))


def test_what_is_sent_twice_by_a_second_click_is_there_once_and_later_again(scene):
    def done(at):
        return (
            confiding.planned(scene, at=at),
            confiding.asked_for(scene),
            confiding.request(scene, at=at),
            confiding.question(scene),
        )

    assert done(NOON) == done(NOON + timedelta(seconds=2))
    assert BilateralTalk.objects.count() == 2
    assert confiding.planned(scene, at=NOON + timedelta(hours=1)) != confiding.planned(scene)
    assert confiding.request(scene) != confiding.request(scene, providers=[scene.provider.pk])
