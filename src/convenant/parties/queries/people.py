"""People of organisations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, QuerySet

from convenant.core.actors import Actor, Role
from convenant.parties.models import Membership, Participation, Region
from convenant.parties.queries.periods import holds_on


def people_of(organisations: Sequence[int], *, on: date) -> QuerySet[Membership]:
    """Running memberships of these organisations, with the person: whom to write to."""
    return (
        Membership.objects.filter(holds_on(on), organisation__in=organisations)
        .select_related("person", "organisation")
        .order_by("id")
    )


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
