"""The life of the minutes of a meeting."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from convenant.core.lifecycles.base import Lifecycle


class MinutesStatus(StrEnum):
    DRAFT = "draft"  # seen by the municipalities
    SHARED = "shared"  # who takes part reads it and comments
    APPROVED = "approved"  # by the chair: public, and the meeting is closed


class MinutesStep(StrEnum):
    SHARE = "share"
    APPROVE = "approve"
    CORRECT = "correct"


MINUTES: Lifecycle[MinutesStatus, MinutesStep] = Lifecycle(
    start=MinutesStatus.DRAFT,
    transitions=MappingProxyType(
        {
            (MinutesStatus.DRAFT, MinutesStep.SHARE): MinutesStatus.SHARED,
            (MinutesStatus.SHARED, MinutesStep.SHARE): MinutesStatus.SHARED,
            (MinutesStatus.SHARED, MinutesStep.APPROVE): MinutesStatus.APPROVED,
            (MinutesStatus.APPROVED, MinutesStep.CORRECT): MinutesStatus.APPROVED,
        }
    ),
)
