"""Who may say how seats are chosen, what providers serve, and who must not be missed."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.seats import Chooser
from convenant.core.verdicts import YES, Verdict
from convenant.roundtables.models import RoundTable
from convenant.roundtables.permissions.tables import (
    CHOOSERS,
    PLANNERS,
    PROVIDER_SPEAKERS,
    may_choose_seats,
    may_plan,
    municipal,
)

FACET_KEEPERS = (*PLANNERS, Role.POLICY_OFFICER, Role.SOCIAL_TEAM_MEMBER, Role.ADMINISTRATOR)


def may_set_seat_policy(actor: Actor, table: RoundTable) -> Verdict:
    """The two that choose seats also say by which rules: who buys, and social teams (D045)."""
    roles = tuple(role for chooser in Chooser for role in CHOOSERS[chooser])
    return municipal(actor, table.region_id, roles)


def may_give_seat_word(actor: Actor, table: RoundTable, chooser: Chooser) -> Verdict:
    """Each of the two choosers for itself (D045)."""
    return may_choose_seats(actor, table, chooser)


def may_keep_facets(actor: Actor, region: int) -> Verdict:
    """Who plans tables, writes policy or keeps the region says which results and target groups it
    counts by."""
    return municipal(actor, region, FACET_KEEPERS)


def may_state_served(actor: Actor, region: int, provider: int) -> Verdict:
    """A provider for itself; the region for any that takes part."""
    if not actor.provides:
        return may_keep_facets(actor, region)
    if actor.region != region or actor.organisation != provider:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*PROVIDER_SPEAKERS) else Verdict(Reason.ROLE_MAY_NOT)


def may_mark_important(actor: Actor, table: RoundTable) -> Verdict:
    """Who plans the table says whom it must not miss (D075)."""
    return may_plan(actor, table)
