"""Who may found and change regions."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict


def may_administer(actor: Actor) -> Verdict:
    """Administrators of a municipality, and the installation itself."""
    if actor.machine:
        return YES
    if not actor.has(Role.ADMINISTRATOR):
        return Verdict(Reason.ROLE_MAY_NOT)
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)
