"""Who may take over municipalities and providers from a spreadsheet."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.parties.models import Region

IMPORTERS = (Role.ADMINISTRATOR, Role.PURCHASER, Role.CONTRACT_MANAGER)


def may_see_imports(actor: Actor, region: Region | int) -> Verdict:
    """Administrators, purchasers and contract managers of the region's municipalities."""
    if actor.machine:
        return YES
    if not actor.buys or actor.region != (region if isinstance(region, int) else region.pk):
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*IMPORTERS) else Verdict(Reason.ROLE_MAY_NOT)


def may_import(actor: Actor, region: Region | int) -> Verdict:
    """The same people, signed in with a second factor."""
    allowed = may_see_imports(actor, region)
    if not allowed or actor.machine or actor.second_factor:
        return allowed
    return Verdict(Reason.SECOND_FACTOR_NEEDED)
