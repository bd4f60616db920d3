"""Who hands in, publishes and withdraws papers."""

from __future__ import annotations

from convenant.core.actors import Actor
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import AgendaItem, Contribution, Meeting, Paper, RoundTable
from convenant.roundtables.permissions.contributions import SPEAKERS
from convenant.roundtables.permissions.tables import PLANNERS, PROVIDER_SPEAKERS, municipal


def may_add_paper(
    actor: Actor,
    table: RoundTable,
    *,
    meeting: Meeting | None = None,  # noqa: ARG001 - a paper of a meeting is one of its table
    item: AgendaItem | None = None,
    contribution: Contribution | None = None,
) -> Verdict:
    """Both sides bring papers to a table (D029); to a remark only its maker, to an item who raised
    it and the municipalities."""
    if actor.machine:
        return YES
    if contribution is not None:
        own = contribution.organisation_id == actor.organisation
        if not own or actor.region != table.region_id:
            return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
        return YES if actor.has(*SPEAKERS) else Verdict(Reason.ROLE_MAY_NOT)
    if actor.buys:
        return municipal(actor, table.region_id, PLANNERS)
    if actor.region != table.region_id or (
        item is not None and item.raised_by_id != actor.organisation
    ):
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*PROVIDER_SPEAKERS) else Verdict(Reason.ROLE_MAY_NOT)


def may_publish_papers(actor: Actor, table: RoundTable) -> Verdict:
    """Who plans the table publishes its papers, for all readers at the same moment (D072)."""
    return municipal(actor, table.region_id, PLANNERS)


def may_withdraw_paper(actor: Actor, paper: Paper) -> Verdict:
    """Who plans the table; before publication also who handed it in."""
    if paper.withdrawn_at is not None:
        return Verdict(Reason.PAPER_WITHDRAWN)
    if paper.published_at is None and may_add_paper(actor, paper.table):
        own = paper.organisation_id is not None and paper.organisation_id == actor.organisation
        if own or actor.machine:
            return YES
    return may_publish_papers(actor, paper.table)
