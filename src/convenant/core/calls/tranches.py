"""The money and the time of a call: tranches with a budget."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from convenant.core.calls.codes import CallState, TrancheState


@dataclass(frozen=True, slots=True)
class Budget:
    """What a tranche has, in cents: its own, what came in from another and what went on to one,
    and what was awarded."""

    own: int
    moved_in: int = 0
    moved_out: int = 0
    awarded: int = 0

    @property
    def available(self) -> int:
        """Everything that may be awarded."""
        return self.own + self.moved_in - self.moved_out

    @property
    def left(self) -> int:
        """What is left over."""
        return self.available - self.awarded

    def fits(self, cents: int, *, instead_of: int = 0) -> bool:
        """Whether an award fits, in place of an earlier one to the same response."""
        return 0 <= cents <= self.left + instead_of


def tranche_state(
    *, opens_at: datetime, closes_at: datetime, published: bool, at: datetime
) -> TrancheState:
    """How a tranche stands; ``published``: its results are."""
    if published:
        return TrancheState.DECIDED
    if at < opens_at:
        return TrancheState.NOT_YET
    return TrancheState.OPEN if at < closes_at else TrancheState.CLOSED


def call_state(
    *, published: bool, held: bool, withdrawn: bool, tranches: Collection[TrancheState]
) -> CallState:
    """How a call stands: open when one of its tranches is, decided when all are."""
    if withdrawn:
        return CallState.WITHDRAWN
    if held:
        return CallState.WAITS_FOR_CHAIR
    if not published:
        return CallState.CONCEPT
    if TrancheState.OPEN in tranches:
        return CallState.OPEN
    if tranches and all(one is TrancheState.DECIDED for one in tranches):
        return CallState.DECIDED
    if tranches and all(one is TrancheState.NOT_YET for one in tranches):
        return CallState.ANNOUNCED
    return CallState.CLOSED
