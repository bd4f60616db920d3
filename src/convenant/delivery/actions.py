"""The verbs of delivery, in the order that makes a crash harmless: received, in the ledger, judged.

Reading files and judging lines happen above (``exchange.istandaarden.intake``) and below
(``ledger``); here the process state changes, each step in one transaction, each repeatable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from convenant.audit import actions as audit
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


@transaction.atomic
def receive(*, batch: str, files: Sequence[Received], by: Actor, at: datetime) -> list[str]:
    """Record files; those refused as a whole are done, the others wait in the batch to be judged.

    A file received before changes nothing. Returns the ids that are new.
    """
    permissions.may_deliver(by).require()
    before = set(
        Message.objects.filter(pk__in=[file.id for file in files]).values_list("pk", flat=True)
    )
    fresh = {file.id: file for file in files if file.id not in before}
    if not fresh:
        return []
    if any(not file.reason for file in fresh.values()):
        Batch.objects.get_or_create(pk=batch, defaults={"begun_at": at})
    Message.objects.bulk_create(
        Message(
            id=file.id,
            batch_id=None if file.reason else batch,
            status=MessageStatus.REFUSED if file.reason else MessageStatus.RECEIVED,
            region_id=file.region,
            provider_id=file.provider,
            municipality_id=file.municipality,
            file_name=file.file_name,
            size=file.size,
            kind=file.kind,
            law=file.law,
            sender=file.sender,
            receiver=file.receiver,
            identification=file.identification,
            dated=file.dated,
            declaration=file.declaration,
            month=file.month,
            lines=file.lines,
            declared=file.declared,
            summary=file.summary,
            reason=file.reason,
            reason_values=file.reason_values,
            received_at=at,
            received_by=by.label,
        )
        for file in fresh.values()
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
    """In bulk, and cheaply for the many messages about which there is nothing to say."""
    silent = {o.id for o in outcomes if not (o.reason or o.approved_lines or o.has_answer)}
    Message.objects.filter(pk__in=silent, status=MessageStatus.RECEIVED).update(
        status=MESSAGE.next(MessageStatus.RECEIVED, MessageStep.JUDGE)
    )
    told = {outcome.id: outcome for outcome in outcomes if outcome.id not in silent}
    found = Message.objects.in_bulk(list(told))
    for outcome in told.values():
        message = found[outcome.id]
        step = MessageStep.REFUSE if outcome.reason else MessageStep.JUDGE
        message.status = MESSAGE.next(MessageStatus(message.status), step) or message.status
        message.reason, message.reason_values = outcome.reason, outcome.reason_values
        message.approved_lines, message.approved = outcome.approved_lines, outcome.approved
        message.has_answer = outcome.has_answer
    # All rows exist: an insert that gives way to an update, for bulk_update takes ten times longer.
    Message.objects.bulk_create(
        found.values(),
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=[
            "status",
            "reason",
            "reason_values",
            "approved_lines",
            "approved",
            "has_answer",
        ],
    )


_SPENT_ON = ("region_id", "year", "provider", "code", "law", "municipality", "month")
_SPENT = ("approved", "refused", "volume", "lines", "refused_lines")


def _add_spending(sums: Sequence[Sums]) -> None:
    """Read, add, write back in bulk: one intake at a time works here, so nothing comes between."""
    added = {
        (s.region, s.year, s.provider, s.code, s.law, s.municipality, s.month): Spending(
            region_id=s.region,
            year=s.year,
            provider=s.provider,
            code=s.code,
            law=s.law,
            municipality=s.municipality,
            month=s.month,
            approved=s.approved,
            refused=s.refused,
            volume=s.volume,
            lines=s.lines,
            refused_lines=s.refused_lines,
        )
        for s in sums
    }
    touched = Spending.objects.filter(
        region__in={s.region for s in sums},
        year__in={s.year for s in sums},
        month__in={s.month for s in sums},
    )
    for key, before in (
        (tuple(row[:7]), row[7:]) for row in touched.values_list(*_SPENT_ON, *_SPENT)
    ):
        if (row := added.get(key)) is not None:
            for name, amount in zip(_SPENT, before, strict=True):
                setattr(row, name, getattr(row, name) + amount)
    Spending.objects.bulk_create(
        added.values(),
        update_conflicts=True,
        unique_fields=[name.removesuffix("_id") for name in _SPENT_ON],
        update_fields=_SPENT,
    )


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
