"""Who may work in the office of a municipality: its profile and its own registers."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.parties.models import Organisation

OFFICE_ROLES = (
    Role.PURCHASER,
    Role.CONTRACT_MANAGER,
    Role.POLICY_OFFICER,
    Role.ADMINISTRATOR,
)
REGISTER_READERS = (*OFFICE_ROLES, Role.ALDERMAN)


def may_keep_office(actor: Actor, municipality: Organisation | int) -> Verdict:
    """Purchasers, contract managers, policy officers and administrators write, of their own
    municipality only."""
    if actor.machine:
        return YES
    pk = municipality if isinstance(municipality, int) else municipality.pk
    if not actor.buys or actor.organisation != pk:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*OFFICE_ROLES) else Verdict(Reason.ROLE_MAY_NOT)


def may_read_registers(actor: Actor) -> Verdict:
    """The same people and the alderman read the registers of their own municipality (D228)."""
    if not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*REGISTER_READERS) else Verdict(Reason.ROLE_MAY_NOT)
