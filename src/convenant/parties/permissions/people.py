"""Who may let whom do what."""

from __future__ import annotations

from convenant.core.actors import Actor, Kind, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.parties.models import Membership, Organisation, Person
from convenant.parties.permissions.regions import may_administer

ACCESS_ROLES = frozenset({Role.SOCIAL_TEAM_MEMBER})


def may_grant(actor: Actor, *, person: Person, organisation: Organisation, role: Role) -> Verdict:
    """Whoever decides on access to care holds no role at a provider, and the other way (D050)."""
    allowed = may_administer(actor)
    if not allowed:
        return allowed
    held = Membership.objects.filter(person=person)
    if role in ACCESS_ROLES and held.filter(organisation__kind=Kind.PROVIDER).exists():
        return Verdict(Reason.ACCESS_ROLE_EXCLUDES_PROVIDER)
    if organisation.kind == Kind.PROVIDER and held.filter(role__in=ACCESS_ROLES).exists():
        return Verdict(Reason.ACCESS_ROLE_EXCLUDES_PROVIDER)
    return YES
