"""Many providers at once, with their history: a fixed number of statements, however many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit import bulk
from convenant.audit.actions import Entry
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.imports.entries import Known, ProviderEntry, Size, Surroundings
from convenant.core.regions import ParticipationForm
from convenant.parties import permissions
from convenant.parties.actions.municipalities import make_municipalities
from convenant.parties.models import (
    BudgetYear,
    Offering,
    Organisation,
    Participation,
    Region,
    ServiceYear,
    SizeStatement,
)
from convenant.parties.queries.imports import free_slug, surroundings


@transaction.atomic
def add_providers(
    *, region: Region, providers: Sequence[ProviderEntry], since: date, by: Actor, at: datetime
) -> list[Organisation]:
    """Let these providers take part from a day on (an entry may name another), with size, products
    and history. One that is known by its AGB code keeps its people and agreements; what an entry
    says of it counts. Gives them in the order asked."""
    permissions.may_import(by, region).require()
    around = surroundings(
        region,
        kind=Kind.PROVIDER,
        agbs=[entry.agb for entry in providers],
        on=since,
        seen_by=by,
    )
    return take_over_providers(
        region=region, providers=providers, around=around, since=since, by=by, at=at
    )


@transaction.atomic
def take_over_providers(
    *,
    region: Region,
    providers: Sequence[ProviderEntry],
    around: Surroundings,
    since: date,
    by: Actor,
    at: datetime,
) -> list[Organisation]:
    """The same, when it is known already what there is (``around``). Entries with the same AGB code
    tell of the same provider."""
    permissions.may_import(by, region).require()
    entries = _one_each(providers)
    fresh = [entry for entry in entries if entry.agb not in around.by_agb]
    if fresh:
        _create(fresh, around)
    found = {o.agb: o for o in Organisation.objects.filter(agb__in=[e.agb for e in entries])}
    known = {e.agb: around.by_agb[e.agb] for e in entries if e.agb in around.by_agb}
    _correct(entries, known)
    joining = [e for e in entries if e.agb not in known or not known[e.agb].here]
    _join(region, joining, found, since, by, at)
    _keep_sizes(entries, found, known)
    _keep_products(entries, found)
    _keep_service(region, entries, found, known, around, by, at)
    _keep_budgets(region, entries, found)
    for entry in entries:
        if entry.agb in known:
            found[entry.agb].name = entry.name
    return [found[entry.agb] for entry in entries]


def _one_each(providers: Iterable[ProviderEntry]) -> list[ProviderEntry]:
    """One entry per provider: rows that tell of other years come together."""
    found: dict[str, ProviderEntry] = {}
    for entry in providers:
        before = found.get(entry.agb)
        if before is not None:
            entry = replace(  # the rows before and this one, together
                before,
                email=before.email or entry.email,
                size=before.size or entry.size,
                products=before.products | entry.products,
                served={**before.served, **entry.served},
                budgets={**before.budgets, **entry.budgets},
            )
        found[entry.agb] = entry
    return list(found.values())


def _create(entries: Sequence[ProviderEntry], around: Surroundings) -> None:
    taken = {one.slug for one in around.organisations}
    rows = []
    for entry in entries:
        slug = free_slug(entry.slug or entry.name, taken)
        taken.add(slug)
        rows.append((Kind.PROVIDER.value, slug, entry.name, entry.agb, entry.kvk, entry.email))
    bulk.insert(Organisation, ("kind", "slug", "name", "agb", "kvk", "contact_email"), rows)


def _correct(entries: Sequence[ProviderEntry], known: Mapping[str, Known]) -> None:
    rows = []
    for entry in entries:
        old = known.get(entry.agb)
        if old is None:
            continue
        new = (entry.name or old.name, entry.kvk or old.kvk, entry.email or old.email)
        if new != (old.name, old.kvk, old.email):
            rows.append((*new, old.pk))
    if rows:
        bulk.update(Organisation, ("name", "kvk", "contact_email"), rows, where=("id",))


def _join(
    region: Region,
    entries: Sequence[ProviderEntry],
    found: Mapping[str, Organisation],
    since: date,
    by: Actor,
    at: datetime,
) -> None:
    if not entries:
        return
    bulk.insert(
        Participation,
        ("region_id", "organisation_id", "form", "valid_from"),
        [
            (region.pk, found[e.agb].pk, ParticipationForm.FULL.value, e.since or since)
            for e in entries
        ],
    )
    audit.record_all(
        event=EventType.ORGANISATION_JOINED,
        entries=[
            Entry(
                f"organisation:{found[e.agb].slug}",
                {"region": region.slug, "since": (e.since or since).isoformat()},
            )
            for e in entries
        ],
        by=by,
        at=at,
    )


def _keep_sizes(
    entries: Sequence[ProviderEntry],
    found: Mapping[str, Organisation],
    known: Mapping[str, Known],
) -> None:
    rows = []
    for entry in entries:
        if entry.size is None:
            continue
        size = _completed(entry.size, known.get(entry.agb))
        rows.append(
            (
                found[entry.agb].pk,
                size.measured_on,
                size.size.value,
                size.turnover,
                size.clients,
                None if size.staff is None else str(size.staff),
            )
        )
    if rows:
        columns = ("provider_id", "measured_on", "size", "turnover", "clients", "staff")
        bulk.insert(SizeStatement, columns, rows, same=("provider_id", "measured_on"))


def _completed(size: Size, known: Known | None) -> Size:
    """What is not said of the same day stays as it was."""
    before = known.sizes.get(size.measured_on) if known else None
    if before is None:
        return size
    return replace(
        size,
        clients=before.clients if size.clients is None else size.clients,
        staff=before.staff if size.staff is None else size.staff,
    )


def _keep_products(entries: Sequence[ProviderEntry], found: Mapping[str, Organisation]) -> None:
    rows = [(found[e.agb].pk, code) for e in entries for code in sorted(e.products)]
    if rows:
        bulk.insert(Offering, ("provider_id", "code"), rows, same=("provider_id", "code"))


def _keep_service(
    region: Region,
    entries: Sequence[ProviderEntry],
    found: Mapping[str, Organisation],
    known: Mapping[str, Known],
    around: Surroundings,
    by: Actor,
    at: datetime,
) -> None:
    codes = {code for e in entries for served in e.served.values() for code in served}
    if not codes:
        return
    places = make_municipalities(region=region, codes=codes, around=around, by=by, at=at)
    columns = ("provider_id", "municipality_id", "year")
    rows = [
        (found[e.agb].pk, places[code], year)
        for e in entries
        for year, served in e.served.items()
        for code in sorted(served)
    ]
    bulk.insert(ServiceYear, columns, rows, same=columns)
    gone = [
        (found[e.agb].pk, around.by_cbs[code].pk, year)
        for e in entries
        if e.agb in known
        for year, served in e.served.items()
        for code in around.served_here(known[e.agb], year, beside=served) - served
        if code in around.by_cbs
    ]
    if gone:
        bulk.delete(ServiceYear, columns, gone)


def _keep_budgets(
    region: Region, entries: Sequence[ProviderEntry], found: Mapping[str, Organisation]
) -> None:
    rows = [
        (region.pk, found[e.agb].pk, year, law, cents)
        for e in entries
        for (year, law), cents in e.budgets.items()
    ]
    if rows:
        bulk.insert(
            BudgetYear,
            ("region_id", "provider_id", "year", "domain", "amount"),
            rows,
            same=("region_id", "provider_id", "year", "domain"),
        )
