"""People and what they do for whom."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import AuthorityStatus
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import permissions
from convenant.parties.models import Membership, Organisation, Person, SigningAuthority


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
    before: date | None = None,
    by: Actor,
    at: datetime,
) -> Membership:
    """Let a person act for an organisation in a role from a day on, until the day ``before``;
    incompatible roles are refused (D050). Every role anybody gets comes through here."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    permissions.may_grant(
        by, person=person, organisation=organisation, role=role, since=since, before=before
    ).require()
    membership = Membership.objects.create(
        person=person, organisation=organisation, role=role, valid_from=since, valid_before=before
    )
    audit.record(
        event=EventType.ROLE_GRANTED,
        subject=f"person:{person.pk}",
        by=by,
        at=at,
        data=_told(membership),
    )
    return membership


@transaction.atomic
def end_role(*, membership: Membership, before: date, by: Actor, at: datetime) -> None:
    """Let a role end: ``before`` is the first day without it, today or later. What had not begun
    is taken away. A director whose role ends cannot sign any more either."""
    membership = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("organisation", "person")
        .get(pk=membership.pk)
    )
    # Two managers who end each other's role at the same moment wait here for each other.
    Organisation.objects.select_for_update().get(pk=membership.organisation_id)
    permissions.may_end(by, membership, before=before, on=day_of(at)).require()
    audit.record(
        event=EventType.ROLE_ENDED,
        subject=f"person:{membership.person_id}",
        by=by,
        at=at,
        data={**_told(membership), "before": before.isoformat()},
    )
    if before <= membership.valid_from:
        membership.delete()
    else:
        membership.valid_before = before
        membership.save(update_fields=["valid_before"])
    if membership.role == Role.DIRECTOR:
        SigningAuthority.objects.filter(
            Q(valid_before__isnull=True) | Q(valid_before__gt=before),
            person=membership.person_id,
            organisation=membership.organisation_id,
            status=AuthorityStatus.ACCEPTED,
        ).update(valid_before=before)


@transaction.atomic
def correct_contact(
    *,
    organisation: Organisation,
    name: str,
    email: str,
    phone: str,
    website: str,
    by: Actor,
    at: datetime,
) -> None:
    """How an organisation can be reached, corrected by itself. Codes and size the region keeps."""
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    permissions.may_correct(by, organisation).require()
    given = {
        "contact_name": name.strip(),
        "contact_email": email.strip(),
        "contact_phone": phone.strip(),
        "website": website.strip(),
    }
    if all(getattr(organisation, field) == value for field, value in given.items()):
        raise Refused(Reason.NOTHING_CHANGED)
    Organisation.objects.filter(pk=organisation.pk).update(**given)
    audit.record(
        event=EventType.CONTACT_CORRECTED,
        subject=f"organisation:{organisation.slug}",
        by=by,
        at=at,
        data={"name": given["contact_name"], "email": given["contact_email"]},
    )


def _told(membership: Membership) -> dict[str, str | None]:
    before = membership.valid_before
    return {
        "organisation": membership.organisation.slug,
        "role": str(membership.role),
        "since": membership.valid_from.isoformat(),
        "before": before.isoformat() if before else None,
    }
