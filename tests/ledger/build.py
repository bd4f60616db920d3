"""Rows for the checks' tests: one small world in which every line is right until told otherwise."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from convenant.ledger import schemas

TODAY = date(2026, 6, 10)


def message(name="m1", **changes):
    """A 323 of May 2026 of provider 12345678 to Houten."""
    return {
        "message": name, "law": "wmo", "provider": "12345678", "municipality": "0321",
        "identification": name.upper(), "dated": date(2026, 6, 4), "declaration": f"D{name}",
        "period_begin": date(2026, 5, 1),
    } | changes  # fmt: skip


def line(reference="r1", *, month=date(2026, 5, 1), **changes):
    """Three hours of guidance in May 2026 on allocation 7, at 75 euros an hour."""
    last = month.replace(day=monthrange(month.year, month.month)[1])
    row = {
        "message": "m1", "law": "wmo", "provider": "12345678", "municipality": "0321",
        "declaration": "Dm1", "period_begin": date(2026, 5, 1), "period_end": date(2026, 5, 31),
        "dated": date(2026, 6, 4), "declared_on": date(2026, 6, 4), "position": 0,
        "client": "01aa", "reference": reference, "previous_reference": None, "allocation": 7,
        "category": "02", "code": "02A05", "begin": month, "end": last, "volume": 3, "unit": "04",
        "tariff": 7500, "credit": False,
    } | changes  # fmt: skip
    tariff = row["tariff"]
    due = row["volume"] if row["unit"] == "83" or tariff is None else row["volume"] * tariff
    return {"amount": due} | row


def credit_of(debit, reference="c1", **changes):
    """The credit line that takes a debit back."""
    return debit | {
        "reference": reference, "previous_reference": debit["reference"], "credit": True,
    } | changes  # fmt: skip


def past(row, *, approved=True, rules=("TR338",), agreement="begeleiding"):
    """A line as the ledger keeps it."""
    return row | {
        "message": "earlier", "agreement": agreement if approved else None, "approved": approved,
        "rules": [] if approved else list(rules), "batch": "b0",
    }  # fmt: skip


def allocation(number=7, **changes):
    """Four hours a week in 2026 for client 01aa at provider 12345678."""
    return {
        "message": "a1", "law": "wmo", "municipality": "0321", "provider": "12345678",
        "client": "01aa", "allocation": number, "category": "02", "code": "02A05",
        "assigned_at": datetime(2026, 1, 5, 9, 0), "starts": date(2026, 1, 1),  # noqa: DTZ001
        "ends": date(2026, 12, 31), "reason": None, "volume": 4, "unit": "04", "frequency": "2",
        "budget": None,
    } | changes  # fmt: skip


def contract(**changes):
    """75 euros an hour in 2026 under the agreement Begeleiding."""
    return {
        "provider": "12345678", "municipality": "0321", "law": "wmo", "category": "02",
        "code": "02A05", "unit": "04", "tariff": 7500, "valid_from": date(2026, 1, 1),
        "valid_before": date(2027, 1, 1), "agreement": "begeleiding",
        "agreement_title": "Begeleiding", "version": 2, "clause": "artikel 4, tarief 02A05",
    } | changes  # fmt: skip


def ceiling(cents, **changes):
    """A hard ceiling for all parties together in 2026."""
    return {
        "agreement": "begeleiding", "agreement_title": "Begeleiding", "version": 2,
        "clause": "artikel 6", "provider": None, "code": None, "valid_from": date(2026, 1, 1),
        "valid_before": date(2027, 1, 1), "cents": cents, "hard": True,
    } | changes  # fmt: skip


def tables(*, lines, messages=None, seen=(), history=(), allocations=None, contracts=None,
           ceilings=()):  # fmt: skip
    """What ``judge`` takes, from rows; positions follow the order within each message."""
    counts: dict[str, int] = {}
    numbered = []
    for row in lines:
        counts[row["message"]] = counts.get(row["message"], -1) + 1
        numbered.append(row | {"position": counts[row["message"]]})
    return {
        "lines": schemas.rows(schemas.LINES, numbered),
        "messages": schemas.rows(schemas.MESSAGES, messages or [message()]),
        "messages_seen": schemas.rows(schemas.MESSAGES_SEEN, list(seen)),
        "history": schemas.rows(schemas.JUDGED_LINES, list(history)),
        "allocations": schemas.rows(
            schemas.ALLOCATIONS, [allocation()] if allocations is None else list(allocations)
        ),
        "contract_lines": schemas.rows(
            schemas.CONTRACT_LINES, [contract()] if contracts is None else list(contracts)
        ),
        "ceilings": schemas.rows(schemas.CEILINGS, list(ceilings)),
    }
