"""Founding a region and letting organisations take part."""

from __future__ import annotations

from datetime import date, datetime

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.seats import SizeClass
from convenant.parties import permissions
from convenant.parties.models import Organisation, Participation, Region, SizeStatement


def found_region(*, slug: str, name: str, invented: bool, by: Actor, at: datetime) -> Region:
    """Begin a region; ``invented`` marks demo data on every page."""
    permissions.may_administer(by).require()
    region = Region.objects.create(slug=slug, name=name, invented=invented, founded_at=at)
    audit.record(event=EventType.REGION_FOUNDED, subject=f"region:{slug}", by=by, at=at)
    return region


def add_municipality(
    *, region: Region, slug: str, name: str, cbs: str, since: date, by: Actor, at: datetime
) -> Organisation:
    """A municipality with its CBS code takes part from a day on."""
    permissions.may_administer(by).require()
    municipality = Organisation.objects.create(
        kind=Kind.MUNICIPALITY, slug=slug, name=name, cbs=cbs
    )
    _join(region, municipality, since, by, at)
    return municipality


def add_provider(
    *,
    region: Region,
    slug: str,
    name: str,
    agb: str,
    kvk: str,
    size: SizeClass,
    turnover: int,
    since: date,
    by: Actor,
    at: datetime,
) -> Organisation:
    """A provider with its AGB code and size (turnover in cents a year) takes part from a day on."""
    permissions.may_administer(by).require()
    provider = Organisation.objects.create(
        kind=Kind.PROVIDER, slug=slug, name=name, agb=agb, kvk=kvk
    )
    SizeStatement.objects.create(provider=provider, measured_on=since, size=size, turnover=turnover)
    _join(region, provider, since, by, at)
    return provider


def _join(region: Region, joiner: Organisation, since: date, by: Actor, at: datetime) -> None:
    Participation.objects.create(region=region, organisation=joiner, valid_from=since)
    audit.record(
        event=EventType.ORGANISATION_JOINED,
        subject=f"organisation:{joiner.slug}",
        by=by,
        at=at,
        data={"region": region.slug, "since": since.isoformat()},
    )
