"""CSV: with semicolons, commas or tabs, in UTF-8, UTF-16 or as old Windows writes it."""

from __future__ import annotations

import codecs
import csv
import io

from convenant.core.imports.problems import FileProblem, Unreadable
from convenant.core.imports.table import LONGEST_CELL, Cell, Row, Sheet
from convenant.exchange.spreadsheets.limits import (
    MOST_COLUMNS,
    MOST_ROWS,
    too_many_columns,
    too_many_rows,
)

NAME = "csv"
_SEPARATORS = ";,\t|"


class Book:
    """The one sheet of a text file."""

    visible = (NAME,)
    hidden: tuple[str, ...] = ()

    def __init__(self, content: bytes) -> None:
        self._text, self.old_encoding = _decoded(content)

    def sheet(self, name: str, *, most: int | None = None) -> Sheet:
        """The rows, or with ``most`` the first ones. Raises Unreadable."""
        text, separator = _separator(self._text)
        csv.field_size_limit(10 * LONGEST_CELL)
        rows: list[Row] = []
        try:
            for number, fields in enumerate(csv.reader(io.StringIO(text), delimiter=separator), 1):
                if len(fields) > MOST_COLUMNS:
                    raise too_many_columns(name)
                cells = {at: _cell(field) for at, field in enumerate(fields) if field.strip()}
                if cells:
                    rows.append(Row(number, cells))
                if len(rows) > MOST_ROWS + 1:
                    raise too_many_rows(name)
                if most is not None and len(rows) >= most:
                    break
        except csv.Error:
            raise Unreadable(FileProblem.DAMAGED) from None
        return Sheet(name, rows, loose=True)


def _cell(text: str) -> Cell:
    # ="01234567" is how people keep Excel from dropping a zero.
    if text.startswith('="') and text.endswith('"') and text[2:-1].isalnum():
        return Cell(text[2:-1])
    if text.startswith("=") and len(text) > 1:
        return Cell("", formula=text[1:])
    if text.strip() in {"#N/A", "#N/B", "#REF!", "#VALUE!", "#WAARDE!", "#VERW!", "#NAME?"}:
        return Cell(text.strip(), error=True)
    return Cell(text)


def _decoded(content: bytes) -> tuple[str, bool]:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace"), False
    if b"\0" in content[:4096] or content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"<")):
        raise Unreadable(FileProblem.NOT_A_SPREADSHEET)
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), True


def _separator(text: str) -> tuple[str, str]:
    """The text, and the sign between its fields: Excel may say so in a first line "sep=;"."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return rest, first.strip()[4]
    counts = {sign: _outside_quotes(text[:4096], sign) for sign in _SEPARATORS}
    return text, max(counts, key=lambda sign: counts[sign])


def _outside_quotes(text: str, sign: str) -> int:
    return sum(part.count(sign) for part in text.split('"')[::2])
