"""What can be wrong with a spreadsheet or with one of its rows, and how bad that is.

The words for each stand in ``convenant.wording.imports``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class FileProblem(StrEnum):
    """Why nothing can be made of a file."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_SPREADSHEET = "not_a_spreadsheet"
    OLD_EXCEL = "old_excel"
    BINARY_EXCEL = "binary_excel"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    BOMB = "bomb"
    DAMAGED = "damaged"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_HEADER = "no_header"
    COLUMN_MISSING = "column_missing"
    COLUMN_TWICE = "column_twice"
    WRONG_KIND = "wrong_kind"
    NO_ROWS = "no_rows"
    NOT_KEPT = "not_kept"


class FileNote(StrEnum):
    """What is worth knowing about a file that was read."""

    COLUMNS_FOUND = "columns_found"
    COLUMNS_UNKNOWN = "columns_unknown"
    COLUMNS_HIDDEN = "columns_hidden"
    SHEETS_NOT_READ = "sheets_not_read"
    SHEETS_HIDDEN = "sheets_hidden"
    ROWS_HIDDEN = "rows_hidden"
    HEADER_MERGED = "header_merged"
    OLD_ENCODING = "old_encoding"
    SEEN_BEFORE = "seen_before"


class Unreadable(Exception):
    """Nothing can be made of the file; ``values`` fill the blanks in the words."""

    def __init__(self, problem: FileProblem, **values: str) -> None:
        self.problem, self.values = problem, values
        super().__init__(problem.value)


class Level(StrEnum):
    """How bad a problem is: it must go, somebody must say that it is right, or it is only told."""

    BLOCKS = "blocks"
    ASKS = "asks"
    WARNS = "warns"
    TELLS = "tells"


class Problem(StrEnum):
    """What is wrong with, or worth telling of, one row."""

    # found while reading the cells
    FORMULA = "formula"
    FORMULA_WITHOUT_RESULT = "formula_without_result"
    CELL_ERROR = "cell_error"
    CELL_LONG = "cell_long"
    MERGED = "merged"
    HIDDEN = "hidden"
    ZEROS_RESTORED = "zeros_restored"
    DATE_FROM_NUMBER = "date_from_number"
    # found in the text of a cell
    REQUIRED = "required"
    KVK_SHAPE = "kvk_shape"
    KVK_IS_BRANCH = "kvk_is_branch"
    KVK_CHECK = "kvk_check"
    KVK_MISSING = "kvk_missing"
    AGB_SHAPE = "agb_shape"
    AGB_IS_KVK = "agb_is_kvk"
    CBS_SHAPE = "cbs_shape"
    CBS_UNKNOWN = "cbs_unknown"
    CBS_ENDED = "cbs_ended"
    CBS_OF_ANOTHER = "cbs_of_another"
    CBS_OTHER_NAME = "cbs_other_name"
    NAME_IS_FORMULA = "name_is_formula"
    EMAIL_SHAPE = "email_shape"
    DATE_UNCLEAR = "date_unclear"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    DATE_IN_FUTURE = "date_in_future"
    YEAR_UNCLEAR = "year_unclear"
    AMOUNT_UNCLEAR = "amount_unclear"
    AMOUNT_ROUNDED = "amount_rounded"
    AMOUNT_NEGATIVE = "amount_negative"
    NUMBER_UNCLEAR = "number_unclear"
    SIZE_UNKNOWN = "size_unknown"
    SIZE_INCOMPLETE = "size_incomplete"
    SIZE_DERIVED = "size_derived"
    SIZE_MISSING = "size_missing"
    PRODUCT_UNKNOWN = "product_unknown"
    PRODUCTS_NEEDED = "products_needed"
    MUNICIPALITY_UNKNOWN = "municipality_unknown"
    MUNICIPALITY_NOT_THEN = "municipality_not_then"
    FORM_UNKNOWN = "form_unknown"
    MERGER_UNKNOWN = "merger_unknown"
    MERGER_DATE_NEEDED = "merger_date_needed"
    SINCE_BEFORE_START = "since_before_start"
    SINCE_BEFORE_LEFT = "since_before_left"
    # found beside other rows
    SAME_AGB = "same_agb"
    SAME_KVK = "same_kvk"
    SAME_CBS = "same_cbs"
    YEARS_DISAGREE = "years_disagree"
    NAMES_ALIKE = "names_alike"
    # found beside what is there already
    AGB_HAS_OTHER_KVK = "agb_has_other_kvk"
    KVK_HAS_OTHER_AGB = "kvk_has_other_agb"
    NAME_IS_THERE = "name_is_there"
    ENDED = "ended"
    ELSEWHERE = "elsewhere"
    MERGER_TAKES_PART = "merger_takes_part"


READ_TIME = frozenset(
    {
        Problem.FORMULA,
        Problem.FORMULA_WITHOUT_RESULT,
        Problem.CELL_ERROR,
        Problem.CELL_LONG,
        Problem.MERGED,
        Problem.HIDDEN,
        Problem.ZEROS_RESTORED,
        Problem.DATE_FROM_NUMBER,
    }
)
"""Known only while the file is read: kept until somebody types something else in that cell."""

_ASKS = (
    Problem.KVK_CHECK,
    Problem.SAME_KVK,
    Problem.NAMES_ALIKE,
    Problem.KVK_HAS_OTHER_AGB,
    Problem.NAME_IS_THERE,
)
_WARNS = (
    Problem.FORMULA,
    Problem.HIDDEN,
    Problem.KVK_MISSING,
    Problem.AGB_IS_KVK,
    Problem.CBS_OTHER_NAME,
    Problem.DATE_IN_FUTURE,
    Problem.SIZE_MISSING,
    Problem.MERGER_UNKNOWN,
    Problem.ENDED,
    Problem.ELSEWHERE,
)
_TELLS = (Problem.ZEROS_RESTORED, Problem.DATE_FROM_NUMBER, Problem.SIZE_DERIVED)

LEVELS: Mapping[Problem, Level] = MappingProxyType(
    {
        **dict.fromkeys(Problem, Level.BLOCKS),
        **dict.fromkeys(_ASKS, Level.ASKS),
        **dict.fromkeys(_WARNS, Level.WARNS),
        **dict.fromkeys(_TELLS, Level.TELLS),
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing about one row. ``field`` names the cell (empty: the whole row)."""

    field: str
    problem: Problem
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def level(self) -> Level:
        return LEVELS[self.problem]

    def as_json(self) -> dict[str, Any]:
        return {"field": self.field, "problem": self.problem.value, "values": dict(self.values)}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> Found:
        return cls(kept["field"], Problem(kept["problem"]), kept["values"])


def worst(found: Iterable[Found], *, settled: Iterable[str] = ()) -> Level | None:
    """The worst level that is still open. ``settled`` are the problems (codes) of which somebody
    said that it is right as it is; only what asks can be settled."""
    right = set(settled)
    levels = {
        one.level for one in found if not (one.level is Level.ASKS and one.problem.value in right)
    }
    return next((level for level in Level if level in levels), None)
