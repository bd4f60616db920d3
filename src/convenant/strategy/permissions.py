"""Who may set up, open, consult and decide. All of it belongs to the municipalities."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.decisions import Body
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict
from convenant.strategy.models import Dossier, LayerTurn, ReviewTask

WRITERS = (
    Role.PURCHASER,
    Role.CONTRACT_MANAGER,
    Role.POLICY_OFFICER,
    Role.ADMINISTRATOR,
)
CONSULTED = (*WRITERS, Role.SOCIAL_TEAM_MEMBER, Role.ALDERMAN)
RECORDERS = {
    Body.TEAM: (Role.PURCHASER, Role.POLICY_OFFICER, Role.ADMINISTRATOR),
    Body.MANAGEMENT: (Role.PURCHASER, Role.POLICY_OFFICER, Role.ADMINISTRATOR),
    Body.ALDERMAN: (Role.ALDERMAN, Role.ADMINISTRATOR),
    Body.COLLEGE: (Role.ALDERMAN, Role.ADMINISTRATOR),
    Body.COUNCIL: (Role.ALDERMAN, Role.ADMINISTRATOR),
}
"""Who records what a layer decided, at its own municipality. What officials decide, officials
record; what alderman, college or council decide is recorded by the alderman or by the
administrator who keeps the decisions. Nobody records for another municipality: a mandate to
agree at the table is no mandate to decide in somebody else's council."""


def may_set_layers(actor: Actor, municipality: int) -> Verdict:
    """The administrator of the municipality, with a second factor: layers are who decides."""
    if actor.machine:
        return YES
    if not actor.buys or actor.organisation != municipality:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(Role.ADMINISTRATOR):
        return Verdict(Reason.ROLE_MAY_NOT)
    return _second_factor(actor)


def may_write(actor: Actor, region: int) -> Verdict:
    """Purchasers, contract managers, policy officers and administrators of the region open
    dossiers, bring them into the chain and keep the register of policy changes."""
    return _municipal(actor, region, WRITERS)


def may_consult(actor: Actor, dossier: Dossier) -> Verdict:
    """They, social teams and aldermen note what a discipline says, until the chain begins."""
    allowed = _municipal(actor, dossier.region_id, CONSULTED)
    if not allowed:
        return allowed
    if dossier.closed_at is not None:
        return Verdict(Reason.DOSSIER_CLOSED)
    return YES if dossier.entered_at is None else Verdict(Reason.DOSSIER_IN_CHAIN)


def may_record(actor: Actor, turn: LayerTurn) -> Verdict:
    """Whoever records for this layer (see RECORDERS), at its own municipality, with a second
    factor. Whether it is its turn is for the chain to say."""
    if actor.machine:
        return YES
    if not actor.buys or actor.organisation != turn.layer.municipality_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*RECORDERS[Body(turn.layer.body)]):
        return Verdict(Reason.ROLE_MAY_NOT)
    return _second_factor(actor)


def may_finish(actor: Actor, task: ReviewTask) -> Verdict:
    """People who write at the municipality that has the task."""
    if actor.machine:
        return YES
    if not actor.buys or actor.organisation != task.organisation_id:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    if not actor.has(*WRITERS):
        return Verdict(Reason.ROLE_MAY_NOT)
    return YES if task.done_at is None else Verdict(Reason.REVIEW_ALREADY_DONE)


def _municipal(actor: Actor, region: int, roles: tuple[Role, ...]) -> Verdict:
    if actor.machine:
        return YES
    if actor.region != region or not actor.buys:
        return Verdict(Reason.NOT_FOR_YOUR_ORGANISATION)
    return YES if actor.has(*roles) else Verdict(Reason.ROLE_MAY_NOT)


def _second_factor(actor: Actor) -> Verdict:
    return YES if actor.second_factor else Verdict(Reason.SECOND_FACTOR_NEEDED)
