"""Who may fill in and share a provider's profile."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict

FILLERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER)


def may_fill_profile(actor: Actor, provider: int) -> Verdict:
    """The provider's own director and account managers, for answers and for what is shared."""
    if actor.machine:
        return YES
    if not actor.provides or actor.organisation != provider:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*FILLERS) else Verdict(Reason.ROLE_MAY_NOT)
