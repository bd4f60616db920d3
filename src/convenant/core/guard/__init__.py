"""The guard of competition law at the table (ACM; practice A5; D076-D079)."""

from __future__ import annotations

from convenant.core.guard.holds import HoldOutcome, HoldSubject
from convenant.core.guard.places import Place, places
from convenant.core.guard.statements import Wording, statement_on
from convenant.core.guard.texts import Suspicion, SuspicionKind, suspicions

__all__ = [
    "HoldOutcome",
    "HoldSubject",
    "Place",
    "Suspicion",
    "SuspicionKind",
    "Wording",
    "places",
    "statement_on",
    "suspicions",
]
