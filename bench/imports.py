"""A list of 1,000 providers with five years of history: read, checked and taken over in 10 s.

Machines differ and are shared, so what is kept here is a ratio too: all of it takes at most TIMES
as long as openpyxl needs to read the values of the same file and do nothing with them, measured in
the same run.
"""

# ruff: noqa: PLC0415 - the environment is set before Django's settings are read

from __future__ import annotations

import argparse
import io
import os
import sys
import tempfile
import time
from pathlib import Path

TIMES = 25
"""Measured: 9 to 13. Reading is a fifth of it, checking two fifths, writing the rest."""

SECONDS = 10
ROWS = 1_000
YEARS = range(2021, 2026)


def main() -> int:
    """Print what was measured; exit 1 when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=ROWS)
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory(prefix="convenant-bench-") as folder:
        return _measure(Path(folder), rows)


def _measure(folder: Path, rows: int) -> int:
    os.environ.update(
        DJANGO_SETTINGS_MODULE="convenant.config.settings",
        CONVENANT_HOME=str(folder / "data"),
        CONVENANT_KEYS=str(folder / "keys"),
    )
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from convenant.core.actors import Kind
    from convenant.exchange.spreadsheets import reading
    from convenant.jobs.worker.importing import ROWS_A_STEP
    from convenant.parties import actions
    from tests.factories import NOON, SYSTEM, municipality, region

    lekstroom = region()
    municipality(lekstroom, name="Houten", cbs="0321")
    content = _workbook(rows)
    plain = min(_openpyxl(content) for _ in range(3))

    began = time.perf_counter()
    of = actions.start_import(
        region=lekstroom, kind=Kind.PROVIDER, file_name="a.xlsx", stored_as="", digest="",
        by=SYSTEM, at=NOON,
    )  # fmt: skip
    table = reading.read(content, "a.xlsx", kind=Kind.PROVIDER)
    read = time.perf_counter()
    for step in range(0, len(table.rows), ROWS_A_STEP):
        actions.record_rows(
            of=of, rows=table.rows[step : step + ROWS_A_STEP], found=len(table.rows),
            first=step == 0, by=SYSTEM, at=NOON,
        )  # fmt: skip
    of = actions.finish_reading(of=of, notes=table.notes, by=SYSTEM, at=NOON)
    shown = time.perf_counter()
    done = actions.confirm_import(of=of, by=SYSTEM, at=NOON)
    ended = time.perf_counter()
    assert done.result["new"] == rows

    whole = ended - began
    print(
        f"import: {rows} providers x {len(YEARS)} years in {whole:.2f} s "
        f"(read {read - began:.2f}, checked {shown - read:.2f}, taken over {ended - shown:.2f}); "
        f"openpyxl only reads it in {plain:.2f} s: {whole / plain:.1f} times (at most {TIMES})"
    )
    return int(whole / plain > TIMES or (rows <= ROWS and whole > SECONDS))


def _workbook(rows: int) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Aanbieders")
    yearly = [
        f"{what} {year}" for year in YEARS for what in ("Gemeenten", "Budget Wmo", "Budget Jeugd")
    ]
    sheet.write_row(0, 0, ["KVK", "AGB", "Naam", "Peildatum", "Omzet", "Fte", "Producten", *yearly])
    for n in range(1, rows + 1):
        base = [f"{10_000_000 + n}", f"{73_000_000 + n}", f"Zorggroep {n} Lek", "31-12-2025"]
        history = ["Houten, Nieuwegein, Lopik", n * 1_000, n * 500.25] * len(YEARS)
        sheet.write_row(n, 0, [*base, n * 10_000, 2.5, "02A05, 07A03", *history])
    book.close()
    return out.getvalue()


def _openpyxl(content: bytes) -> float:
    import openpyxl

    began = time.perf_counter()
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    for _row in book.worksheets[0].iter_rows(values_only=True):
        pass
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
