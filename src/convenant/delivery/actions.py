"""The verbs of delivery, in the order that makes a crash harmless: received, in the ledger, judged.

Reading files and judging lines happen above (``exchange.istandaarden.intake``) and below
(``ledger``); here the process state changes, each step in one transaction, each repeatable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit import bulk
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.lifecycles import MESSAGE, MessageStatus
from convenant.core.lifecycles.delivery import MessageStep
from convenant.delivery import permissions
from convenant.delivery.models import Batch, Message, Spending, Upload
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties.models import Region


@dataclass(frozen=True, slots=True)
class Received:
    """What is known of a file before it is judged. ``reason`` not empty: refused as a whole."""

    id: str
    file_name: str
    size: int
    region: int | None = None
    provider: int | None = None
    municipality: int | None = None
    kind: str = ""
    law: str = ""
    sender: str = ""
    receiver: str = ""
    identification: str = ""
    dated: date | None = None
    declaration: str = ""
    month: date | None = None
    lines: int = 0
    declared: int = 0
    summary: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    reason_values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcome of one message. ``reason`` not empty: a fault in its header or declaration."""

    id: str
    approved_lines: int
    approved: int
    has_answer: bool
    reason: str = ""
    reason_values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sums:
    """What a batch adds to the spending of one month; cents, debit minus credit."""

    region: int
    municipality: str
    provider: str
    law: str
    code: str
    year: int
    month: int
    approved: int
    refused: int
    volume: int
    lines: int
    refused_lines: int


_GIVEN = {
    name: f"{name}_id" if name in {"region", "provider", "municipality"} else name
    for name in Received.__dataclass_fields__
}
"""What is known of a file, and the column that keeps it."""

_LATER = {"approved_lines": 0, "approved": 0, "has_answer": False}
"""What is known once a message was judged."""


@transaction.atomic
def receive(*, batch: str, files: Sequence[Received], by: Actor, at: datetime) -> list[str]:
    """Record files; those refused as a whole are done, the others wait in the batch to be judged.

    A file received before changes nothing. Returns the ids that are new.
    """
    permissions.may_deliver(by).require()
    before = set(
        Message.objects.filter(pk__in=[file.id for file in files]).values_list("pk", flat=True)
    )
    of_file = attrgetter(*_GIVEN)
    fresh = {file.id: file for file in files if file.id not in before}
    if not fresh:
        return []
    if any(not file.reason for file in fresh.values()):
        Batch.objects.get_or_create(pk=batch, defaults={"begun_at": at})
    bulk.insert(
        Message,
        ("batch_id", "status", "received_at", "received_by", *_GIVEN.values(), *_LATER),
        (
            (
                None if file.reason else batch,
                MessageStatus.REFUSED if file.reason else MessageStatus.RECEIVED,
                at,
                by.label,
                *of_file(file),
                *_LATER.values(),
            )
            for file in fresh.values()
        ),
    )
    audit.record(
        event=EventType.MESSAGE_RECEIVED,
        subject=f"batch:{batch}",
        by=by,
        at=at,
        data={
            "messages": len(fresh),
            "refused": sum(bool(file.reason) for file in fresh.values()),
        },
    )
    return list(fresh)


@transaction.atomic
def judge(
    *,
    batch: str,
    ledger_version: int,
    outcomes: Sequence[Judged],
    sums: Sequence[Sums],
    by: Actor,
    at: datetime,
) -> Batch:
    """The batch's lines are in the ledger: record each outcome and add to the spending, once."""
    row = Batch.objects.select_for_update().get(pk=batch)
    if row.judged_at is not None:
        return row
    row.ledger_version, row.judged_at = ledger_version, at
    row.save(update_fields=["ledger_version", "judged_at"])
    _record_outcomes(outcomes)
    _add_spending(sums)
    audit.record(
        event=EventType.MESSAGES_JUDGED,
        subject=f"batch:{batch}",
        by=by,
        at=at,
        data={"messages": len(outcomes), "ledger_version": ledger_version},
    )
    return row


def _record_outcomes(outcomes: Sequence[Judged]) -> None:
    judged, refused = (
        MESSAGE.next(MessageStatus.RECEIVED, step)
        for step in (MessageStep.JUDGE, MessageStep.REFUSE)
    )
    bulk.update(
        Message,
        ("status", "reason", "reason_values", "approved_lines", "approved", "has_answer"),
        (
            (
                refused if one.reason else judged,
                one.reason,
                one.reason_values,
                one.approved_lines,
                one.approved,
                one.has_answer,
                one.id,
                MessageStatus.RECEIVED,
            )
            for one in outcomes
        ),
        where=("id", "status"),
    )


_SPENT_ON = ("region_id", "year", "provider", "code", "law", "municipality", "month")
_SPENT = ("approved", "refused", "volume", "lines", "refused_lines")


def _add_spending(sums: Sequence[Sums]) -> None:
    values = attrgetter("region", *_SPENT_ON[1:], *_SPENT)
    bulk.insert(Spending, (*_SPENT_ON, *_SPENT), map(values, sums), add_up=_SPENT)


@transaction.atomic
def start_upload(
    *, region: Region, file_name: str, stored_as: str, size: int, by: Actor, at: datetime
) -> Upload:
    """A file was handed in on a page; the worker receives it."""
    permissions.may_deliver(by).require()
    upload = Upload.objects.create(
        region=region,
        organisation_id=by.organisation or -1,
        file_name=file_name,
        stored_as=stored_as,
        size=size,
        started_at=at,
        started_by=by.label,
    )
    audit.record(event=EventType.UPLOAD_STARTED, subject=f"upload:{upload.pk}", by=by, at=at)
    outbox.queue(
        topic=Topic.RECEIVE, key=str(upload.pk), payload={"upload": upload.pk}, by=by, at=at
    )
    return upload


@transaction.atomic
def progress_upload(
    *,
    upload: Upload,
    found: int,
    messages: Sequence[str],
    by: Actor,  # noqa: ARG001
    at: datetime,  # noqa: ARG001
) -> None:
    """So many of the ``found`` messages are dealt with; these ids are among them."""
    upload.messages.add(*Message.objects.filter(pk__in=messages))
    Upload.objects.filter(pk=upload.pk).update(found=found, done=upload.messages.count())


@transaction.atomic
def finish_upload(*, upload: Upload, error: str, by: Actor, at: datetime) -> None:  # noqa: ARG001
    """Nothing more comes of this upload; ``error`` is a code when nothing could be received."""
    Upload.objects.filter(pk=upload.pk, finished_at__isnull=True).update(
        finished_at=at, error=error
    )
