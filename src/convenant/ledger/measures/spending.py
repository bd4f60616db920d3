"""What was approved and refused, per municipality, provider, law, code and month of delivery."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from convenant.ledger import engine, schemas

if TYPE_CHECKING:
    import ibis
    import pyarrow as pa

MADE = Path(__file__).with_name("spending.sql")
KEYS = ("municipality", "provider", "law", "code", "year", "month")


def spending(lines: ibis.Table) -> ibis.Table:
    """Sums over judged lines (schemas.JUDGED_LINES), one row per KEYS that occurs.

    ``approved`` and ``refused``: cents, debit minus credit; ``volume``: approved units, debit minus
    credit; ``lines`` and ``refused_lines``: counts. Year and month are of the product period. Lines
    of a message that counts as not sent are in ``refused``, for they were asked and not paid.
    """
    from ibis import _

    used = ("municipality", "provider", "law", "code", "begin", "credit", "approved", "amount")
    signed = lines.select(*used, "volume").mutate(
        year=_.begin.year(),
        month=_.begin.month(),
        sign=_.credit.ifelse(-1, 1).cast("int64"),
    )
    return signed.group_by(list(KEYS)).aggregate(
        approved=_.approved.ifelse(_.sign * _.amount, 0).sum().cast("int64"),
        refused=_.approved.ifelse(0, _.sign * _.amount).sum().cast("int64"),
        volume=_.approved.ifelse(_.sign * _.volume, 0).sum().cast("int64"),
        lines=_.count(),
        refused_lines=_.approved.ifelse(0, 1).sum().cast("int64"),
    )


def standings(lines: pa.Table) -> pa.Table:
    """The sums of :func:`spending` over these lines (whole numbers, 64 bits), ordered by KEYS."""
    import pyarrow as pa

    with engine.connection() as connection:
        connection.register("lines", lines)
        found = connection.execute(f"{_made_sql()} ORDER BY ALL").to_arrow_table()
    sums = [name for name in found.column_names if name not in KEYS]
    types = {name: pa.int64() for name in ("year", "month", *sums)}
    return found.cast(
        pa.schema([(field.name, types.get(field.name, field.type)) for field in found.schema])
    )


def sql() -> str:
    """The expression as DuckDB's SQL over a table ``lines``."""
    import ibis

    columns = ibis.Schema.from_pyarrow(schemas.schema(schemas.JUDGED_LINES))
    return str(ibis.to_sql(spending(ibis.table(columns, name="lines")), dialect="duckdb"))


@cache
def _made_sql() -> str:
    """What :func:`sql` gives, kept beside this file: importing ibis takes a second. A test compares
    the two and says how to make it anew."""
    return MADE.read_text("utf-8")
