"""Who decides about what is held up."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.guard import HoldOutcome, suspicions
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import BEFORE_AGENDA
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import Hold, Meeting, RoundTable, Statement
from convenant.roundtables.permissions.tables import municipal

WRITERS = (
    Role.DIRECTOR,
    Role.ACCOUNT_MANAGER,
    Role.PURCHASER,
    Role.CONTRACT_MANAGER,
    Role.POLICY_OFFICER,
    Role.CHAIR,
)
"""Who may write again what a colleague wrote."""


def may_decide_hold(actor: Actor, table: RoundTable) -> Verdict:
    """The chair decides about texts that are held up (D078)."""
    return municipal(actor, table.region_id, (Role.CHAIR,))


def may_rewrite(actor: Actor, hold: Hold) -> Verdict:
    """Its maker, or somebody who speaks for the same organisation, writes it again as long as it is
    not let through."""
    if actor.person is None:
        return Verdict(Reason.NOT_SIGNED_IN)
    own = actor.person == hold.person or (
        hold.organisation_id is not None and actor.organisation == hold.organisation_id
    )
    if not own or actor.region != hold.table.region_id:
        return Verdict(Reason.HOLD_NOT_YOURS)
    if actor.person != hold.person and not actor.has(*WRITERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    decided = hold.outcome in (HoldOutcome.RELEASED, HoldOutcome.REWRITTEN)
    return Verdict(Reason.HOLD_ALREADY_DECIDED) if decided else YES


def may_state(actor: Actor, meeting: Meeting) -> Verdict:
    """The chair makes the statement, once, when the agenda is published and before the meeting is
    recorded as held."""
    allowed = municipal(actor, meeting.table.region_id, (Role.CHAIR,))
    if not allowed:
        return allowed
    if meeting.status in BEFORE_AGENDA:
        return Verdict(Reason.AGENDA_NOT_PUBLISHED)
    if Statement.objects.filter(meeting=meeting).exists():
        return Verdict(Reason.STATEMENT_ALREADY_MADE)
    return YES if meeting.status == MeetingStatus.OPEN else Verdict(Reason.ITEM_CLOSED)


def statement_made(meeting: Meeting) -> Verdict:
    """A meeting is recorded as held once its chair made the statement (ACM; practice A5)."""
    made = Statement.objects.filter(meeting=meeting).exists()
    return YES if made else Verdict(Reason.STATEMENT_MISSING)


def may_say(why: str) -> Verdict:
    """Whether a motivation everybody at the table reads says something, and nothing competitors may
    not share (practice A5). It is refused at once, so that nothing waits and nothing leaks."""
    if not why.strip():
        return Verdict(Reason.ANSWER_NEEDS_REASON)
    return Verdict(Reason.WHY_NAMES_AMOUNTS) if suspicions(why) else YES
