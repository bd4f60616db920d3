"""Calls to all providers of a region: what can be asked, answered and awarded (D086-D088)."""

from __future__ import annotations

from convenant.core.calls.codes import (
    Advice,
    AssignmentStatus,
    CallKind,
    CallState,
    Choice,
    OutcomeStatus,
    RegistrationStatus,
    TrancheState,
)
from convenant.core.calls.links import registration_secret
from convenant.core.calls.privacy import bsn_like
from convenant.core.calls.tranches import Budget, call_state, tranche_state

__all__ = [
    "Advice",
    "AssignmentStatus",
    "Budget",
    "CallKind",
    "CallState",
    "Choice",
    "OutcomeStatus",
    "RegistrationStatus",
    "TrancheState",
    "bsn_like",
    "call_state",
    "registration_secret",
    "tranche_state",
]
