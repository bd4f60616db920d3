"""Codes of what parties share, promise and leave to each other."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class CardKind(StrEnum):
    """What a party shows of itself (D080)."""

    INTEREST = "interest"
    CONCERN = "concern"


class Circle(StrEnum):
    """With whom a card is shared, from narrow to wide (D080)."""

    OWN = "own"  # one's own organisation
    MUNICIPALITIES = "municipalities"  # and one's own organisation
    SIDE = "side"  # all on one's own side: all providers, or all municipalities
    CHOSEN = "chosen"  # organisations that were chosen
    TABLE = "table"  # everybody who takes part at the table


class PromiseOutcome(StrEnum):
    """What became of a promise (D201)."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"


class ReviewOutcome(StrEnum):
    """What a review of a freedom led to (D081)."""

    CONTINUES = "continues"
    CHANGED = "changed"
    ENDED = "ended"


class GoalStatus(StrEnum):
    """How a goal of the development agenda stands (D089)."""

    PLANNED = "planned"
    RUNNING = "running"
    REACHED = "reached"
    STOPPED = "stopped"


class Subject(StrEnum):
    """What is tested with the market: one side of the two by two (D083)."""

    STRATEGY = "strategy"
    REQUIREMENTS = "requirements"  # programma van eisen


class Aspect(StrEnum):
    """On what it is tested: the other side of the two by two (D083)."""

    CONTENT = "content"
    VOLUMES = "volumes"


class Stance(StrEnum):
    """Whether a party agrees with how a result is defined and paid (D084)."""

    AGREED = "agreed"
    DISPUTED = "disputed"


def standing(stances: Iterable[Stance]) -> Stance | None:
    """How a result stands: disputed when any party disputes it, agreed when all that spoke agree;
    None: nobody spoke (D084)."""
    said = set(stances)
    if not said:
        return None
    return Stance.DISPUTED if Stance.DISPUTED in said else Stance.AGREED
