"""Judges 323s by the rules that a message must pass by itself (iWmo/iJw 3.2, level 2 of IV088).

A message that breaks one of them is answered with retourcode 0001 and counts as not sent.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import MINYEAR, date
from typing import TYPE_CHECKING

from convenant.exchange.istandaarden.columns import Parsed, clients_of, declarations_of, lines_of
from convenant.exchange.istandaarden.messages import Finding
from convenant.exchange.istandaarden.rules import RULES, Batch, Row, Rule

if TYPE_CHECKING:
    import pyarrow as pa

YEARS_BACK = 5
"""How long after it ended care can still be declared (TR335)."""


def batch_of(files: Sequence[Parsed]) -> Batch:
    """The columns of these 323s, as the rules want them."""
    declarations = _with_limits(declarations_of(files))
    lines = lines_of(files, declarations)
    lines = lines.append_column("oldest", declarations.column("oldest").take(lines.column("file")))
    return Batch(_with_sums(declarations, lines), clients_of(files), lines)


def judge(batch: Batch) -> list[list[Finding]]:
    """The findings of each message of the batch, in the order of the rules."""
    import pyarrow.compute as pc

    found: list[list[Finding]] = [[] for _ in range(batch.declarations.num_rows)]
    for rule in RULES:
        mask = rule.broken(batch)
        if not pc.any(mask).as_py():
            continue
        rows = getattr(batch, rule.table).filter(mask).to_pylist()
        for row, position in zip(rows, _positions(batch, rule, rows), strict=True):
            found[row["file"]].append(
                Finding(
                    rule=rule.number,
                    element=rule.element,
                    position=position,
                    expected=_shown(rule.expected(row)),
                    found=_shown(rule.found(row)),
                )
            )
    return found


def _positions(batch: Batch, rule: Rule, rows: list[Row]) -> list[int | None]:
    """Where in its message each broken row is; a client is where its first line is."""
    if rule.table == "declarations":
        return [None] * len(rows)
    if rule.table == "lines":
        return [row["position"] for row in rows]
    keys = ["file", "client_index"]
    firsts = batch.lines.group_by(keys).aggregate([("position", "min")]).to_pylist()
    position = {(one["file"], one["client_index"]): one["position_min"] for one in firsts}
    return [position[row["file"], row["client_index"]] for row in rows]


def _with_limits(declarations: pa.Table) -> pa.Table:
    """Declarations with the file's index and the dates that the rules compare with."""
    import pyarrow as pa

    periods = zip(
        declarations.column("period_begin").to_pylist(),
        declarations.column("declared_on").to_pylist(),
        strict=True,
    )
    limits = [(_month_end(begin), _years_before(on, YEARS_BACK)) for begin, on in periods]
    month_ends, oldest = zip(*limits, strict=True)
    return (
        declarations.append_column("file", pa.arange(0, declarations.num_rows))
        .append_column("month_end", pa.array(month_ends, pa.date32()))
        .append_column("oldest", pa.array(oldest, pa.date32()))
    )


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _years_before(day: date, years: int) -> date:
    year = max(day.year - years, MINYEAR)
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def _with_sums(declarations: pa.Table, lines: pa.Table) -> pa.Table:
    """Declarations with what their lines add up to: debit minus credit, in cents."""
    import pyarrow as pa
    import pyarrow.compute as pc

    amount = lines.column("amount")
    signed = pc.if_else(lines.column("credit"), pc.negate(amount), amount)
    added = pa.table({"file": lines.column("file"), "signed": signed}).group_by("file")
    sums = added.aggregate([("signed", "sum")]).sort_by("file")  # every message has lines
    return declarations.append_column("summed", sums.column("signed_sum"))


def _shown(value: object) -> str:
    return "" if value is None else str(value)
