"""Who may hand in a proof of signing authority, who may look at it and judge it."""

from __future__ import annotations

from datetime import date, datetime

from convenant.core.actors import Actor, Kind, Role
from convenant.core.lifecycles import AuthorityStatus
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.parties.models import (
    Membership,
    Organisation,
    Participation,
    Person,
    SigningAuthority,
)
from convenant.parties.permissions.people import may_manage, running

CHECKERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.ADMINISTRATOR)


def may_hand_in(
    actor: Actor, *, person: Person, organisation: Organisation, at: datetime
) -> Verdict:
    """A provider's director, for a director of that provider."""
    allowed = may_manage(actor, organisation)
    if not allowed:
        return allowed
    if organisation.kind != Kind.PROVIDER:
        return Verdict(Reason.NOT_A_DIRECTOR)
    directs = Membership.objects.filter(
        running(day_of(at)), person=person, organisation=organisation, role=Role.DIRECTOR
    )
    return YES if directs.exists() else Verdict(Reason.NOT_A_DIRECTOR)


def may_check(actor: Actor, authority: SigningAuthority, *, at: datetime) -> Verdict:
    """The buying side of a region where the organisation takes part, with a second factor: it
    decides who may sign."""
    if actor.machine:
        return YES
    if not may_look(actor, authority, on=day_of(at)) or not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*CHECKERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)


def may_accept_authority(actor: Actor, authority: SigningAuthority, *, at: datetime) -> Verdict:
    """As :func:`may_check`, while it waits."""
    if authority.status != AuthorityStatus.HANDED_IN:
        return Verdict(Reason.AUTHORITY_ALREADY_CHECKED)
    return may_check(actor, authority, at=at)


def may_end_authority(actor: Actor, authority: SigningAuthority, *, at: datetime) -> Verdict:
    """As :func:`may_check`, once it was accepted."""
    if authority.status != AuthorityStatus.ACCEPTED:
        return Verdict(Reason.AUTHORITY_ALREADY_CHECKED)
    return may_check(actor, authority, at=at)


def may_look(actor: Actor, authority: SigningAuthority, *, on: date) -> bool:
    """The person, the directors of the organisation, and those who check it in a region where the
    organisation takes part. For all others it is not there."""
    if actor.machine:
        return True
    if actor.organisation == authority.organisation_id:
        return actor.has(Role.DIRECTOR) or actor.person == authority.person_id
    if not actor.buys or actor.region is None or not actor.has(*CHECKERS):
        return False
    return Participation.objects.filter(
        running(on), organisation=authority.organisation_id, region=actor.region
    ).exists()
