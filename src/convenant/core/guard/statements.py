"""The statement about competition law that the chair makes at every meeting (ACM; practice A5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

import yaml


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that hold from a day on: ``since`` is the name of the edition."""

    since: date
    source: str
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def statement_on(day: date) -> Wording:
    """The words of the statement that hold on a day; before the first day the oldest ones."""
    editions = _editions()
    return next((one for one in reversed(editions) if one.since <= day), editions[0])


@cache
def _editions() -> tuple[Wording, ...]:
    raw = yaml.safe_load(
        resources.files("convenant.core.guard").joinpath("statement.yaml").read_text("utf-8")
    )
    return tuple(
        Wording(since, entry["source"], tuple(entry["paragraphs"]))
        for since, entry in sorted(raw.items())
    )
