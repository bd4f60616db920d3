"""What else there is at a table: each area says in one line what it has there, and what waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from convenant.core.actors import Actor
from convenant.web.shared.components import Badge

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


@dataclass(frozen=True, slots=True)
class Section:
    """A link from a table to one of its pages, with what it is for and what waits there."""

    label: str
    url: str
    hint: str
    badge: Badge | None = None


SECTIONS: Sequence[Callable[[RoundTable, Actor, datetime], Section | None]] = ()
"""In the order of the page; None: nothing there for this viewer."""


def sections_of(table: RoundTable, *, seen_by: Actor, at: datetime) -> list[Section]:
    """Everything the viewer finds at this table."""
    found = (section(table, seen_by, at) for section in SECTIONS)
    return [section for section in found if section is not None]
