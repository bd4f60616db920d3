"""Taking over what a spreadsheet says: all of it, or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.actions import Entry
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.imports.checking import Change, Checked, check
from convenant.core.imports.columns import Column
from convenant.core.imports.entries import MunicipalityEntry, ProviderEntry, Surroundings
from convenant.core.imports.problems import Level
from convenant.core.imports.values import digits, tidy
from convenant.core.lifecycles import IMPORT, ImportStatus
from convenant.core.lifecycles.parties import ImportStep
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import permissions
from convenant.parties.actions.municipalities import take_over_municipalities
from convenant.parties.actions.providers import take_over_providers
from convenant.parties.models import Import, ImportRow, Region
from convenant.parties.queries.imports import given, surroundings


@transaction.atomic
def confirm_import(*, of: Import, by: Actor, at: datetime) -> Import:
    """Take over every row that was not skipped, in one transaction.

    Refused when a row still has a problem, and when the installation changed since the rows were
    shown, so that taking them over would do something else than what stood on the page
    (``recheck_import`` shows it anew). Of two confirmations at the same time the second is refused.
    """
    # Every confirmation waits here for the one before: two files may name the same provider.
    list(Region.objects.select_for_update().order_by("pk").values_list("pk"))
    of = Import.objects.select_for_update(of=("self",)).select_related("region").get(pk=of.pk)
    permissions.may_import(by, of.region).require()
    if of.status == ImportStatus.CONFIRMED:
        raise Refused(Reason.IMPORT_ALREADY_CONFIRMED)
    if IMPORT.next(ImportStatus(of.status), ImportStep.CONFIRM) is None:
        raise Refused(Reason.IMPORT_NOT_OPEN)
    rows = list(ImportRow.objects.filter(of=of).order_by("number"))
    agbs = {digits(tidy(row.typed.get(Column.AGB.value, ""))) for row in rows}
    around = surroundings(of.region, kind=Kind(of.kind), agbs=agbs - {""}, on=at.date(), seen_by=by)
    checked = check(Kind(of.kind), given(rows), around)
    taken = [one for one in checked if not one.skipped]
    if any(one.level in {Level.BLOCKS, Level.ASKS} for one in taken):
        raise Refused(Reason.IMPORT_HAS_PROBLEMS)
    for row, one in zip(rows, checked, strict=True):
        told = [{"field": d.field, "old": d.old, "new": d.new} for d in one.differences]
        if not row.skipped and (row.change, row.differences) != (one.change.value, told):
            raise Refused(Reason.IMPORT_OUTDATED)
    _take_over(of, [one for one in taken if one.change is not Change.SAME], around, by, at)
    result = _result(checked)
    Import.objects.filter(pk=of.pk).update(
        status=ImportStatus.CONFIRMED, finished_at=at, result=result
    )
    audit.record(
        event=EventType.IMPORT_CONFIRMED,
        subject=f"import:{of.pk}",
        by=by,
        at=at,
        data={
            "region": of.region.slug,
            "file": of.file_name,
            "kind": of.kind,
            "digest": of.digest,
            **result,
        },
    )
    of.refresh_from_db()
    return of


def _take_over(
    of: Import, taken: Sequence[Checked], around: Surroundings, by: Actor, at: datetime
) -> None:
    if not taken:
        return
    since = at.date()
    if of.kind == Kind.PROVIDER:
        take_over_providers(
            region=of.region,
            providers=[one.entry for one in taken if isinstance(one.entry, ProviderEntry)],
            around=around,
            since=since,
            by=by,
            at=at,
        )
        slugs = {agb: one.slug for agb, one in around.by_agb.items()}
    else:
        take_over_municipalities(
            region=of.region,
            municipalities=[one.entry for one in taken if isinstance(one.entry, MunicipalityEntry)],
            around=around,
            since=since,
            by=by,
            at=at,
        )
        slugs = {cbs: one.slug for cbs, one in around.by_cbs.items()}
    told = {}
    for one in taken:
        if one.change is Change.CHANGED:
            code = one.entry.agb if isinstance(one.entry, ProviderEntry) else one.entry.cbs
            fields = ", ".join(difference.field for difference in one.differences)
            told[slugs[code]] = Entry(
                f"organisation:{slugs[code]}", {"import": of.pk, "fields": fields}
            )
    if told:
        audit.record_all(event=EventType.ORGANISATION_IMPORTED, entries=told.values(), by=by, at=at)


def _result(checked: Sequence[Checked]) -> dict[str, int]:
    """How many rows were new, changed, the same and skipped."""
    counts = Counter("skipped" if one.skipped else one.change.value for one in checked)
    return {name: counts[name] for name in (*(change.value for change in Change), "skipped")}
