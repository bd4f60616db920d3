"""Tables as spreadsheets: amounts are numbers with a euro format, text is never a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Value = str | int | Decimal | date | None


class Format(StrEnum):
    """How a column is written. EURO takes cents, SHARE a part of one."""

    TEXT = "text"
    NUMBER = "number"
    EURO = "euro"
    SHARE = "share"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    format: Format = Format.TEXT
    width: int = 14


_PATTERNS = {
    Format.TEXT: "@",
    Format.NUMBER: "#,##0",
    Format.EURO: "€ #,##0.00;[Red]-€ #,##0.00",
    Format.SHARE: "0.0%",
    Format.DAY: "dd-mm-yyyy",
}


def workbook(title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> bytes:
    """One sheet with a frozen, filterable head. ``title`` names the sheet (31 characters kept)."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_sheet_name(title))
    head = book.add_format({"bold": True, "bottom": 1})
    formats = [book.add_format({"num_format": _PATTERNS[column.format]}) for column in columns]
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, column.label, head)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            _write(sheet, last, place, column.format, value, formats[place])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)
    book.close()
    return out.getvalue()


def _write(sheet: object, row: int, place: int, kind: Format, value: Value, style: object) -> None:
    write = sheet.write_string if isinstance(value, str) else sheet.write_number  # type: ignore[attr-defined]
    if value is None:
        sheet.write_blank(row, place, None, style)  # type: ignore[attr-defined]
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, style)  # type: ignore[attr-defined]
    elif kind is Format.EURO and not isinstance(value, str):
        write(row, place, Decimal(value) / 100, style)
    else:
        write(row, place, value, style)


def _sheet_name(title: str) -> str:
    return "".join(" " if sign in "[]:*?/\\" else sign for sign in title)[:31] or "Tabel"
