"""Receiving and judging: each step once, whatever is repeated."""

from __future__ import annotations

import pytest

from convenant.core.actors import PUBLIC, Role
from convenant.core.lifecycles import MessageStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.delivery import actions, queries
from convenant.delivery.actions import Judged, Received, Sums
from convenant.delivery.models import Message, Spending, Upload
from convenant.outbox.models import Task
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties():
    region = factories.region()
    return region, factories.municipality(region), factories.provider(region)


def declaration(region, municipality, provider, *, name="a", **given):
    return Received(
        **{
            "id": name * 32,
            "file_name": f"{name}.xml",
            "size": 10,
            "region": region.pk,
            "provider": provider.pk,
            "municipality": municipality.pk,
            "kind": "323",
            "law": "wmo",
            "sender": provider.agb,
            "receiver": municipality.cbs,
            "identification": name,
            "lines": 3,
            "declared": 300,
            **given,
        }
    )


def sums(region, provider, **given):
    return Sums(
        **{
            "region": region.pk,
            "municipality": "0356",
            "provider": provider.agb,
            "law": "wmo",
            "code": "02A05",
            "year": 2026,
            "month": 2,
            "approved": 200,
            "refused": 100,
            "volume": 2,
            "lines": 3,
            "refused_lines": 1,
            **given,
        }
    )


def judge(batch, *outcomes, spent=(), version=0):
    return actions.judge(
        batch=batch, ledger_version=version, outcomes=outcomes, sums=spent, by=SYSTEM, at=NOON
    )


def test_the_same_file_twice_is_one_message(parties):
    file = declaration(*parties)

    assert actions.receive(batch="b1", files=[file, file], by=SYSTEM, at=NOON) == [file.id]
    assert actions.receive(batch="b2", files=[file], by=SYSTEM, at=NOON) == []
    assert Message.objects.count() == 1


def test_a_batch_is_judged_once_and_its_spending_counted_once(parties):
    region, _, provider = parties
    file = declaration(*parties)
    actions.receive(batch="b1", files=[file], by=SYSTEM, at=NOON)
    outcome = Judged(file.id, approved_lines=2, approved=200, has_answer=True)

    for _ in range(2):
        judge("b1", outcome, spent=[sums(region, provider)])

    message = Message.objects.get()
    assert (message.status, message.approved_lines) == (MessageStatus.JUDGED, 2)
    spending = Spending.objects.get()
    assert (spending.approved, spending.refused, spending.lines) == (200, 100, 3)
    assert queries.ledger_version() == 0


def test_a_second_batch_adds_to_the_same_month(parties):
    region, _, provider = parties
    for name in "ab":
        actions.receive(batch=name, files=[declaration(*parties, name=name)], by=SYSTEM, at=NOON)
        judge(name, Judged(name * 32, 2, 200, has_answer=True), spent=[sums(region, provider)])

    assert Spending.objects.get().approved == 400


def test_a_file_refused_as_a_whole_waits_for_nothing(parties):
    file = Received(id="c" * 32, file_name="kapot.xml", size=3, reason="not_xml")

    actions.receive(batch="b1", files=[file], by=SYSTEM, at=NOON)

    message = Message.objects.get()
    assert (message.status, message.reason, message.batch) == (
        MessageStatus.REFUSED,
        "not_xml",
        None,
    )


def test_a_fault_in_the_header_refuses_the_message(parties):
    file = declaration(*parties)
    actions.receive(batch="b1", files=[file], by=SYSTEM, at=NOON)

    judge("b1", Judged(file.id, 0, 0, has_answer=True, reason="TR056"))

    assert Message.objects.get().status == MessageStatus.REFUSED


def test_messages_are_seen_by_their_sender_and_the_region(parties):
    region, municipality, provider = parties
    actions.receive(batch="b1", files=[declaration(*parties)], by=SYSTEM, at=NOON)
    competitor = factories.director(factories.provider(region))
    elsewhere = factories.municipality(factories.region("Elders"), name="Utrecht", cbs="0344")

    def count(viewer):
        return queries.messages(seen_by=viewer).count()

    assert count(factories.director(provider)) == 1
    assert count(factories.actor(municipality, Role.ALDERMAN)) == 1
    assert count(competitor) == count(PUBLIC) == 0
    assert count(factories.actor(elsewhere, Role.PURCHASER)) == 0
    with pytest.raises(Message.DoesNotExist):
        queries.message("a" * 32, seen_by=competitor)


def test_only_those_who_may_hand_messages_in(parties):
    region, municipality, provider = parties

    def start(by):
        return actions.start_upload(
            region=region, file_name="m.zip", stored_as="x", size=1, by=by, at=NOON
        )

    for somebody in (
        factories.actor(provider, Role.READER),
        factories.actor(municipality, Role.ALDERMAN),
    ):
        with pytest.raises(Refused) as refusal:
            start(somebody)
        assert refusal.value.reason is Reason.ROLE_MAY_NOT
    assert not Upload.objects.exists()

    started = start(factories.director(provider))
    assert Task.objects.get(topic="receive").payload == {"upload": started.pk}


def test_an_upload_counts_what_is_dealt_with_once(parties):
    region, _, provider = parties
    by = factories.director(provider)
    upload = actions.start_upload(
        region=region, file_name="m.zip", stored_as="x", size=1, by=by, at=NOON
    )
    actions.receive(batch="b1", files=[declaration(*parties)], by=SYSTEM, at=NOON)
    for _ in range(2):
        actions.progress_upload(upload=upload, found=4, messages=["a" * 32], by=SYSTEM, at=NOON)
    actions.finish_upload(upload=upload, error="", by=SYSTEM, at=NOON)

    found = queries.upload(upload.pk, seen_by=by)
    assert (found.found, found.done, found.finished_at) == (4, 1, NOON)
    with pytest.raises(Upload.DoesNotExist):
        queries.upload(upload.pk, seen_by=factories.director(factories.provider(region)))


def test_spending_of_a_competitor_is_never_fetched(parties):
    region, municipality, provider = parties
    actions.receive(batch="b1", files=[declaration(*parties)], by=SYSTEM, at=NOON)
    judge("b1", Judged("a" * 32, 2, 200, has_answer=True), spent=[sums(region, provider)])
    competitor = factories.director(factories.provider(region))

    def rows(viewer):
        return queries.spending(region=region.pk, seen_by=viewer).count()

    assert (
        rows(factories.director(provider)) == rows(factories.actor(municipality, Role.CHAIR)) == 1
    )
    assert rows(competitor) == rows(PUBLIC) == 0
    assert queries.last_month(region=region.pk, year=2026) == 2
    assert queries.last_month(region=region.pk, year=2025) == 0
