"""What is at stake in a text on the table: for whom, about what, for how much.

Tables talk about texts and know no agreements: those live on a higher floor. The area that knows
says at its start how to read a text (``read_by``); until then nothing is at stake for anybody.
"""

from __future__ import annotations

from typing import Protocol

from convenant.core.mandates import Stake


class Reader(Protocol):
    """Reads a version (its key), or without one only the document it belongs to."""

    def __call__(self, document: int, version: int | None) -> Stake: ...


def _nothing(document: int, version: int | None) -> Stake:  # noqa: ARG001
    return Stake()


_readers: list[Reader] = [_nothing]


def read_by(reader: Reader) -> None:
    """From now on this is how stakes are read; called once, when the areas start."""
    _readers[:] = [reader]


def stake_of(document: int, version: int | None) -> Stake:
    """The stake of a version, or of a document as a whole."""
    return _readers[0](document, version)
