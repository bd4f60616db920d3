"""Spreadsheets made for a test, and an import walked through to its preview."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from convenant.core.actors import Actor, Kind
from convenant.core.imports.problems import Unreadable
from convenant.exchange.spreadsheets import reading
from convenant.parties import actions
from convenant.parties.models import Import, Region
from tests.factories import NOON, SYSTEM

HEAD = ("KVK-nummer", "AGB-code", "Naam", "Peildatum", "Omzet")
LEKZICHT = ("69599084", "73000001", "Zorggroep Lekzicht", "31-12-2024", "1.250.000")
DE_LINDE = ("17037842", "73000002", "Stichting De Linde", "31-12-2024", "80.000,50")


def xlsx(*rows: Sequence[object], sheet: str = "Aanbieders") -> bytes:
    """A workbook of these rows; texts stay texts, numbers numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for place, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, place, value)
            elif value is not None:
                page.write(number, place, value)
    book.close()
    return out.getvalue()


def started(
    region: Region,
    content: bytes,
    *,
    kind: Kind = Kind.PROVIDER,
    by: Actor = SYSTEM,
    at: datetime = NOON,
    name: str = "lijst.xlsx",
) -> Import:
    """An import that waits for the worker."""
    return actions.start_import(
        region=region,
        kind=kind,
        file_name=name,
        stored_as="",
        digest=hashlib.sha256(content).hexdigest(),
        by=by,
        at=at,
    )


def previewed(
    region: Region,
    content: bytes,
    *,
    kind: Kind = Kind.PROVIDER,
    by: Actor = SYSTEM,
    at: datetime = NOON,
    name: str = "lijst.xlsx",
) -> Import:
    """An import that was read: its rows are there with their problems."""
    of = started(region, content, kind=kind, by=by, at=at, name=name)
    try:
        table = reading.read(content, name, kind=kind)
    except Unreadable as refusal:
        actions.fail_import(of=of, problem=refusal.problem, values=refusal.values, by=SYSTEM, at=at)
        of.refresh_from_db()
        return of
    actions.record_rows(of=of, rows=table.rows, found=len(table.rows), first=True, by=SYSTEM, at=at)
    return actions.finish_reading(of=of, notes=table.notes, by=SYSTEM, at=at)


def problems(of: Import) -> dict[int, list[str]]:
    """The codes of what was found, per row."""
    return {row.number: [one["problem"] for one in row.problems] for row in of.rows.all()}
