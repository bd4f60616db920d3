"""People of organisations."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from convenant.core.actors import Actor, Kind, Role
from convenant.parties.models import (
    Membership,
    Organisation,
    Participation,
    Person,
    Region,
    SigningAuthority,
    SizeStatement,
)
from convenant.parties.permissions.people import MANAGERS, may_manage_own, not_over
from convenant.parties.queries.periods import holds_on

SECOND_FACTORS = ("totp", "webauthn")


def people_of(organisations: Sequence[int], *, on: date) -> QuerySet[Membership]:
    """Running memberships of these organisations, with the person: whom to write to."""
    return (
        Membership.objects.filter(holds_on(on), organisation__in=organisations)
        .select_related("person", "organisation")
        .order_by("id")
    )


def guides(region: Region | int, *, on: date) -> dict[int, Person]:
    """People who know the method, by number: the method guides of the region's municipalities
    (D046). Public: who guides a table is said there."""
    taking_part = Participation.objects.filter(
        holds_on(on), region=region, organisation__kind=Kind.MUNICIPALITY
    )
    found = Membership.objects.filter(
        holds_on(on), role=Role.METHOD_GUIDE, organisation__in=taking_part.values("organisation")
    ).select_related("person")
    return {membership.person_id: membership.person for membership in found.order_by("id")}


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


def colleagues(*, seen_by: Actor, on: date, former: bool = False) -> QuerySet[Person]:
    """The people of the viewer's organisation, for who manages them: each with ``roles_here`` and
    ``proofs_here`` (lists) and ``has_second_factor``. With ``former`` those who left, else those
    who are there on the day or will be. Nothing of what they do elsewhere."""
    if not may_manage_own(seen_by):
        return Person.objects.none()
    here = Membership.objects.filter(organisation=seen_by.organisation)
    present = here.filter(not_over(on), person=OuterRef("pk"))
    people = Person.objects.filter(pk__in=here.values("person"))
    return (
        (people.exclude(Exists(present)) if former else people.filter(Exists(present)))
        .annotate(
            has_second_factor=Exists(
                Person.objects.filter(pk=OuterRef("pk"), authenticator__type__in=SECOND_FACTORS)
            )
        )
        .prefetch_related(
            Prefetch("memberships", here.order_by("valid_from", "id"), to_attr="roles_here"),
            Prefetch(
                "authorities",
                SigningAuthority.objects.filter(organisation=seen_by.organisation).order_by("-id"),
                to_attr="proofs_here",
            ),
        )
        .order_by("name", "id")
    )


def colleague(pk: int, *, seen_by: Actor, on: date) -> Person:
    """One of :func:`colleagues`, also who left. Raises Person.DoesNotExist."""
    found = colleagues(seen_by=seen_by, on=on).filter(pk=pk).first()
    return found or colleagues(seen_by=seen_by, on=on, former=True).get(pk=pk)


def membership(pk: int, *, seen_by: Actor) -> Membership:
    """A role at the viewer's organisation, for who manages it. Raises Membership.DoesNotExist."""
    if not may_manage_own(seen_by):
        raise Membership.DoesNotExist
    return Membership.objects.select_related("person", "organisation").get(
        pk=pk, organisation=seen_by.organisation
    )


def managers(*, seen_by: Actor, on: date) -> list[Person]:
    """Who manages the viewer's organisation: whom its people ask."""
    if seen_by.kind is None:
        return []
    managing = Membership.objects.filter(
        holds_on(on), organisation=seen_by.organisation, role=MANAGERS[seen_by.kind]
    )
    return list(Person.objects.filter(pk__in=managing.values("person")).order_by("name"))


def names_of_people(people: Collection[int], *, seen_by: Actor) -> dict[int, str]:
    """Names by number, for the log: of whoever ever had a role at the viewer's organisation."""
    here = Membership.objects.filter(organisation=seen_by.organisation, person__in=people)
    named = Person.objects.filter(pk__in=here.values("person")).values_list("pk", "name")
    return dict(named)


@dataclass(frozen=True, slots=True)
class Own:
    """What the platform keeps of the viewer's organisation."""

    organisation: Organisation
    sizes: tuple[SizeStatement, ...]
    participations: tuple[Participation, ...]


def own_organisation(*, seen_by: Actor) -> Own:
    """The viewer's organisation with its sizes (latest first) and the regions it takes part in.
    Raises Organisation.DoesNotExist for who acts for none."""
    if seen_by.organisation is None:
        raise Organisation.DoesNotExist
    organisation = Organisation.objects.get(pk=seen_by.organisation)
    return Own(
        organisation,
        tuple(organisation.sizes.order_by("-measured_on")),
        tuple(organisation.participations.select_related("region__host").order_by("valid_from")),
    )
