"""Who may share, promise, leave free, seek, plan and define at a table."""

from __future__ import annotations

from datetime import date

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import (
    ActionPoint,
    Card,
    Cooperation,
    CooperationPartner,
    Decision,
    Freedom,
    Goal,
    MarketConsultation,
    Notice,
    Promise,
    ResultDefinition,
    RoundTable,
)
from convenant.roundtables.permissions.tables import PROVIDER_SPEAKERS, municipal

RUNNERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.POLICY_OFFICER, Role.CHAIR)
ALLIES = (
    *RUNNERS,
    Role.ALDERMAN,
    Role.METHOD_GUIDE,
    Role.SOCIAL_TEAM_MEMBER,
    *PROVIDER_SPEAKERS,
)


def may_take_part(actor: Actor, table: RoundTable) -> Verdict:
    """Whoever speaks for an organisation of the region at its tables."""
    if actor.person is None:
        return Verdict(Reason.NOT_SIGNED_IN)
    if actor.region != table.region_id or not (actor.buys or actor.provides):
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*ALLIES) else Verdict(Reason.ROLE_MAY_NOT)


def may_run_alliance(actor: Actor, table: RoundTable) -> Verdict:
    """Who buys, and the chair, keep what belongs to the table as a whole."""
    return municipal(actor, table.region_id, RUNNERS)


def may_change_card(actor: Actor, card: Card) -> Verdict:
    """Its own party, until it ended."""
    return _own(actor, card.table, card.organisation_id, open_=card.ended_at is None)


def may_refer(actor: Actor, decision: Decision) -> Verdict:
    """The chair says what a decision took into account."""
    return municipal(actor, decision.item.meeting.table.region_id, (Role.CHAIR,))


def may_judge(actor: Actor, promise: Promise) -> Verdict:
    """The receiver judges, or else the chair; never who promised."""
    allowed = may_take_part(actor, promise.table)
    if not allowed:
        return allowed
    chair = actor.buys and actor.has(Role.CHAIR) and actor.organisation != promise.promiser_id
    if chair or actor.organisation == promise.receiver_id:
        return YES
    return Verdict(Reason.JUDGED_BY_RECEIVER)


def may_explain(actor: Actor, promise: Promise) -> Verdict:
    """Who promised may say its own word."""
    return _own(actor, promise.table, promise.promiser_id)


def may_review(actor: Actor, freedom: Freedom) -> Verdict:
    """Who leaves freedom also looks back at it, until it ended."""
    allowed = may_run_alliance(actor, freedom.table)
    if allowed and freedom.ended_at is not None:
        return Verdict(Reason.ALREADY_ENDED)
    return allowed


def may_seek(actor: Actor, table: RoundTable) -> Verdict:
    """Any provider may seek a partner or register a cooperation; none has to (D202)."""
    allowed = may_take_part(actor, table)
    if allowed and not actor.provides:
        return Verdict(Reason.ROLE_MAY_NOT)
    return allowed


def may_react(actor: Actor, notice: Notice) -> Verdict:
    """Any other provider, while the notice stands."""
    allowed = may_seek(actor, notice.table)
    if not allowed:
        return allowed
    if actor.organisation == notice.organisation_id:
        return Verdict(Reason.OWN_NOTICE)
    return YES if notice.ended_at is None else Verdict(Reason.ALREADY_ENDED)


def may_end_notice(actor: Actor, notice: Notice) -> Verdict:
    """Who placed it."""
    return _own(actor, notice.table, notice.organisation_id, open_=notice.ended_at is None)


def may_answer_partner(actor: Actor, partner: CooperationPartner) -> Verdict:
    """Each partner says itself whether it takes part."""
    found = partner.cooperation
    return _own(actor, found.table, partner.organisation_id, open_=found.ended_at is None)


def may_end_cooperation(actor: Actor, cooperation: Cooperation) -> Verdict:
    """Any of its partners."""
    if not CooperationPartner.objects.filter(
        cooperation=cooperation, organisation=actor.organisation
    ).exists():
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return _own(
        actor,
        cooperation.table,
        actor.organisation or 0,
        open_=cooperation.ended_at is None,
    )


def may_change_goal(actor: Actor, goal: Goal) -> Verdict:
    """Its owner, and who keeps the agenda."""
    return _owner_or_runner(actor, goal.table, goal.owner_id)


def may_finish_action(actor: Actor, action: ActionPoint) -> Verdict:
    """Its owner, and who keeps the list; once."""
    allowed = _owner_or_runner(actor, action.table, action.owner_id)
    if allowed and action.done_at is not None:
        return Verdict(Reason.ALREADY_ENDED)
    return allowed


def may_contribute_to_result(actor: Actor, result: ResultDefinition) -> Verdict:
    """Providers bring their own knowledge (D084)."""
    return may_seek(actor, result.table)


def may_answer_market(actor: Actor, market: MarketConsultation, *, on: date) -> Verdict:
    """Any provider, from the first day up to and including the last."""
    allowed = may_seek(actor, market.table)
    if allowed and (market.held or not market.opens_on <= on <= market.closes_on):
        return Verdict(Reason.MARKET_NOT_OPEN)
    return allowed


def may_publish_market(actor: Actor, market: MarketConsultation, *, on: date) -> Verdict:
    """Who runs it, after the last day, once."""
    allowed = may_run_alliance(actor, market.table)
    if not allowed:
        return allowed
    if market.published_at is not None:
        return Verdict(Reason.MARKET_PUBLISHED)
    return YES if on > market.closes_on else Verdict(Reason.MARKET_STILL_OPEN)


def _owner_or_runner(actor: Actor, table: RoundTable, owner: int) -> Verdict:
    if may_run_alliance(actor, table):
        return YES
    return _own(actor, table, owner)


def _own(actor: Actor, table: RoundTable, organisation: int, *, open_: bool = True) -> Verdict:
    allowed = may_take_part(actor, table)
    if not allowed:
        return allowed
    if actor.organisation != organisation:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if open_ else Verdict(Reason.ALREADY_ENDED)
