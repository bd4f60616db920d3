"""Taking over a spreadsheet: read in the background, looked at, corrected, confirmed as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit import bulk
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.imports.checking import Checked, check
from convenant.core.imports.columns import COLUMNS, Column, of_field
from convenant.core.imports.entries import Surroundings, digest_of
from convenant.core.imports.problems import (
    FileNote,
    FileProblem,
    Found,
    Level,
    Problem,
)
from convenant.core.imports.table import Note, TypedRow
from convenant.core.imports.values import digits, tidy
from convenant.core.lifecycles import IMPORT, ImportStatus
from convenant.core.lifecycles.parties import ImportStep
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import permissions
from convenant.parties.models import Import, ImportRow, Region
from convenant.parties.queries.imports import confirmed_before, given, surroundings

_CHECKED = ("problems", "level", "change", "differences")


@transaction.atomic
def start_import(
    *,
    region: Region,
    kind: Kind,
    file_name: str,
    stored_as: str,
    digest: str,
    by: Actor,
    at: datetime,
    instead_of: Import | None = None,
) -> Import:
    """Take in a spreadsheet (kept in the vault as ``stored_as``); the worker reads it.

    ``instead_of`` is an import that waits to be confirmed: this file is its better version, and it
    is dropped.
    """
    permissions.may_import(by, region).require()
    if instead_of is not None and instead_of.region_id == region.pk:
        drop_import(of=instead_of, by=by, at=at)
    started = Import.objects.create(
        region=region,
        organisation_id=by.organisation,
        kind=kind,
        file_name=file_name[:200],
        stored_as=stored_as,
        digest=digest,
        started_at=at,
        started_by=by.label,
    )
    _record(EventType.IMPORT_STARTED, started, by, at, {"kind": kind.value, "digest": digest})
    outbox.queue(
        topic=Topic.IMPORT, key=str(started.pk), payload={"import": started.pk}, by=by, at=at
    )
    return started


@transaction.atomic
def record_rows(
    *,
    of: Import,
    rows: Sequence[TypedRow],
    found: int,
    first: bool,
    by: Actor,
    at: datetime,  # noqa: ARG001 - every verb says when
) -> None:
    """Keep some of the ``found`` rows of the file. ``first`` forgets what an earlier reading kept:
    one that was cut off begins again."""
    of = _locked(of)
    permissions.may_import(by, of.region).require()
    _require(of, ImportStatus.READING)
    if first:
        ImportRow.objects.filter(of=of).delete()
    bulk.insert(
        ImportRow,
        ("of_id", "number", "typed", "problems"),
        [
            (of.pk, row.number, dict(row.typed), [one.as_json() for one in row.found])
            for row in rows
        ],
    )
    done = len(rows) if first else of.done + len(rows)
    Import.objects.filter(pk=of.pk).update(found=found, done=done)


@transaction.atomic
def finish_reading(*, of: Import, notes: Sequence[Note], by: Actor, at: datetime) -> Import:
    """All rows are there: check them, together and beside what is known, and show them."""
    of = _locked(of)
    permissions.may_import(by, of.region).require()
    _step(of, ImportStep.READ)
    seen = confirmed_before(of, seen_by=by)
    told = [*notes]
    if seen is not None and seen.finished_at is not None:
        told.append(Note(FileNote.SEEN_BEFORE, {"day": f"{seen.finished_at:%d-%m-%Y}"}))
    Import.objects.filter(pk=of.pk).update(
        status=ImportStatus.PREVIEW,
        stored_as="",
        notes=[{"note": note.note.value, "values": dict(note.values)} for note in told],
    )
    _check_again(of, by, at)
    of.refresh_from_db()
    return of


@transaction.atomic
def fail_import(
    *, of: Import, problem: FileProblem, values: Mapping[str, str], by: Actor, at: datetime
) -> None:
    """Nothing can be made of the file; ``values`` fill the blanks in the words."""
    of = _locked(of)
    permissions.may_import(by, of.region).require()
    _step(of, ImportStep.FAIL)
    ImportRow.objects.filter(of=of).delete()
    Import.objects.filter(pk=of.pk).update(
        status=ImportStatus.UNREADABLE,
        error=problem.value,
        notes=[{"note": problem.value, "values": dict(values)}],
        stored_as="",
        finished_at=at,
    )


@transaction.atomic
def correct_row(
    *,
    of: Import,
    number: int,
    typed: Mapping[str, str],
    by: Actor,
    at: datetime,
    seen: str = "",
) -> ImportRow:
    """Type a row anew; it is checked at once, beside all others. What the reading had to tell of
    its cells (a formula, a block of cells) no longer counts: a person looked at each.

    ``seen`` is the digest (core.imports.entries.digest_of) of the row as it stood on the page; when
    somebody else changed it meanwhile, this is refused.
    """
    of, row = _open_row(of, number, by)
    if seen and seen != digest_of(row.typed):
        raise Refused(Reason.IMPORT_ROW_CHANGED)
    kept = {
        name: tidy(text)
        for name, text in typed.items()
        if of_field(name)[0] in COLUMNS[Kind(of.kind)] and tidy(text)
    }
    hidden = [one for one in row.problems if one["problem"] == Problem.HIDDEN.value]
    ImportRow.objects.filter(pk=row.pk).update(
        typed=kept, problems=hidden, settled=[], skipped=False
    )
    _check_again(of, by, at)
    row.refresh_from_db()
    return row


@transaction.atomic
def skip_row(*, of: Import, number: int, skipped: bool, by: Actor, at: datetime) -> ImportRow:
    """Leave a row out of the import, or take it in again."""
    of, row = _open_row(of, number, by)
    ImportRow.objects.filter(pk=row.pk).update(skipped=skipped)
    _check_again(of, by, at)
    row.refresh_from_db()
    return row


@transaction.atomic
def skip_troubled_rows(*, of: Import, by: Actor, at: datetime) -> int:
    """Leave out every row with a problem that must go; give how many."""
    of = _open(of, by)
    skipped = ImportRow.objects.filter(of=of, skipped=False, level=Level.BLOCKS).update(
        skipped=True
    )
    _check_again(of, by, at)
    return skipped


@transaction.atomic
def settle_problem(
    *, of: Import, problem: Problem, by: Actor, at: datetime, number: int | None = None
) -> int:
    """Say that what a problem asks about is right as it is: for one row, or for all that have it.
    Gives how many rows that were."""
    of = _open(of, by)
    rows = ImportRow.objects.filter(of=of, skipped=False)
    if number is not None:
        rows = rows.filter(number=number)
    right = []
    for row in rows:
        has = any(one["problem"] == problem.value for one in row.problems)
        if has and problem.value not in row.settled:
            right.append(([*row.settled, problem.value], row.pk))
    if right:
        bulk.update(ImportRow, ("settled",), right, where=("id",))
        _check_again(of, by, at)
    return len(right)


@transaction.atomic
def recheck_import(*, of: Import, by: Actor, at: datetime) -> None:
    """Hold the rows anew against what the installation has now."""
    _check_again(_open(of, by), by, at)


@transaction.atomic
def drop_import(*, of: Import, by: Actor, at: datetime) -> None:
    """Stop an import; nothing of it was taken over, and its rows are forgotten."""
    of = _locked(of)
    permissions.may_import(by, of.region).require()
    _step(of, ImportStep.DROP)
    ImportRow.objects.filter(of=of).delete()
    Import.objects.filter(pk=of.pk).update(status=ImportStatus.DROPPED, finished_at=at)
    _record(EventType.IMPORT_DROPPED, of, by, at, {})


def _open_row(of: Import, number: int, by: Actor) -> tuple[Import, ImportRow]:
    of = _open(of, by)
    return of, ImportRow.objects.get(of=of, number=number)


def _open(of: Import, by: Actor) -> Import:
    """The import, locked, when its rows may be changed."""
    of = _locked(of)
    permissions.may_import(by, of.region).require()
    _require(of, ImportStatus.PREVIEW)
    return of


def _locked(of: Import) -> Import:
    return Import.objects.select_for_update(of=("self",)).select_related("region").get(pk=of.pk)


def _require(of: Import, status: ImportStatus) -> None:
    if of.status == ImportStatus.CONFIRMED:
        raise Refused(Reason.IMPORT_ALREADY_CONFIRMED)
    if of.status != status:
        raise Refused(Reason.IMPORT_NOT_OPEN)


def _step(of: Import, step: ImportStep) -> None:
    if IMPORT.next(ImportStatus(of.status), step) is None:
        _require(of, ImportStatus.READING)
        raise Refused(Reason.IMPORT_NOT_OPEN)


def _check_again(of: Import, by: Actor, at: datetime) -> None:
    """Check all rows and write down what is different now."""
    rows = list(ImportRow.objects.filter(of=of).order_by("number"))
    checked, _around = _checked(of, rows, by, at)
    changed = [
        (*new, row.pk)
        for row, one in zip(rows, checked, strict=True)
        if (new := _outcome(one)) != (row.problems, row.level, row.change, row.differences)
    ]
    if changed:
        bulk.update(ImportRow, _CHECKED, changed, where=("id",))


def _checked(
    of: Import, rows: Sequence[ImportRow], by: Actor, at: datetime
) -> tuple[list[Checked], Surroundings]:
    agbs = {digits(tidy(row.typed.get(Column.AGB.value, ""))) for row in rows}
    around = surroundings(of.region, kind=Kind(of.kind), agbs=agbs - {""}, on=at.date(), seen_by=by)
    return check(Kind(of.kind), given(rows), around), around


def _outcome(one: Checked) -> tuple[list[dict[str, Any]], str, str, list[dict[str, str]]]:
    level = one.level
    return (
        _in_order(one.found),
        "" if level is None else level.value,
        one.change.value,
        [{"field": d.field, "old": d.old, "new": d.new} for d in one.differences],
    )


def _in_order(found: Iterable[Found]) -> list[dict[str, Any]]:
    levels = list(Level)
    return [one.as_json() for one in sorted(found, key=lambda one: levels.index(one.level))]


def _record(
    event: EventType, of: Import, by: Actor, at: datetime, data: Mapping[str, str | int]
) -> None:
    audit.record(
        event=event,
        subject=f"import:{of.pk}",
        by=by,
        at=at,
        data={"region": of.region.slug, "file": of.file_name, **data},
    )
