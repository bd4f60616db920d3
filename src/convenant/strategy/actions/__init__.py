"""Setting up who decides, bringing dossiers through the chain, keeping policy changes."""

from __future__ import annotations

from convenant.strategy.actions.changes import (
    ask_review,
    correct_policy_change,
    drop_policy_change,
    finish_review,
    record_policy_change,
)
from convenant.strategy.actions.dossiers import (
    ask_discipline,
    drop_discipline,
    enter_chain,
    open_dossier,
    record_word,
    withdraw_dossier,
)
from convenant.strategy.actions.layers import set_layers
from convenant.strategy.actions.turns import record_outcome

__all__ = [
    "ask_discipline",
    "ask_review",
    "correct_policy_change",
    "drop_discipline",
    "drop_policy_change",
    "enter_chain",
    "finish_review",
    "open_dossier",
    "record_outcome",
    "record_policy_change",
    "record_word",
    "set_layers",
    "withdraw_dossier",
]
