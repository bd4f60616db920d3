"""Inviting people by letter, and what they answer."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.actions import Entry
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind, Role, machine
from convenant.core.invitations import digest_of, secret_of
from convenant.core.lifecycles import InvitationStatus
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import permissions
from convenant.parties.actions.people import grant_role
from convenant.parties.models import (
    Invitation,
    Membership,
    Organisation,
    Participation,
    Person,
    Region,
)
from convenant.parties.permissions.invitations import first_role
from convenant.parties.permissions.people import not_over, overlapping
from convenant.parties.queries.periods import holds_on


@dataclass(frozen=True, slots=True)
class First:
    """Who is asked to be the first in an organisation."""

    organisation: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Sent:
    """How many first invitations went out, and why not to the others (by organisation)."""

    letters: int
    refused: Mapping[int, Reason]


@transaction.atomic
def invite(
    *,
    organisation: Organisation,
    name: str,
    email: str,
    roles: Collection[Role],
    since: date,
    before: date | None,
    key: bytes,
    by: Actor,
    at: datetime,
) -> Invitation:
    """Ask somebody to act for an organisation in these roles, from a day on until ``before``.

    The letter is written by the worker, which makes its secret with the same ``key``; of the
    secret only the digest is kept. Whether the address is known already, nobody learns from it.
    """
    permissions.may_manage(by, organisation).require()
    name, email = _reachable(name, email)
    today = day_of(at)
    if before is not None and before <= today:
        raise Refused(Reason.ENDS_IN_PAST)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    permissions.may_invite(
        by, organisation=organisation, email=email, roles=roles, since=since, before=before, at=at
    ).require()
    # One that expired makes place for the new one.
    Invitation.objects.filter(
        organisation=organisation, email__iexact=email, status=InvitationStatus.SENT
    ).update(status=InvitationStatus.WITHDRAWN)
    invitation = _written(
        organisation, First(organisation.pk, name, email), roles, since, before, key, by, at
    )
    invitation.save(force_insert=True)
    _record(EventType.INVITATION_SENT, invitation, by, at)
    _post([invitation], by, at)
    return invitation


@transaction.atomic
def invite_first(
    *, region: Region, asked: Sequence[First], key: bytes, by: Actor, at: datetime
) -> Sent:
    """Ask the first director of providers and the first administrator of municipalities that have
    nobody yet: one letter each. Who cannot be asked is left out and told why; an organisation that
    has people invites by itself (D041)."""
    permissions.may_invite_first(by).require()
    if not by.machine and by.region != region.pk:
        raise Refused(Reason.NOT_FOR_YOUR_ORGANISATION)
    today = day_of(at)
    wanted = {one.organisation: one for one in asked}
    organisations = {
        found.pk: found
        for found in Organisation.objects.select_for_update().filter(
            pk__in=Participation.objects.filter(
                holds_on(today), region=region, organisation__in=wanted
            ).values("organisation")
        )
    }
    refused = _refused_first(wanted, organisations, today, at)
    letters = [
        _written(
            organisations[pk],
            one,
            {first_role(organisations[pk])},
            today,
            None,
            key,
            by,
            at,
            region,
        )
        for pk, one in wanted.items()
        if pk not in refused
    ]
    Invitation.objects.bulk_create(letters)
    audit.record_all(
        event=EventType.INVITATION_SENT,
        entries=[Entry(f"invitation:{letter.pk}", _told(letter)) for letter in letters],
        by=by,
        at=at,
    )
    _post(letters, by, at)
    return Sent(len(letters), refused)


@transaction.atomic
def resend_invitation(*, invitation: Invitation, key: bytes, by: Actor, at: datetime) -> None:
    """Send a new letter, valid from now. The link in the old one stops working."""
    invitation = _locked(invitation)
    permissions.may_change_invitation(by, invitation, at=at).require()
    fresh = _written(
        invitation.organisation,
        First(invitation.organisation_id, invitation.name, invitation.email),
        [Role(role) for role in invitation.roles],
        invitation.valid_from,
        invitation.valid_before,
        key,
        by,
        at,
    )
    if fresh.valid_before is not None and fresh.valid_before <= day_of(at):
        raise Refused(Reason.ENDS_IN_PAST)
    for field in ("letter", "secret_digest", "sent_at", "sent_by", "expires_at"):
        setattr(invitation, field, getattr(fresh, field))
    invitation.save()
    _record(EventType.INVITATION_RESENT, invitation, by, at)
    _post([invitation], by, at)


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Take an invitation back; its link stops working at once."""
    invitation = _locked(invitation)
    permissions.may_change_invitation(by, invitation, at=at).require()
    invitation.status = InvitationStatus.WITHDRAWN
    invitation.save(update_fields=["status"])
    _record(EventType.INVITATION_WITHDRAWN, invitation, by, at)


@transaction.atomic
def accept_invitation(
    *,
    invitation: Invitation,
    secret: str,
    name: str = "",
    password: str | None = None,
    by: Actor,
    at: datetime,
) -> Person:
    """Take up the roles of an invitation. Who has an account is signed in with it (``by``); for
    others one is made: with ``name`` and ``password``, or without a password for who signs in
    through the organisation's own identity provider. Each role is granted anew (D050)."""
    invitation = _locked(invitation)
    person = Person.objects.select_for_update().filter(email__iexact=invitation.email).first()
    permissions.may_accept(by, invitation, secret=secret, person=person, at=at).require()
    if person is None:
        if not name.strip():
            raise Refused(Reason.NAME_MISSING)
        person = Person.objects.create(
            email=invitation.email,
            name=" ".join(name.split()),
            password=make_password(password),
            created_at=at,
        )
    today = day_of(at)
    since = max(invitation.valid_from, today)
    for role in sorted(set(invitation.roles)):
        for begin, end in list(_without(person, Role(role), invitation, since)):
            grant_role(
                person=person,
                organisation=invitation.organisation,
                role=Role(role),
                since=begin,
                before=end,
                by=replace(machine(invitation.sent_by), region=invitation.region_id),
                at=at,
            )
    invitation.status, invitation.person, invitation.accepted_at = (
        InvitationStatus.ACCEPTED,
        person,
        at,
    )
    invitation.save(update_fields=["status", "person", "accepted_at"])
    _record(EventType.INVITATION_ACCEPTED, invitation, _as_member(person, invitation), at)
    return person


def _without(
    person: Person, role: Role, invitation: Invitation, since: date
) -> Iterator[tuple[date, date | None]]:
    """The parts of the invitation's period in which the person does not have the role yet."""
    before = invitation.valid_before
    held = overlapping(person, since=since, before=before)
    for one in held.filter(organisation=invitation.organisation, role=role).order_by("valid_from"):
        if since < one.valid_from:
            yield since, one.valid_from
        if one.valid_before is None:
            return
        since = max(since, one.valid_before)
    if before is None or since < before:
        yield since, before


def _refused_first(
    wanted: Mapping[int, First],
    organisations: Mapping[int, Organisation],
    today: date,
    at: datetime,
) -> dict[int, Reason]:
    """Why some cannot be asked; a fixed number of queries for any number of organisations."""
    peopled = set(
        Membership.objects.filter(not_over(today), organisation__in=wanted).values_list(
            "organisation", flat=True
        )
    )
    waiting = set(
        Invitation.objects.filter(
            organisation__in=wanted, status=InvitationStatus.SENT, expires_at__gt=at
        ).values_list("organisation", flat=True)
    )
    emails = {one.email.strip().lower() for one in wanted.values()}
    deciders = {
        str(email).lower()
        for email in Membership.objects.filter(
            holds_on(today), role__in=permissions.ACCESS_ROLES, person__email__in=emails
        ).values_list("person__email", flat=True)
    }
    refused = {}
    for pk, one in wanted.items():
        provides = pk in organisations and organisations[pk].kind == Kind.PROVIDER
        if pk not in organisations:
            refused[pk] = Reason.NOT_FOR_YOUR_ORGANISATION
        elif pk in peopled:
            refused[pk] = Reason.HAS_PEOPLE
        elif pk in waiting:
            refused[pk] = Reason.ALREADY_INVITED
        elif provides and one.email.strip().lower() in deciders:
            refused[pk] = Reason.ACCESS_ROLE_EXCLUDES_PROVIDER
        else:
            try:
                _reachable(one.name or "-", one.email)
            except Refused as refusal:
                refused[pk] = refusal.reason
    return refused


def _reachable(name: str, email: str) -> tuple[str, str]:
    """A name on one line and an address in small letters. Raises Refused."""
    name, email = " ".join(name.split()), email.strip().lower()
    if not name:
        raise Refused(Reason.NAME_MISSING)
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(Reason.ADDRESS_INVALID) from None
    return name, email


def _written(
    organisation: Organisation,
    whom: First,
    roles: Collection[Role],
    since: date,
    before: date | None,
    key: bytes,
    by: Actor,
    at: datetime,
    region: Region | None = None,
) -> Invitation:
    """An invitation with a letter of its own, not saved yet."""
    letter = secrets.token_hex(16)
    days = int(norm("invitation_days").on(day_of(at)).value)
    return Invitation(
        organisation=organisation,
        region_id=region.pk if region else by.region,
        email=whom.email.strip().lower(),
        name=" ".join(whom.name.split()) or organisation.name,
        roles=sorted({role.value for role in roles}),
        valid_from=since,
        valid_before=before,
        letter=letter,
        secret_digest=digest_of(secret_of(letter, key=key)),
        sent_at=at,
        sent_by=by.label,
        expires_at=at + timedelta(days=days),
    )


def _post(invitations: Sequence[Invitation], by: Actor, at: datetime) -> None:
    outbox.queue_all(
        topic=Topic.MAIL,
        payloads={
            f"invitation:{one.letter}": {
                "kind": "invitation",
                "invitation": one.pk,
                "letter": one.letter,
                "to": one.email,
                "name": one.name,
            }
            for one in invitations
        },
        by=by,
        at=at,
    )


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=invitation.pk)
    )


def _as_member(person: Person, invitation: Invitation) -> Actor:
    """Who accepts acts for the organisation that invited, whatever else that person does."""
    organisation = invitation.organisation
    return Actor(
        name=person.name,
        person=person.pk,
        organisation=organisation.pk,
        organisation_name=organisation.name,
        kind=Kind(organisation.kind),
        region=invitation.region_id,
    )


def _told(invitation: Invitation) -> dict[str, str | None]:
    before = invitation.valid_before
    return {
        "organisation": invitation.organisation.slug,
        "name": invitation.name,
        "email": invitation.email,
        "roles": ",".join(invitation.roles),
        "since": invitation.valid_from.isoformat(),
        "before": before.isoformat() if before else None,
    }


def _record(event: EventType, invitation: Invitation, by: Actor, at: datetime) -> None:
    audit.record(
        event=event, subject=f"invitation:{invitation.pk}", by=by, at=at, data=_told(invitation)
    )
