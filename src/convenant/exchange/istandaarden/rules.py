"""The level-2 rules on a 323, each as a question about many lines at once.

Set-based: a rule looks at the columns of many messages together and says for each row whether it
is broken. Rules about doubles compare only within one message.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from convenant.core.bsn import WEIGHTS

if TYPE_CHECKING:
    import pyarrow as pa

FIRST_DAY = date(2021, 1, 1)
"""Declarations by 323 start here; care before it went by other messages (CS100)."""

EURO = "83"

Row = dict[str, Any]
"""One row of a table, by column."""


@dataclass(frozen=True, slots=True)
class Batch:
    """The 323s to judge together, as ``columns`` makes them."""

    declarations: pa.Table
    clients: pa.Table
    lines: pa.Table


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on one element. ``broken`` gives a boolean per row of its table; null is fine.

    ``expected`` and ``found`` tell of a broken row what ``Finding`` shows.
    """

    number: str
    element: str
    table: Literal["declarations", "clients", "lines"]
    broken: Callable[[Batch], Any]
    expected: Callable[[Row], object]
    found: Callable[[Row], object]


def _below(table: str, name: str, floor: date) -> Callable[[Batch], Any]:
    def broken(batch: Batch) -> Any:
        import pyarrow.compute as pc

        return pc.less(getattr(batch, table).column(name), floor)

    return broken


def _eleven_proof(batch: Batch) -> Any:
    import pyarrow.compute as pc

    number = pc.cast(batch.clients.column("bsn"), "int64")
    total: Any = None
    for place, weight in enumerate(WEIGHTS):
        shifted = pc.divide(number, 10 ** (len(WEIGHTS) - 1 - place))
        digit = pc.subtract(shifted, pc.multiply(pc.divide(shifted, 10), 10))
        weighed = pc.multiply(digit, weight)
        total = weighed if total is None else pc.add(total, weighed)
    return pc.not_equal(pc.multiply(pc.divide(total, 11), 11), total)


def _no_whole_month(batch: Batch) -> Any:
    import pyarrow.compute as pc

    table = batch.declarations
    return pc.or_(
        pc.not_equal(pc.day(table.column("period_begin")), 1),
        pc.not_equal(table.column("period_end"), table.column("month_end")),
    )


def _two_months(batch: Batch) -> Any:
    import pyarrow.compute as pc

    begin, end = batch.lines.column("begin"), batch.lines.column("end")
    return pc.or_(
        pc.not_equal(pc.month(begin), pc.month(end)), pc.not_equal(pc.year(begin), pc.year(end))
    )


def _later(table: str, name: str, limit: str) -> Callable[[Batch], Any]:
    def broken(batch: Batch) -> Any:
        import pyarrow.compute as pc

        rows = getattr(batch, table)
        return pc.greater(rows.column(name), rows.column(limit))

    return broken


def _outside(table: str, name: str, low: str, high: str) -> Callable[[Batch], Any]:
    def broken(batch: Batch) -> Any:
        import pyarrow.compute as pc

        rows = getattr(batch, table)
        value = rows.column(name)
        return pc.or_(pc.less(value, rows.column(low)), pc.greater(value, rows.column(high)))

    return broken


def _too_old(batch: Batch) -> Any:
    import pyarrow.compute as pc

    return pc.less(batch.lines.column("end"), batch.lines.column("oldest"))


def _previous_and_side(batch: Batch) -> Any:
    import pyarrow.compute as pc

    filled = pc.is_valid(batch.lines.column("previous_reference"))
    return pc.not_equal(filled, batch.lines.column("credit"))


def _tariff_and_unit(batch: Batch) -> Any:
    import pyarrow.compute as pc

    absent = pc.is_null(batch.lines.column("tariff"))
    return pc.not_equal(absent, pc.equal(batch.lines.column("unit"), EURO))


def _euros(batch: Batch) -> Any:
    import pyarrow.compute as pc

    lines = batch.lines
    return pc.and_(
        pc.equal(lines.column("unit"), EURO),
        pc.not_equal(lines.column("volume"), lines.column("amount")),
    )


def _credit_of_nothing(table: str, amount: str, credit: str) -> Callable[[Batch], Any]:
    def broken(batch: Batch) -> Any:
        import pyarrow.compute as pc

        rows = getattr(batch, table)
        return pc.and_(pc.equal(rows.column(amount), 0), rows.column(credit))

    return broken


def _wrong_total(batch: Batch) -> Any:
    import pyarrow.compute as pc

    return pc.not_equal(batch.declarations.column("total"), batch.declarations.column("summed"))


def _doubles(
    table: str, keys: Sequence[str], *, only: Callable[[Any], Any] | None = None
) -> Callable[[Batch], Any]:
    """Rows whose key was seen before in the same message; ``only`` narrows the rows compared."""

    def broken(batch: Batch) -> Any:
        import pyarrow as pa
        import pyarrow.compute as pc

        rows = getattr(batch, table)
        numbered = rows.select(["file", *keys]).append_column("row", pa.arange(0, rows.num_rows))
        if only is not None:
            numbered = numbered.filter(only(rows))
        grouped = numbered.group_by(["file", *keys]).aggregate([("row", "min")])
        if grouped.num_rows == numbered.num_rows:
            return pa.repeat(pa.scalar(False), rows.num_rows)
        firsts = grouped.column("row_min").combine_chunks()
        again = numbered.column("row").filter(
            pc.invert(pc.is_in(numbered.column("row"), value_set=firsts))
        )
        return pc.is_in(pa.arange(0, rows.num_rows), value_set=again.combine_chunks())

    return broken


def _credits_this_message(batch: Batch) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    lines = batch.lines
    credits_ = lines.select(["file", "previous_reference"]).append_column(
        "row", pa.arange(0, lines.num_rows)
    )
    credits_ = credits_.filter(pc.is_valid(credits_.column("previous_reference")))
    if not credits_.num_rows:
        return pa.repeat(pa.scalar(False), lines.num_rows)
    here = credits_.join(
        lines.select(["file", "reference"]),
        keys=["file", "previous_reference"],
        right_keys=["file", "reference"],
        join_type="left semi",
    )
    return pc.is_in(pa.arange(0, lines.num_rows), value_set=here.column("row").combine_chunks())


def _is_credit(rows: Any) -> Any:
    import pyarrow.compute as pc

    return pc.is_valid(rows.column("previous_reference"))


def _is_debit(rows: Any) -> Any:
    import pyarrow.compute as pc

    return pc.invert(rows.column("credit"))


def _field(name: str) -> Callable[[Row], object]:
    return lambda row: row[name]


def _nothing(_: Row) -> str:
    return ""


_CLIENT = "Declaratie/Clienten/Client"
_LINE = f"{_CLIENT}/Prestaties/Prestatie"

RULES = (
    Rule(
        "CS002", f"{_CLIENT}/Bsn", "clients", _eleven_proof, _nothing, _nothing
    ),
    Rule(
        "CS100", "Declaratie/DeclaratiePeriode/Begindatum", "declarations",
        _below("declarations", "period_begin", FIRST_DAY),
        lambda _: f"{FIRST_DAY}..", _field("period_begin"),
    ),
    Rule(
        "CS100", f"{_LINE}/ProductPeriode/Begindatum", "lines",
        _below("lines", "begin", FIRST_DAY),
        lambda _: f"{FIRST_DAY}..", _field("begin"),
    ),
    Rule(
        "CS340", "Declaratie/DeclaratiePeriode", "declarations", _no_whole_month,
        lambda row: f"{row['period_begin'].replace(day=1)}..{row['month_end']}",
        lambda row: f"{row['period_begin']}..{row['period_end']}",
    ),
    Rule(
        "CS337", f"{_LINE}/ProductPeriode/Einddatum", "lines", _two_months,
        lambda row: f"{row['begin']:%Y-%m}", _field("end"),
    ),
    Rule(
        "TR134", "Declaratie/DeclaratiePeriode/Begindatum", "declarations",
        _later("declarations", "period_begin", "dated"),
        lambda row: f"..{row['dated']}", _field("period_begin"),
    ),
    Rule(
        "TR134", f"{_LINE}/ProductPeriode/Begindatum", "lines", _later("lines", "begin", "dated"),
        lambda row: f"..{row['dated']}", _field("begin"),
    ),
    Rule(
        "TR137", "Declaratie/DeclaratiePeriode/Einddatum", "declarations",
        _outside("declarations", "period_end", "period_begin", "dated"),
        lambda row: f"{row['period_begin']}..{row['dated']}", _field("period_end"),
    ),
    Rule(
        "TR137", f"{_LINE}/ProductPeriode/Einddatum", "lines",
        _outside("lines", "end", "begin", "dated"),
        lambda row: f"{row['begin']}..{row['dated']}", _field("end"),
    ),
    Rule(
        "TR319", f"{_LINE}/ProductPeriode", "lines", _later("lines", "end", "period_end"),
        lambda row: f"..{row['period_end']}", _field("end"),
    ),
    Rule(
        "TR335", f"{_LINE}/ProductPeriode/Einddatum", "lines", _too_old,
        lambda row: f"{row['oldest']}..", _field("end"),
    ),
    Rule(
        "CD060", f"{_LINE}/ProductReferentie/VorigReferentieNummer", "lines", _previous_and_side,
        lambda row: "*" if row["credit"] else "", _field("previous_reference"),
    ),
    Rule(
        "CD087", f"{_LINE}/ProductTarief", "lines", _tariff_and_unit,
        lambda row: "" if row["unit"] == EURO else "*", _field("tariff"),
    ),
    Rule(
        "CS339", f"{_LINE}/IngediendBedrag/Bedrag", "lines", _euros,
        _field("volume"), _field("amount"),
    ),
    Rule(
        "CS325", "Declaratie/TotaalIngediendBedrag/DebetCredit", "declarations",
        _credit_of_nothing("declarations", "total", "total_is_credit"),
        lambda _: "D", lambda _: "C",
    ),
    Rule(
        "CS325", f"{_LINE}/IngediendBedrag/DebetCredit", "lines",
        _credit_of_nothing("lines", "amount", "credit"),
        lambda _: "D", lambda _: "C",
    ),
    Rule(
        "TR358", "Declaratie/TotaalIngediendBedrag", "declarations", _wrong_total,
        _field("summed"), _field("total"),
    ),
    Rule(
        "TR101", _CLIENT, "clients", _doubles("clients", ["bsn"]), _nothing, _nothing
    ),
    Rule(
        "TR101", _LINE, "lines",
        _doubles("lines", ["client_index", "reference", "previous_reference"]),
        _nothing, _field("reference"),
    ),
    Rule(
        "TR315", f"{_LINE}/ProductReferentie/VorigReferentieNummer", "lines",
        _doubles("lines", ["previous_reference"], only=_is_credit),
        _nothing, _field("previous_reference"),
    ),
    Rule(
        "TR316", f"{_LINE}/ProductReferentie/VorigReferentieNummer", "lines",
        _credits_this_message, _nothing, _field("previous_reference"),
    ),
    Rule(
        "TR416", _LINE, "lines",
        _doubles(
            "lines", ["client_index", "allocation", "category", "code", "begin", "end"],
            only=_is_debit,
        ),
        _nothing, _field("reference"),
    ),
)  # fmt: skip
"""Every rule on every element it holds for, in the order in which they are told."""
