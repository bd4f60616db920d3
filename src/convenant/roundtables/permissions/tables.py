"""Who may do what with a table, and whom one speaks for there."""

from __future__ import annotations

from datetime import date

from convenant.core.actors import Actor, Role
from convenant.core.mandates import Act
from convenant.core.norms import norm
from convenant.core.reasons import Reason
from convenant.core.seats import Chooser
from convenant.core.verdicts import YES, Verdict
from convenant.documents.models import Version
from convenant.parties.permissions import may_act_for
from convenant.roundtables.models import RoundTable
from convenant.roundtables.stakes import stake_of

PLANNERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.CHAIR)
PROVIDER_SPEAKERS = (Role.DIRECTOR, Role.ACCOUNT_MANAGER)
CHOOSERS = {
    Chooser.PURCHASER: (Role.PURCHASER, Role.CONTRACT_MANAGER),
    Chooser.SOCIAL_TEAM: (Role.SOCIAL_TEAM_MEMBER,),
}


def may_plan(actor: Actor, table: RoundTable) -> Verdict:
    """Purchasers, contract managers and the chair plan meetings of their region's tables."""
    return municipal(actor, table.region_id, PLANNERS)


def may_found(actor: Actor, region: int) -> Verdict:
    """The same people begin a table in their region."""
    return municipal(actor, region, PLANNERS)


def may_choose_seats(actor: Actor, table: RoundTable, chooser: Chooser) -> Verdict:
    """Each of the two choosers for itself: who buys, and social teams (D045)."""
    return municipal(actor, table.region_id, CHOOSERS[chooser])


def most_seats(table: RoundTable, *, on: date) -> int:
    """How many parties have room at the physical table: its own number, or the norm (D044)."""
    return table.most_seats or int(norm("physical_seats").on(on).value)


def has_room(table: RoundTable, seats: int, *, on: date) -> Verdict:
    """No more seats than there is room for; all others are at the digital table (D044)."""
    most = most_seats(table, on=on)
    return YES if seats <= most else Verdict(Reason.TOO_MANY_SEATS, {"most": str(most)})


def may_vacate(actor: Actor, table: RoundTable) -> Verdict:
    """Whoever chooses or plans may take a seat away."""
    return municipal(actor, table.region_id, (*PLANNERS, Role.SOCIAL_TEAM_MEMBER))


def may_choose_speaker(actor: Actor, table: RoundTable, provider: int) -> Verdict:
    """A provider says itself who speaks for it; for others only who plans the table may (D042)."""
    if not actor.provides:
        return may_plan(actor, table)
    if actor.region != table.region_id or actor.organisation != provider:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*PROVIDER_SPEAKERS) else Verdict(Reason.ROLE_MAY_NOT)


def has_mandates(
    actor: Actor, table: RoundTable, version: Version | None, act: Act, *, on: date
) -> Verdict:
    """Whether every buyer of a text (or else of the table's document) lets the actor's municipality
    do this for it, also where the region arranged that each speaks for itself (D036, D037)."""
    document = table.document_id if version is None else version.document_id
    stake = stake_of(document, None if version is None else version.pk)
    return may_act_for(actor, region=table.region_id, act=act, stake=stake, on=on)


def municipal(actor: Actor, region: int, roles: tuple[Role, ...]) -> Verdict:
    """Somebody of the region's municipalities with one of these roles; machines always."""
    if actor.machine:
        return YES
    if actor.region != region or not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*roles) else Verdict(Reason.ROLE_MAY_NOT)


def second_factor(actor: Actor) -> Verdict:
    """What binds asks that the session proved a second factor."""
    if actor.machine or actor.second_factor:
        return YES
    return Verdict(Reason.SECOND_FACTOR_NEEDED)
