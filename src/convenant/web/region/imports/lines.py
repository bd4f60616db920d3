"""One row of an import, with its problems in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from convenant.core.actors import Kind
from convenant.core.imports.checking import Change
from convenant.core.imports.columns import Column
from convenant.core.imports.problems import Found, Level
from convenant.web.shared.components import Badge, Tone
from convenant.wording.import_problems import problem_words, value_words
from convenant.wording.imports import CHANGES, LEVELS, column_words

if TYPE_CHECKING:
    from convenant.parties.models import ImportRow

TONES = {
    Level.BLOCKS: Tone.BAD,
    Level.ASKS: Tone.WARNING,
    Level.WARNS: Tone.WARNING,
    Level.TELLS: Tone.INFO,
}
CHANGE_TONES = {
    Change.NEW: Tone.GOOD,
    Change.CHANGED: Tone.INFO,
    Change.SAME: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One thing about a row. ``settle``: the code to say that it is right."""

    field: str
    words: str
    badge: Badge
    settle: str = ""
    settled: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the preview."""

    number: int
    title: str
    codes: str
    badge: Badge
    problems: Sequence[ProblemLine]
    differences: Sequence[str]
    skipped: bool


def line(row: ImportRow, kind: Kind) -> Line:
    """A row with its problems in words."""
    typed = row.typed
    codes = [Column.AGB, Column.KVK] if kind is Kind.PROVIDER else [Column.CBS]
    shown = [f"{column_words(c)} {typed[c]}" for c in codes if typed.get(c)]
    change = Change(row.change) if row.change else Change.NEW
    badge = Badge(str(CHANGES[change]), CHANGE_TONES[change])
    if row.skipped:
        badge = Badge(_("overgeslagen"), Tone.NEUTRAL)
    elif row.level in {Level.BLOCKS, Level.ASKS}:
        badge = Badge(str(LEVELS[Level(row.level)]), TONES[Level(row.level)])
    return Line(
        number=row.number,
        title=typed.get(Column.NAME) or _("zonder naam"),
        codes=" · ".join(shown),
        badge=badge,
        problems=[problem_line(Found.of_json(one), row.settled) for one in row.problems],
        differences=[
            _("%(column)s: %(old)s wordt %(new)s")
            % {
                "column": column_words(one["field"]),
                "old": value_words(one["field"], one["old"]),
                "new": value_words(one["field"], one["new"]),
            }
            for one in row.differences
        ],
        skipped=row.skipped,
    )


def problem_line(found: Found, settled: Iterable[str]) -> ProblemLine:
    """One problem in words; what was settled says so."""
    asks = found.level is Level.ASKS
    right = asks and found.problem.value in settled
    label = _("klopt, zegt u") if right else str(LEVELS[found.level])
    return ProblemLine(
        field=column_words(found.field),
        words=problem_words(found.problem.value, found.values),
        badge=Badge(label, Tone.GOOD if right else TONES[found.level]),
        settle=found.problem.value if asks and not right else "",
        settled=right,
    )
