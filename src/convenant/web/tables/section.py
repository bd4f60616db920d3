"""One thing there is at a table. Apart from the list, so that every area can make one."""

from __future__ import annotations

from dataclasses import dataclass

from convenant.web.shared.components import Badge


@dataclass(frozen=True, slots=True)
class Section:
    """A link from a table to one of its pages, with what it is for and what waits there."""

    label: str
    url: str
    hint: str
    badge: Badge | None = None
