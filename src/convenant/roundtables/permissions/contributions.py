"""Who may speak, and who answers."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import AgendaItem, Contribution
from convenant.roundtables.permissions.agenda import is_open
from convenant.roundtables.permissions.tables import municipal

SPEAKERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.SOCIAL_TEAM_MEMBER)
REPLIERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.POLICY_OFFICER)


def may_contribute(actor: Actor, item: AgendaItem) -> Verdict:
    """Every provider of the region, seated or not, and social teams - while the item is open."""
    if actor.person is None:
        return Verdict(Reason.NOT_SIGNED_IN)
    if actor.region != item.meeting.table.region_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*SPEAKERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    return is_open(item)


def may_reply(actor: Actor, contribution: Contribution) -> Verdict:
    """Whoever writes the texts answers the contributions, once each."""
    allowed = municipal(actor, contribution.item.meeting.table.region_id, REPLIERS)
    if not allowed:
        return allowed
    if contribution.reply_id is not None:
        return Verdict(Reason.ALREADY_ANSWERED)
    return YES
