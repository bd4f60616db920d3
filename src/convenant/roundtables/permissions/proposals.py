"""Who may raise items, and who takes them up."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.agenda import ProposalStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.roundtables.models import Meeting, Proposal, RoundTable
from convenant.roundtables.permissions.meetings import may_set_agenda
from convenant.roundtables.permissions.tables import PROVIDER_SPEAKERS, may_plan, municipal

MUNICIPAL_PROPOSERS = (
    Role.PURCHASER,
    Role.CONTRACT_MANAGER,
    Role.POLICY_OFFICER,
    Role.ALDERMAN,
    Role.CHAIR,
    Role.METHOD_GUIDE,
    Role.SOCIAL_TEAM_MEMBER,
)


def may_propose(actor: Actor, table: RoundTable) -> Verdict:
    """Both sides raise items: every provider of the region, seated or not, and the municipalities
    (D029)."""
    if not actor.provides:
        return municipal(actor, table.region_id, MUNICIPAL_PROPOSERS)
    if actor.region != table.region_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*PROVIDER_SPEAKERS) else Verdict(Reason.ROLE_MAY_NOT)


def may_change_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """Who raised it changes or withdraws it, as long as it waits."""
    if actor.organisation != proposal.organisation_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return first_no(may_propose(actor, proposal.table), _waits(proposal))


def may_take_up(actor: Actor, proposal: Proposal) -> Verdict:
    """Who sets the agenda says yes or, with a reason, no; not before the chair let it through."""
    meeting: Meeting | None = proposal.meeting
    allowed = may_plan(actor, proposal.table) if meeting is None else may_set_agenda(actor, meeting)
    if not allowed:
        return allowed
    if proposal.held:
        return Verdict(Reason.PROPOSAL_HELD)
    return _waits(proposal)


def _waits(proposal: Proposal) -> Verdict:
    return YES if proposal.status == ProposalStatus.WAITING else Verdict(Reason.PROPOSAL_SETTLED)
