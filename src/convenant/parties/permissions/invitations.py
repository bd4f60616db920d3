"""Who may invite whom, and who may accept."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import date, datetime

from convenant.core.actors import Actor, Kind, Role
from convenant.core.invitations import digest_of
from convenant.core.lifecycles import InvitationStatus
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.parties.models import Invitation, Membership, Organisation, Participation, Person
from convenant.parties.permissions.people import (
    MANAGERS,
    may_manage,
    not_over,
    roles_compatible,
    roles_fit,
    running,
)


def may_invite(
    actor: Actor,
    *,
    organisation: Organisation,
    email: str,
    roles: Collection[Role],
    since: date,
    before: date | None,
    at: datetime,
) -> Verdict:
    """Who manages the organisation's people, for roles that fit it and the person (D050), when no
    other invitation is open for the address."""
    open_one = Invitation.objects.filter(
        organisation=organisation,
        email__iexact=email,
        status=InvitationStatus.SENT,
        expires_at__gt=at,
    )
    known = Person.objects.filter(email__iexact=email).first()
    return first_no(
        may_manage(actor, organisation),
        roles_fit(organisation, roles, since=since, before=before),
        roles_compatible(known, organisation, roles, since=since, before=before),
        _some_new(known, organisation, roles),
        Verdict(Reason.ALREADY_INVITED) if open_one.exists() else YES,
    )


def may_invite_first(actor: Actor) -> Verdict:
    """The administrators of the region's municipalities, for who has nobody yet."""
    if actor.machine:
        return YES
    if not actor.buys or actor.region is None:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(Role.ADMINISTRATOR):
        return Verdict(Reason.ROLE_MAY_NOT)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)


def may_change_invitation(actor: Actor, invitation: Invitation, *, at: datetime) -> Verdict:
    """Send it again or withdraw it: whoever manages the organisation's people; while it has
    nobody, the administrators of a region where it takes part."""
    if invitation.status == InvitationStatus.ACCEPTED:
        return Verdict(Reason.INVITATION_USED)
    if invitation.status == InvitationStatus.WITHDRAWN:
        return Verdict(Reason.INVITATION_WITHDRAWN)
    own = may_manage(actor, invitation.organisation)
    if own or actor.organisation == invitation.organisation_id:
        return own
    first = may_invite_first(actor)
    if not first or invitation.region_id != actor.region:
        return first or Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    on = day_of(at)
    if not Participation.objects.filter(
        running(on), organisation=invitation.organisation_id, region=actor.region
    ).exists():
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if Membership.objects.filter(not_over(on), organisation=invitation.organisation_id).exists():
        return Verdict(Reason.HAS_PEOPLE)
    return YES


def may_accept(
    actor: Actor, invitation: Invitation, *, secret: str, person: Person | None, at: datetime
) -> Verdict:
    """Who has the letter. Who has an account already signs in with it first, so that nobody
    accepts for another. The roles must still be compatible (D050)."""
    if not hmac.compare_digest(invitation.secret_digest, digest_of(secret)):
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    life = still_open(invitation, at=at)
    if not life:
        return life
    if person is None:
        return YES
    if not actor.machine and actor.person is None:
        return Verdict(Reason.NOT_SIGNED_IN)
    if not actor.machine and actor.person != person.pk:
        return Verdict(Reason.INVITATION_FOR_ANOTHER)
    roles = [Role(role) for role in invitation.roles]
    since = max(invitation.valid_from, day_of(at))
    organisation, before = invitation.organisation, invitation.valid_before
    return roles_compatible(person, organisation, roles, since=since, before=before)


def still_open(invitation: Invitation, *, at: datetime) -> Verdict:
    """Not used, not withdrawn, not expired, and the roles in it not yet over."""
    if invitation.status == InvitationStatus.ACCEPTED:
        return Verdict(Reason.INVITATION_USED)
    if invitation.status == InvitationStatus.WITHDRAWN:
        return Verdict(Reason.INVITATION_WITHDRAWN)
    over = invitation.valid_before is not None and invitation.valid_before <= day_of(at)
    return Verdict(Reason.INVITATION_EXPIRED) if over or invitation.expires_at <= at else YES


def first_role(organisation: Organisation) -> Role:
    """The role of the first one in an organisation: who invites all others."""
    return MANAGERS[Kind(organisation.kind)]


def _some_new(
    person: Person | None, organisation: Organisation, roles: Collection[Role]
) -> Verdict:
    """Not only roles that the person has there without end."""
    if person is None:
        return YES
    held = Membership.objects.filter(
        person=person, organisation=organisation, valid_before__isnull=True
    ).values_list("role", flat=True)
    return Verdict(Reason.ROLE_ALREADY_HELD) if set(held).issuperset(roles) else YES
