"""The worker does every task, once, and lets nothing stop it."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from convenant.agreements.models import Offer, Signature
from convenant.core.actors import Role, machine
from convenant.core.lifecycles import OfferStatus
from convenant.jobs.worker.handlers import HANDLERS
from convenant.jobs.worker.loop import Done, run
from convenant.jobs.worker.work import Handler, Work
from convenant.outbox import actions as outbox
from convenant.outbox.models import Task
from convenant.outbox.topics import Topic
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db

LATER = NOON + outbox.LEASE + timedelta(minutes=1)
LETTERS = 7
"""Two about the offer; about the agenda one to each of the five who take part."""
MAIL = {Topic.MAIL: HANDLERS[Topic.MAIL]}


def work(handlers: Mapping[Topic, Handler] = MAIL, *, at: datetime = NOON) -> list[Done]:
    """Do all that is due at a moment."""
    done: list[Done] = []
    run(
        handlers=handlers,
        clock=lambda: at,
        stop=threading.Event(),
        once=True,
        report=done.append,
    )
    return done


def queue(key: str, topic: Topic = Topic.MAIL) -> None:
    outbox.queue(topic=topic, key=key, payload={}, by=machine("test"), at=NOON)


@pytest.fixture
def offer() -> Offer:
    """An offer to two providers; of one a director and an account manager, of one a reader."""
    region, buyer, basis, _ = factories.small_region()
    first, second = factories.provider(region), factories.provider(region)
    factories.actor(first, Role.DIRECTOR, Role.ACCOUNT_MANAGER, name="Anna")
    factories.actor(first, Role.ACCOUNT_MANAGER, name="Bas")
    factories.actor(second, Role.READER, name="Carla")
    factories.actor(buyer, Role.PURCHASER, name="Dirk")
    made = factories.offer(basis)
    Task.objects.exclude(key__regex="^(offer|agenda):").delete()  # letters about other things
    return made


def greeted() -> list[str]:
    return sorted(letter.body.split(",")[0] for letter in mail.outbox)


def test_everyone_who_may_answer_gets_one_letter_about_an_offer(offer: Offer) -> None:
    work()

    about_the_offer = [m for m in mail.outbox if "aanbod" in m.subject]
    assert sorted(m.body.split(",")[0] for m in about_the_offer) == ["Beste Anna", "Beste Bas"]
    assert all(f"/aanbod/{offer.pk}/" in m.body for m in about_the_offer)


def test_everyone_who_takes_part_gets_one_letter_about_an_agenda(offer: Offer) -> None:
    work()

    about_the_agenda = [m for m in mail.outbox if m.subject.startswith("Agenda:")]
    names = sorted(m.body.split(",")[0] for m in about_the_agenda)
    assert names == ["Beste Anna", "Beste Bas", "Beste Carla", "Beste Dirk", "Beste Gids"]


def test_letters_name_no_price_and_no_remark(offer: Offer) -> None:
    work()

    assert mail.outbox
    assert not [letter for letter in mail.outbox if "€" in letter.body]


def test_working_again_sends_nothing_again(offer: Offer) -> None:
    work()
    sent = len(mail.outbox)

    assert work(at=LATER) == []
    assert len(mail.outbox) == sent


def test_a_crash_between_sending_and_finishing_sends_no_second_letter(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(**_: object) -> None:
        if mail.outbox:
            raise KeyboardInterrupt
        finish(**_)  # type: ignore[arg-type]

    finish = outbox.finish
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "finish", crash)
        with pytest.raises(KeyboardInterrupt):
            work()
    assert len(mail.outbox) == 1

    work(at=LATER)

    twice, once = ("Beste Anna", "Beste Bas"), ("Beste Carla", "Beste Dirk", "Beste Gids")
    assert Counter(greeted()) == {**dict.fromkeys(twice, 2), **dict.fromkeys(once, 1)}


def test_a_crash_while_making_the_list_of_recipients_leaves_nobody_out(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(outbox, "finish", crash)
        with pytest.raises(KeyboardInterrupt):
            work()

    work(at=LATER)

    assert len(greeted()) == LETTERS


def test_a_mail_server_that_refuses_gets_the_letter_later(
    offer: Offer, settings: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(
            "django.core.mail.backends.locmem.EmailBackend.send_messages",
            lambda *_: (_ for _ in ()).throw(ConnectionRefusedError("no server")),
        )
        first = work()
    assert mail.outbox == []
    assert all("no server" in done.error for done in first if ":" in done.key[8:])

    work(at=LATER)

    assert len(greeted()) == LETTERS


def test_a_failing_task_is_put_back_and_the_others_go_on() -> None:
    def picky(given: Work) -> None:
        if given.key == "bad":
            raise ValueError("this one not")

    for key in ("bad", "good"):
        queue(key)

    done = work({Topic.MAIL: picky})

    assert [(one.key, bool(one.error)) for one in done] == [("bad", True), ("good", False)]
    assert Task.objects.get(key="good").done_at is not None
    bad = Task.objects.get(key="bad")
    assert bad.done_at is None
    assert "this one not" in bad.last_error


def test_work_the_worker_has_no_handler_for_is_left_alone() -> None:
    queue("4", Topic.RECEIVE)

    assert work() == []
    assert Task.objects.get(key="4").attempts == 0


def test_a_stopped_worker_begins_nothing() -> None:
    queue("one")
    stop = threading.Event()
    stop.set()

    run(handlers=MAIL, clock=lambda: NOON, stop=stop)

    assert Task.objects.get(key="one").attempts == 0


def test_what_was_begun_is_finished_before_stopping() -> None:
    stop = threading.Event()
    for key in ("one", "two"):
        queue(key)

    run(handlers={Topic.MAIL: lambda _: stop.set()}, clock=lambda: NOON, stop=stop)

    assert Task.objects.get(key="one").done_at is not None
    assert Task.objects.get(key="two").attempts == 0


def test_an_offer_closes_when_its_time_is_over(offer: Offer) -> None:
    work({}, at=offer.answer_before - timedelta(seconds=1))
    offer.refresh_from_db()
    assert offer.status == OfferStatus.OPEN

    work({}, at=offer.answer_before)

    offer.refresh_from_db()
    assert offer.status == OfferStatus.CLOSED


def test_a_signature_is_sealed_once_even_after_a_crash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    region, _, basis, _ = factories.small_region()
    director = factories.director(factories.provider(region))
    factories.signed(factories.offer(basis), by=director)

    def crash(**_: object) -> None:
        raise KeyboardInterrupt

    sealing = {Topic.SEAL: HANDLERS[Topic.SEAL]}
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "finish", crash)
        with pytest.raises(KeyboardInterrupt):
            work(sealing)
    first = Signature.objects.get()
    assert first.file_digest

    work(sealing, at=LATER)

    assert Signature.objects.get().file_digest == first.file_digest
    assert Signature.objects.get().sealed_at == first.sealed_at
    assert Task.objects.get(topic=Topic.SEAL).done_at is not None


def test_the_command_says_what_failed_and_exits_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    outbox.queue(topic=Topic.MAIL, key="odd", payload={"kind": "odd"}, by=machine("test"), at=NOON)

    with pytest.raises(SystemExit) as left:
        call_command("worker", once=True)

    assert left.value.code == 1
    assert "odd" in capsys.readouterr().err


def test_the_command_exits_with_0_when_all_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("worker", once=True, json=True)

    assert capsys.readouterr().out == ""
