"""What a row says about a municipality, held against the CBS register."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from convenant.core import municipalities as register
from convenant.core.imports import values
from convenant.core.imports.columns import Column
from convenant.core.imports.entries import (
    Difference,
    Known,
    MunicipalityEntry,
    Surroundings,
    listed,
    municipal,
)
from convenant.core.imports.problems import Found, Problem
from convenant.core.imports.providers import Reader
from convenant.core.regions import ParticipationForm


def read_municipality(
    typed: Mapping[str, str], around: Surroundings
) -> tuple[MunicipalityEntry, list[Found]]:
    """The entry as far as it can be read, and everything wrong with it by itself."""
    row = Reader(typed, around)
    name = row.name()
    cbs = _cbs(row)
    form = row.value(Column.FORM.value, values.form)
    products = row.value(Column.PRODUCTS.value, values.products) or frozenset()
    if form is ParticipationForm.SOME_PRODUCTS and not row.text(Column.PRODUCTS):
        row.tell(Column.PRODUCTS.value, Problem.PRODUCTS_NEEDED)
    since = row.day(Column.SINCE)
    into = _code(row, Column.MERGED_INTO, row.text(Column.MERGED_INTO))
    merged_from = tuple(
        code
        for part in values.parts(row.text(Column.MERGED_FROM))
        if (code := _code(row, Column.MERGED_FROM, part))
    )
    merged_on = _merged_on(row, cbs, into, merged_from)
    if cbs:
        _against_register(row, cbs, name, since, into)
    entry = MunicipalityEntry(cbs, name, since, form, products, merged_from, into, merged_on)
    return entry, row.found


def _cbs(row: Reader) -> str:
    text = values.digits(row.text(Column.CBS, required=True))
    if not text:
        return ""
    if not (text.isascii() and text.isdigit()) or len(text) != 4:
        row.tell(Column.CBS.value, Problem.CBS_SHAPE, text=text[:40])
        return ""
    if register.municipality(text) is None:
        row.tell(Column.CBS.value, Problem.CBS_UNKNOWN, text=text)
        return ""
    return text


def _code(row: Reader, column: Column, part: str) -> str:
    """The CBS code of a municipality that is named or coded in a cell."""
    if not part:
        return ""
    if part.isascii() and part.isdigit():
        code = part.zfill(4)
    else:
        code = next(iter(row.around.codes_by_name.get(municipal(part), [])), "")
    if register.municipality(code) is None:
        row.tell(column.value, Problem.MUNICIPALITY_UNKNOWN, text=part)
        return ""
    return code


def _merged_on(row: Reader, cbs: str, into: str, merged_from: tuple[str, ...]) -> date | None:
    """When who went into whom: as typed, else as the register has it."""
    typed = row.day(Column.MERGED_ON)
    pairs = [(cbs, into)] if into else [(old, cbs) for old in merged_from]
    on = typed
    for old, new in pairs:
        known = register.municipality(old)
        if known is None:
            continue
        if known.before is None or new not in known.into:
            there = Column.MERGED_INTO if into else Column.MERGED_FROM
            row.tell(there.value, Problem.MERGER_UNKNOWN, text=known.name)
        elif typed is None:
            on = known.before
    if pairs and on is None and not row.text(Column.MERGED_ON):
        row.tell(Column.MERGED_ON.value, Problem.MERGER_DATE_NEEDED)
    return on


def _against_register(row: Reader, cbs: str, name: str, since: date | None, into: str) -> None:
    one = register.municipality(cbs)
    if one is None:
        return
    if one.before is not None and one.before <= row.around.today and not into:
        successors = register.successors(cbs, row.around.today)
        told = ", ".join(f"{new.name} ({new.code})" for new in successors)
        row.tell(
            Column.CBS.value,
            Problem.CBS_ENDED,
            name=one.name,
            day=one.before.isoformat(),
            into=told,
        )
    if since is not None and one.since is not None and since < one.since:
        row.tell(Column.SINCE.value, Problem.SINCE_BEFORE_START, day=one.since.isoformat())
    if name and municipal(name) != municipal(one.name):
        others = [code for code in row.around.codes_by_name.get(municipal(name), []) if code != cbs]
        if others:
            told = ", ".join(others)
            row.tell(Column.CBS.value, Problem.CBS_OF_ANOTHER, code=cbs, name=one.name, others=told)
        else:
            row.tell(Column.NAME.value, Problem.CBS_OTHER_NAME, code=cbs, name=one.name)


def municipality_differences(entry: MunicipalityEntry, known: Known) -> list[Difference]:
    """What taking the row over changes. What is not said stays as it is."""
    pairs = []
    if municipal(known.name) != municipal(entry.name):
        pairs.append((Column.NAME.value, known.name, entry.name))
    if entry.into:
        pairs.append((Column.MERGED_INTO.value, known.successor, entry.into))
    elif not known.here:
        pairs.append((Column.SINCE.value, "", entry.since.isoformat() if entry.since else "today"))
        if entry.form is not None:
            pairs.append((Column.FORM.value, "", entry.form.value))
    elif entry.form is not None and known.form is not None:
        pairs.append((Column.FORM.value, known.form.value, entry.form.value))
    if entry.products:
        grown = known.products | entry.products
        pairs.append((Column.PRODUCTS.value, listed(known.products), listed(grown)))
    return [Difference(name, old, new) for name, old, new in pairs if new and old != new]


def predecessor_differences(
    entry: MunicipalityEntry, by_cbs: Mapping[str, Known]
) -> list[Difference]:
    """Predecessors the installation does not know, or does not know to have gone into this one."""
    new = [
        code
        for code in entry.merged_from
        if (known := by_cbs.get(code)) is None or known.successor != entry.cbs
    ]
    if not new:
        return []
    old = [code for code in entry.merged_from if code not in new]
    return [Difference(Column.MERGED_FROM.value, listed(old), listed(entry.merged_from))]
