"""Reading who takes part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count, Q, QuerySet

from convenant.core.actors import PUBLIC, Actor, Kind, Role
from convenant.core.seats import Candidate, SizeClass
from convenant.parties.models import (
    Mandate,
    Membership,
    Organisation,
    Participation,
    Person,
    Region,
    SizeStatement,
)


def holds_on(day: date) -> Q:
    """The rows whose period contains the day."""
    return Q(valid_from__lte=day) & (Q(valid_before__isnull=True) | Q(valid_before__gt=day))


def actor_for(person: Person, *, on: date, second_factor: bool) -> Actor:
    """Who this person acts for today: all roles at the organisation of the first membership.

    Someone without a running membership is PUBLIC: signed in, but entitled to nothing.
    """
    memberships = list(
        Membership.objects.filter(holds_on(on), person=person)
        .select_related("organisation")
        .order_by("id")
    )
    if not memberships:
        return replace(PUBLIC, name=person.name, person=person.pk)
    organisation = memberships[0].organisation
    roles = {Role(m.role) for m in memberships if m.organisation_id == organisation.pk}
    region = (
        Participation.objects.filter(holds_on(on), organisation=organisation)
        .order_by("id")
        .values_list("region_id", flat=True)
        .first()
    )
    return Actor(
        name=person.name,
        person=person.pk,
        organisation=organisation.pk,
        organisation_name=organisation.name,
        kind=Kind(organisation.kind),
        region=region,
        roles=frozenset(roles),
        second_factor=second_factor,
    )


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


def mandated_by(holder: int, *, region: int, on: date) -> Sequence[Organisation]:
    """The municipalities a municipality may act for on a day, itself first (D036, D037)."""
    givers = Mandate.objects.filter(holds_on(on), region=region, holder=holder).values("giver_id")
    own = Organisation.objects.filter(pk=holder)
    return [*own, *Organisation.objects.filter(pk__in=givers).order_by("name")]


def people_of(organisations: Sequence[int], *, on: date) -> QuerySet[Membership]:
    """Running memberships of these organisations, with the person: whom to write to."""
    return (
        Membership.objects.filter(holds_on(on), organisation__in=organisations)
        .select_related("person", "organisation")
        .order_by("id")
    )


def by_code(*, cbs: str = "", agb: str = "") -> Organisation | None:
    """The organisation with this CBS or AGB code, if the installation knows it."""
    if cbs:
        return Organisation.objects.filter(cbs=cbs).first()
    return Organisation.objects.filter(agb=agb).first() if agb else None


def role_counts(region: Region | int, *, on: date, seen_by: Actor) -> dict[Role, int]:
    """How many people hold each role in a region on a day; for the buying side only."""
    if not seen_by.buys:
        return {}
    taking_part = Participation.objects.filter(holds_on(on), region=region)
    counted = (
        Membership.objects.filter(holds_on(on), organisation__in=taking_part.values("organisation"))
        .values("role")
        .annotate(people=Count("person", distinct=True))
        .values_list("role", "people")
    )
    return {Role(role): people for role, people in counted}


def providers_by_agb(codes: Collection[str]) -> dict[str, Organisation]:
    """Providers with these AGB codes, by code. Public."""
    return {found.agb: found for found in Organisation.objects.filter(agb__in=codes)}
