"""No sequence of acts lets a provider see a competitor's price, cost, capacity or answer before it
may: a machine acts at random, and after each act looks through everybody's eyes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from convenant.core.actors import Actor
from convenant.roundtables.models import (
    BilateralTalk,
    CallResponse,
    ConsultationAnswer,
    Contribution,
    MinutesComment,
    Paper,
    PrivateQuestion,
    Proposal,
    TalkMinutes,
)
from tests.roundtables import confiding, looking
from tests.roundtables.acts import Acts, walked, world
from tests.roundtables.secrets import MARKER

pytestmark = pytest.mark.django_db


def test_no_sequence_of_acts_shows_a_provider_what_is_its_competitors():
    with world():
        run_state_machine_as_test(
            Acts,
            settings=settings(
                max_examples=3,
                stateful_step_count=7,
                phases=[Phase.generate],  # making a leak smaller takes minutes
                deadline=None,
                database=None,
                derandomize=True,  # the same acts everywhere; change the numbers to look further
                suppress_health_check=list(HealthCheck),
            ),
        )


def test_after_every_act_once_nobody_reads_what_is_anothers_and_each_reads_its_own():
    def look(machine: Acts) -> None:
        scene, secrets = machine.scene, machine.secrets
        lens = looking.Lens(region=scene.region.pk, at=machine.clock)
        for viewer in (scene.director, scene.other):
            found = list(looking.seen(viewer, lens, machine.asked))
            leaked = secrets.leaked(viewer, found)
            assert leaked == [], "\n".join(map(str, leaked))
            own = {word for word, owners in secrets.owners.items() if viewer.organisation in owners}
            read = {word for _place, text in found for word in MARKER.findall(text)}
            given = {word for word in own if exists(word)}
            assert given <= read, given - read

    walked(look)


def exists(word: str) -> bool:
    """Whether a secret was written at all: some acts take one and do not use it."""
    kept = (
        Contribution.objects.filter(text__contains=word),
        BilateralTalk.objects.filter(about__contains=word),
        PrivateQuestion.objects.filter(text__contains=word),
        TalkMinutes.objects.filter(text__contains=word),
        CallResponse.objects.filter(text__contains=word),
        ConsultationAnswer.objects.filter(text__contains=word),
        MinutesComment.objects.filter(text__contains=word),
        Paper.objects.filter(title__contains=word),
        Proposal.objects.filter(title__contains=word),
    )
    return any(rows.exists() for rows in kept)


def test_the_one_who_looks_sees_a_query_that_shows_too_much():
    """The guard guarded: a query that forgets its viewer is found by it."""

    def careless(*, seen_by: Actor) -> object:
        return BilateralTalk.objects.all()

    def look(machine: Acts) -> None:
        lens = looking.Lens(region=machine.scene.region.pk, at=machine.clock)
        found = list(looking.seen(machine.scene.other, lens, {"careless": careless}))
        leaked = machine.secrets.leaked(machine.scene.other, found)
        assert {place for place, _word in leaked} == {"careless"}
        machine.asked, machine.turn = {"careless": careless}, 0
        with pytest.raises(AssertionError):
            Acts.look(machine)

    walked(look)


def test_the_one_who_looks_reads_what_came_along_with_a_row():
    scene = confiding.scene()
    talk = confiding.planned(scene, about="geheim1x")
    row = BilateralTalk.objects.select_related("table").get(pk=talk.pk)

    assert "geheim1x" in set(looking.texts([{"a": row}]))
    assert scene.table.name in set(looking.texts(row))
    assert scene.provider.name not in set(looking.texts(row))  # never fetched
