"""Who may do what at a table, and when."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import MeetingStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import AgendaItem, Contribution, Meeting, RoundTable

PLANNERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.CHAIR)
SPEAKERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER, Role.SOCIAL_TEAM_MEMBER)
REPLIERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.POLICY_OFFICER)


def may_plan(actor: Actor, table: RoundTable) -> Verdict:
    """Purchasers, contract managers and the chair plan meetings of their region's tables."""
    return _municipal(actor, table.region_id, PLANNERS)


def may_set_agenda(actor: Actor, meeting: Meeting) -> Verdict:
    """The same people, as long as the agenda is not published."""
    allowed = may_plan(actor, meeting.table)
    if not allowed:
        return allowed
    if meeting.status != MeetingStatus.PLANNED:
        return Verdict(Reason.AGENDA_ALREADY_PUBLISHED)
    return YES


def may_contribute(actor: Actor, item: AgendaItem) -> Verdict:
    """Every provider of the region, seated or not, and social teams - while the item is open."""
    if actor.person is None:
        return Verdict(Reason.NOT_SIGNED_IN)
    if actor.region != item.meeting.table.region_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*SPEAKERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    return is_open(item)


def is_open(item: AgendaItem) -> Verdict:
    """An item is open from the publication of the agenda until its decision or the close."""
    if item.meeting.status == MeetingStatus.PLANNED:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    if item.meeting.status == MeetingStatus.HELD or hasattr(item, "decision"):
        return Verdict(Reason.ITEM_CLOSED)
    return YES


def may_reply(actor: Actor, contribution: Contribution) -> Verdict:
    """Whoever writes the texts answers the contributions, once each."""
    allowed = _municipal(actor, contribution.item.meeting.table.region_id, REPLIERS)
    if not allowed:
        return allowed
    if hasattr(contribution, "reply"):
        return Verdict(Reason.ALREADY_ANSWERED)
    return YES


def may_decide(actor: Actor, item: AgendaItem) -> Verdict:
    """The chair, with a second factor, once, while the meeting is open."""
    allowed = _municipal(actor, item.meeting.table.region_id, (Role.CHAIR,))
    if not allowed:
        return allowed
    if hasattr(item, "decision"):
        return Verdict(Reason.ALREADY_DECIDED)
    if item.meeting.status == MeetingStatus.PLANNED:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    if item.meeting.status == MeetingStatus.HELD:
        return Verdict(Reason.ITEM_CLOSED)
    return _second_factor(actor)


def may_close(actor: Actor, meeting: Meeting) -> Verdict:
    """The chair or a planner closes an open meeting."""
    allowed = may_plan(actor, meeting.table)
    if not allowed:
        return allowed
    if meeting.status == MeetingStatus.PLANNED:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    if meeting.status == MeetingStatus.HELD:
        return Verdict(Reason.ITEM_CLOSED)
    return YES


def _municipal(actor: Actor, region: int, roles: tuple[Role, ...]) -> Verdict:
    if actor.machine:
        return YES
    if actor.region != region or not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*roles) else Verdict(Reason.ROLE_MAY_NOT)


def _second_factor(actor: Actor) -> Verdict:
    if actor.machine or actor.second_factor:
        return YES
    return Verdict(Reason.SECOND_FACTOR_NEEDED)
