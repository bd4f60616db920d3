"""Judging a batch of 323s: every line approved or refused, as if each came after the other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from convenant.ledger import engine, schemas
from convenant.ledger.checks import joined, reckoned
from convenant.ledger.checks.cumulative import Broken, Room, in_turn
from convenant.ledger.checks.rules import (
    BY_ID,
    CLIENT_RULE,
    CONTRACT_CODES,
    DECLARATION_RULES,
    HEADER_RULES,
    LINE_RULES,
    ORDER,
    RULES,
    Cites,
    Rule,
    RuleId,
    fires,
)
from convenant.ledger.store import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa
    from duckdb import DuckDBPyConnection

_ROWS_A_THREAD = 20_000

_FIRED = """
CREATE TEMP TABLE fired (
    row BIGINT, rule INT, expected VARCHAR, found VARCHAR, ask BIGINT, cap BIGINT)
"""


class Judged(NamedTuple):
    """``refusals``: schemas.REFUSALS. ``lines``: schemas.JUDGED_LINES without ``batch``, in the
    order given. ``ceilings``: each that was touched, with ``before`` and ``after`` in cents."""

    refusals: pa.Table
    lines: pa.Table
    ceilings: pa.Table


def judge(
    lines: pa.Table,
    *,
    messages: pa.Table,
    messages_seen: pa.Table,
    history: pa.Table | Snapshot,
    allocations: pa.Table | Snapshot,
    contract_lines: pa.Table,
    ceilings: pa.Table,
    on: date,
    codes: Mapping[RuleId, str] = CONTRACT_CODES,
) -> Judged:
    """Judge the lines (schemas.LINES) of ``messages`` (schemas.MESSAGES, in order of receipt).

    ``messages_seen``: earlier 323s (schemas.MESSAGES_SEEN). ``history``: earlier judged lines;
    only approved ones use up volume, budget or ceiling and can be credited, and a reference counts
    once it was looked at. ``allocations``: every version received; the one assigned last holds.
    ``contract_lines`` and ``ceilings``: what was agreed, of all periods. ``on``: today (TR135).
    ``codes``: return codes for faults against an agreement. Levels 3 and 4 of iWmo/iJw 3.2 (IV088).
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    lines = schemas.fit(lines, schemas.LINES)
    with engine.connection() as connection:
        messages = schemas.fit(messages, schemas.MESSAGES)
        turn = pc.index_in(lines.column("message"), messages.column("message").combine_chunks())
        numbered = lines.append_column("row", pa.arange(0, lines.num_rows))
        numbered = numbered.append_column("turn", turn.cast(pa.int64()))
        # One batch is read by one thread.
        batches = numbered.combine_chunks().to_batches(max_chunksize=_ROWS_A_THREAD)
        connection.register("lines", pa.Table.from_batches(batches, numbered.schema))
        connection.register(
            "messages", messages.append_column("turn", pa.arange(0, messages.num_rows))
        )
        connection.register("messages_seen", schemas.fit(messages_seen, schemas.MESSAGES_SEEN))
        connection.register("contract_lines", schemas.fit(contract_lines, schemas.CONTRACT_LINES))
        connection.register("ceilings", schemas.fit(ceilings, schemas.CEILINGS))
        _offer(connection, "history", history)
        _offer(connection, "allocations", allocations)

        connection.execute(joined.MACROS)
        connection.execute(joined.heard(), {"today": on})
        connection.execute(_FIRED)
        connection.execute(joined.TAKEN)
        connection.execute(joined.BESIDE)
        connection.execute(_fire_alone())
        connection.execute(reckoned.RECKONED)
        _fire_cumulative(connection)
        return Judged(
            refusals=_refusals(connection, {**CONTRACT_CODES, **codes}),
            lines=_verdicts(connection, lines),
            ceilings=connection.execute(reckoned.CEILINGS).to_arrow_table(),
        )


def _offer(connection: DuckDBPyConnection, name: str, source: pa.Table | Snapshot) -> None:
    if isinstance(source, Snapshot):
        source.into(connection, name)
    else:
        connection.register(name, source)


def _fire_alone() -> str:
    """One statement that asks every rule which needs no other line's verdict."""
    conditions = {
        CLIENT_RULE: fires(CLIENT_RULE),
        **{rule: f"l.client_known AND {fires(rule)}" for rule in LINE_RULES},
    }
    # One pass finds the few lines with something wrong; only of these it is asked what.
    any_of = " OR ".join(f"coalesce({condition}, false)" for condition in conditions.values())
    asked = [
        *(_of_message(rule, "true") for rule in HEADER_RULES),
        *(_of_message(rule, "NOT m.header_refused") for rule in DECLARATION_RULES),
        *(_of_line(rule, condition) for rule, condition in conditions.items()),
    ]
    return (
        f"CREATE TEMP TABLE suspects AS SELECT * FROM beside WHERE {any_of};"  # noqa: S608
        f"INSERT INTO fired {' UNION ALL '.join(asked)}"
    )


def _of_message(rule: Rule, guard: str) -> str:
    return (
        f"SELECT lines.row, {ORDER[rule.id]}, ({rule.expected})::VARCHAR,"  # noqa: S608
        f" ({rule.found})::VARCHAR, NULL, NULL"
        f" FROM heard m JOIN lines USING (message) WHERE {guard} AND ({rule.condition})"
    )


def _of_line(rule: Rule, condition: str) -> str:
    cited = f"if({rule.cites_when}, l.ask, NULL)" if rule.cites is Cites.CONTRACT else "NULL"
    return (
        f"SELECT l.row, {ORDER[rule.id]}, ({rule.expected})::VARCHAR,"  # noqa: S608
        f" ({rule.found})::VARCHAR, {cited}, NULL FROM suspects WHERE {condition}"
    )


def _fire_cumulative(connection: DuckDBPyConnection) -> None:
    doubles = [
        Broken(row, RuleId.TR389, None, found)
        for row, found in connection.execute(reckoned.DOUBLES).fetchall()
    ]
    caps = _dicts(connection, "SELECT * FROM caps SEMI JOIN bursting USING (cap)")
    room = Room(
        cap_limits={cap["cap"]: cap["cents"] for cap in caps},
        cap_spent={cap["cap"]: cap["spent"] for cap in caps},
    )
    waiting = _dicts(connection, "SELECT * FROM in_turn ORDER BY seq")
    broken = [*doubles, *in_turn(waiting, room)]
    if not broken:
        return
    import pyarrow as pa

    columns = {
        "row": pa.array([one.row for one in broken], pa.int64()),
        "rule": pa.array([ORDER[one.rule] for one in broken], pa.int32()),
        "expected": pa.array([one.expected for one in broken], pa.string()),
        "found": pa.array([one.found for one in broken], pa.string()),
        "cap": pa.array([one.cap for one in broken], pa.int64()),
    }
    connection.register("broken", pa.table(columns))
    connection.execute("INSERT INTO fired BY NAME FROM broken")


def _dicts(connection: DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = connection.execute(query).to_arrow_table().to_pylist()
    return found


def _refusals(connection: DuckDBPyConnection, codes: Mapping[RuleId, str]) -> pa.Table:
    import pyarrow as pa

    connection.register(
        "named",
        pa.table(
            {
                "rule": pa.array([ORDER[rule.id] for rule in RULES], pa.int32()),
                "name": [rule.id.value for rule in RULES],
                "level": [rule.level.value for rule in RULES],
                "code": [codes.get(rule.id, rule.code) for rule in RULES],
            }
        ),
    )
    return schemas.fit(
        connection.execute(
            "SELECT lines.message, lines.position, named.level, named.name AS rule, named.code,"
            " fired.expected, fired.found, coalesce(agreed.agreement, caps.agreement) AS agreement,"
            " coalesce(agreed.version, caps.version) AS version,"
            " coalesce(agreed.clause, caps.clause) AS clause"
            " FROM fired JOIN named USING (rule) JOIN lines USING (row)"
            " LEFT JOIN agreed USING (ask) LEFT JOIN caps USING (cap)"
            " ORDER BY fired.row, fired.rule"
        ).to_arrow_table(),
        schemas.REFUSALS,
    )


def _verdicts(connection: DuckDBPyConnection, lines: pa.Table) -> pa.Table:
    beside = connection.execute(
        """
        SELECT coalesce(targets.agreement, if(agreed.state = 'in_force', agreed.agreement, NULL))
                AS agreement,
            why.rules IS NULL AS approved, coalesce(why.rules, []) AS rules
        FROM lines LEFT JOIN beside ON beside.l.row = lines.row
        LEFT JOIN agreed ON agreed.ask = beside.l.ask
        LEFT JOIN targets ON targets.row = lines.row
        LEFT JOIN (
            SELECT fired.row, list(named.name ORDER BY fired.rule) AS rules
            FROM fired JOIN named USING (rule) GROUP BY fired.row
        ) why ON why.row = lines.row
        ORDER BY lines.row
        """
    ).to_arrow_table()
    for name in ("agreement", "approved", "rules"):
        lines = lines.append_column(name, beside.column(name))
    return lines


def code_of(rule: RuleId, codes: Mapping[RuleId, str] = CONTRACT_CODES) -> str:
    """The return code that answers a rule."""
    return codes.get(rule, BY_ID[rule].code)
