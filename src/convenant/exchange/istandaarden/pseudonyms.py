"""Keeps people out of the ledger: a keyed pseudonym per municipality instead of the BSN."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

LENGTH = 32
"""Hexadecimal characters of a pseudonym: 128 bits, so two people never share one."""


def pseudonym(*, municipality: str, bsn: str, key: bytes) -> str:
    """The pseudonym of one person in one municipality; without the key nobody finds it back."""
    text = f"{municipality}:{bsn}".encode()
    return hmac.digest(key, text, "sha256").hex()[:LENGTH]


def with_pseudonyms(table: pa.Table, *, key: bytes) -> pa.Table:
    """Lines or allocations with ``client`` in the place of ``bsn``.

    All rows are of one municipality, as in a message; ``key`` is that municipality's.
    """
    import pyarrow as pa

    at = table.schema.get_field_index("bsn")
    municipalities = table.column("municipality").unique().to_pylist()
    if len(municipalities) > 1:
        raise ValueError(f"one municipality at a time, not {municipalities}")
    encoded = table.column("bsn").combine_chunks().dictionary_encode()
    clients = [
        pseudonym(municipality=municipalities[0], bsn=bsn, key=key)
        for bsn in encoded.dictionary.to_pylist()
    ]
    column = pa.array(clients, pa.string()).take(encoded.indices)
    return table.set_column(at, "client", column)
