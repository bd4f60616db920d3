"""Queueing work in a verb's transaction and claiming it in the worker."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from convenant.core.actors import Actor
from convenant.outbox.models import Task
from convenant.outbox.topics import Topic

LEASE = timedelta(minutes=10)
"""A claim older than this belonged to a worker that died; the work may be taken again."""

GIVE_UP_AFTER = 8

INTERRUPTED = "interrupted"
"""``last_error`` of work whose worker died: whether it was done, nobody recorded."""


def queue(
    *,
    topic: Topic,
    key: str,
    payload: Mapping[str, str | int],
    by: Actor,  # noqa: ARG001 - every verb says who
    at: datetime,
) -> None:
    """Add work; the same topic and key a second time adds nothing."""
    Task.objects.get_or_create(
        topic=topic.value, key=key, defaults={"payload": dict(payload), "queued_at": at}
    )


def queue_all(
    *,
    topic: Topic,
    payloads: Mapping[str, Mapping[str, str | int]],
    by: Actor,  # noqa: ARG001
    at: datetime,
) -> None:
    """Add much work at once, by key; as :func:`queue`."""
    Task.objects.bulk_create(
        [
            Task(topic=topic.value, key=key, payload=dict(payload), queued_at=at)
            for key, payload in payloads.items()
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def claim(*, by: Actor, at: datetime, topics: frozenset[Topic] | None = None) -> Task | None:  # noqa: ARG001
    """Take the oldest open task, so that no other worker does it at the same time."""
    free = Q(claimed_at__isnull=True) | Q(claimed_at__lt=at - LEASE)
    due = Q(not_before_at__isnull=True) | Q(not_before_at__lte=at)
    candidates = Task.objects.select_for_update(skip_locked=True).filter(
        free & due, done_at__isnull=True, attempts__lt=GIVE_UP_AFTER
    )
    if topics is not None:
        candidates = candidates.filter(topic__in=[topic.value for topic in topics])
    task = candidates.order_by("id").first()
    if task is None:
        return None
    if task.claimed_at is not None:
        task.last_error = INTERRUPTED
    task.claimed_at, task.attempts = at, task.attempts + 1
    task.save(update_fields=["claimed_at", "attempts", "last_error"])
    return task


def finish(*, task: Task, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """The work is done. Handlers are idempotent: a crash before this line repeats the work."""
    Task.objects.filter(pk=task.pk).update(done_at=at, last_error="")


def fail(*, task: Task, error: str, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """Put the work back, to be tried again later: each time twice as late."""
    Task.objects.filter(pk=task.pk).update(
        claimed_at=None, last_error=error, not_before_at=at + timedelta(seconds=2**task.attempts)
    )
