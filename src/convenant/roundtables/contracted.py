"""Whether a provider works in a region under an agreement, for who is existing there and who new.

Tables know no agreements (see ``stakes``): the area that does says at its start how to read it.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol


class Reader(Protocol):
    """Reads whether a provider is bound by a sub-agreement of a region on a day."""

    def __call__(self, provider: int, *, region: int, on: date) -> bool: ...


def _nothing(provider: int, *, region: int, on: date) -> bool:  # noqa: ARG001
    return False


_readers: list[Reader] = [_nothing]


def read_by(reader: Reader) -> None:
    """From now on this is how it is read; called once, when the areas start."""
    _readers[:] = [reader]


def contracted(provider: int, *, region: int, on: date) -> bool:
    """Whether the provider is bound by a sub-agreement of the region on that day."""
    return _readers[0](provider, region=region, on=on)
