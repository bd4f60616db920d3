"""Reading a few lines of one message: only its municipality's files, only the page asked for.

Rows come as plain values, without Arrow: a page needs a handful, and starts faster so.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from convenant.ledger import engine, store

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Slice:
    """Some lines of a message, how many there are in all, and why lines were refused."""

    total: int
    lines: list[Row]
    refusals: list[Row]


_LINES = """
    SELECT *, count(*) OVER () AS total FROM lines
    WHERE municipality = $municipality AND batch = $batch AND message = $message
      AND (NOT $refused_only OR NOT approved)
    ORDER BY position LIMIT $most OFFSET $first
"""


def lines_of(
    folder: Path,
    *,
    version: int | None,
    batch: str,
    message: str,
    municipality: str,
    refused_only: bool,
    first: int,
    most: int,
) -> Slice:
    """Lines ``first`` (from 0) and at most ``most`` further, in the order of the message."""
    named = {"batch": batch, "message": message}
    with engine.connection() as connection:
        store.snapshot(folder, store.Kind.LINES, version).into(connection, "lines")
        store.snapshot(folder, store.Kind.REFUSALS).into(connection, "refusals")
        lines = _rows(
            connection,
            _LINES,
            {
                **named,
                "municipality": municipality,
                "refused_only": refused_only,
                "most": most,
                "first": first,
            },
        )
        refusals = _rows(
            connection,
            "SELECT * FROM refusals WHERE batch = $batch AND message = $message"
            " ORDER BY position NULLS FIRST, rule",
            named,
        )
    return Slice(lines[0]["total"] if lines else 0, lines, refusals)


def _rows(connection: DuckDBPyConnection, sql: str, values: dict[str, Any]) -> list[Row]:
    found = connection.execute(sql, values)
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
