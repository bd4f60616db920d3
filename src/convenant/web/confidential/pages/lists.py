"""A list with what one can begin there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from convenant.web.shared.components import Link, Pagination, Table

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class ListPage:
    """``new``: what one can begin; ``blocked``: why not now."""

    crumbs: Sequence[Link]
    table: str
    heading: str
    lead: str
    new: Link | None
    blocked: str
    lines: Table
    pages: Pagination
