"""Many small files as one encrypted file in the vault: one write to disk for a whole batch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from convenant.exchange import vault


def keep(files: Mapping[str, bytes], name: str, *, home: Path, keys: Path) -> None:
    """Keep these files together under one name in the vault."""
    vault.keep(packed(files), home=home, keys=keys, name=name)


def packed(files: Mapping[str, bytes]) -> bytes:
    """These files as one, compressed, for the vault."""
    import pyarrow as pa

    table = pa.table(
        {
            "name": pa.array(list(files), pa.string()),
            "data": pa.array(list(files.values()), pa.large_binary()),
        }
    )
    sink = pa.BufferOutputStream()
    options = pa.ipc.IpcWriteOptions(compression="lz4")
    with pa.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def opened(name: str, *, home: Path, keys: Path) -> dict[str, bytes]:
    """The files kept under a name, in the order in which they were kept. Raises NotInVault."""
    import pyarrow as pa

    table = pa.ipc.open_file(vault.open_kept(name, home=home, keys=keys)).read_all()
    return dict(zip(table["name"].to_pylist(), table["data"].to_pylist(), strict=True))
