"""Who may let whom do what."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from convenant.core.actors import MUNICIPAL, PROVIDING, Actor, Kind, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.parties.models import Membership, Organisation, Person

ACCESS_ROLES = frozenset({Role.SOCIAL_TEAM_MEMBER})
"""Who has one of these decides on access to care."""

MANAGERS = {Kind.MUNICIPALITY: Role.ADMINISTRATOR, Kind.PROVIDER: Role.DIRECTOR}
"""Who manages the people of an organisation."""

FITTING = {Kind.MUNICIPALITY: MUNICIPAL, Kind.PROVIDER: PROVIDING}


def running(day: date) -> Q:
    """The rows whose period contains the day."""
    return Q(valid_from__lte=day) & (Q(valid_before__isnull=True) | Q(valid_before__gt=day))


def not_over(day: date) -> Q:
    """The rows that hold on the day or later."""
    return Q(valid_before__isnull=True) | Q(valid_before__gt=day)


def may_manage(actor: Actor, organisation: Organisation) -> Verdict:
    """A provider's directors and a municipality's administrators, each for their own people."""
    if actor.machine:
        return YES
    if actor.organisation != organisation.pk:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(MANAGERS[Kind(organisation.kind)]):
        return Verdict(Reason.ROLE_MAY_NOT)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)


def may_manage_own(actor: Actor) -> Verdict:
    """As :func:`may_manage`, for the organisation the actor acts for."""
    if actor.kind is None:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(MANAGERS[actor.kind]):
        return Verdict(Reason.ROLE_MAY_NOT)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)


def may_correct(actor: Actor, organisation: Organisation) -> Verdict:
    """Who manages an organisation's people corrects its contact details; an account manager too."""
    if actor.organisation == organisation.pk and actor.has(Role.ACCOUNT_MANAGER):
        return YES
    return may_manage(actor, organisation)


def may_grant(
    actor: Actor,
    *,
    person: Person,
    organisation: Organisation,
    role: Role,
    since: date,
    before: date | None = None,
) -> Verdict:
    """Whether a person may get a role for a period: the actor manages the organisation, the role
    fits it and the person's other roles (D050), and is not held yet."""
    return first_no(
        may_manage(actor, organisation),
        roles_fit(organisation, [role], since=since, before=before),
        roles_compatible(person, organisation, [role], since=since, before=before),
        _not_held(person, organisation, role, since=since, before=before),
    )


def roles_fit(
    organisation: Organisation, roles: Collection[Role], *, since: date, before: date | None
) -> Verdict:
    """At least one role, each of the organisation's kind, in a period that lasts."""
    if not roles:
        return Verdict(Reason.NO_ROLE_CHOSEN)
    if not FITTING[Kind(organisation.kind)].issuperset(roles):
        return Verdict(Reason.ROLE_DOES_NOT_FIT)
    return YES if before is None or before > since else Verdict(Reason.ENDS_BEFORE_START)


def roles_compatible(
    person: Person | None,
    organisation: Organisation,
    roles: Collection[Role],
    *,
    since: date,
    before: date | None,
) -> Verdict:
    """Whoever decides on access to care holds no role at a provider in the same days, and the
    other way (D050). What has ended does not count."""
    if person is None:
        return YES
    held = overlapping(person, since=since, before=before)
    decides = not ACCESS_ROLES.isdisjoint(roles)
    if decides and held.filter(organisation__kind=Kind.PROVIDER).exists():
        return Verdict(Reason.ACCESS_ROLE_EXCLUDES_PROVIDER)
    if organisation.kind == Kind.PROVIDER and held.filter(role__in=ACCESS_ROLES).exists():
        return Verdict(Reason.ACCESS_ROLE_EXCLUDES_PROVIDER)
    return YES


def overlapping(person: Person, *, since: date, before: date | None) -> QuerySet[Membership]:
    """What a person does for whom on any day of a period."""
    begun = Q() if before is None else Q(valid_from__lt=before)
    return Membership.objects.filter(not_over(since) & begun, person=person)


def may_end(actor: Actor, membership: Membership, *, before: date, on: date) -> Verdict:
    """From today or later; not the last one who manages the organisation's people."""
    organisation = membership.organisation
    allowed = may_manage(actor, organisation)
    if not allowed:
        return allowed
    if before < on:
        return Verdict(Reason.ENDS_IN_PAST)
    if membership.valid_before is not None and membership.valid_before <= before:
        return Verdict(Reason.ROLE_ALREADY_ENDED)
    role = MANAGERS[Kind(organisation.kind)]
    if membership.role != role or membership.valid_from > before:
        return YES
    others = Membership.objects.filter(
        running(before), organisation=organisation, role=role, person__is_active=True
    ).exclude(pk=membership.pk)
    return YES if others.exists() else Verdict(Reason.LAST_MANAGER)


def _not_held(
    person: Person, organisation: Organisation, role: Role, *, since: date, before: date | None
) -> Verdict:
    held = overlapping(person, since=since, before=before)
    if held.filter(organisation=organisation, role=role).exists():
        return Verdict(Reason.ROLE_ALREADY_HELD)
    return YES
