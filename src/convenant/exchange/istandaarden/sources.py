"""Where messages come from: files, folders of files, and zips, one message at a time."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from convenant.exchange.istandaarden.messages import Reason, Unreadable
from convenant.exchange.istandaarden.reading import bounded, bytes_of

_ZIP = b"PK\x03\x04"
_FIRST = 1 << 20


@dataclass(frozen=True, slots=True)
class Item:
    """One file: its name and either its content or why it has none; ``size`` in bytes.

    ``id`` is the SHA-256 of the content in hex; of a file that was refused unread that of its
    first megabyte and size.
    """

    name: str
    id: str
    size: int
    data: bytes = b""
    refusal: Unreadable | None = None


def of_paths(paths: Iterable[Path], *, largest: int) -> Iterator[Item]:
    """The messages in these files and zips, and in the .xml and .zip files below these folders.

    Raises OSError for what is not there or may not be read.
    """
    for path in paths:
        if path.is_dir():
            for found in sorted(path.rglob("*")):
                if found.suffix.lower() in {".xml", ".zip"} and found.is_file():
                    yield from _of_file(found, largest)
        else:
            yield from _of_file(path, largest)


def of_bytes(name: str, data: bytes, *, largest: int) -> Iterator[Item]:
    """The message in this content, or the messages in it when it is a zip."""
    if not data.startswith(_ZIP):
        if len(data) > largest:
            yield _refused(name, data[:_FIRST], len(data), _too_large(largest, len(data)))
        else:
            yield _item(name, data)
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield from _of_zip(name, archive, largest)
    except zipfile.BadZipFile:
        yield _refused(name, data[:_FIRST], len(data), Unreadable(Reason.ZIP))


def how_many(data: bytes) -> int:
    """Messages in this content: the files of a zip, otherwise one."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return sum(not info.is_dir() for info in archive.infolist())
    except zipfile.BadZipFile:
        return 1


def _of_file(path: Path, largest: int) -> Iterator[Item]:
    size = path.stat().st_size
    with path.open("rb") as file:
        first = file.read(_FIRST)
    if first.startswith(_ZIP):
        try:
            with zipfile.ZipFile(path) as archive:
                yield from _of_zip(path.name, archive, largest)
        except zipfile.BadZipFile:
            yield _refused(path.name, first, size, Unreadable(Reason.ZIP))
        return
    try:
        yield _item(path.name, bytes_of(path, max_bytes=largest))
    except Unreadable as refusal:
        yield _refused(path.name, first, size, refusal)


def _of_zip(name: str, archive: zipfile.ZipFile, largest: int) -> Iterator[Item]:
    for info in archive.infolist():
        if info.is_dir():
            continue
        inside = f"{name}/{info.filename}"
        try:
            with archive.open(info) as stream:
                yield _item(inside, bounded(stream, max_bytes=largest))
        except Unreadable as refusal:
            yield _refused(inside, str(info.CRC).encode(), info.file_size, refusal)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError):
            # A damaged or encrypted entry; the others may still be read.
            broken = Unreadable(Reason.ZIP)
            yield _refused(inside, str(info.CRC).encode(), info.file_size, broken)


def _item(name: str, data: bytes) -> Item:
    return Item(name, hashlib.sha256(data).hexdigest(), len(data), data)


def _refused(name: str, first: bytes, size: int, refusal: Unreadable) -> Item:
    digest = hashlib.sha256(first + f":{size}".encode()).hexdigest()
    return Item(name, digest, size, refusal=refusal)


def _too_large(largest: int, size: int) -> Unreadable:
    return Unreadable(Reason.TOO_LARGE, what=str(size), expected=f"..{largest}")
