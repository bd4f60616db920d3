"""Who may hand in messages."""

from __future__ import annotations

from datetime import date

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.delivery.models import Message
from convenant.parties.queries import mandated_by

DELIVERERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.PURCHASER, Role.CONTRACT_MANAGER)


def may_deliver(actor: Actor) -> Verdict:
    """Providers hand in their own messages, the municipalities' contract managers anybody's."""
    if actor.machine:
        return YES
    if actor.region is None:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*DELIVERERS) else Verdict(Reason.ROLE_MAY_NOT)


def may_open_answer(actor: Actor, message: Message, *, on: date) -> Verdict:
    """An answer names people by their BSN: only for whoever handles declarations at the provider
    that sent the message, and at the municipality it was for or one that holds its mandate."""
    handles = may_deliver(actor)
    if not handles or actor.machine:
        return handles
    if actor.provides:
        own = message.provider_id == actor.organisation
    else:
        spoken_for = mandated_by(actor.acting_for, region=message.region_id or 0, on=on)
        own = message.municipality_id in {organisation.pk for organisation in spoken_for}
    return YES if own else Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
