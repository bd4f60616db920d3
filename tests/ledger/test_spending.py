from datetime import date

import ibis

from convenant.ledger import schemas
from convenant.ledger.measures.spending import KEYS, MADE, spending, sql, standings
from tests.ledger.build import credit_of, line, past

MAY, APRIL = line("r1"), line("r2", month=date(2026, 4, 1))
LINES = [
    past(MAY),
    past(line("r3", volume=2)),
    past(credit_of(MAY)),
    past(line("r4"), approved=False),
    past(credit_of(MAY, "c2"), approved=False),
    past(APRIL),
    past(line("r5", code="02A06", provider="87654321")),
]


def table():
    return schemas.rows(schemas.JUDGED_LINES, LINES)


def test_standings_add_debits_and_take_off_credits_by_month_of_delivery():
    rows = standings(table()).to_pylist()

    assert rows == [
        {
            "municipality": "0321", "provider": "12345678", "law": "wmo", "code": "02A05",
            "year": 2026, "month": 4, "approved": 22500, "refused": 0, "volume": 3, "lines": 1,
            "refused_lines": 0,
        },
        {
            "municipality": "0321", "provider": "12345678", "law": "wmo", "code": "02A05",
            "year": 2026, "month": 5, "approved": 15000, "refused": 0, "volume": 2, "lines": 5,
            "refused_lines": 2,
        },
        {
            "municipality": "0321", "provider": "87654321", "law": "wmo", "code": "02A06",
            "year": 2026, "month": 5, "approved": 22500, "refused": 0, "volume": 3, "lines": 1,
            "refused_lines": 0,
        },
    ]  # fmt: skip


def test_the_expression_gives_the_same_through_ibis_as_through_its_sql():
    connection = ibis.duckdb.connect()
    lines = connection.create_table("lines", table())

    found = spending(lines).order_by(list(KEYS)).to_pyarrow()

    assert found.to_pylist() == standings(table()).to_pylist()


def test_no_lines_have_no_sums():
    assert standings(schemas.empty(schemas.JUDGED_LINES)).num_rows == 0


def test_the_kept_sql_is_what_the_expression_gives():
    make = "MADE.write_text(sql() + '\\n')"

    assert MADE.read_text("utf-8").strip() == sql().strip(), f"make it anew: {make}"
