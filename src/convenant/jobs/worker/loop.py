"""The worker: takes work from the outbox, does it, and closes offers whose time is over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, close_old_connections

from convenant.agreements import actions as agreements
from convenant.agreements import queries
from convenant.core.actors import Actor, machine
from convenant.jobs.worker.daily import once_a_day
from convenant.jobs.worker.processes import gone, here
from convenant.jobs.worker.work import Handler, Work
from convenant.outbox import actions as outbox
from convenant.outbox import queries as waiting
from convenant.outbox.topics import Topic

logger = logging.getLogger(__name__)

WORKER = machine("worker")
IDLE = 1  # seconds


@dataclass(frozen=True, slots=True)
class Done:
    """One piece of work, and why it was put back (empty: it is finished)."""

    topic: str
    key: str
    error: str = ""


def run(
    *,
    handlers: Mapping[Topic, Handler],
    clock: Callable[[], datetime],
    stop: threading.Event,
    once: bool = False,
    report: Callable[[Done], None] = lambda _: None,
) -> int:
    """Work until ``stop`` is set, or with ``once`` until nothing is due; give how often it failed.

    What was begun is finished before stopping. A database that is away for a moment is waited for.
    """
    failures, today = 0, None
    outbox.let_go(workers=gone(waiting.claimers()), by=WORKER, at=clock())
    while not stop.is_set():
        done: Done | None = None
        try:
            close_offers(by=WORKER, at=clock())
            outbox.bundle(by=WORKER, at=clock())
            today = once_a_day(today, by=WORKER, at=clock())
            done = work_once(handlers=handlers, by=WORKER, clock=clock)
        except DatabaseError:
            if once:
                raise
            logger.exception("The database did not answer; trying again.")
            close_old_connections()
        if done is None:
            if once:
                break
            stop.wait(IDLE)
            continue
        failures += bool(done.error)
        report(done)
    return failures


def work_once(
    *, handlers: Mapping[Topic, Handler], by: Actor, clock: Callable[[], datetime]
) -> Done | None:
    """Claim and do one task; None when none is due. A task that fails is put back for later."""
    task = outbox.claim(by=by, at=clock(), topics=frozenset(handlers), worker=here())
    if task is None:
        return None
    work = Work(
        key=task.key,
        payload=task.payload,
        interrupted=task.last_error == outbox.INTERRUPTED,
        by=by,
        at=clock(),
        handed_over=task.handed_over_at is not None,
    )
    try:
        handlers[Topic(task.topic)](work)
    except Exception as error:
        # Whatever went wrong with this one, the others go on.
        logger.exception("%s %s failed", task.topic, task.key)
        words = f"{type(error).__name__}: {error}"
        outbox.fail(task=task, error=words, by=by, at=clock())
        return Done(task.topic, task.key, words)
    outbox.finish(task=task, by=by, at=clock())
    return Done(task.topic, task.key)


def close_offers(*, by: Actor, at: datetime) -> None:
    """Close every offer whose deadline has passed."""
    for offer in queries.offers_past_deadline(at=at):
        agreements.close_offer(offer=offer, by=by, at=at)
