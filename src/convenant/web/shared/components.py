"""The plain values that the templates in ``components/`` show.

Views build these in ``pages.py``; the templates decide how they look and how amounts and days
are written. Texts arrive translated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from urllib.parse import urlencode

from django.core.paginator import Page
from django.http import QueryDict

Value = str | int | Decimal | date | None


class Tone(StrEnum):
    """What a colour means; always shown with words."""

    NEUTRAL = "neutral"
    INFO = "info"
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


class Kind(StrEnum):
    """How the values of a table column are written."""

    TEXT = "text"
    NUMBER = "number"
    EURO = "euro"
    EURO_WHOLE = "euro_whole"
    PERCENT = "percent"
    DAY = "day"
    MOMENT = "moment"
    BADGE = "badge"

    @property
    def numeric(self) -> bool:
        return self in {Kind.NUMBER, Kind.EURO, Kind.EURO_WHOLE, Kind.PERCENT}


@dataclass(frozen=True, slots=True)
class Link:
    """A label that leads somewhere; in a breadcrumb the last one has no url."""

    label: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    label: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Task:
    """One line of a task list: what to do, how it stands, before when. ``optional``: nobody waits
    for it; it may be done, was done already, or is only to be kept an eye on."""

    label: str
    url: str = ""
    badge: Badge | None = None
    hint: str = ""
    due: date | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of a lifecycle; ``state`` is "done", "current" or "todo"."""

    label: str
    state: str = "todo"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened; newest first in a timeline."""

    at: date
    title: str
    who: str = ""
    text: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that matters, already written, with what it says."""

    label: str
    value: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One line of a details list; ``change_url`` leads back to where it was filled in, with
    ``change_label`` instead of "change"."""

    term: str
    text: str
    change_url: str = ""
    change_label: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is more than its value: a link, a note below it, a tone."""

    value: Value
    url: str = ""
    note: str = ""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain values or Cells, one per column; the first column names the row."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value | Cell]]
    totals: Sequence[Value | Cell] = ()
    download_url: str = ""
    empty: str = ""

    def lines(self) -> Iterator[list[tuple[Column, Cell]]]:
        """The rows, each cell with its column."""
        return (self._paired(row) for row in self.rows)

    def total_line(self) -> list[tuple[Column, Cell]]:
        return self._paired(self.totals)

    def _paired(self, row: Sequence[Value | Cell]) -> list[tuple[Column, Cell]]:
        cells = (value if isinstance(value, Cell) else Cell(value) for value in row)
        return list(zip(self.columns, cells, strict=True))


@dataclass(frozen=True, slots=True)
class Meter:
    """Spent against a ceiling, in cents. The bar is as long as the larger of the two."""

    label: str
    spent: int
    ceiling: int
    note: str = ""
    tone: Tone = Tone.INFO
    url: str = ""

    @property
    def share(self) -> Decimal | None:
        """Spent as a share of the ceiling; None when there is no ceiling."""
        return Decimal(self.spent) / self.ceiling if self.ceiling > 0 else None

    @property
    def fill(self) -> int:
        """Length of the spent part, in whole percents of the bar."""
        return self._percent(self.spent)

    @property
    def mark(self) -> int:
        """Place of the ceiling, in whole percents of the bar."""
        return self._percent(self.ceiling)

    def _percent(self, cents: int) -> int:
        longest = max(self.spent, self.ceiling, 1)
        return max(0, min(100, round(Decimal(cents * 100) / longest)))


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page number with its address; a gap in the row has neither."""

    number: int | None
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pagination:
    first: int
    last: int
    total: int
    links: Sequence[PageLink]
    previous_url: str = ""
    next_url: str = ""


def pagination(page: Page, query: QueryDict, name: str = "page") -> Pagination:  # type: ignore[type-arg]
    """What the pagination shows for one page of a list; other parameters of the query stay."""

    def url(number: int) -> str:
        kept = [(key, value) for key, values in query.lists() for value in values if key != name]
        return "?" + urlencode([*kept, (name, number)])

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return Pagination(
        first=page.start_index(),
        last=page.end_index(),
        total=page.paginator.count,
        links=[
            PageLink(number, url(number), number == page.number)
            if isinstance(number, int)
            else PageLink(None)
            for number in numbers
        ],
        previous_url=url(page.previous_page_number()) if page.has_previous() else "",
        next_url=url(page.next_page_number()) if page.has_next() else "",
    )
