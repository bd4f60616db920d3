"""What a region counts by (results, target groups), and which providers serve that."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.seating.policies import FacetKind
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.parties.models import Organisation, Region
from convenant.roundtables import permissions
from convenant.roundtables.models import Facet, Served

LONGEST_NAME = 120


@transaction.atomic
def add_facet(*, region: Region, kind: FacetKind, name: str, by: Actor, at: datetime) -> Facet:
    """From now on the region counts by this result or target group."""
    permissions.may_keep_facets(by, region.pk).require()
    Region.objects.select_for_update().get(pk=region.pk)
    _require_free_name(region.pk, kind, name)
    last = Facet.objects.filter(region=region, kind=kind).aggregate(last=Max("position"))["last"]
    facet = Facet.objects.create(
        region=region, kind=kind, name=_tidy(name), position=(last or 0) + 1, added_at=at
    )
    _record(EventType.FACET_ADDED, facet, by, at)
    return facet


@transaction.atomic
def rename_facet(*, facet: Facet, name: str, by: Actor, at: datetime) -> Facet:
    """The same result or target group in other words."""
    permissions.may_keep_facets(by, facet.region_id).require()
    facet = Facet.objects.select_for_update().get(pk=facet.pk)
    if facet.dropped_at is not None:
        raise Refused(Reason.FACET_UNKNOWN)
    if _tidy(name) == facet.name:
        raise Refused(Reason.NOTHING_CHANGED)
    _require_free_name(facet.region_id, FacetKind(facet.kind), name, but=facet.pk)
    facet.name = _tidy(name)
    facet.save(update_fields=["name"])
    _record(EventType.FACET_RENAMED, facet, by, at)
    return facet


@transaction.atomic
def drop_facet(*, facet: Facet, by: Actor, at: datetime) -> Facet:
    """The region counts by it no longer; what providers said of it stays kept."""
    permissions.may_keep_facets(by, facet.region_id).require()
    facet = Facet.objects.select_for_update().get(pk=facet.pk)
    if facet.dropped_at is not None:
        raise Refused(Reason.FACET_UNKNOWN)
    facet.dropped_at = at
    facet.save(update_fields=["dropped_at"])
    _record(EventType.FACET_DROPPED, facet, by, at)
    return facet


@transaction.atomic
def state_served(
    *, region: Region, provider: Organisation, facets: Collection[int], by: Actor, at: datetime
) -> int:
    """All results and target groups (numbers) this provider serves, as it says itself or the region
    for it. What is no longer named ends. Gives how much changed."""
    permissions.may_state_served(by, region.pk, provider.pk).require()
    return _state(region, {provider.pk: set(facets)}, by=by, at=at)


@transaction.atomic
def state_served_by_many(
    *, region: Region, served: Mapping[int, Collection[int]], by: Actor, at: datetime
) -> int:
    """The same for many providers at once (provider -> facets), by the region."""
    permissions.may_keep_facets(by, region.pk).require()
    return _state(region, {one: set(facets) for one, facets in served.items()}, by=by, at=at)


def _state(region: Region, served: Mapping[int, set[int]], *, by: Actor, at: datetime) -> int:
    known = set(
        Facet.objects.filter(region=region, dropped_at__isnull=True).values_list("pk", flat=True)
    )
    if not known.issuperset(set().union(*served.values())):
        raise Refused(Reason.FACET_UNKNOWN)
    present = parties.participants(region, kind=Kind.PROVIDER, on=day_of(at)).filter(pk__in=served)
    if present.count() != len(served):
        raise Refused(Reason.NOT_A_PROVIDER_HERE)
    running = Served.objects.select_for_update().filter(
        provider__in=list(served), facet__in=known, ended_at__isnull=True
    )
    now = {(row.provider_id, row.facet_id): row.pk for row in running}
    wanted = {(provider, facet) for provider, facets in served.items() for facet in facets}
    ended = [pk for pair, pk in now.items() if pair not in wanted]
    Served.objects.filter(pk__in=ended).update(ended_at=at, ended_by=by.label)
    fresh = Served.objects.bulk_create(
        Served(
            facet_id=facet,
            provider_id=provider,
            own_word=by.provides,
            stated_at=at,
            stated_by=by.label,
        )
        for provider, facet in sorted(wanted - now.keys())
    )
    changed = len(fresh) + len(ended)
    if changed:
        audit.record(
            event=EventType.SERVED_STATED,
            subject=f"region:{region.slug}",
            by=by,
            at=at,
            data={"providers": len(served), "begun": len(fresh), "ended": len(ended)},
        )
    return changed


def _tidy(name: str) -> str:
    return " ".join(name.split())


def _require_free_name(region: int, kind: FacetKind, name: str, *, but: int = 0) -> None:
    tidy = _tidy(name)
    if not tidy or len(tidy) > LONGEST_NAME:
        raise Refused(Reason.NAME_EMPTY)
    same = Facet.objects.filter(region=region, kind=kind, dropped_at__isnull=True)
    if any(tidy.casefold() == one.name.casefold() for one in same.exclude(pk=but)):
        raise Refused(Reason.FACET_NAME_TAKEN, {"name": tidy})


def _record(event: EventType, facet: Facet, by: Actor, at: datetime) -> None:
    audit.record(
        event=event,
        subject=f"region:{facet.region.slug}",
        by=by,
        at=at,
        data={"shared": True, "kind": facet.kind, "name": facet.name},
    )
