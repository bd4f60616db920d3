"""What is usually on the agenda of each kind of table, to begin an agenda with (D074, D082, D085).

One YAML file for each kind: ``source`` and ``items`` with kind, title, explanation, and ``text``
where the text of the table is on it. The words are those of a table, not of a screen: they are put
on the agenda as they stand and can be changed there.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from convenant.core.agenda import ItemKind, TableKind


@dataclass(frozen=True, slots=True)
class UsualItem:
    """One item of a usual agenda; ``text``: the text of the table is on it."""

    kind: ItemKind
    title: str
    explanation: str
    text: bool


@cache
def usual_agenda(kind: TableKind) -> tuple[UsualItem, ...]:
    """The usual agenda of a kind of table, in order."""
    file = resources.files(__name__).joinpath(f"{kind.value}.yaml")
    raw = yaml.safe_load(file.read_text("utf-8"))
    return tuple(
        UsualItem(
            ItemKind(one["kind"]), one["title"], one["explanation"].strip(), one.get("text", False)
        )
        for one in raw["items"]
    )
