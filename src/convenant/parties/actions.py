"""Changing who takes part."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind, Role
from convenant.core.seats import SizeClass
from convenant.parties import permissions
from convenant.parties.models import (
    Mandate,
    Membership,
    Organisation,
    Participation,
    Person,
    Region,
    SizeStatement,
)


@transaction.atomic
def found_region(*, slug: str, name: str, invented: bool, by: Actor, at: datetime) -> Region:
    """Begin a region; ``invented`` marks demo data on every page."""
    permissions.may_administer(by).require()
    region = Region.objects.create(slug=slug, name=name, invented=invented, founded_at=at)
    audit.record(event=EventType.REGION_FOUNDED, subject=f"region:{slug}", by=by, at=at)
    return region


@transaction.atomic
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


@transaction.atomic
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


@transaction.atomic
def add_person(*, email: str, name: str, password: str | None, by: Actor, at: datetime) -> Person:
    """Someone who can sign in; without a password only after a reset by mail."""
    permissions.may_administer(by).require()
    person = Person.objects.create(
        email=email, name=name, password=make_password(password), created_at=at
    )
    audit.record(event=EventType.PERSON_INVITED, subject=f"person:{person.pk}", by=by, at=at)
    return person


@transaction.atomic
def grant_role(
    *,
    person: Person,
    organisation: Organisation,
    role: Role,
    since: date,
    by: Actor,
    at: datetime,
) -> Membership:
    """Let a person act for an organisation in a role; incompatible roles are refused (D050)."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    permissions.may_grant(by, person=person, organisation=organisation, role=role).require()
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=role, valid_from=since
    )
    audit.record(
        event=EventType.ROLE_GRANTED,
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        data={"organisation": organisation.slug, "role": role.value},
    )
    return membership


@transaction.atomic
def give_mandate(
    *,
    region: Region,
    giver: Organisation,
    holder: Organisation,
    since: date,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Let one municipality act for another in this region from a day on (D036)."""
    permissions.may_administer(by).require()
    mandate = Mandate.objects.create(region=region, giver=giver, holder=holder, valid_from=since)
    audit.record(
        event=EventType.MANDATE_GIVEN,
        subject=f"organisation:{giver.slug}",
        by=by,
        at=at,
        data={"holder": holder.slug, "since": since.isoformat()},
    )
    return mandate
