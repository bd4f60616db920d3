"""Reads the spreadsheets that were handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from convenant.core.actors import Kind
from convenant.core.imports.problems import FileProblem, Unreadable
from convenant.core.lifecycles import ImportStatus
from convenant.exchange import vault
from convenant.exchange.spreadsheets import reading
from convenant.jobs.worker.work import Work
from convenant.parties import actions, queries

if TYPE_CHECKING:
    from convenant.parties.models import Import

ROWS_A_STEP = 250
"""So many rows between two steps that the page shows."""


def read_import(work: Work) -> None:
    """Read an import's file and check its rows; begun before and cut off, it begins again."""
    of = queries.import_(int(work.payload["import"]), seen_by=work.by)
    kept = of.stored_as
    if of.status == ImportStatus.READING:
        try:
            _read(of, work)
        except Unreadable as refusal:
            actions.fail_import(
                of=of, problem=refusal.problem, values=refusal.values, by=work.by, at=work.at
            )
    if kept:
        vault.drop(kept, home=settings.CONVENANT_HOME)


def _read(of: Import, work: Work) -> None:
    home, keys = settings.CONVENANT_HOME, settings.CONVENANT_KEYS
    try:
        content = vault.open_kept(of.stored_as, home=home, keys=keys)
    except vault.NotInVault:
        raise Unreadable(FileProblem.NOT_KEPT) from None
    table = reading.read(content, of.file_name, kind=Kind(of.kind))
    for begin in range(0, len(table.rows), ROWS_A_STEP):
        actions.record_rows(
            of=of,
            rows=table.rows[begin : begin + ROWS_A_STEP],
            found=len(table.rows),
            first=begin == 0,
            by=work.by,
            at=work.at,
        )
    actions.finish_reading(of=of, notes=table.notes, by=work.by, at=work.at)
