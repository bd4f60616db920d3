"""The columns of the ledger, by table. Cents and volumes are 64-bit whole numbers.

``client`` is the keyed pseudonym of a BSN; a BSN itself is never a column here.
Days are inclusive where the messages are (``end``, ``ends``, ``period_end``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

MESSAGES = {
    "message": "string",
    "law": "string",
    "provider": "string",
    "municipality": "string",
    "identification": "string",
    "dated": "day",
    "declaration": "string",
    "period_begin": "day",
}
"""A 323 in the order of receipt; of earlier ones ``level`` says how far they came."""

MESSAGES_SEEN = {**MESSAGES, "level": "string"}
"""``level``: null when its lines were judged, else "header" or "declaration"."""

LINES = {
    "message": "string",
    "law": "string",
    "provider": "string",
    "municipality": "string",
    "declaration": "string",
    "period_begin": "day",
    "period_end": "day",
    "dated": "day",
    "declared_on": "day",
    "position": "int32",
    "client": "string",
    "reference": "string",
    "previous_reference": "string",
    "allocation": "int64",
    "category": "string",
    "code": "string",
    "begin": "day",
    "end": "day",
    "volume": "int64",
    "unit": "string",
    "tariff": "int64",
    "amount": "int64",
    "credit": "bool",
}
"""One row per Prestatie of a 323."""

JUDGED_LINES = {
    **LINES,
    "agreement": "string",
    "approved": "bool",
    "rules": "strings",
    "batch": "string",
}
"""A line with its verdict: the agreement it rests on and the rules that refused it."""

ALLOCATIONS = {
    "message": "string",
    "law": "string",
    "municipality": "string",
    "provider": "string",
    "client": "string",
    "allocation": "int64",
    "category": "string",
    "code": "string",
    "assigned_at": "moment",
    "starts": "day",
    "ends": "day",
    "reason": "string",
    "volume": "int64",
    "unit": "string",
    "frequency": "string",
    "budget": "int64",
}
"""One row per ToegewezenProduct of a 301."""

STORED_ALLOCATIONS = {**ALLOCATIONS, "batch": "string"}

CONTRACT_LINES = {
    "provider": "string",
    "municipality": "string",
    "law": "string",
    "category": "string",
    "code": "string",
    "unit": "string",
    "tariff": "int64",
    "valid_from": "day",
    "valid_before": "day",
    "agreement": "string",
    "agreement_title": "string",
    "version": "int32",
    "clause": "string",
}
"""What a provider may deliver to a municipality, at which tariff (cents per ``unit``), when."""

CEILINGS = {
    "agreement": "string",
    "agreement_title": "string",
    "version": "int32",
    "clause": "string",
    "provider": "string",
    "code": "string",
    "valid_from": "day",
    "valid_before": "day",
    "cents": "int64",
    "hard": "bool",
}
"""The most that may be spent; no ``provider``: all parties together, no ``code``: all products."""

REFUSALS = {
    "message": "string",
    "position": "int32",
    "level": "string",
    "rule": "string",
    "code": "string",
    "expected": "string",
    "found": "string",
    "agreement": "string",
    "version": "int32",
    "clause": "string",
}
"""One row per line and rule that refuses it; ``level`` is where in the message the fault is."""

STORED_REFUSALS = {**REFUSALS, "batch": "string"}


def schema(columns: dict[str, str]) -> pa.Schema:
    """These columns as an Arrow schema."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "strings": pa.list_(pa.string()),
        "bool": pa.bool_(),
        "day": pa.date32(),
        "moment": pa.timestamp("us"),
        "int32": pa.int32(),
        "int64": pa.int64(),
    }
    return pa.schema([(name, types[kind]) for name, kind in columns.items()])


def empty(columns: dict[str, str]) -> pa.Table:
    """No rows of these columns."""
    return schema(columns).empty_table()


def fit(table: pa.Table, columns: dict[str, str]) -> pa.Table:
    """The table with exactly these columns, in order and type. Raises KeyError when one lacks."""
    return table.select(list(columns)).cast(schema(columns))


def rows(columns: dict[str, str], values: list[dict[str, object]]) -> pa.Table:
    """A table of a few rows; what is left out of a row is null."""
    import pyarrow as pa

    return pa.Table.from_pylist(values, schema=schema(columns))
