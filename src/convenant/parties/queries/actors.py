"""Who a person acts for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from convenant.core.actors import PUBLIC, Actor, Kind, Role
from convenant.parties.models import Membership, Participation, Person
from convenant.parties.queries.periods import holds_on


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
