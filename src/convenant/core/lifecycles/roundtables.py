"""The life of a meeting of a round table (D066-D071)."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from convenant.core.lifecycles.base import Lifecycle


class MeetingStatus(StrEnum):
    PLANNED = "planned"  # known to the municipalities
    CONFIRMED = "confirmed"  # known to everybody: both sides build the agenda
    OPEN = "open"  # agenda published: physical and digital table are both open
    HELD = "held"  # people met; the digital table is open until the minutes are approved
    CLOSED = "closed"  # minutes approved, digital items closed
    CANCELLED = "cancelled"


BEFORE_AGENDA = (MeetingStatus.PLANNED, MeetingStatus.CONFIRMED)
AFTERWARDS = (MeetingStatus.HELD, MeetingStatus.CLOSED)
WITH_AGENDA = (MeetingStatus.OPEN, *AFTERWARDS)
CONFIRMED = (MeetingStatus.CONFIRMED, *WITH_AGENDA)


class MeetingStep(StrEnum):
    CONFIRM = "confirm"
    PUBLISH_AGENDA = "publish_agenda"
    HOLD = "hold"
    CLOSE = "close"
    CANCEL = "cancel"


MEETING: Lifecycle[MeetingStatus, MeetingStep] = Lifecycle(
    start=MeetingStatus.PLANNED,
    transitions=MappingProxyType(
        {
            (MeetingStatus.PLANNED, MeetingStep.CONFIRM): MeetingStatus.CONFIRMED,
            (MeetingStatus.CONFIRMED, MeetingStep.PUBLISH_AGENDA): MeetingStatus.OPEN,
            (MeetingStatus.OPEN, MeetingStep.HOLD): MeetingStatus.HELD,
            (MeetingStatus.HELD, MeetingStep.CLOSE): MeetingStatus.CLOSED,
            (MeetingStatus.PLANNED, MeetingStep.CANCEL): MeetingStatus.CANCELLED,
            (MeetingStatus.CONFIRMED, MeetingStep.CANCEL): MeetingStatus.CANCELLED,
            (MeetingStatus.OPEN, MeetingStep.CANCEL): MeetingStatus.CANCELLED,
        }
    ),
)
