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


def may_change_contribution(actor: Actor, contribution: Contribution) -> Verdict:
    """Whoever speaks for its maker, until it has its answer and while the item is open. Of a social
    team only the person itself: its municipality has others."""
    allowed = may_contribute(actor, contribution.item)
    if not allowed:
        return allowed
    if contribution.organisation_id != actor.organisation or (
        actor.buys and contribution.person_id not in (None, actor.person)
    ):
        return Verdict(Reason.REMARK_NOT_YOURS)
    return _still_open(contribution)


def may_support(actor: Actor, contribution: Contribution) -> Verdict:
    """Who may speak may stand behind what another said to all, until it is answered."""
    allowed = may_contribute(actor, contribution.item)
    if not allowed:
        return allowed
    if contribution.organisation_id == actor.organisation:
        return Verdict(Reason.OWN_REMARK)
    if contribution.confidential or contribution.held:
        return Verdict(Reason.NOT_TO_SUPPORT)
    return _still_open(contribution)


def may_reply(actor: Actor, contribution: Contribution) -> Verdict:
    """Whoever writes the texts answers the contributions, once each."""
    allowed = municipal(actor, contribution.item.meeting.table.region_id, REPLIERS)
    if not allowed:
        return allowed
    if contribution.held:
        return Verdict(Reason.REMARK_HELD)
    return _still_open(contribution)


def may_consolidate(actor: Actor, item: AgendaItem) -> Verdict:
    """The same people work through what is said about an item."""
    return municipal(actor, item.meeting.table.region_id, REPLIERS)


def _still_open(contribution: Contribution) -> Verdict:
    if contribution.reply_id is not None:
        return Verdict(Reason.ALREADY_ANSWERED)
    return YES if contribution.withdrawn_at is None else Verdict(Reason.REMARK_WITHDRAWN)
