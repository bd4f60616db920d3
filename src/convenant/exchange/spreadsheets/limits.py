"""How much of a spreadsheet is read: enough for every region, too little to stop a machine."""

from __future__ import annotations

from typing import IO

from convenant.core.imports.problems import FileProblem, Unreadable

MEGABYTE = 1_000_000
LARGEST_FILE = 10 * MEGABYTE
LARGEST_UNPACKED = 250 * MEGABYTE
SMALL_ENOUGH = 20 * MEGABYTE
"""What unpacks to less is no danger, however well it was packed."""

MOST_PACKED = 120
"""A sheet unpacks to ten or thirty times its size; a bomb to a thousand."""

MOST_ROWS = 20_000
MOST_COLUMNS = 300
MOST_SHEETS = 50


def megabytes(size: int) -> str:
    """Whole megabytes, at least 1."""
    return str(max(1, round(size / MEGABYTE)))


class Bounded:
    """A stream that refuses to give more than is allowed, whatever its archive says."""

    def __init__(self, stream: IO[bytes], most: int = LARGEST_UNPACKED) -> None:
        self._stream, self._left = stream, most

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(size)
        self._left -= len(piece)
        if self._left < 0:
            raise Unreadable(
                FileProblem.BOMB,
                size=f"> {megabytes(LARGEST_UNPACKED)}",
                most=megabytes(LARGEST_UNPACKED),
            )
        return piece


def too_many_rows(sheet: str) -> Unreadable:
    return Unreadable(FileProblem.TOO_MANY_ROWS, sheet=sheet, most=str(MOST_ROWS))


def too_many_columns(sheet: str) -> Unreadable:
    return Unreadable(FileProblem.TOO_MANY_COLUMNS, sheet=sheet, most=str(MOST_COLUMNS))
