"""A layer speaks."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localtime

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.decisions import LayerOutcome, Say, TurnState, chain, fitting, is_complete
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.strategy import permissions, queries
from convenant.strategy.models import Dossier, LayerTurn


@transaction.atomic
def record_outcome(
    *,
    turn: LayerTurn,
    outcome: LayerOutcome,
    decided_on: date,
    note: str,
    by: Actor,
    at: datetime,
) -> LayerTurn:
    """Record what a layer decided, when it is its turn (D059, D060).

    A no or remarks need words. A layer that said no can take a new decision, which goes on the
    record beside the old one. When the last layer of the last municipality has spoken without a
    no, the dossier closes. Raises Refused: out of turn it names who goes first.
    """
    permissions.may_record(by, turn).require()
    dossier = Dossier.objects.select_for_update().get(pk=turn.dossier_id)
    if dossier.entered_at is None:
        raise Refused(Reason.DOSSIER_NOT_IN_CHAIN)
    _check(turn, outcome, decided_on, note, at)
    turn = _its_turn(turn, dossier)
    turn.outcome, turn.decided_on, turn.note = outcome, decided_on, note.strip()
    turn.recorded_at, turn.recorded_by = at, by.label
    turn.save(update_fields=["outcome", "decided_on", "note", "recorded_at", "recorded_by"])
    audit.record(
        event=EventType.LAYER_SPOKE,
        subject=f"dossier:{dossier.pk}",
        by=by,
        at=at,
        data={
            "municipality": turn.layer.municipality.name,
            "layer": turn.layer.body,
            "say": turn.layer.say,
            "outcome": outcome.value,
            "decided_on": decided_on.isoformat(),
            "note": note.strip(),
        },
    )
    _close_when_done(dossier, by, at)
    return turn


def _check(
    turn: LayerTurn, outcome: LayerOutcome, decided_on: date, note: str, at: datetime
) -> None:
    if outcome not in fitting(Say(turn.layer.say)):
        raise Refused(Reason.INFORMED_CANNOT_REFUSE)
    if outcome is not LayerOutcome.AGREED and not note.strip():
        raise Refused(Reason.REFUSAL_NEEDS_NOTE)
    if decided_on > localtime(at).date():
        raise Refused(Reason.DAY_IN_FUTURE)


def _its_turn(turn: LayerTurn, dossier: Dossier) -> LayerTurn:
    """The turn as it stands now, or Refused when somebody else goes first."""
    turns = queries.turns_before(turn)
    standings = chain(
        [queries.plain_turn(one) for one in turns],
        entered_at=dossier.entered_at or dossier.opened_at,
    )
    now, state = next(
        (one, standing.state)
        for one, standing in zip(turns, standings, strict=True)
        if one.pk == turn.pk
    )
    if dossier.closed_at is not None and (
        state is not TurnState.TO_INFORM or dossier.withdrawn_why
    ):
        raise Refused(Reason.DOSSIER_CLOSED)
    if state is TurnState.DONE:
        raise Refused(Reason.TURN_TAKEN)
    holding = {TurnState.LATER: TurnState.WAITING, TurnState.STOPPED: TurnState.REFUSED}.get(state)
    if holding is not None:
        first = next(
            one for one, standing in zip(turns, standings, strict=True) if standing.state is holding
        )
        reason = Reason.OUT_OF_TURN if state is TurnState.LATER else Reason.CHAIN_STOPPED
        raise Refused(reason, {"first": first.layer.name or first.layer.body})
    return now


def _close_when_done(dossier: Dossier, by: Actor, at: datetime) -> None:
    every = LayerTurn.objects.filter(dossier=dossier).select_related("layer")
    if dossier.closed_at is None and is_complete([queries.plain_turn(turn) for turn in every]):
        dossier.closed_at = at
        dossier.save(update_fields=["closed_at"])
        audit.record(event=EventType.DOSSIER_CLOSED, subject=f"dossier:{dossier.pk}", by=by, at=at)
