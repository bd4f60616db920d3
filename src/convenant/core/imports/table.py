"""From the cells of a sheet to rows of typed text: where the head is, what each cell says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from convenant.core.actors import Kind
from convenant.core.imports import values
from convenant.core.imports.columns import Column, Head, letter, of_field, read_head
from convenant.core.imports.problems import FileNote, FileProblem, Found, Problem, Unreadable

HEAD_WITHIN = 25
"""The head stands in one of the first rows; titles and remarks may stand above it."""

LONGEST_CELL = 2_000
_PADDED = {Column.KVK: 8, Column.AGB: 8, Column.CBS: 4}
_DATES = frozenset({Column.SINCE, Column.MEASURED_ON, Column.MERGED_ON})
_MONEY = frozenset({Column.TURNOVER, Column.BUDGET_WMO, Column.BUDGET_JW})
_LISTS = frozenset({Column.PRODUCTS, Column.SERVED, Column.MERGED_FROM})


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows. ``number`` when the sheet holds a number, ``day`` when it is a date.

    ``formula`` is what was reckoned; ``text`` is then what came out. ``error``: "#N/A" and kin.
    """

    text: str
    number: Decimal | None = None
    day: date | None = None
    formula: str = ""
    error: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a sheet, numbered from 1, its cells by column from 0."""

    number: int
    cells: Mapping[int, Cell]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """Cells that were made one: rows from 1, columns from 0, both ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def __str__(self) -> str:
        start = f"{letter(self.first_column)}{self.first_row}"
        return f"{start}:{letter(self.last_column)}{self.last_row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. ``loose``: its digits may have been numbers once, as in CSV that Excel saved."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[Merged] = ()
    hidden_columns: frozenset[int] = frozenset()
    loose: bool = False


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row as it was typed: cell name to text, and what was found while reading it."""

    number: int
    typed: Mapping[str, str]
    found: Sequence[Found] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the whole file."""

    note: FileNote
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under the head, and what is worth knowing of the sheet."""

    rows: Sequence[TypedRow]
    notes: Sequence[Note]


def head_of(sheet: Sheet, kind: Kind) -> tuple[int, Head] | None:
    """The place in ``sheet.rows`` of the row that names most columns, and what it says; None when
    no row names two."""
    best: tuple[int, Head] | None = None
    for place, row in enumerate(sheet.rows[:HEAD_WITHIN]):
        head = read_head({at: cell.text for at, cell in row.cells.items()}, kind)
        if len(head.fields) > (len(best[1].fields) if best else 1):
            best = place, head
    return best


def read_table(sheet: Sheet, kind: Kind) -> Table:
    """The rows below the head. Raises Unreadable when the head is not there or lacks a column."""
    if not sheet.rows:
        raise Unreadable(FileProblem.EMPTY)
    found = head_of(sheet, kind)
    other = next(one for one in Kind if one is not kind)
    if found is None or found[1].missing(kind):
        turned = head_of(sheet, other)
        if turned and not turned[1].missing(other):
            raise Unreadable(FileProblem.WRONG_KIND, kind=kind.value, other=other.value)
    if found is None:
        seen = ", ".join(cell.text for _, cell in sorted(sheet.rows[0].cells.items()))[:200]
        raise Unreadable(FileProblem.NO_HEADER, sheet=sheet.name, seen=seen)
    place, head = found
    if missing := head.missing(kind):
        raise Unreadable(
            FileProblem.COLUMN_MISSING,
            sheet=sheet.name,
            row=str(sheet.rows[place].number),
            missing=",".join(missing),
            unknown=", ".join(text for _, text in head.unknown)[:300],
        )
    if head.twice:
        name, first, again = head.twice[0]
        raise Unreadable(
            FileProblem.COLUMN_TWICE,
            sheet=sheet.name,
            field=name,
            first=letter(first),
            again=letter(again),
        )
    below = sheet.rows[place + 1 :]
    rows = [typed for row in below if (typed := _typed(row, head, sheet))]
    if not rows:
        raise Unreadable(FileProblem.NO_ROWS, sheet=sheet.name)
    return Table(rows, tuple(_notes(sheet, head, sheet.rows[place].number, rows)))


def _typed(row: Row, head: Head, sheet: Sheet) -> TypedRow | None:
    typed: dict[str, str] = {}
    found: list[Found] = []
    for place, name in head.fields.items():
        cell = row.cells.get(place)
        if cell is None:
            continue
        text, told = _text(cell, name, loose=sheet.loose)
        if text:
            typed[name] = text
        if not told:
            continue
        where = {"cell": f"{letter(place)}{row.number}"}
        found += [Found(name, problem, {**values_, **where}) for problem, values_ in told]
    if not typed and not found:
        return None
    found += _merged(row, head, sheet)
    if row.hidden:
        found.append(Found("", Problem.HIDDEN, {}))
    return TypedRow(row.number, typed, tuple(found))


def _merged(row: Row, head: Head, sheet: Sheet) -> Iterator[Found]:
    """Cells of this row that belong to a merged block: what stands there is of another row or
    column too."""
    for block in sheet.merged:
        if not block.first_row <= row.number <= block.last_row:
            continue
        for place, name in head.fields.items():
            if block.first_column <= place <= block.last_column:
                yield Found(name, Problem.MERGED, {"cells": str(block)})


def _text(
    cell: Cell, name: str, *, loose: bool
) -> tuple[str, list[tuple[Problem, dict[str, str]]]]:
    """The text to keep of a cell, and what there is to tell about it."""
    column, _year = of_field(name)
    told: list[tuple[Problem, dict[str, str]]] = []
    if cell.error:
        return "", [(Problem.CELL_ERROR, {"text": cell.text})]
    # Alt+Enter in Excel: a list with each item on a line of its own.
    text = values.tidy("; ".join(cell.text.splitlines()) if column in _LISTS else cell.text)
    if cell.formula:
        shown = f"={cell.formula}"[:80]
        if not text:
            return "", [(Problem.FORMULA_WITHOUT_RESULT, {"formula": shown})]
        told.append((Problem.FORMULA, {"formula": shown}))
    if len(text) > LONGEST_CELL:
        return text[:LONGEST_CELL], [(Problem.CELL_LONG, {"most": str(LONGEST_CELL)})]
    if cell.day is not None:
        return _day_text(cell.day), told
    numeric = cell.number is not None or (loose and text.isascii() and text.isdigit())
    if column in _DATES and (text.isascii() and text.isdigit()):
        day = values.day_of_number(text)
        if day is not None:
            told.append((Problem.DATE_FROM_NUMBER, {"text": text}))
            return _day_text(day), told
    if column in _PADDED and numeric and text.isascii() and text.isdigit():
        padded = _padded(text, column)
        if padded != text:
            told.append((Problem.ZEROS_RESTORED, {"text": text, "code": padded}))
            return padded, told
    if cell.number is not None and column in {*_MONEY, Column.STAFF}:
        return _plain(values.rounded(cell.number, 2)), told
    return text, told


def _padded(text: str, column: Column) -> str:
    """With the zeros that Excel took away, where only one reading is possible: no KVK number and
    no AGB code begins with two zeros, CBS codes may."""
    wanted = _PADDED[column]
    short = wanted - len(text)
    if column is Column.CBS:
        return text.zfill(wanted) if 0 < short < wanted else text
    return text.zfill(wanted) if short == 1 else text


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",")


def _day_text(day: date) -> str:
    return f"{day:%d-%m-%Y}"


def _notes(sheet: Sheet, head: Head, head_row: int, rows: Sequence[TypedRow]) -> Iterator[Note]:
    named = ",".join(f"{letter(place)}={name}" for place, name in sorted(head.fields.items()))
    yield Note(FileNote.COLUMNS_FOUND, {"sheet": sheet.name, "columns": named})
    if head.unknown:
        told = ", ".join(f"{text} ({letter(place)})" for place, text in head.unknown)
        yield Note(FileNote.COLUMNS_UNKNOWN, {"columns": told[:500]})
    hidden = sorted(sheet.hidden_columns & head.fields.keys())
    if hidden:
        yield Note(FileNote.COLUMNS_HIDDEN, {"columns": ", ".join(map(letter, hidden))})
    blocks = [str(b) for b in sheet.merged if b.first_row <= head_row <= b.last_row]
    if blocks:
        yield Note(FileNote.HEADER_MERGED, {"cells": ", ".join(blocks)})
    out_of_sight = [
        str(row.number) for row in rows if any(f.problem is Problem.HIDDEN for f in row.found)
    ]
    if out_of_sight:
        shown = ", ".join(out_of_sight[:20]) + (" …" if len(out_of_sight) > 20 else "")
        yield Note(FileNote.ROWS_HIDDEN, {"count": str(len(out_of_sight)), "rows": shown})
