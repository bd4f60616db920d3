"""Norms: numbers of the method that differ by date. One YAML file each, newest value last.

A file holds ``unit``, ``description`` and ``values``: day -> value and source.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

import yaml


class NoValueYet(LookupError):
    """Asked for a day before the first dated value."""


@dataclass(frozen=True, slots=True)
class DatedValue:
    since: date
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Norm:
    name: str
    unit: str
    description: str
    values: tuple[DatedValue, ...]  # oldest first

    def on(self, day: date) -> DatedValue:
        """The value that holds on this day. Raises NoValueYet before the first."""
        for candidate in reversed(self.values):
            if candidate.since <= day:
                return candidate
        raise NoValueYet(f"{self.name} has no value on {day}; the first is {self.values[0].since}")


@cache
def norm(name: str) -> Norm:
    """Read ``<name>.yaml`` of this package. Raises FileNotFoundError for an unknown name."""
    raw = yaml.safe_load(resources.files(__name__).joinpath(f"{name}.yaml").read_text("utf-8"))
    return Norm(
        name=name,
        unit=raw["unit"],
        description=raw["description"],
        values=tuple(
            DatedValue(since=since, value=Decimal(entry["value"]), source=entry["source"])
            for since, entry in sorted(raw["values"].items())
        ),
    )
