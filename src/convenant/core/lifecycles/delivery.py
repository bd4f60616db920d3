"""The life of a received message."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from convenant.core.lifecycles.base import Lifecycle


class MessageStatus(StrEnum):
    RECEIVED = "received"  # kept, not yet judged
    JUDGED = "judged"  # every line has its verdict
    REFUSED = "refused"  # refused as a whole, nothing else changed


class MessageStep(StrEnum):
    JUDGE = "judge"
    REFUSE = "refuse"


MESSAGE: Lifecycle[MessageStatus, MessageStep] = Lifecycle(
    start=MessageStatus.RECEIVED,
    transitions=MappingProxyType(
        {
            (MessageStatus.RECEIVED, MessageStep.JUDGE): MessageStatus.JUDGED,
            (MessageStatus.RECEIVED, MessageStep.REFUSE): MessageStatus.REFUSED,
        }
    ),
)
