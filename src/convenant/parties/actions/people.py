"""People and what they do for whom."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.hashers import make_password

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Role
from convenant.parties import permissions
from convenant.parties.models import Membership, Organisation, Person


def add_person(*, email: str, name: str, password: str | None, by: Actor, at: datetime) -> Person:
    """Someone who can sign in; without a password only after a reset by mail."""
    permissions.may_administer(by).require()
    person = Person.objects.create(
        email=email, name=name, password=make_password(password), created_at=at
    )
    audit.record(event=EventType.PERSON_INVITED, subject=f"person:{person.pk}", by=by, at=at)
    return person


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
