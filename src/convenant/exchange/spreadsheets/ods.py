"""Sheets of LibreOffice (OpenDocument)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from convenant.core.imports.problems import FileProblem, Unreadable
from convenant.core.imports.table import Cell, Merged, Row, Sheet
from convenant.exchange.spreadsheets.limits import (
    MOST_COLUMNS,
    MOST_ROWS,
    Bounded,
    too_many_columns,
    too_many_rows,
)

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


class Book:
    """An opened document: names of its sheets now, their rows when asked for."""

    old_encoding = False

    def __init__(self, archive: zipfile.ZipFile) -> None:
        if b"encryption-data" in Bounded(archive.open("META-INF/manifest.xml")).read():
            raise Unreadable(FileProblem.ENCRYPTED)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        with archive.open("content.xml") as stream:
            tree = etree.fromstring(Bounded(stream).read(), parser)
        unseen = {
            style.get(f"{_STYLE}name")
            for style in tree.iter(f"{_STYLE}style")
            for shown in style.iter(f"{_STYLE}table-properties")
            if shown.get(f"{_TABLE}display") == "false"
        }
        self._sheets = {el.get(f"{_TABLE}name") or "?": el for el in tree.iter(f"{_TABLE}table")}
        if not self._sheets:
            raise Unreadable(FileProblem.NOT_A_SPREADSHEET)
        self.hidden = [
            name for name, el in self._sheets.items() if el.get(f"{_TABLE}style-name") in unseen
        ]
        self.visible = [name for name in self._sheets if name not in self.hidden]

    def sheet(self, name: str, *, most: int | None = None) -> Sheet:
        """A sheet, or with ``most`` its first rows. Raises Unreadable."""
        rows: list[Row] = []
        merged: list[Merged] = []
        number = 1
        for el in self._sheets[name].iter(f"{_TABLE}table-row"):
            again = int(el.get(f"{_TABLE}number-rows-repeated", "1"))
            cells = dict(_cells(el, name, number, merged))
            if cells:
                hidden = el.get(f"{_TABLE}visibility") in {"collapse", "filter"}
                if len(rows) + again > MOST_ROWS + 1:
                    raise too_many_rows(name)
                rows += [Row(number + step, cells, hidden) for step in range(again)]
            number += again
            if most is not None and len(rows) >= most:
                break
        return Sheet(name, rows, merged)


def _cells(row: Any, sheet: str, number: int, merged: list[Merged]) -> Iterator[tuple[int, Cell]]:
    place = 0
    for el in row:
        if el.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        again = int(el.get(f"{_TABLE}number-columns-repeated", "1"))
        cell = _cell(el)
        if cell is not None:
            if place + again > MOST_COLUMNS:
                raise too_many_columns(sheet)
            for step in range(again):
                yield place + step, cell
        wide = int(el.get(f"{_TABLE}number-columns-spanned", "1"))
        high = int(el.get(f"{_TABLE}number-rows-spanned", "1"))
        if wide > 1 or high > 1:
            merged.append(Merged(number, number + high - 1, place, place + wide - 1))
        place += again


def _cell(el: Any) -> Cell | None:
    kind = el.get(f"{_OFFICE}value-type", "")
    text = "\n".join("".join(part.itertext()) for part in el.iter(f"{_TEXT}p"))
    formula = (el.get(f"{_TABLE}formula") or "").partition("=")[2]
    if kind == "date":
        try:
            day = date.fromisoformat((el.get(f"{_OFFICE}date-value") or "")[:10])
        except ValueError:
            return Cell(text, formula=formula)
        return Cell(day.isoformat(), Decimal(0), day, formula)
    if kind in {"float", "currency", "percentage"}:
        try:
            number = Decimal(el.get(f"{_OFFICE}value") or "")
        except InvalidOperation:
            return Cell(text, formula=formula)
        shown = f"{round(number, 10).normalize():f}".replace(".", ",")
        return Cell(shown, number, None, formula)
    if formula and (text.startswith(("#", "Err:"))):
        return Cell(text, formula=formula, error=True)
    if not text.strip() and not formula:
        return None
    return Cell(text, formula=formula)
