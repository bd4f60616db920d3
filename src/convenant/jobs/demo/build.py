"""Making the demo region, step by step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import django
from django.db import transaction
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.jobs.demo import (
    agenda,
    agreeing,
    alliance,
    confidential,
    content,
    development,
    furnishing,
    home,
    importing,
    meetings,
    minutes,
    representing,
    running,
    seating,
    twin,
)
from convenant.jobs.demo.agreeing import Agreed
from convenant.jobs.demo.amounts import ceilings_of
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.cast import invent_providers
from convenant.jobs.demo.clients import Size
from convenant.jobs.demo.content import Story
from convenant.jobs.demo.deliveries import Composed, compose, receive
from convenant.jobs.demo.founding import BUILDER, Founded, found
from convenant.jobs.preparing import migrate
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic

CLIENTS_PER_PROVIDER = 59


@dataclass(frozen=True, slots=True)
class Step:
    """A step that is done, and how long it took in seconds."""

    what: str
    seconds: float


Progress = Callable[[Step], None]


def build(
    folder: Path,
    *,
    providers: int,
    months: int,
    now: datetime,
    progress: Progress,
) -> None:
    """Make the whole region in an empty folder and mark it as ready.

    ``providers`` is at least 12, ``months`` at least 1.
    """
    calendar = Calendar(now, months)
    words = content.people()
    plans = invent_providers(providers, words)
    basis, subs = content.basis(), content.subs()

    home.begin(folder)
    # The messages need no database, so the other core invents them meanwhile.
    with ProcessPoolExecutor(1, get_context("spawn"), initializer=django.setup) as other:
        composing = other.submit(
            compose,
            plans,
            subs,
            municipalities=words["municipalities"],
            calendar=calendar,
            size=Size(clients=CLIENTS_PER_PROVIDER * providers),
        )
        with _step(_("Database klaarzetten"), progress):
            migrate()
        # One transaction: the disk is waited for once, not for every verb.
        with transaction.atomic():
            with _step(_("Gemeenten, aanbieders en mensen"), progress):
                founded = found(plans, words, calendar)
            with _step(_("Basisovereenkomst: overleg, aanbod, handtekeningen"), progress):
                first = agreeing.agree(
                    basis,
                    founded=founded,
                    calendar=calendar,
                    basis=None,
                    amounts={},
                    words=words["no_reasons"],
                )
            with _step(_("Cliënten, toewijzingen en declaraties verzinnen"), progress):
                messages = composing.result()
            _go_on(first, subs, messages, words, founded, calendar, progress)
    with _step(_("Berichten ontvangen en controleren"), progress):
        counts = receive(messages.files, calendar=calendar)
    home.finish(folder, founded, {"providers": providers, "months": months, **counts})


def _go_on(
    basis: Agreed,
    subs: Sequence[Story],
    messages: Composed,
    words: Mapping[str, Any],
    founded: Founded,
    calendar: Calendar,
    progress: Progress,
) -> None:
    """From the basic agreement to today."""
    agreed, reasons = [basis], words["no_reasons"]
    with _step(_("Drie deelovereenkomsten: overleg, aanbod, handtekeningen"), progress):
        agreed += [
            agreeing.agree(
                story,
                founded=founded,
                calendar=calendar,
                basis=basis,
                amounts=ceilings_of(story, messages.declared),
                words=reasons,
            )
            for story in subs
        ]
    with _step(_("Bijeenkomsten sinds de start"), progress):
        running.evaluate(agreed, content.evaluations(), calendar=calendar)
        minutes.discuss(agreed, content.evaluations(), founded, calendar)
    with _step(_("Wat er nu speelt: nieuwe versies, open aanbod, deze week"), progress):
        for one in agreed:
            agreeing.follow_up(one, calendar=calendar, words=reasons)
        agreeing.join_late(basis, founded=founded, calendar=calendar)
        running.look_ahead(agreed, calendar=calendar)
        meetings.arrange(agreed, founded, calendar)
        representing.represent(agreed, founded, calendar)
        representing.tell(founded, calendar)
        representing.remember(founded, calendar)
        seating.seat(agreed, founded, calendar)
        confidential.confide(agreed, founded, calendar)
        agenda.build_together(agreed, founded, calendar)
        alliance.consult(founded, calendar)
        alliance.cooperate(agreed, founded, calendar)
        development.develop(agreed, founded, calendar)
        furnishing.furnish(founded, content.office(), calendar)
        importing.take_over_lists(founded, calendar)
        twin.liven(founded, calendar)
        _queue(founded, calendar.now)


def _queue(founded: Founded, now: datetime) -> None:
    """Leave the worker what a visitor asks for first. Nobody wants years of mail at once, and the
    PDFs of all others are sealed when somebody opens them."""
    while task := outbox.claim(by=BUILDER, at=now):
        outbox.finish(task=task, by=BUILDER, at=now)
    for provider in founded.providers:
        if provider.plan.part:
            for consent in agreements.own_consents(seen_by=provider.director).values():
                number = consent.signature.number
                outbox.queue(
                    topic=Topic.SEAL,
                    key=f"demo:{number}",
                    payload={"signature": number},
                    by=BUILDER,
                    at=now,
                )


@contextmanager
def _step(what: str, progress: Progress) -> Iterator[None]:
    begun = time.monotonic()
    yield
    progress(Step(what, round(time.monotonic() - begun, 1)))
