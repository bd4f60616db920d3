"""Reads files: a ``Message`` with its columns, or ``Unreadable`` with the reason.

Every file goes through the same gates: its first bytes, its structure by our own description, the
official schemas when a folder with them is configured, its columns, and for a 323 the level-2
rules. Of a large file the structure is checked while its columns are made. Small files are too
short for that, threads only cost them time; there ``read_many`` saves by judging them together.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from convenant.exchange.istandaarden import columns
from convenant.exchange.istandaarden.columns import Parsed, parse
from convenant.exchange.istandaarden.explaining import explained
from convenant.exchange.istandaarden.grammar import Shape
from convenant.exchange.istandaarden.level2 import batch_of, judge
from convenant.exchange.istandaarden.libxml import Fault, Schema
from convenant.exchange.istandaarden.messages import (
    Declaration,
    Header,
    Message,
    Reads,
    Reason,
    Summary,
    Unreadable,
)
from convenant.exchange.istandaarden.opening import Opening, opened, shown
from convenant.exchange.istandaarden.schema import schema_of
from convenant.exchange.istandaarden.summaries import summary_of

if TYPE_CHECKING:
    import pyarrow as pa

MAX_BYTES = 250_000_000
"""Refuse larger files unread. The standard allows 25 MB (OP179); ten times that is read in
seconds, more only keeps a worker busy."""

_LARGE = 1_000_000  # bytes from which checking and parsing one file overlap
_GROUP_FILES, _GROUP_BYTES = 2048, 32_000_000


def read_file(path: Path, *, xsd_folder: Path | None = None, max_bytes: int = MAX_BYTES) -> Message:
    """Read one file; its message is named after it.

    A file over ``max_bytes`` is refused without being loaded. Raises Unreadable, and OSError when
    there is no such file.
    """
    try:
        return read_message(
            bytes_of(path, max_bytes=max_bytes), xsd_folder=xsd_folder, name=path.name
        )
    except Unreadable as refusal:
        refusal.name = path.name
        raise


def bytes_of(path: Path, *, max_bytes: int = MAX_BYTES) -> bytes:
    """The content of a file or pipe; raises Unreadable, unread, when it is larger than allowed."""
    size = path.stat().st_size  # 0 for a pipe: that is why the reading itself is bounded too
    if size > max_bytes:
        raise _too_large(max_bytes, str(size), path.name)
    with path.open("rb") as stream:
        return bounded(stream, max_bytes=max_bytes, name=path.name)


def bounded(stream: IO[bytes], *, max_bytes: int = MAX_BYTES, name: str = "") -> bytes:
    """What a stream holds; raises Unreadable as soon as it holds more than allowed."""
    data = stream.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise _too_large(max_bytes, f"{max_bytes}..", name)
    return data


def read_message(data: bytes, *, xsd_folder: Path | None = None, name: str = "") -> Message:
    """Read one message of iWmo/iJw 3.2.

    ``xsd_folder`` holds the official packages, at any depth; a message's official schema is
    enforced when it is found there. Raises Unreadable.
    """
    try:
        parsed = _parsed(name, data, xsd_folder)
    except Unreadable as refusal:
        refusal.name = name
        raise
    message = next(_reads([parsed]).outcomes())
    assert isinstance(message, Message)  # noqa: S101 - it was parsed
    return message


def read_many(
    items: Iterable[tuple[str, bytes]], *, xsd_folder: Path | None = None
) -> Iterator[Message | Unreadable]:
    """Read many messages, given as name and content, and answer in the same order.

    Unreadable ones are given, not raised. Holds some thousands of files in memory at a time.
    """
    for group in _groups(items):
        yield from read_together(group, xsd_folder=xsd_folder).outcomes()


def read_together(items: Iterable[tuple[str, bytes]], *, xsd_folder: Path | None = None) -> Reads:
    """As ``read_many``, but all at once, and in a shape that travels between processes."""
    return _reads([_attempted(name, data, xsd_folder) for name, data in items])


def _groups(items: Iterable[tuple[str, bytes]]) -> Iterator[list[tuple[str, bytes]]]:
    group: list[tuple[str, bytes]] = []
    size = 0
    for name, data in items:
        group.append((name, data))
        size += len(data)
        if len(group) >= _GROUP_FILES or size >= _GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _attempted(name: str, data: bytes, xsd_folder: Path | None) -> Parsed | Unreadable:
    try:
        return _parsed(name, data, xsd_folder)
    except Unreadable as refusal:
        refusal.name = name
        return refusal


def _parsed(name: str, data: bytes, xsd_folder: Path | None) -> Parsed:
    opening = opened(data)
    one = opening.shape
    official = official_schema(xsd_folder, one) if xsd_folder else None
    if len(data) < _LARGE:
        _check(data, one, official)
        batches, digest = _columns(data, one)
    else:
        with ThreadPoolExecutor(1) as beside:
            making = beside.submit(_columns, data, one)
            _check(data, one, official)  # its refusal comes before whatever the parser thinks
            batches, digest = making.result()
    summary = summary_of(data, one) if one.kind not in columns.KINDS else None
    return Parsed(name, digest, opening, batches, summary, bool(official))


def _columns(data: bytes, one: Shape) -> tuple[dict[str, Any], str]:
    batches = parse(one.kind, data) if one.kind in columns.KINDS else {}
    return batches, hashlib.sha256(data).hexdigest()


def _check(data: bytes, one: Shape, official: Schema | None) -> None:
    fault = schema_of(one.kind, one.law).first_fault(data)
    if fault is not None:
        raise explained(data, one) or _against_schema(fault)
    if official is not None and (fault := official.first_fault(data)):
        raise _against_schema(fault)


def _against_schema(fault: Fault) -> Unreadable:
    # libxml2 quotes the value it refuses, which may be somebody's name or number.
    text = re.sub(r"value '[^']*'", "value '…'", fault.message)
    return Unreadable(Reason.SCHEMA, fault.line or None, shown(text))


@cache
def official_schema(folder: Path, one: Shape) -> Schema | None:
    """The official schema of a message below ``folder``, compiled; None when it is not there.

    Raises ``libxml.NoSchema`` when it is there and cannot be used.
    """
    wanted = f"{one.name}.xsd"
    found = sorted(path for path in folder.rglob("*.xsd") if path.name.lower() == wanted)
    return Schema.compiled(found[0]) if found else None


def _reads(files: Sequence[Parsed | Unreadable]) -> Reads:
    """Turn parsed files into messages, building columns and judging rules for all at once."""
    of_kind: dict[str, list[Parsed]] = {"323": [], "301": []}
    for one in files:
        if isinstance(one, Parsed):
            of_kind.setdefault(one.opening.shape.kind, []).append(one)
    declared, allocated = of_kind["323"], of_kind["301"]
    lines, declarations = _declarations(declared) if declared else (None, [])
    told = iter(declarations)
    found: list[Message | Unreadable] = []
    for one in files:
        if isinstance(one, Unreadable):
            found.append(one)
        elif one.opening.shape.kind == "323":
            found.append(next(told))
        elif one.opening.shape.kind == "301":
            count = one.batches["allocations"].num_rows
            found.append(_message(one, summary=Summary({"ToegewezenProduct": count})))
        else:
            found.append(_message(one))
    return Reads(
        found=tuple(found),
        rows=tuple(0 if isinstance(one, Unreadable) else _rows(one) for one in files),
        lines=lines,
        allocations=columns.allocations_of(allocated).drop_columns(["file"]) if allocated else None,
    )


def _rows(one: Parsed) -> int:
    """Rows that a file adds to the table of its kind."""
    table = {"323": "lines", "301": "allocations"}.get(one.opening.shape.kind)
    return int(one.batches[table].num_rows) if table else 0


def _declarations(files: Sequence[Parsed]) -> tuple[pa.Table, list[Message]]:
    """The lines of these 323s, and the messages without them."""
    batch = batch_of(files)
    messages = [
        _message(
            one,
            declaration=Declaration(
                number=row["declaration"],
                period_begin=row["period_begin"],
                period_end=row["period_end"],
                declared_on=row["declared_on"],
                total=row["total"],
            ),
            summary=Summary({"Client": one.batches["clients"].num_rows, "Prestatie": _rows(one)}),
            findings=tuple(findings),
        )
        for one, row, findings in zip(
            files, batch.declarations.to_pylist(), judge(batch), strict=True
        )
    ]
    return batch.lines.drop_columns(["file", "client_index", "oldest"]), messages


def _message(one: Parsed, **content: object) -> Message:
    shape = one.opening.shape
    return Message(
        name=one.name,
        kind=shape.kind,
        law=shape.law,
        id=one.id,
        header=_header(one.opening),
        from_municipality=shape.from_municipality,
        official_xsd=one.official_xsd,
        **{"summary": one.summary or Summary(), **content},  # type: ignore[arg-type]
    )


def _header(opening: Opening) -> Header:
    texts = opening.header
    return Header(
        sender=texts["Afzender"],
        receiver=texts["Ontvanger"],
        identification=texts["BerichtIdentificatie/Identificatie"],
        dated=opening.dated,
        basis_xsd=texts["XsdVersie/BasisschemaXsdVersie"],
        message_xsd=texts["XsdVersie/BerichtXsdVersie"],
    )


def _too_large(max_bytes: int, found: str, name: str) -> Unreadable:
    return Unreadable(Reason.TOO_LARGE, what=found, expected=f"..{max_bytes}", name=name)
