"""Who may hand in messages."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict

DELIVERERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.PURCHASER, Role.CONTRACT_MANAGER)


def may_deliver(actor: Actor) -> Verdict:
    """Providers hand in their own messages, the municipalities' contract managers anybody's."""
    if actor.machine:
        return YES
    if actor.region is None:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*DELIVERERS) else Verdict(Reason.ROLE_MAY_NOT)
