"""Letting in whom an identity provider sends, with the roles its claims give."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.timezone import localtime

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import MUNICIPAL, PROVIDING, Actor, Kind, Role
from convenant.parties import permissions
from convenant.parties.models import Membership, Organisation, Person
from convenant.parties.queries import holds_on


@transaction.atomic
def let_in(
    *,
    person: Person | None,
    email: str,
    name: str,
    organisations: Sequence[Organisation],
    roles: Collection[Role],
    source: str,
    by: Actor,
    at: datetime,
) -> Person:
    """Give who came by the provider ``source`` exactly the roles its claims give at these
    organisations: what is new is granted, what is no longer claimed is ended, what people gave
    stays. Makes the person when it is their first time.

    Roles that do not fit the kind of organisation are left out. Raises Refused for roles that may
    not go together (D050).
    """
    on = localtime(at).date()
    if person is None:
        person = Person.objects.create(
            email=email, name=name, password=make_password(None), created_at=at
        )
        for organisation in organisations:
            _record(EventType.PERSON_ARRIVED, person, organisation, source, by=by, at=at)
    person = Person.objects.select_for_update().get(pk=person.pk)
    held = list(
        Membership.objects.filter(holds_on(on), person=person, source=source).select_related(
            "organisation"
        )
    )
    wanted = {
        (organisation.pk, role): organisation
        for organisation in organisations
        for role in roles
        if role in (MUNICIPAL if organisation.kind == Kind.MUNICIPALITY else PROVIDING)
    }
    spoken_for = {organisation.pk for organisation in organisations}
    for membership in held:
        claimed = wanted.pop((membership.organisation_id, Role(membership.role)), None)
        if claimed is None and membership.organisation_id in spoken_for:
            _end(membership, source, by=by, at=at)
    given: dict[int, set[str]] = {}
    for organisation_pk, code in Membership.objects.filter(
        holds_on(on), person=person, source=""
    ).values_list("organisation", "role"):
        given.setdefault(organisation_pk, set()).add(code)
    for (_, role), organisation in sorted(wanted.items(), key=lambda item: item[0]):
        if role in given.get(organisation.pk, ()):
            continue
        permissions.may_grant(
            by, person=person, organisation=organisation, role=role, since=on
        ).require()
        Membership.objects.create(
            person=person, organisation=organisation, role=role, valid_from=on, source=source
        )
        _record(EventType.ROLE_GRANTED, person, organisation, source, role, by=by, at=at)
    return person


def _end(membership: Membership, source: str, *, by: Actor, at: datetime) -> None:
    """End it now; one that began today never lasted a day, and is known to the trail only."""
    on = localtime(at).date()
    if membership.valid_from >= on:
        membership.delete()
    else:
        membership.valid_before = on
        membership.save(update_fields=["valid_before"])
    _record(
        EventType.ROLE_ENDED,
        membership.person,
        membership.organisation,
        source,
        Role(membership.role),
        by=by,
        at=at,
    )


def _record(
    event: EventType,
    person: Person,
    organisation: Organisation,
    source: str,
    role: Role | None = None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Of the organisation it concerns, so that it can read this for itself."""
    acting = replace(by, organisation=organisation.pk, organisation_name=organisation.name)
    data: dict[str, str | int | bool | None] = {
        "organisation": organisation.slug,
        "provider": source,
    }
    if role is not None:
        data["role"] = role.value
    audit.record(event=event, subject=f"person:{person.pk}", by=acting, at=at, data=data)
