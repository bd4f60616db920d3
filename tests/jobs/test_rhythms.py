"""Mail comes at everyone's own rhythm, each letter exactly once, through a real mail server."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from convenant.core.actors import Actor, Role
from convenant.core.rhythms import Rhythm, due
from convenant.exchange.mail import sending
from convenant.jobs.worker import processes
from convenant.jobs.worker.handlers import HANDLERS
from convenant.jobs.worker.loop import run
from convenant.outbox import actions as outbox
from convenant.outbox.models import KeptLetter, Task
from convenant.outbox.topics import Topic
from convenant.parties import actions as parties
from convenant.parties.models import Person
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db

MAIL = {Topic.MAIL: HANDLERS[Topic.MAIL]}
MORNING = due(Rhythm.DAILY, NOON)


def work(at: datetime = NOON) -> None:
    run(handlers=MAIL, clock=lambda: at, stop=threading.Event(), once=True)


def to(name: str) -> list[str]:
    return [letter.subject for letter in mail.outbox if f"Beste {name}" in letter.body]


@pytest.fixture
def people() -> dict[str, Actor]:
    """Anna wants mail at once, Bas daily, Carla weekly; an agenda and an offer concern them."""
    region, _, basis, _ = factories.small_region()
    provider = factories.provider(region)
    found = {
        name: factories.actor(provider, Role.DIRECTOR, name=name)
        for name in ("Anna", "Bas", "Carla")
    }
    parties.choose_rhythm(rhythm=Rhythm.DAILY, by=found["Bas"], at=NOON)
    parties.choose_rhythm(rhythm=Rhythm.WEEKLY, by=found["Carla"], at=NOON)
    factories.offer(basis)
    Task.objects.exclude(key__regex="^(offer|agenda):").delete()
    return found


def test_a_daily_letter_brings_all_that_waited_with_one_link_each(people: dict[str, Actor]) -> None:
    work()
    assert to("Bas") == to("Carla") == []
    assert len(to("Anna")) == 2

    work(MORNING - timedelta(minutes=1))
    assert to("Bas") == []

    work(MORNING)
    assert to("Bas") == ["2 berichten voor u"]
    body = next(letter.body for letter in mail.outbox if "Beste Bas" in letter.body)
    assert body.count("/bijeenkomsten/") == body.count("/aanbod/") == 1
    assert "€" not in body
    assert "/account/post/" in body
    assert to("Carla") == []

    work(due(Rhythm.WEEKLY, NOON))
    assert to("Carla") == ["2 berichten voor u"]
    assert len(to("Bas")) == 1


def test_who_wants_mail_at_once_again_gets_what_waited(people: dict[str, Actor]) -> None:
    work()
    parties.choose_rhythm(rhythm=Rhythm.AT_ONCE, by=people["Carla"], at=NOON)

    work(NOON)

    assert to("Carla") == ["2 berichten voor u"]


def test_what_no_longer_matters_is_left_out_of_the_letter(people: dict[str, Actor]) -> None:
    work()
    Person.objects.filter(pk=people["Bas"].person).update(is_active=False)

    work(MORNING)

    assert to("Bas") == []


def test_making_the_daily_letters_costs_nothing_when_nobody_waits() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert outbox.bundle(by=factories.SYSTEM, at=NOON) == 0

    assert len(asked) == 1


def test_a_crash_while_bundling_doubles_nothing(
    people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    work()
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "queue", lambda **_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            work(MORNING)
    assert not KeptLetter.objects.exclude(digest="").exists()

    work(MORNING)
    work(MORNING)

    assert to("Bas") == ["2 berichten voor u"]


class Letters:
    """What arrived at the mail server."""

    def __init__(self) -> None:
        self.arrived: list[Message] = []
        self.busy = False

    async def handle_RCPT(  # noqa: N802
        self, _server: object, _session: object, envelope: object, address: str, _options: object
    ) -> str:
        if self.busy:
            return "451 Try again later"
        envelope.rcpt_tos.append(address)  # type: ignore[attr-defined]
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802
        self.arrived.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[attr-defined]
        return "250 OK"


@pytest.fixture
def server(settings: pytest.FixtureRequest) -> Iterator[Letters]:
    letters = Letters()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(letters, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST = "127.0.0.1"  # type: ignore[attr-defined]
    settings.EMAIL_PORT = port  # type: ignore[attr-defined]
    yield letters
    controller.stop()


def arrived(server: Letters) -> Counter[str]:
    return Counter(str(message["To"]) for message in server.arrived)


def test_letters_arrive_at_a_real_mail_server_once(
    server: Letters, people: dict[str, Actor]
) -> None:
    work()
    work()

    anna = Person.objects.get(pk=people["Anna"].person)
    found = [message for message in server.arrived if message["To"] == anna.email]
    assert len(found) == 2
    assert all(message["List-Unsubscribe"] for message in found)
    assert len({message["Message-ID"] for message in server.arrived}) == len(server.arrived)


def test_a_busy_server_gets_the_letter_later(server: Letters, people: dict[str, Actor]) -> None:
    server.busy = True
    work()
    assert server.arrived == []

    server.busy = False
    work(NOON + timedelta(hours=1))

    assert arrived(server)[Person.objects.get(pk=people["Anna"].person).email] == 2


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_worker_that_dies_sends_each_letter_exactly_once(
    server: Letters, people: dict[str, Actor], monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Before the letter was offered it goes out afterwards; after it arrived, not again."""
    speak, died = sending._speak, []

    def die(*given: object) -> None:
        if moment == "after":
            speak(*given)  # type: ignore[arg-type]
        if not died and (moment == "before" or server.arrived):
            died.append(True)
            raise KeyboardInterrupt
        if moment == "before":
            speak(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as broken:
        broken.setattr(sending, "_speak", die)
        with pytest.raises(KeyboardInterrupt):
            work()
    monkeypatch.setattr(processes, "_lives", lambda _: False)

    work()  # at once: nobody waits for the lease of a worker that is gone

    assert set(arrived(server).values()) <= {1, 2}
    assert arrived(server)[Person.objects.get(pk=people["Anna"].person).email] == 2


def test_a_worker_elsewhere_keeps_what_it_claimed() -> None:
    assert processes.gone(["elders:1"]) == []
    assert processes.gone([processes.here()]) == []
