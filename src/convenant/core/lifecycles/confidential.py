"""The lives of a bilateral talk (D077, D079) and of a private question."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from convenant.core.lifecycles.base import Lifecycle


class TalkStatus(StrEnum):
    ASKED = "asked"  # by the provider; the municipalities did not answer yet
    PLANNED = "planned"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    HELD = "held"


class TalkStep(StrEnum):
    PLAN = "plan"
    DECLINE = "decline"
    CANCEL = "cancel"
    HOLD = "hold"


TALK: Lifecycle[TalkStatus, TalkStep] = Lifecycle(
    start=TalkStatus.ASKED,
    transitions=MappingProxyType(
        {
            (TalkStatus.ASKED, TalkStep.PLAN): TalkStatus.PLANNED,
            (TalkStatus.PLANNED, TalkStep.PLAN): TalkStatus.PLANNED,
            (TalkStatus.ASKED, TalkStep.DECLINE): TalkStatus.DECLINED,
            (TalkStatus.ASKED, TalkStep.CANCEL): TalkStatus.CANCELLED,
            (TalkStatus.PLANNED, TalkStep.CANCEL): TalkStatus.CANCELLED,
            (TalkStatus.PLANNED, TalkStep.HOLD): TalkStatus.HELD,
            (TalkStatus.HELD, TalkStep.HOLD): TalkStatus.HELD,
        }
    ),
)


class QuestionStatus(StrEnum):
    ASKED = "asked"  # the municipalities did not judge the interest yet
    ACCEPTED = "accepted"  # will be answered privately
    ANSWERED = "answered"
    NOT_ACCEPTED = "not_accepted"  # the asker chooses: withdraw it, or ask it openly
    WITHDRAWN = "withdrawn"
    OPENED = "opened"  # became a remark like any other


class QuestionStep(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    OPEN = "open"


QUESTION: Lifecycle[QuestionStatus, QuestionStep] = Lifecycle(
    start=QuestionStatus.ASKED,
    transitions=MappingProxyType(
        {
            (QuestionStatus.ASKED, QuestionStep.ACCEPT): QuestionStatus.ACCEPTED,
            (QuestionStatus.ASKED, QuestionStep.REFUSE): QuestionStatus.NOT_ACCEPTED,
            (QuestionStatus.ASKED, QuestionStep.WITHDRAW): QuestionStatus.WITHDRAWN,
            (QuestionStatus.ACCEPTED, QuestionStep.ANSWER): QuestionStatus.ANSWERED,
            (QuestionStatus.ACCEPTED, QuestionStep.WITHDRAW): QuestionStatus.WITHDRAWN,
            (QuestionStatus.NOT_ACCEPTED, QuestionStep.WITHDRAW): QuestionStatus.WITHDRAWN,
            (QuestionStatus.NOT_ACCEPTED, QuestionStep.OPEN): QuestionStatus.OPENED,
        }
    ),
)
