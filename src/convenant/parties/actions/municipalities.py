"""Municipalities taken over from a spreadsheet or met in a history."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from convenant.audit import actions as audit
from convenant.audit import bulk
from convenant.audit.actions import Entry
from convenant.audit.events import EventType
from convenant.core import municipalities as register
from convenant.core.actors import Actor, Kind
from convenant.core.imports.entries import Known, MunicipalityEntry, Surroundings, municipal
from convenant.core.regions import ParticipationForm
from convenant.parties import permissions
from convenant.parties.models import Organisation, Participation, ProductParticipation, Region
from convenant.parties.queries.imports import free_slug


@transaction.atomic
def make_municipalities(
    *,
    region: Region,
    codes: Collection[str],
    around: Surroundings,
    by: Actor,
    at: datetime,  # noqa: ARG001 - every verb says when
) -> dict[str, int]:
    """The municipalities with these CBS codes; those that were not known here are made as the
    register has them, also when they ended, without taking part in anything."""
    permissions.may_import(by, region).require()
    there = {cbs: one.pk for cbs, one in around.by_cbs.items()}
    wanted = {one.code: one for code in set(codes) - there.keys() for one in _line_of(code)}
    fresh = [one for code, one in wanted.items() if code not in there]
    if not fresh:
        return there
    taken = {one.slug for one in around.organisations}
    rows = []
    for one in fresh:
        slug = free_slug(f"gemeente-{one.name}", taken)
        taken.add(slug)
        rows.append((Kind.MUNICIPALITY.value, slug, f"Gemeente {one.name}", one.code, one.before))
    bulk.insert(Organisation, ("kind", "slug", "name", "cbs", "dissolved_on"), rows)
    there |= dict(Organisation.objects.filter(cbs__in=list(wanted)).values_list("cbs", "pk"))
    ended = [(there[one.into[0]], there[one.code]) for one in fresh if one.into]
    if ended:
        bulk.update(Organisation, ("successor_id",), ended, where=("id",))
    return there


def _line_of(code: str) -> Iterable[register.Municipality]:
    """A municipality and what most of it went into, until one that exists."""
    one = register.municipality(code)
    while one is not None:
        yield one
        one = register.municipality(one.into[0]) if one.into else None


@transaction.atomic
def take_over_municipalities(
    *,
    region: Region,
    municipalities: Sequence[MunicipalityEntry],
    around: Surroundings,
    since: date,
    by: Actor,
    at: datetime,
) -> None:
    """Let these municipalities take part from a day on (an entry may name another), for some
    products only where it says so, and write down what went into what. Those that ended take part
    in nothing."""
    permissions.may_import(by, region).require()
    codes = {code for e in municipalities for code in (e.cbs, e.into, *e.merged_from) if code}
    pks = make_municipalities(region=region, codes=codes, around=around, by=by, at=at)
    _rename(municipalities, pks, around)
    _end(municipalities, pks)
    living = [entry for entry in municipalities if not entry.into]
    _let_in(region, living, pks, around.by_cbs, since, by, at)
    _change_forms(region, living, pks, around, since)
    columns = ("region_id", "municipality_id", "code", "valid_from")
    rows = [
        (region.pk, pks[entry.cbs], code, entry.since or since)
        for entry in living
        for code in sorted(entry.products - _products(entry, around))
    ]
    if rows:
        bulk.insert(ProductParticipation, columns, rows, same=columns)


def _products(entry: MunicipalityEntry, around: Surroundings) -> frozenset[str]:
    known = around.by_cbs.get(entry.cbs)
    return known.products if known else frozenset()


def _rename(
    entries: Sequence[MunicipalityEntry], pks: Mapping[str, int], around: Surroundings
) -> None:
    """Names as the file has them, unless they only lack "Gemeente"."""
    now = {one.pk: one.name for one in around.organisations}
    made = {code: f"Gemeente {one.name}" for code, one in register.register().items()}
    rows = [
        (entry.name, pks[entry.cbs])
        for entry in entries
        if municipal(entry.name) != municipal(now.get(pks[entry.cbs], made.get(entry.cbs, "")))
    ]
    if rows:
        bulk.update(Organisation, ("name",), rows, where=("id",))


def _end(entries: Sequence[MunicipalityEntry], pks: Mapping[str, int]) -> None:
    rows = [
        (entry.merged_on, pks[new], pks[old])
        for entry in entries
        for old, new in (
            [(entry.cbs, entry.into)]
            if entry.into
            else [(code, entry.cbs) for code in entry.merged_from]
        )
        if entry.merged_on is not None
    ]
    if rows:
        bulk.update(Organisation, ("dissolved_on", "successor_id"), rows, where=("id",))


def _let_in(
    region: Region,
    entries: Sequence[MunicipalityEntry],
    pks: Mapping[str, int],
    by_cbs: Mapping[str, Known],
    since: date,
    by: Actor,
    at: datetime,
) -> None:
    fresh = [e for e in entries if e.cbs not in by_cbs or not by_cbs[e.cbs].here]
    if not fresh:
        return
    bulk.insert(
        Participation,
        ("region_id", "organisation_id", "form", "valid_from"),
        [
            (
                region.pk,
                pks[e.cbs],
                (e.form or ParticipationForm.FULL).value,
                e.since or since,
            )
            for e in fresh
        ],
    )
    slugs = dict(
        Organisation.objects.filter(cbs__in=[e.cbs for e in fresh]).values_list("cbs", "slug")
    )
    audit.record_all(
        event=EventType.ORGANISATION_JOINED,
        entries=[
            Entry(
                f"organisation:{slugs[e.cbs]}",
                {"region": region.slug, "since": (e.since or since).isoformat()},
            )
            for e in fresh
        ],
        by=by,
        at=at,
    )


def _change_forms(
    region: Region,
    entries: Sequence[MunicipalityEntry],
    pks: Mapping[str, int],
    around: Surroundings,
    since: date,
) -> None:
    """From today another form; what was before stays on record, unless it begins today or later."""
    changed = {
        pks[e.cbs]: e.form
        for e in entries
        if e.form is not None
        and (known := around.by_cbs.get(e.cbs)) is not None
        and known.here
        and known.form is not e.form
    }
    if not changed:
        return
    lasting = Participation.objects.filter(
        Q(valid_before__isnull=True) | Q(valid_before__gt=since),
        region=region,
        organisation__in=list(changed),
    )
    first: dict[int, Participation] = {}
    for one in lasting.order_by("valid_from"):
        first.setdefault(one.organisation_id, one)
    again, ending = [], []
    for one in first.values():
        form = changed[one.organisation_id].value
        if one.valid_from >= since:
            again.append((form, one.pk))
        else:
            ending.append((one.organisation_id, form, one.valid_before, one.pk))
    if again:
        bulk.update(Participation, ("form",), again, where=("id",))
    if ending:
        bulk.update(
            Participation,
            ("valid_before",),
            [(since, pk) for *_rest, pk in ending],
            where=("id",),
        )
        bulk.insert(
            Participation,
            ("region_id", "organisation_id", "form", "valid_from", "valid_before"),
            [(region.pk, who, form, since, before) for who, form, before, _pk in ending],
        )
