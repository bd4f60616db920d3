"""Spreadsheets people send: .xlsx, .ods and .csv, read in one pass and never trusted.

We read the XML ourselves (ADR 13): as fast as openpyxl, which in its streaming mode knows no merged
cells and no hidden rows and gives a formula or its result, not both. calamine is five times as
fast, but gives no formulas and makes room for every cell up to the last one, so that one cell in
the far corner takes all memory.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml import etree

from convenant.core.actors import Kind
from convenant.core.imports.problems import FileNote, FileProblem, Unreadable
from convenant.core.imports.table import HEAD_WITHIN, Note, Sheet, Table, head_of, read_table
from convenant.exchange.spreadsheets import csv_text, ods, xlsx
from convenant.exchange.spreadsheets.limits import (
    LARGEST_FILE,
    LARGEST_UNPACKED,
    MOST_PACKED,
    SMALL_ENOUGH,
    megabytes,
)

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class _Opened:
    """A book whose sheets are read one by one."""

    book: xlsx.Book | ods.Book | csv_text.Book

    def sheet(self, name: str, *, most: int | None = None) -> Sheet:
        return self.book.sheet(name, most=most)


def read(content: bytes, file_name: str, *, kind: Kind) -> Table:
    """The rows of the first sheet with a head that fits, and what is worth knowing of the file.

    Raises Unreadable, with where and what, when nothing can be made of it.
    """
    opened = _open(content, file_name)
    visible, hidden = opened.book.visible, opened.book.hidden
    name = _fitting(opened, visible, kind)
    table = read_table(opened.sheet(name), kind)
    notes = list(table.notes)
    others = [one for one in visible if one != name]
    if others:
        told = {"sheet": name, "others": ", ".join(others)}
        notes.append(Note(FileNote.SHEETS_NOT_READ, told))
    if hidden:
        notes.append(Note(FileNote.SHEETS_HIDDEN, {"sheets": ", ".join(hidden)}))
    if opened.book.old_encoding:
        notes.append(Note(FileNote.OLD_ENCODING))
    return replace(table, notes=tuple(notes))


def _open(content: bytes, file_name: str) -> _Opened:
    ending = file_name.rpartition(".")[2].lower()
    if not content.strip():
        raise Unreadable(FileProblem.EMPTY)
    if len(content) > LARGEST_FILE:
        raise Unreadable(
            FileProblem.TOO_LARGE, size=megabytes(len(content)), most=megabytes(LARGEST_FILE)
        )
    if content.startswith(_OLE):
        locked = _ENCRYPTED in content
        raise Unreadable(FileProblem.ENCRYPTED if locked else FileProblem.OLD_EXCEL)
    if content.startswith(b"PK"):
        return _Opened(_packed(content))
    if content.lstrip()[:1] == b"<":  # a page of the web that calls itself .xls
        raise Unreadable(FileProblem.NOT_A_SPREADSHEET)
    if ending in {"xlsx", "xlsm", "xls", "ods", "xlsb"}:
        raise Unreadable(FileProblem.DAMAGED)
    return _Opened(csv_text.Book(content))


def _packed(content: bytes) -> xlsx.Book | ods.Book:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unreadable(FileProblem.DAMAGED) from None
    _bounded(entries)
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise Unreadable(FileProblem.ENCRYPTED)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable(FileProblem.MACROS)
    try:
        if "xl/workbook.bin" in names:
            raise Unreadable(FileProblem.BINARY_EXCEL)
        if "content.xml" in names:
            if any(name.startswith(("Basic/", "Scripts/")) for name in names):
                raise Unreadable(FileProblem.MACROS)
            return ods.Book(archive)
        if "[Content_Types].xml" in names:
            return xlsx.Book(archive)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, EOFError):
        raise Unreadable(FileProblem.DAMAGED) from None
    raise Unreadable(FileProblem.NOT_A_SPREADSHEET)


def _bounded(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what unpacks to far more than a spreadsheet does. What an entry says of itself is
    checked again while it is read."""
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if total > LARGEST_UNPACKED or (total > SMALL_ENOUGH and total > packed * MOST_PACKED):
        raise Unreadable(FileProblem.BOMB, size=megabytes(total), most=megabytes(LARGEST_UNPACKED))


def _fitting(opened: _Opened, visible: Sequence[str], kind: Kind) -> str:
    """The first sheet whose head has all columns; else the one that names most."""
    if not visible:
        raise Unreadable(FileProblem.EMPTY)
    best, most = visible[0], 0
    if len(visible) == 1:
        return best
    for name in visible:
        found = head_of(opened.sheet(name, most=HEAD_WITHIN), kind)
        if found is None:
            continue
        if not found[1].missing(kind):
            return name
        if len(found[1].fields) > most:
            best, most = name, len(found[1].fields)
    return best
