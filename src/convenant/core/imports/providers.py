"""What a row says about a provider."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from convenant.core import municipalities as register
from convenant.core.imports import values
from convenant.core.imports.columns import Column, field, of_field
from convenant.core.imports.entries import (
    Difference,
    Known,
    ProviderEntry,
    Size,
    Surroundings,
    listed,
    municipal,
)
from convenant.core.imports.problems import Found, Problem
from convenant.core.imports.values import Unclear
from convenant.core.seats import SizeClass

T = TypeVar("T")

LONGEST_NAME = 200
_LAWS = {Column.BUDGET_WMO: "wmo", Column.BUDGET_JW: "jw"}
_COLUMN_OF = {law: column for column, law in _LAWS.items()}


class Reader:
    """Takes a row apart, and keeps what it finds wrong."""

    def __init__(self, typed: Mapping[str, str], around: Surroundings) -> None:
        self.typed, self.around = typed, around
        self.found: list[Found] = []

    def tell(self, name: str, problem: Problem, /, **told: str) -> None:
        self.found.append(Found(name, problem, told))

    def text(self, column: Column, *, required: bool = False) -> str:
        text = values.tidy(self.typed.get(column.value, ""))
        if required and not text:
            self.tell(column.value, Problem.REQUIRED)
        return text

    def value(self, name: str, read: Callable[[str], T]) -> T | None:
        """What the cell says, read by ``read``; None when it is empty or unclear."""
        text = values.tidy(self.typed.get(name, ""))
        if not text:
            return None
        try:
            return read(text)
        except Unclear as unclear:
            self.tell(name, unclear.problem, **unclear.values)
            return None

    def name(self) -> str:
        name = self.text(Column.NAME, required=True)
        if name[:1] in {"=", "+", "-", "@"}:
            self.tell(Column.NAME.value, Problem.NAME_IS_FORMULA, text=name[:80])
        elif len(name) > LONGEST_NAME:
            self.tell(Column.NAME.value, Problem.CELL_LONG, most=str(LONGEST_NAME))
        return name

    def day(self, column: Column) -> date | None:
        """A day, also when it was typed as Excel's number of it."""

        def read(text: str) -> date:
            return values.day_of_number(text) or values.day(text)

        return self.value(column.value, read)


def read_provider(
    typed: Mapping[str, str], around: Surroundings
) -> tuple[ProviderEntry, list[Found]]:
    """The entry as far as it can be read, and everything wrong with it by itself."""
    row = Reader(typed, around)
    name = row.name()
    kvk, agb = _kvk(row), _agb(row)
    if agb and agb == kvk:
        row.tell(Column.AGB.value, Problem.AGB_IS_KVK)
    since = row.day(Column.SINCE)
    size = _size(row)
    year = row.value(Column.YEAR.value, values.year)
    entry = ProviderEntry(
        agb=agb,
        name=name,
        kvk=kvk,
        email=row.value(Column.EMAIL.value, values.email) or "",
        since=since,
        size=size,
        products=row.value(Column.PRODUCTS.value, values.products) or frozenset(),
        served=dict(_served(row, year)),
        budgets=dict(_budgets(row, year)),
    )
    return entry, row.found


def _kvk(row: Reader) -> str:
    text = values.digits(row.text(Column.KVK))
    name = Column.KVK.value
    if not text:
        row.tell(name, Problem.KVK_MISSING)
    elif not (text.isascii() and text.isdigit()) or len(text) != 8:
        branch = len(text) == 12 and text.isdigit()
        problem = Problem.KVK_IS_BRANCH if branch else Problem.KVK_SHAPE
        row.tell(name, problem, text=text[:40], count=str(sum(map(str.isdigit, text))))
    elif not values.kvk_fits(text):
        row.tell(name, Problem.KVK_CHECK, text=text)
        return text
    else:
        return text
    return ""


def _agb(row: Reader) -> str:
    text = values.digits(row.text(Column.AGB, required=True))
    if not text:
        return ""
    # AGB codes have no check digit: two digits say what kind of care, six are a serial number.
    if not (text.isascii() and text.isdigit()) or len(text) != 8 or text.startswith("00"):
        count = str(sum(map(str.isdigit, text)))
        row.tell(Column.AGB.value, Problem.AGB_SHAPE, text=text[:40], count=count)
        return ""
    return text


def _size(row: Reader) -> Size | None:
    day = row.day(Column.MEASURED_ON)
    turnover = row.value(Column.TURNOVER.value, values.amount)
    clients = row.value(Column.CLIENTS.value, values.number)
    staff = row.value(Column.STAFF.value, values.staff)
    size = row.value(Column.SIZE.value, values.size)
    columns = (Column.TURNOVER, Column.CLIENTS, Column.STAFF, Column.SIZE)
    said = [column for column in columns if row.text(column)]
    if not said and not row.text(Column.MEASURED_ON):
        return None
    for column in (Column.MEASURED_ON, Column.TURNOVER):
        if not row.text(column):
            row.tell(column.value, Problem.SIZE_INCOMPLETE, column=column.value)
    if day is None or turnover is None:
        return None
    if day > row.around.today:
        row.tell(Column.MEASURED_ON.value, Problem.DATE_IN_FUTURE)
    if size is None:
        size = _class_of(turnover, row.around)
        if not row.text(Column.SIZE):
            row.tell(Column.SIZE.value, Problem.SIZE_DERIVED, size=size.value)
    return Size(day, size, turnover, clients, staff)


def _class_of(turnover: int, around: Surroundings) -> SizeClass:
    if turnover >= around.large:
        return SizeClass.LARGE
    return SizeClass.MEDIUM if turnover >= around.medium else SizeClass.SMALL


def _yearly(
    row: Reader, wanted: set[Column], year: int | None
) -> Iterator[tuple[str, Column, int]]:
    for name in row.typed:
        column, named = of_field(name)
        if column not in wanted or not values.tidy(row.typed[name]):
            continue
        if named is None and year is None:
            if not row.text(Column.YEAR):
                row.tell(Column.YEAR.value, Problem.REQUIRED)
            continue
        yield name, column, named or year or 0


def _served(row: Reader, year: int | None) -> Iterator[tuple[int, frozenset[str]]]:
    for name, _column, when in _yearly(row, {Column.SERVED}, year):
        codes = set()
        for part in values.parts(row.typed[name]):
            code = _municipality(row, name, part, when)
            if code:
                codes.add(code)
        if codes:
            yield when, frozenset(codes)


def _municipality(row: Reader, name: str, part: str, year: int) -> str:
    """The code of a municipality that existed in that year, by its code or name."""
    if part.isascii() and part.isdigit() and len(part) <= 4:
        codes = [part.zfill(4)]
    else:
        codes = row.around.codes_by_name.get(municipal(part), [])
    known = [one for code in codes if (one := register.municipality(code))]
    ours = [code for code in codes if code in row.around.by_cbs]
    if not known and not ours:
        row.tell(name, Problem.MUNICIPALITY_UNKNOWN, text=part)
        return ""
    first, last = date(year, 1, 1), date(year, 12, 31)
    then = [one for one in known if one.exists_on(first) or one.exists_on(last)]
    if then:
        return then[0].code
    if known:
        into = ", ".join(one.name for one in register.successors(known[0].code, last))
        row.tell(name, Problem.MUNICIPALITY_NOT_THEN, text=part, year=str(year), into=into)
        return ""
    return ours[0]


def _budgets(row: Reader, year: int | None) -> Iterator[tuple[tuple[int, str], int]]:
    for name, column, when in _yearly(row, set(_LAWS), year):
        cents = row.value(name, values.amount)
        if cents is not None:
            yield (when, _LAWS[column]), cents


def provider_differences(
    entry: ProviderEntry, known: Known, around: Surroundings
) -> list[Difference]:
    """What taking the row over changes. What is not said stays as it is; products only grow."""
    pairs = [
        (Column.NAME.value, known.name, entry.name),
        (Column.KVK.value, known.kvk, entry.kvk),
        (Column.EMAIL.value, known.email, entry.email),
    ]
    if not known.here:
        pairs.append((Column.SINCE.value, "", entry.since.isoformat() if entry.since else "today"))
    if entry.size is not None:
        before = known.sizes.get(entry.size.measured_on)
        pairs += _sizes(before, entry.size)
    grown = known.products | entry.products
    pairs.append((Column.PRODUCTS.value, listed(known.products), listed(grown)))
    for year, codes in sorted(entry.served.items()):
        old = around.served_here(known, year, beside=codes)
        pairs.append((field(Column.SERVED, year), listed(old), listed(codes)))
    for (year, law), cents in sorted(entry.budgets.items()):
        old_cents = known.budgets.get((year, law))
        told = "" if old_cents is None else str(old_cents)
        pairs.append((field(_COLUMN_OF[law], year), told, str(cents)))
    return [Difference(name, old, new) for name, old, new in pairs if new and old != new]


def _sizes(before: Size | None, after: Size) -> Iterator[tuple[str, str, str]]:
    if before is None:
        yield Column.MEASURED_ON.value, "", after.measured_on.isoformat()
    yield Column.TURNOVER.value, str(before.turnover) if before else "", str(after.turnover)
    yield Column.SIZE.value, before.size.value if before else "", after.size.value
    for column, old, new in (
        (Column.CLIENTS, before.clients if before else None, after.clients),
        (Column.STAFF, before.staff if before else None, after.staff),
    ):
        yield column.value, _shown(old), _shown(new)


def _shown(value: int | Decimal | None) -> str:
    return "" if value is None else f"{Decimal(value).normalize():f}"
