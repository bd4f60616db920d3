"""All rows together: each by itself, beside the others, and beside what there is already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from convenant.core.actors import Kind
from convenant.core.imports.columns import Column
from convenant.core.imports.entries import (
    Difference,
    Entry,
    Given,
    Known,
    MunicipalityEntry,
    ProviderEntry,
    Surroundings,
)
from convenant.core.imports.municipalities import (
    municipality_differences,
    predecessor_differences,
    read_municipality,
)
from convenant.core.imports.names import Likenesses, plain
from convenant.core.imports.problems import Found, Level, Problem, worst
from convenant.core.imports.providers import provider_differences, read_provider


class Change(StrEnum):
    """What taking a row over does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(slots=True)
class Checked:
    """A row with everything known about it. ``level``: the worst that is still open."""

    number: int
    entry: Entry
    found: list[Found]
    settled: tuple[str, ...] = ()
    skipped: bool = False
    change: Change = Change.NEW
    differences: list[Difference] = field(default_factory=list)

    @property
    def level(self) -> Level | None:
        return worst(self.found, settled=self.settled)


def check(kind: Kind, rows: Iterable[Given], around: Surroundings) -> list[Checked]:
    """Everything that can be said of these rows, in their order. Rows that are skipped are only
    looked at by themselves."""
    checked = [_alone(kind, row, around) for row in rows]
    taken = [row for row in checked if not row.skipped]
    if kind is Kind.PROVIDER:
        _providers_together(taken)
        _providers_beside(taken, around)
    else:
        _same(taken, _cbs, Column.CBS, Problem.SAME_CBS)
        _municipalities_beside(taken, around)
    for row in checked:
        row.change, row.differences = _change(row.entry, around)
    return checked


def _alone(kind: Kind, row: Given, around: Surroundings) -> Checked:
    read = read_provider if kind is Kind.PROVIDER else read_municipality
    entry, found = read(row.typed, around)
    unread = {one.field for one in row.read if one.level is Level.BLOCKS and one.field}
    # An empty cell because of a formula or a block of cells is told once.
    told = [one for one in found if not (one.problem is Problem.REQUIRED and one.field in unread)]
    return Checked(row.number, entry, [*row.read, *told], row.settled, row.skipped)


def _cbs(row: Checked) -> str:
    return row.entry.cbs if isinstance(row.entry, MunicipalityEntry) else ""


def _provider(row: Checked) -> ProviderEntry:
    if not isinstance(row.entry, ProviderEntry):
        raise TypeError(type(row.entry).__name__)
    return row.entry


def _providers_together(rows: Sequence[Checked]) -> None:
    for group in _groups(rows, lambda row: _provider(row).agb):
        if not _is_long_form(group):
            _tell_each(group, Column.AGB, Problem.SAME_AGB)
    for group in _groups(rows, lambda row: _provider(row).kvk):
        if len({_provider(row).agb for row in group}) > 1:
            _tell_each(group, Column.KVK, Problem.SAME_KVK)
    likenesses = Likenesses()
    numbers: dict[str, Checked] = {}
    for row in rows:
        entry = _provider(row)
        if not entry.name:
            continue
        who = entry.agb or f"row {row.number}"
        other = likenesses.like(entry.name, but={who})
        if other is not None:
            twin = numbers[other]
            told = {"row": str(twin.number), "name": _provider(twin).name}
            row.found.append(Found(Column.NAME.value, Problem.NAMES_ALIKE, told))
        if who not in numbers:
            numbers[who] = row
            likenesses.add(entry.name, who)


def _is_long_form(group: Sequence[Checked]) -> bool:
    """Rows of one provider, one per year: each of another year, agreeing on who it is."""
    years: set[int] = set()
    for row in group:
        entry = _provider(row)
        said = {*entry.served, *(year for year, _law in entry.budgets)}
        if len(said) != 1 or said & years:
            return False
        years |= said
    first = _provider(group[0])
    for row in group[1:]:
        entry = _provider(row)
        if plain(entry.name) != plain(first.name) or entry.kvk != first.kvk:
            told = {"row": str(group[0].number)}
            row.found.append(Found(Column.NAME.value, Problem.YEARS_DISAGREE, told))
    return True


def _providers_beside(rows: Sequence[Checked], around: Surroundings) -> None:
    for row in rows:
        entry = _provider(row)
        known = around.by_agb.get(entry.agb)
        if known is not None:
            if known.kvk and entry.kvk and known.kvk != entry.kvk:
                told = {"kvk": known.kvk, "name": known.name}
                row.found.append(Found(Column.KVK.value, Problem.AGB_HAS_OTHER_KVK, told))
            _rejoining(row, known)
            if known.ended_on is not None:
                told = {"name": known.name, "day": known.ended_on.isoformat()}
                row.found.append(Found(Column.AGB.value, Problem.ENDED, told))
        elif entry.agb:
            _new_provider(row, entry, around)
        sized = entry.size is not None or (known is not None and known.sizes)
        told_already = any(one.field in {Column.MEASURED_ON, Column.TURNOVER} for one in row.found)
        if entry.agb and not sized and not told_already:
            row.found.append(Found(Column.TURNOVER.value, Problem.SIZE_MISSING))


def _rejoining(row: Checked, known: Known) -> None:
    """Who took part before comes back at the earliest on the day it left."""
    since = row.entry.since
    if not known.here and known.left_on is not None and since is not None and since < known.left_on:
        told = {"name": known.name, "day": known.left_on.isoformat()}
        row.found.append(Found(Column.SINCE.value, Problem.SINCE_BEFORE_LEFT, told))


def _new_provider(row: Checked, entry: ProviderEntry, around: Surroundings) -> None:
    owner = around.by_kvk.get(entry.kvk) if entry.kvk else None
    if owner is not None:
        told = {"agb": owner.agb, "name": owner.name}
        row.found.append(Found(Column.KVK.value, Problem.KVK_HAS_OTHER_AGB, told))
        return
    like = around.likenesses.like(entry.name, but={entry.agb}) if entry.name else None
    asked = any(one.problem is Problem.NAMES_ALIKE for one in row.found)
    if like is not None and not asked:
        told = {"agb": like, "name": around.by_agb[like].name}
        row.found.append(Found(Column.NAME.value, Problem.NAME_IS_THERE, told))


def _municipalities_beside(rows: Sequence[Checked], around: Surroundings) -> None:
    for row in rows:
        entry = row.entry
        if not isinstance(entry, MunicipalityEntry):
            continue
        known = around.by_cbs.get(entry.cbs)
        if known is not None and known.elsewhere and not known.here and not entry.into:
            told = {"regions": ", ".join(known.elsewhere)}
            row.found.append(Found(Column.CBS.value, Problem.ELSEWHERE, told))
        if known is not None and not entry.into:
            _rejoining(row, known)
        ending = [entry.cbs] if entry.into else entry.merged_from
        for code in ending:
            one = around.by_cbs.get(code)
            if one is not None and one.ended_on is None and (one.here or one.elsewhere):
                column = Column.MERGED_INTO if entry.into else Column.MERGED_FROM
                told = {"name": one.name}
                row.found.append(Found(column.value, Problem.MERGER_TAKES_PART, told))


def _change(entry: Entry, around: Surroundings) -> tuple[Change, list[Difference]]:
    if isinstance(entry, ProviderEntry):
        known = around.by_agb.get(entry.agb)
        differences = provider_differences(entry, known, around) if known else []
    else:
        known = around.by_cbs.get(entry.cbs)
        differences = municipality_differences(entry, known) if known else []
        if known:
            differences += predecessor_differences(entry, around.by_cbs)
    if known is None:
        return Change.NEW, []
    return (Change.CHANGED if differences else Change.SAME), differences


def _groups(rows: Sequence[Checked], key: Callable[[Checked], str]) -> list[list[Checked]]:
    found: dict[str, list[Checked]] = {}
    for row in rows:
        code = key(row)
        if code:
            found.setdefault(code, []).append(row)
    return [group for group in found.values() if len(group) > 1]


def _same(
    rows: Sequence[Checked], key: Callable[[Checked], str], column: Column, problem: Problem
) -> None:
    for group in _groups(rows, key):
        _tell_each(group, column, problem)


def _tell_each(group: Sequence[Checked], column: Column, problem: Problem) -> None:
    """Tell every row of a group which others there are, so that any of them can be skipped."""
    for row in group:
        others = [other for other in group if other is not row]
        named = {other.entry.name for other in others} - {""}
        told: Mapping[str, str] = {
            "rows": ", ".join(str(other.number) for other in others[:10]),
            "names": ", ".join(sorted(named)[:5]),
        }
        row.found.append(Found(column.value, problem, told))
