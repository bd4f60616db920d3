"""When the agreement of a table began, for tables that count their meetings by contract year.

Tables know no agreements (see ``stakes``): the area that does says at its start how to read it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Protocol


class Reader(Protocol):
    """Reads for documents the first day of what they agree, where there is one."""

    def __call__(self, documents: Collection[int]) -> Mapping[int, date]: ...


def _nothing(documents: Collection[int]) -> Mapping[int, date]:  # noqa: ARG001
    return {}


_readers: list[Reader] = [_nothing]


def read_by(reader: Reader) -> None:
    """From now on this is how beginnings are read; called once, when the areas start."""
    _readers[:] = [reader]


def beginnings_of(documents: Collection[int]) -> Mapping[int, date]:
    """By document: the first day of its agreement."""
    return _readers[0](documents)
