"""Regions and who takes part in them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from convenant.core.actors import Actor, Kind
from convenant.core.seats import Candidate, SizeClass
from convenant.parties.models import Organisation, Participation, Region, SizeStatement
from convenant.parties.queries.periods import holds_on


def regions() -> QuerySet[Region]:
    """All regions; their names and who takes part are public."""
    return Region.objects.order_by("name")


def region_of(viewer: Actor) -> Region | None:
    """The viewer's region; for the public the only one there is, or the first."""
    if viewer.region is not None:
        return Region.objects.filter(pk=viewer.region).first()
    return Region.objects.order_by("id").first()


def participants(region: Region | int, *, kind: Kind, on: date) -> QuerySet[Organisation]:
    """Organisations of a kind that take part on a day, by name. Public."""
    taking_part = Participation.objects.filter(holds_on(on), region=region)
    return Organisation.objects.filter(
        kind=kind, pk__in=taking_part.values("organisation_id")
    ).order_by("name")


def organisation(slug: str) -> Organisation:
    """Raises Organisation.DoesNotExist. Names and codes of organisations are public."""
    return Organisation.objects.get(slug=slug)


def candidates(region: Region | int, *, on: date) -> list[Candidate]:
    """Providers that could take a seat, with their latest size on or before the day."""
    providers = participants(region, kind=Kind.PROVIDER, on=on)
    sizes = SizeStatement.objects.filter(
        provider__in=providers.values("pk"), measured_on__lte=on
    ).order_by("measured_on")
    latest = {size.provider_id: size for size in sizes}
    return [
        Candidate(provider=pk, size=SizeClass(latest[pk].size), turnover=latest[pk].turnover)
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
