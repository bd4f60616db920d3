"""What the start page is made of."""

from __future__ import annotations

from dataclasses import dataclass

from convenant.web.home.waiting import Waiting
from convenant.web.shared.components import Event, Figure, Link, Meter, Table, Task


@dataclass(frozen=True, slots=True)
class StartPage:
    """Everything a start page can show; what is empty is not shown.

    ``lead`` is the answer in one sentence; ``method`` are findings in words; ``news`` is where
    ``changed`` goes on.
    """

    organisation: str
    title: str
    lead: str
    waiting: tuple[Waiting, ...] = ()
    tasks_empty: str = ""
    figures: tuple[Figure, ...] = ()
    tables: tuple[Task, ...] = ()
    tables_title: str = ""
    ceilings: tuple[Meter, ...] = ()
    more_ceilings: Link | None = None
    method: tuple[str, ...] = ()
    decisions: tuple[Event, ...] = ()
    overviews: tuple[Table, ...] = ()
    changed: tuple[Event, ...] = ()
    changed_title: str = ""
