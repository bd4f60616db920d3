"""A decision chain: who must have a say within a municipality, in which order, and what then.

A chain belongs to one municipality; municipalities do not wait for each other (D059, D060).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Body(StrEnum):
    """A layer of a municipality that has a say (D059, D060)."""

    TEAM = "team"
    MANAGEMENT = "management"
    ALDERMAN = "alderman"
    COLLEGE = "college"
    COUNCIL = "council"


class Say(StrEnum):
    """What a layer does with a matter."""

    APPROVES = "approves"
    IS_CONSULTED = "is_consulted"
    IS_INFORMED = "is_informed"


class Matter(StrEnum):
    """What is decided on."""

    ARRANGEMENT = "arrangement"  # how the region works together
    BASIC_AGREEMENT = "basic_agreement"
    SUB_AGREEMENT = "sub_agreement"
    MANDATE = "mandate"


class LayerOutcome(StrEnum):
    """What a layer said."""

    AGREED = "agreed"
    AGREED_WITH_REMARKS = "agreed_with_remarks"
    REFUSED = "refused"


class TurnState(StrEnum):
    """How a layer's turn stands."""

    DONE = "done"
    REFUSED = "refused"  # an approving layer said no: the chain of its municipality stops here
    WAITING = "waiting"  # its turn now
    TO_INFORM = "to_inform"  # may be informed now; nobody waits for it
    LATER = "later"  # another layer goes first
    STOPPED = "stopped"  # an earlier layer said no


@dataclass(frozen=True, slots=True)
class Turn:
    """A layer's turn. ``spoken_at`` is when its outcome was recorded."""

    key: int
    say: Say
    outcome: LayerOutcome | None = None
    spoken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TurnStanding:
    """How a turn stands, and since when it can be taken (None: it cannot, or it was)."""

    key: int
    state: TurnState
    since: datetime | None = None


def chain(turns: Sequence[Turn], *, entered_at: datetime) -> tuple[TurnStanding, ...]:
    """How each turn of one municipality stands, in their order.

    A layer that approves or is consulted holds up those after it until it has spoken: a council
    that must be consulted blocks what comes later (D060). A layer that is informed holds up
    nobody. Only a layer that approves can stop the chain; what a consulted layer objects to is
    shown, and weighed by the layers after it.
    """
    standings = []
    open_since: datetime | None = entered_at
    stopped = False
    for turn in turns:
        if turn.outcome is not None:
            refused = turn.say is Say.APPROVES and turn.outcome is LayerOutcome.REFUSED
            state = TurnState.REFUSED if refused else TurnState.DONE
            standings.append(TurnStanding(turn.key, state))
            stopped = stopped or refused
            if turn.say is not Say.IS_INFORMED and open_since and turn.spoken_at:
                open_since = max(open_since, turn.spoken_at)
        elif stopped:
            standings.append(TurnStanding(turn.key, TurnState.STOPPED))
        elif open_since is None:
            standings.append(TurnStanding(turn.key, TurnState.LATER))
        elif turn.say is Say.IS_INFORMED:
            standings.append(TurnStanding(turn.key, TurnState.TO_INFORM, open_since))
        else:
            standings.append(TurnStanding(turn.key, TurnState.WAITING, open_since))
            open_since = None
    return tuple(standings)


def is_complete(turns: Iterable[Turn]) -> bool:
    """Whether every layer that approves or is consulted has spoken and none stopped the chain."""
    return all(
        turn.outcome is not None
        and not (turn.say is Say.APPROVES and turn.outcome is LayerOutcome.REFUSED)
        for turn in turns
        if turn.say is not Say.IS_INFORMED
    )


def may_speak(state: TurnState) -> bool:
    """Whether a turn can be recorded: it is its turn, or it said no and takes a new decision."""
    return state in {TurnState.WAITING, TurnState.TO_INFORM, TurnState.REFUSED}


def fitting(say: Say) -> tuple[LayerOutcome, ...]:
    """What a layer can answer: who is only informed does not refuse."""
    if say is Say.IS_INFORMED:
        return (LayerOutcome.AGREED, LayerOutcome.AGREED_WITH_REMARKS)
    return tuple(LayerOutcome)


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """A layer as a municipality sets it up."""

    body: Body
    say: Say
    name: str = ""


COLLEGE_APPROVES = (LayerSpec(Body.COLLEGE, Say.APPROVES),)
"""What holds where a municipality has set up nothing (Gemeentewet 160 lid 1 onder d: the college
decides on acts under private law)."""


def all_have_spoken(words: Sequence[bool | None]) -> bool:
    """Whether a dossier may enter the chain: somebody was asked, and each has spoken (D064).

    A no counts as a word; it is shown to the layers.
    """
    return bool(words) and all(word is not None for word in words)
