"""Queueing work in a verb's transaction and claiming it in the worker."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from convenant.core.actors import Actor
from convenant.outbox.models import KeptLetter, Task
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
    not_before: datetime | None = None,
) -> None:
    """Add work, to be done at once or not before a moment; the same topic and key a second time
    adds nothing."""
    Task.objects.get_or_create(
        topic=topic.value,
        key=key,
        defaults={"payload": dict(payload), "queued_at": at, "not_before_at": not_before},
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
def claim(
    *,
    by: Actor,  # noqa: ARG001
    at: datetime,
    topics: frozenset[Topic] | None = None,
    worker: str = "",
) -> Task | None:
    """Take the oldest open task, so that no other worker does it at the same time. ``worker``:
    which process takes it ("host:number")."""
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
    task.claimed_at, task.claimed_by, task.attempts = at, worker, task.attempts + 1
    task.save(update_fields=["claimed_at", "claimed_by", "attempts", "last_error"])
    return task


def let_go(*, workers: Collection[str], by: Actor, at: datetime) -> int:  # noqa: ARG001
    """What these workers had claimed when they died can be taken at once; give how much."""
    left = Task.objects.filter(
        claimed_by__in=workers, claimed_at__isnull=False, done_at__isnull=True
    )
    return left.update(claimed_at=at - 2 * LEASE)


def finish(*, task: Task, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """The work is done. Handlers are idempotent: a crash before this line repeats the work."""
    Task.objects.filter(pk=task.pk).update(done_at=at, last_error="")


def fail(*, task: Task, error: str, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """Put the work back, to be tried again later: each time twice as late."""
    Task.objects.filter(pk=task.pk).update(
        claimed_at=None,
        handed_over_at=None,
        last_error=error,
        not_before_at=at + timedelta(seconds=2**task.attempts),
    )


def hand_over(*, key: str, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """The mail server is offered this letter now: after a crash it is not offered again."""
    Task.objects.filter(topic=Topic.MAIL.value, key=key).update(handed_over_at=at)


def keep(
    *,
    person: int,
    key: str,
    payload: Mapping[str, str | int],
    due_at: datetime,
    by: Actor,  # noqa: ARG001
    at: datetime,
) -> None:
    """Keep a letter for the daily or weekly one of its person; the same key again adds nothing."""
    KeptLetter.objects.get_or_create(
        key=key,
        defaults={
            "person": person,
            "payload": dict(payload),
            "queued_at": at,
            "due_at": due_at,
        },
    )


def bundle(*, by: Actor, at: datetime) -> int:
    """Make one letter per person of all that is due, and give how many."""
    ready = KeptLetter.objects.filter(digest="", due_at__lte=at)
    return _bundle(by, at) if ready.exists() else 0


@transaction.atomic
def _bundle(by: Actor, at: datetime) -> int:
    due = KeptLetter.objects.select_for_update(skip_locked=True).filter(digest="", due_at__lte=at)
    found: dict[int, list[int]] = {}
    for pk, person in due.values_list("pk", "person"):
        found.setdefault(person, []).append(pk)
    for person, notices in found.items():
        name = f"digest:{person}:{max(notices)}"
        KeptLetter.objects.filter(pk__in=notices).update(digest=name)
        payload: dict[str, str | int] = {"kind": "digest", "for": person, "digest": name}
        queue(topic=Topic.MAIL, key=name, payload=payload, by=by, at=at)
    return len(found)


def reschedule(*, person: int, due_at: datetime, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """What waits for this person goes out at another moment."""
    KeptLetter.objects.filter(person=person, digest="").update(due_at=due_at)
