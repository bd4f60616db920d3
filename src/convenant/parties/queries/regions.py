"""Regions and who takes part in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from convenant.core.actors import Actor, Kind
from convenant.core.seats import Candidate, SizeClass
from convenant.core.themes import Theme
from convenant.parties.models import (
    Arrangement,
    Offering,
    Organisation,
    Participation,
    Region,
    ServiceYear,
    SizeStatement,
)
from convenant.parties.queries.periods import holds_on


def regions() -> QuerySet[Region]:
    """All regions; their names and who takes part are public."""
    return Region.objects.order_by("name")


def working_regions(*, on: date) -> QuerySet[Region]:
    """Regions that settled how they work together; one that is being set up is not shown yet.
    Public."""
    settled = Arrangement.objects.filter(settled_at__isnull=False, valid_from__lte=on)
    return regions().filter(pk__in=settled.values("region"))


def region_of(viewer: Actor) -> Region | None:
    """The viewer's region; for the public the only one there is, or the first."""
    if viewer.region is not None:
        return Region.objects.filter(pk=viewer.region).first()
    return Region.objects.order_by("id").first()


def theme_of(organisation: int | None, region: Region | None) -> Theme:
    """The house colours an organisation chose, else those of the region's host. Public."""
    hosts = [pk for pk in (organisation, region.host_id if region is not None else None) if pk]
    chosen = dict(Organisation.objects.filter(pk__in=hosts).values_list("pk", "theme"))
    return next((Theme(chosen[pk]) for pk in hosts if chosen.get(pk)), Theme.HOUSE)


def participants(region: Region | int, *, kind: Kind, on: date) -> QuerySet[Organisation]:
    """Organisations of a kind that take part on a day, by name. Public."""
    taking_part = Participation.objects.filter(holds_on(on), region=region)
    return Organisation.objects.filter(
        kind=kind, pk__in=taking_part.values("organisation_id")
    ).order_by("name")


def organisation(slug: str) -> Organisation:
    """Raises Organisation.DoesNotExist. Names and codes of organisations are public."""
    return Organisation.objects.get(slug=slug)


def organisations(
    *, slugs: Collection[str] = (), numbers: Collection[int] = ()
) -> QuerySet[Organisation]:
    """The organisations with these slugs or numbers, by name. Public, as above."""
    return Organisation.objects.filter(Q(slug__in=slugs) | Q(pk__in=numbers)).order_by("name")


def organisation_of(viewer: Actor) -> Organisation:
    """The organisation the viewer acts for. Raises LookupError for the public and for machines."""
    return Organisation.objects.get(pk=viewer.acting_for)


def ever_in(region: Region | int, slug: str) -> Organisation | None:
    """An organisation that takes or took part in the region. Public."""
    return Organisation.objects.filter(slug=slug, participations__region=region).first()


def region_called(slug: str) -> Region | None:
    """The region with this slug. Public."""
    return Region.objects.filter(slug=slug).first()


def candidates(region: Region | int, *, on: date) -> list[Candidate]:
    """Providers that could take a seat, with their latest size on or before the day, what they
    deliver and where they worked. Four queries. Public: who takes part, and its size class."""
    providers = participants(region, kind=Kind.PROVIDER, on=on)
    sizes = SizeStatement.objects.filter(
        provider__in=providers.values("pk"), measured_on__lte=on
    ).order_by("measured_on")
    latest = {size.provider_id: size for size in sizes}
    products: defaultdict[int, set[str]] = defaultdict(set)
    served: defaultdict[int, set[str]] = defaultdict(set)
    offered = Offering.objects.filter(provider__in=providers.values("pk"))
    for pk, code in offered.values_list("provider", "code"):
        products[pk].add(code)
    years = ServiceYear.objects.filter(provider__in=providers.values("pk"))
    for pk, cbs in years.values_list("provider", "municipality__cbs").distinct():
        served[pk].add(cbs)
    return [
        Candidate(
            provider=pk,
            size=SizeClass(latest[pk].size),
            turnover=latest[pk].turnover,
            products=frozenset(products[pk]),
            municipalities=frozenset(served[pk]),
        )
        for pk in providers.values_list("pk", flat=True)
        if pk in latest
    ]


def by_code(*, cbs: str = "", agb: str = "") -> Organisation | None:
    """The organisation with this CBS or AGB code, if the installation knows it."""
    if cbs:
        return Organisation.objects.filter(cbs=cbs).first()
    return Organisation.objects.filter(agb=agb).first() if agb else None


def providers_by_agb(codes: Collection[str]) -> dict[str, Organisation]:
    """Providers with these AGB codes, by code. Public."""
    return {found.agb: found for found in Organisation.objects.filter(agb__in=codes)}
