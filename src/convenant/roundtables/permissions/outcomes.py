"""Who writes what a development table came to, who endorses it, who makes it an assignment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from convenant.core.actors import Actor, Kind, Role
from convenant.core.calls import AssignmentStatus, OutcomeStatus
from convenant.core.mandates import Act
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.parties import queries as parties
from convenant.parties.permissions import may_act_for
from convenant.roundtables.models import Assignment, Endorsement, RoundTable, TableOutcome
from convenant.roundtables.permissions.composition import may_keep_composition, valid_composition
from convenant.roundtables.permissions.tables import municipal, second_factor
from convenant.roundtables.stakes import stake_of

ENDORSERS = (Role.PURCHASER, Role.ALDERMAN)
CALLERS = (Role.PURCHASER, Role.CONTRACT_MANAGER, Role.POLICY_OFFICER)


def may_write_outcome(actor: Actor, table: RoundTable) -> Verdict:
    """Who keeps the composition writes down for the table what it came to (D086)."""
    return may_keep_composition(actor, table)


def may_change_outcome(actor: Actor, outcome: TableOutcome) -> Verdict:
    """The same people, until it is presented to the municipalities."""
    allowed = may_write_outcome(actor, outcome.table)
    if allowed and outcome.status != OutcomeStatus.CONCEPT:
        return Verdict(Reason.OUTCOME_FIXED)
    return allowed


def municipalities_asked(table: RoundTable, *, on: date) -> list[int]:
    """The municipalities whose word is asked: who buys by the table's document; without any, all
    of the region."""
    buyers = stake_of(table.document_id, None).buyers
    if buyers:
        return list(buyers)
    found = parties.participants(table.region_id, kind=Kind.MUNICIPALITY, on=on)
    return list(found.values_list("pk", flat=True))


def speaks_for(actor: Actor, table: RoundTable, *, on: date) -> list[int]:
    """For which of these the actor may decide: its own municipality, and who mandated it
    (Act.DECIDE, as at the table itself)."""
    stake = stake_of(table.document_id, None)
    return [
        one
        for one in municipalities_asked(table, on=on)
        if actor.machine
        or one == actor.organisation
        or may_act_for(
            actor,
            region=table.region_id,
            act=Act.DECIDE,
            stake=replace(stake, buyers=(one,)),
            on=on,
        )
    ]


def may_endorse(actor: Actor, outcome: TableOutcome) -> Verdict:
    """Purchasers and aldermen, with a second factor, once for each municipality they decide for."""
    allowed = municipal(actor, outcome.table.region_id, ENDORSERS)
    if not allowed:
        return allowed
    if outcome.status == OutcomeStatus.CONCEPT:
        return Verdict(Reason.OUTCOME_NOT_PRESENTED)
    if outcome.held:
        return Verdict(Reason.WAITS_FOR_CHAIR)
    given = Endorsement.objects.filter(outcome=outcome, municipality=actor.organisation)
    if outcome.status != OutcomeStatus.PRESENTED or given.exists():
        return Verdict(Reason.ALREADY_ENDORSED)
    return second_factor(actor)


def endorsable(outcome: TableOutcome, *, on: date) -> Verdict:
    """No yes while the table is not validly composed (D085)."""
    return valid_composition(outcome.table, on=on)


def may_draft_assignment(actor: Actor, outcome: TableOutcome) -> Verdict:
    """Of an endorsed outcome only, and once (D086)."""
    allowed = municipal(actor, outcome.table.region_id, CALLERS)
    if not allowed:
        return allowed
    if outcome.status != OutcomeStatus.ENDORSED:
        return Verdict(Reason.OUTCOME_NOT_ENDORSED)
    if Assignment.objects.filter(outcome=outcome).exists():
        return Verdict(Reason.ASSIGNMENT_EXISTS)
    return YES


def may_change_assignment(actor: Actor, assignment: Assignment) -> Verdict:
    """The same people, until it is published."""
    allowed = municipal(actor, assignment.outcome.table.region_id, CALLERS)
    if allowed and assignment.status != AssignmentStatus.CONCEPT:
        return Verdict(Reason.ASSIGNMENT_PUBLISHED)
    return allowed


def may_publish_assignment(actor: Actor, assignment: Assignment, *, on: date) -> Verdict:
    """A purchaser with a second factor and everybody's mandate."""
    allowed = first_no(
        may_change_assignment(actor, assignment),
        municipal(actor, assignment.outcome.table.region_id, ENDORSERS),
        second_factor(actor),
    )
    if not allowed:
        return allowed
    table = assignment.outcome.table
    stake = stake_of(table.document_id, None)
    return may_act_for(actor, region=table.region_id, act=Act.DECIDE, stake=stake, on=on)
