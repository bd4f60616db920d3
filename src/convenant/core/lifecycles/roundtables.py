"""The life of a meeting of a round table (D066-D071)."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from convenant.core.lifecycles.base import Lifecycle


class MeetingStatus(StrEnum):
    PLANNED = "planned"
    OPEN = "open"  # agenda published: physical and digital table are both open
    HELD = "held"  # decisions taken, digital items closed


class MeetingStep(StrEnum):
    PUBLISH_AGENDA = "publish_agenda"
    CLOSE = "close"


MEETING: Lifecycle[MeetingStatus, MeetingStep] = Lifecycle(
    start=MeetingStatus.PLANNED,
    transitions=MappingProxyType(
        {
            (MeetingStatus.PLANNED, MeetingStep.PUBLISH_AGENDA): MeetingStatus.OPEN,
            (MeetingStatus.OPEN, MeetingStep.CLOSE): MeetingStatus.HELD,
        }
    ),
)
