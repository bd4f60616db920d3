"""Reading who decides, what is decided, and what changes outside."""

from __future__ import annotations

from convenant.strategy.queries.chains import (
    Chain,
    chains,
    decisions_waiting,
    plain_turn,
    undecided,
    waiting_for,
)
from convenant.strategy.queries.changes import (
    policy_change,
    policy_changes,
    review,
    reviews_due,
)
from convenant.strategy.queries.dossiers import (
    discipline,
    dossier,
    dossiers,
    layer_turn,
    turns_before,
)
from convenant.strategy.queries.layers import layers, layers_in_force

__all__ = [
    "Chain",
    "chains",
    "decisions_waiting",
    "discipline",
    "dossier",
    "dossiers",
    "layer_turn",
    "layers",
    "layers_in_force",
    "plain_turn",
    "policy_change",
    "policy_changes",
    "review",
    "reviews_due",
    "turns_before",
    "undecided",
    "waiting_for",
]
