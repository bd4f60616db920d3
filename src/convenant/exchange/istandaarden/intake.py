"""Receiving messages: read, recorded, judged, stored, answered - in an order no crash can upset.

Per batch: the originals go encrypted into the vault, then the database says "received", then the
lines go into the ledger in one commit, then the answers into the vault, then the database says
"judged" and adds to the spending, then the originals are forgotten. A batch that died on the way is
taken up again by the next intake, from its originals, under the same name: every step done before
finds itself done. One process at a time takes in.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from convenant.core.actors import Actor
from convenant.delivery import actions, queries
from convenant.delivery.actions import Received
from convenant.exchange import vault
from convenant.exchange.istandaarden import parcels
from convenant.exchange.istandaarden.beside import File, Read, Reader
from convenant.exchange.istandaarden.columns import MESSAGE_LENGTH
from convenant.exchange.istandaarden.judging import (
    Desk,
    Place,
    Verdict,
    finish,
    name_of,
)
from convenant.exchange.istandaarden.messages import Message, Unreadable
from convenant.exchange.istandaarden.reading import read_many
from convenant.exchange.istandaarden.sources import Item
from convenant.ledger import store

if TYPE_CHECKING:
    import pyarrow as pa

logger = logging.getLogger(__name__)

__all__ = [
    "ANYONE", "FILES_A_BATCH", "NOT_YOURS", "OTHER_REGION", "For", "Outcome", "Place", "State",
    "receive", "resume",
]  # fmt: skip

_BATCH_BYTES = 32_000_000
FILES_A_BATCH = 10_000

OTHER_REGION = "other-region"
NOT_YOURS = "not-yours"


class State(StrEnum):
    """What became of a file."""

    JUDGED = "judged"
    REFUSED = "refused"
    BEFORE = "before"  # received earlier; nothing changed


@dataclass(frozen=True, slots=True)
class For:
    """On whose behalf. Messages of municipalities outside ``region`` are refused; with
    ``provider`` (AGB) also those it did not send. ``organisation`` sees what is refused."""

    region: int | None = None
    provider: str = ""
    organisation: int | None = None


ANYONE = For()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. Cents, debit minus credit; ``refusals`` as ledger.schemas.REFUSALS,
    by line. ``message`` is None when it could not be read or came before (``received_at``)."""

    name: str
    id: str
    state: State
    message: Message | None = None
    approved_lines: int = 0
    approved: int = 0
    reason: str = ""
    reason_values: dict[str, Any] = field(default_factory=dict)
    refusals: pa.Table | None = None
    received_at: datetime | None = None

    @property
    def lines(self) -> int:
        table = None if self.message is None else self.message.lines
        return 0 if table is None else int(table.num_rows)

    @property
    def declared(self) -> int:
        declaration = None if self.message is None else self.message.declaration
        return 0 if declaration is None else declaration.total


def receive(
    items: Iterable[Item],
    *,
    place: Place,
    by: Actor,
    at: datetime,
    on: date,
    whom: For = ANYONE,
    files_a_batch: int = FILES_A_BATCH,
) -> Iterator[Outcome]:
    """Take in messages and say of each, in order, what became of it.

    ``on`` is today, for the rules that ask. A file received before changes nothing. What an
    earlier intake left unfinished is finished first. Nothing happens until outcomes are asked.
    """
    resume(place=place, by=by, at=at, on=on)
    desk = Desk(place=place, by=by, at=at, on=on)
    for group in _read_ahead(_groups(items, files_a_batch), desk):
        with store.exclusive(place.ledger):
            outcomes = _take_in(group, desk, whom)
        yield from outcomes
    for kind in store.Kind:
        store.compact(place.ledger, kind)


def resume(*, place: Place, by: Actor, at: datetime, on: date) -> list[str]:
    """Finish the batches that died on the way; give their names."""
    if not queries.unjudged(seen_by=by).exists():
        return []
    desk = Desk(place=place, by=by, at=at, on=on)
    finished = []
    with store.exclusive(place.ledger):
        for batch in queries.unjudged(seen_by=by):
            try:
                originals = parcels.opened(batch.pk, home=place.home, keys=place.keys)
            except vault.NotInVault:
                # Lost keys or a restored database: it must not keep all later messages waiting.
                logger.error("originals of batch %s do not open; its messages wait", batch.pk)
                continue
            known = queries.known(list(originals), seen_by=by)
            waiting = [
                (known[name].file_name, data)
                for name, data in originals.items()
                if name in known and known[name].batch_id == batch.pk
            ]
            reads = read_many(waiting, xsd_folder=place.xsd)
            finish(batch.pk, [one for one in reads if isinstance(one, Message)], desk)
            finished.append(batch.pk)
    return finished


def _groups(items: Iterable[Item], most: int) -> Iterator[list[Item]]:
    group: list[Item] = []
    size = 0
    for item in items:
        group.append(item)
        size += len(item.data)
        if size >= _BATCH_BYTES or len(group) >= most:
            yield group
            group, size = [], 0
    if group:
        yield group


@dataclass(frozen=True, slots=True)
class _Group:
    """Files to be judged together, those not seen before already read; ``originals`` packed."""

    items: Sequence[Item]
    reads: Mapping[str, Message | Unreadable]
    originals: bytes


def _read_ahead(groups: Iterable[Sequence[Item]], desk: Desk) -> Iterator[_Group]:
    """Have the next group read while this one is judged."""
    with Reader(desk.place.xsd) as reader:
        waiting: Callable[[], _Group] | None = None
        for group in groups:
            before = queries.known([_name(item) for item in group], seen_by=desk.by)
            unread = {
                item.id: item
                for item in group
                if item.refusal is None and _name(item) not in before
            }
            files = [File(item.name, _name(item), item.data) for item in unread.values()]
            following = partial(_read, group, list(unread), reader.begin(files))
            if waiting is not None:
                yield waiting()
            waiting = following
        if waiting is not None:
            yield waiting()


def _read(group: Sequence[Item], unread: Sequence[str], answer: Callable[[], Read]) -> _Group:
    reads, originals = answer()
    return _Group(group, dict(zip(unread, reads.outcomes(), strict=True)), originals)


def _take_in(group: _Group, desk: Desk, whom: For) -> list[Outcome]:
    """Receive and judge one group; the caller holds the ledger."""
    before = queries.known([_name(item) for item in group.items], seen_by=desk.by)
    fresh: dict[str, Item] = {}
    for item in group.items:
        if _name(item) not in before:
            fresh.setdefault(item.id, item)
    reads = group.reads
    records = {id_: _record(item, reads.get(id_), desk, whom) for id_, item in fresh.items()}
    batch = secrets.token_hex(16)
    accepted = [id_ for id_, record in records.items() if not record.reason]
    if accepted:
        vault.keep(group.originals, home=desk.place.home, keys=desk.place.keys, name=batch)
    new = set(actions.receive(batch=batch, files=list(records.values()), by=desk.by, at=desk.at))
    messages = [read for id_ in accepted if isinstance(read := reads[id_], Message)]
    verdicts = finish(batch, messages, desk) if messages else {}
    others = [record.id for record in records.values() if record.id not in new]
    before.update(queries.known(others, seen_by=desk.by))
    untold = set(new)
    outcomes = []
    for item in group.items:
        record = records.get(item.id)
        name = record.id if record else _name(item)
        if record and name in untold:
            untold.discard(name)
            outcomes.append(_outcome(item, record, reads.get(item.id), verdicts.get(name)))
        else:
            known = before.get(name)
            outcomes.append(
                Outcome(
                    item.name,
                    name,
                    State.BEFORE,
                    received_at=known.received_at if known else desk.at,
                    reason=known.reason if known else "",
                    reason_values=known.reason_values if known else {},
                )
            )
    return outcomes


def _name(item: Item) -> str:
    return item.id[:MESSAGE_LENGTH]


def _record(item: Item, read: Message | Unreadable | None, desk: Desk, whom: For) -> Received:
    """What the database keeps of a file before it is judged."""
    refusal = read if isinstance(read, Unreadable) else item.refusal
    if refusal is not None:
        values = {"line": refusal.line, "what": refusal.what, "where": refusal.where,
                  "expected": refusal.expected}  # fmt: skip
        return Received(
            id=_name(item),
            file_name=item.name,
            size=item.size,
            region=whom.region,
            provider=whom.organisation if whom.provider else None,
            reason=str(refusal.code),
            reason_values=values,
        )
    assert isinstance(read, Message)  # noqa: S101 - the other half of the union
    organisation, region = desk.municipalities.get(read.municipality, (None, None))
    if whom.region is not None and region != whom.region:
        return _stranger(item, read, whom, OTHER_REGION)
    if whom.provider and (read.provider != whom.provider or read.from_municipality):
        return _stranger(item, read, whom, NOT_YOURS)
    declaration = read.declaration
    return Received(
        id=name_of(read),
        file_name=item.name,
        size=item.size,
        region=region,
        provider=desk.providers.get(read.provider),
        municipality=organisation,
        kind=read.kind,
        law=read.law,
        sender=read.header.sender,
        receiver=read.header.receiver,
        identification=read.header.identification,
        dated=read.header.dated,
        declaration=declaration.number if declaration else "",
        month=declaration.period_begin if declaration else None,
        lines=0 if read.lines is None else read.lines.num_rows,
        declared=declaration.total if declaration else 0,
        summary={
            **read.summary.counts,
            **{name: ", ".join(values) for name, values in read.summary.values.items()},
        },
    )


def _stranger(item: Item, message: Message, whom: For, reason: str) -> Received:
    """A sound message from the wrong hands. It is not kept under its own name, for whoever it does
    belong to must still be able to hand it in; and nothing in it is shown."""
    name = sha256(f"{item.id}:{reason}:{whom.region}:{whom.organisation}".encode()).hexdigest()
    return Received(
        id=name[:MESSAGE_LENGTH],
        file_name=item.name,
        size=item.size,
        region=whom.region,
        provider=whom.organisation if whom.provider else None,
        reason=reason,
        reason_values={"municipality": message.municipality, "provider": message.provider},
    )


def _outcome(
    item: Item, record: Received, read: Message | Unreadable | None, verdict: Verdict | None
) -> Outcome:
    message = read if isinstance(read, Message) else None
    if verdict is None:
        return Outcome(
            item.name,
            record.id,
            State.REFUSED,
            message=message,
            reason=record.reason,
            reason_values=record.reason_values,
        )
    return Outcome(
        item.name,
        record.id,
        State.REFUSED if verdict.reason else State.JUDGED,
        message=message,
        approved_lines=verdict.approved_lines,
        approved=verdict.approved,
        reason=verdict.reason,
        reason_values=verdict.reason_values,
        refusals=verdict.refusals,
    )
