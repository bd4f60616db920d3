"""Working together at a table: interests, promises, freedoms, goals, results, the market."""

from __future__ import annotations

from convenant.core.alliance.cooperation import (
    CooperationCheck,
    PartnerAnswer,
    competition_findings,
)
from convenant.core.alliance.kinds import (
    Aspect,
    CardKind,
    Circle,
    GoalStatus,
    PromiseOutcome,
    ReviewOutcome,
    Stance,
    Subject,
    standing,
)

__all__ = [
    "Aspect",
    "CardKind",
    "Circle",
    "CooperationCheck",
    "GoalStatus",
    "PartnerAnswer",
    "PromiseOutcome",
    "ReviewOutcome",
    "Stance",
    "Subject",
    "competition_findings",
    "standing",
]
