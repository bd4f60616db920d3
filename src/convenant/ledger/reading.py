"""Reading a few lines of one message: only its batch, only the page asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from convenant.ledger import store


@dataclass(frozen=True, slots=True)
class Slice:
    """Some lines of a message as plain rows, and how many there are in all."""

    total: int
    rows: list[dict[str, Any]]


def lines_of(
    folder: Path,
    *,
    version: int | None,
    batch: str,
    message: str,
    refused_only: bool,
    first: int,
    most: int,
) -> Slice:
    """Lines ``first`` (from 0) and at most ``most`` further, in the order of the message."""
    import duckdb

    where = "batch = $batch AND message = $message" + (" AND NOT approved" if refused_only else "")
    values = {"batch": batch, "message": message}
    with duckdb.connect() as connection:
        store.snapshot(folder, store.Kind.LINES, version).into(connection, "stored")
        total = connection.execute(f"SELECT count(*) FROM stored WHERE {where}", values).fetchone()  # noqa: S608
        found = connection.execute(
            f"SELECT * FROM stored WHERE {where} ORDER BY position LIMIT $most OFFSET $first",  # noqa: S608
            {**values, "most": most, "first": first},
        ).to_arrow_table()
    return Slice(total[0] if total else 0, found.to_pylist())


def refusals_of(folder: Path, *, batch: str, message: str) -> list[dict[str, Any]]:
    """Why lines of a message were refused, by position."""
    source = store.snapshot(folder, store.Kind.REFUSALS)
    rows = store.read(source, batch=batch, messages=[message]).to_pylist()
    return sorted(
        rows, key=lambda row: (row["position"] is not None, row["position"] or 0, row["rule"])
    )
