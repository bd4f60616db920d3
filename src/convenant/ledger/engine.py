"""DuckDB, started once a process: a fresh one costs more than a small question."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def connection() -> DuckDBPyConnection:
    """A connection of one's own, to be closed; its temporary tables are nobody else's."""
    return _engine().cursor()


@cache
def _engine() -> DuckDBPyConnection:
    import duckdb

    return duckdb.connect()
