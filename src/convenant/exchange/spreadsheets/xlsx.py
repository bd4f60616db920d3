"""Sheets of Excel (Office Open XML): values, formulas, dates, what is merged and what is hidden."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import IO, Any, cast

from lxml import etree

from convenant.core.imports.problems import FileProblem, Unreadable
from convenant.core.imports.table import Cell, Merged, Row, Sheet
from convenant.core.imports.values import EXCEL_ZERO
from convenant.exchange.spreadsheets.limits import (
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    Bounded,
    too_many_columns,
    too_many_rows,
)

_DATE_FORMATS = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
"""Numbers of the formats that Excel has of itself and that show a day."""

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.')
_LETTERS = re.compile(r"[A-Z]{1,3}")
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_SINCE_1904 = 1462  # days between the two zero days Excel knows
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Book:
    """An opened workbook: names of its sheets now, their rows when asked for."""

    old_encoding = False

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        root = self._main_part()
        tree = self._parse(root)
        self._since_1904 = any(
            el.get("date1904") in {"1", "true"} for el in tree.iter("{*}workbookPr")
        )
        parts = self._relations(root)
        self._sheets: dict[str, str] = {}
        self.visible: list[str] = []
        self.hidden: list[str] = []
        for el in tree.iter("{*}sheet"):
            part = parts.get(_relation(el), "")
            if "worksheet" not in part and "sheet" not in part.lower():
                continue
            name = el.get("name") or "?"
            self._sheets[name] = part
            hidden = el.get("state") in {"hidden", "veryHidden"}
            (self.hidden if hidden else self.visible).append(name)
        if len(self._sheets) > MOST_SHEETS:
            raise Unreadable(FileProblem.NOT_A_SPREADSHEET)
        folder = posixpath.dirname(root)
        self._strings = self._shared(f"{folder}/sharedStrings.xml")
        self._dates = self._date_styles(f"{folder}/styles.xml")

    def sheet(self, name: str, *, most: int | None = None) -> Sheet:
        """A sheet, or with ``most`` its first rows. Raises Unreadable."""
        try:
            return self._read(name, most)
        except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError, EOFError):
            raise Unreadable(FileProblem.DAMAGED) from None

    def _read(self, name: str, most: int | None) -> Sheet:
        rows: list[Row] = []
        merged: list[Merged] = []
        hidden: set[int] = set()
        number = 0
        with self._archive.open(self._sheets[name]) as stream:
            for el in _walk(stream, "row", "mergeCell", "col"):
                tag = etree.QName(el).localname
                if tag == "mergeCell":
                    merged += _block(el.get("ref", ""))
                elif tag == "col":
                    if el.get("hidden") in {"1", "true"}:
                        last = min(int(el.get("max", "1")), MOST_COLUMNS)
                        hidden |= set(range(int(el.get("min", "1")) - 1, last))
                elif most is None or len(rows) < most:
                    number = int(el.get("r") or number + 1)
                    cells = dict(self._cells(el, name))
                    if cells:
                        rows.append(Row(number, cells, el.get("hidden") in {"1", "true"}))
                    if len(rows) > MOST_ROWS + 1:
                        raise too_many_rows(name)
                if most is not None and len(rows) >= most:
                    break
        return Sheet(name, rows, merged, frozenset(hidden))

    def _cells(self, row: Any, sheet: str) -> Iterator[tuple[int, Cell]]:
        place = -1
        for el in row:
            reference = el.get("r")
            place = _column(reference) if reference else place + 1
            cell = self._cell(el)
            if cell is None:
                continue
            if place >= MOST_COLUMNS:
                raise too_many_columns(sheet)
            yield place, cell

    def _cell(self, el: Any) -> Cell | None:
        kind = el.get("t", "n")
        value, formula, inline = "", "", ""
        has_formula = False
        for part in el:
            tag = part.tag
            if tag.endswith("}v"):
                value = part.text or ""
            elif tag.endswith("}f"):
                has_formula, formula = True, part.text or "…"
            elif tag.endswith("}is"):
                inline = _shown(part)
        if kind == "e":
            return Cell(value or "#?", error=True)
        if kind == "s":
            text = self._strings[int(value)] if value else ""
        elif kind == "b":
            text = {"1": "ja", "0": "nee"}.get(value, value)
        elif kind in {"str", "inlineStr", "d"}:
            text = inline or _unescaped(value)
        else:
            return self._number(value, el.get("s"), formula if has_formula else "")
        if not text.strip() and not has_formula:
            return None
        return Cell(text, formula=formula if has_formula else "")

    def _number(self, value: str, style: str | None, formula: str) -> Cell | None:
        if not value:
            return Cell("", formula=formula) if formula else None
        try:
            number = Decimal(value)
        except InvalidOperation:
            return Cell(value, formula=formula)
        if style and int(style) in self._dates and 0 < number < 2_958_466:
            return Cell(value, number, self._day(number), formula)
        if value.isdigit():
            return Cell(value, number, None, formula)
        # What Excel keeps as 0.30000000000000004 people see as 0.3.
        shown = number.normalize() if abs(number) >= 1e15 else round(number, 10).normalize()
        return Cell(f"{shown:f}".replace(".", ","), number, None, formula)

    def _day(self, number: Decimal) -> date:
        days = int(number) + (_SINCE_1904 if self._since_1904 else 0)
        return EXCEL_ZERO + timedelta(days=days if days >= 60 else days + 1)

    def _main_part(self) -> str:
        names = self._archive.namelist()
        if "xl/workbook.xml" in names:
            return "xl/workbook.xml"
        for el in self._parse("_rels/.rels").iter("{*}Relationship"):
            if (el.get("Type") or "").endswith("/officeDocument"):
                target = (el.get("Target") or "").lstrip("/")
                if target.endswith(".xml") and posixpath.basename(target).startswith("workbook"):
                    return target
        raise Unreadable(FileProblem.NOT_A_SPREADSHEET)

    def _relations(self, part: str) -> dict[str, str]:
        folder, name = posixpath.split(part)
        found = {}
        for el in self._parse(f"{folder}/_rels/{name}.rels").iter("{*}Relationship"):
            target = el.get("Target") or ""
            whole = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            found[el.get("Id") or ""] = posixpath.normpath(whole)
        return found

    def _shared(self, part: str) -> list[str]:
        if part not in self._archive.namelist():
            return []
        with self._archive.open(part) as stream:
            return [_shown(el) for el in _walk(stream, "si")]

    def _date_styles(self, part: str) -> frozenset[int]:
        if part not in self._archive.namelist():
            return frozenset()
        tree = self._parse(part)
        own = {
            int(el.get("numFmtId", "0")): _shows_day(el.get("formatCode", ""))
            for el in tree.iter("{*}numFmt")
        }
        formats = [int(xf.get("numFmtId", "0")) for xfs in tree.iter("{*}cellXfs") for xf in xfs]
        return frozenset(
            place
            for place, number in enumerate(formats)
            if own.get(number, number in _DATE_FORMATS)
        )

    def _parse(self, part: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        with self._archive.open(part) as stream:
            return etree.fromstring(Bounded(stream).read(), parser)


def _walk(stream: IO[bytes], *tags: str) -> Iterator[Any]:
    """Elements with these names as they end; each is forgotten when the next is asked for."""
    walk = etree.iterparse(
        cast("IO[bytes]", Bounded(stream)),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for _event, el in walk:
        yield el
        el.clear()
        while el.getprevious() is not None:
            del el.getparent()[0]


def _shown(el: Any) -> str:
    """The text of a string, without how it is to be pronounced."""
    pieces = [
        part.text or ""
        for part in el.iter("{*}t")
        if etree.QName(part.getparent()).localname != "rPh"
    ]
    return _unescaped("".join(pieces))


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text) if "_x" in text else text


def _relation(el: Any) -> str:
    return next((v for k, v in el.attrib.items() if k.rpartition("}")[2] == "id" and "}" in k), "")


def _shows_day(code: str) -> bool:
    bare = _QUOTED.sub("", code.partition(";")[0]).lower()
    return "y" in bare or "d" in bare or "j" in bare


def _column(reference: str) -> int:
    return _place_of(reference.rstrip("0123456789").strip("$"))


@cache
def _place_of(letters: str) -> int:
    if not _LETTERS.fullmatch(letters):
        raise ValueError(letters)
    place = 0
    for sign in letters:
        place = place * 26 + ord(sign) - 64
    return place - 1


def _block(reference: str) -> list[Merged]:
    first, _, last = reference.partition(":")
    start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if start is None or end is None:
        return []
    return [Merged(int(start[2]), int(end[2]), _column(first), _column(last or first))]
