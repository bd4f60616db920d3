"""The ledger's tables: Delta, one folder each, appended batch by batch and never changed.

A batch is one commit. The commit carries the batch's name as an application transaction, whose
version is the table's version after it: appending the same batch again finds that and does nothing.
Readers name the version they read, so what they see does not move while others append.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from fcntl import LOCK_EX, LOCK_UN, flock
from pathlib import Path
from typing import TYPE_CHECKING

from convenant.ledger import engine, schemas

if TYPE_CHECKING:
    import pyarrow as pa
    from deltalake import DeltaTable
    from duckdb import DuckDBPyConnection

_BATCH = re.compile(r"[0-9A-Za-z_-]{1,80}")

COMPACT_AFTER = 64
"""Files in a table, above which small ones are joined."""

TARGET_BYTES = 128 * 1024 * 1024


class Kind(StrEnum):
    """The tables of the ledger."""

    LINES = "lines"
    REFUSALS = "refusals"
    ALLOCATIONS = "allocations"


_COLUMNS = {
    Kind.LINES: schemas.JUDGED_LINES,
    Kind.REFUSALS: schemas.STORED_REFUSALS,
    Kind.ALLOCATIONS: schemas.STORED_ALLOCATIONS,
}
_PARTITIONS = {
    Kind.LINES: ["municipality"],  # a municipality's rows can be handed over or deleted alone
    Kind.REFUSALS: None,
    Kind.ALLOCATIONS: ["municipality"],
}


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The Parquet files of one version of a table. ``version`` is None when nothing was stored."""

    kind: Kind
    version: int | None
    files: tuple[str, ...]

    def into(self, connection: DuckDBPyConnection, name: str) -> None:
        """Make the rows a view of this name in a DuckDB connection."""
        if not self.files:
            connection.register(name, schemas.empty(_COLUMNS[self.kind]))
            return
        listed = ", ".join("'" + file.replace("'", "''") + "'" for file in self.files)
        hive = (
            ", hive_partitioning = true, hive_types = {'municipality': VARCHAR}"
            if _PARTITIONS[self.kind]
            else ", hive_partitioning = false"
        )
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {name} AS FROM read_parquet([{listed}]{hive})"
        )


@contextmanager
def exclusive(folder: Path) -> Iterator[None]:
    """Let one process at a time read, judge and append; the others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        flock(handle, LOCK_EX)
        try:
            yield
        finally:
            flock(handle, LOCK_UN)


def append_lines(folder: Path, batch: str, table: pa.Table) -> int:
    """Store judged lines (schemas.JUDGED_LINES) and return the table's version."""
    return append(folder, Kind.LINES, batch, table)


def append_allocations(folder: Path, batch: str, table: pa.Table) -> int:
    """Store allocations (schemas.ALLOCATIONS) and return the table's version."""
    return append(folder, Kind.ALLOCATIONS, batch, table)


def append_refusals(folder: Path, batch: str, table: pa.Table) -> int:
    """Store refusals (schemas.REFUSALS); those of an attempt that was never finished go first.

    Lines are what makes a batch final: call this before :func:`append_lines`.
    """
    stored = _table(folder, Kind.REFUSALS)
    unfinished = committed(folder, Kind.LINES, batch) is None
    if stored is not None and unfinished and stored.transaction_version(batch) is not None:
        stored.delete(f"batch = '{_checked(batch)}'")
        return _write(folder, Kind.REFUSALS, batch, table)
    return append(folder, Kind.REFUSALS, batch, table)


def append(folder: Path, kind: Kind, batch: str, table: pa.Table) -> int:
    """Store one batch in one commit; the same batch again changes nothing."""
    before = committed(folder, kind, batch)
    return before if before is not None else _write(folder, kind, batch, table)


def committed(folder: Path, kind: Kind, batch: str) -> int | None:
    """The version in which a batch was stored; None when it was not."""
    table = _table(folder, kind)
    return None if table is None else table.transaction_version(_checked(batch))


def snapshot(folder: Path, kind: Kind, version: int | None = None) -> Snapshot:
    """The files of a version, by default the newest."""
    table = _table(folder, kind, version)
    if table is None:
        return Snapshot(kind, None, ())
    return Snapshot(kind, table.version(), tuple(table.file_uris()))


def lines_at(folder: Path, version: int | None = None, *, batch: str | None = None) -> pa.Table:
    """Judged lines as they were stored at a version, by default now; of one batch when asked."""
    return read(snapshot(folder, Kind.LINES, version), batch=batch)


def read(
    source: Snapshot, *, batch: str | None = None, messages: Sequence[str] | None = None
) -> pa.Table:
    """The rows of a snapshot, of one batch or of these messages when asked."""
    with engine.connection() as connection:
        source.into(connection, "stored")
        columns = ", ".join(f'"{name}"' for name in _COLUMNS[source.kind])
        found = connection.execute(
            f"SELECT {columns} FROM stored WHERE ($batch IS NULL OR batch = $batch)"  # noqa: S608
            " AND ($messages IS NULL OR list_contains($messages, message))",
            {"batch": batch, "messages": None if messages is None else list(messages)},
        ).to_arrow_table()
    return found.cast(schemas.schema(_COLUMNS[source.kind]))


def compact(folder: Path, kind: Kind) -> int | None:
    """Join small files when there are many; what is read stays the same. The version after it."""
    with exclusive(folder):
        table = _table(folder, kind)
        if table is None:
            return None
        if len(table.file_uris()) > COMPACT_AFTER:
            table.optimize.compact(target_size=TARGET_BYTES)
        return int(table.version())


def _checked(batch: str) -> str:
    if not _BATCH.fullmatch(batch):
        raise ValueError(f"a batch is named with letters, digits, - and _, not {batch!r}")
    return batch


def _table(folder: Path, kind: Kind, version: int | None = None) -> DeltaTable | None:
    from deltalake import DeltaTable

    path = folder / kind.value
    if not (path / "_delta_log").is_dir():
        return None
    return DeltaTable(path, version=version)


def _write(folder: Path, kind: Kind, batch: str, table: pa.Table) -> int:
    import pyarrow as pa
    from deltalake import CommitProperties, DeltaTable, Transaction, write_deltalake

    stored = _table(folder, kind)
    version = 0 if stored is None else stored.version() + 1
    if "batch" not in table.column_names:
        table = table.append_column("batch", pa.repeat(_checked(batch), table.num_rows))
    write_deltalake(
        folder / kind.value,
        schemas.fit(table, _COLUMNS[kind]),
        mode="append",
        partition_by=_PARTITIONS[kind],
        commit_properties=CommitProperties(
            app_transactions=[Transaction(app_id=_checked(batch), version=version)],
            max_commit_retries=0,  # the version above is only right when nobody came in between
        ),
        target_file_size=TARGET_BYTES,
    )
    return int(DeltaTable(folder / kind.value).version())
