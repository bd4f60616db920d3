"""Texts that wait for the chair."""

from __future__ import annotations

from enum import StrEnum


class HoldSubject(StrEnum):
    """What kind of text is held up."""

    ITEM = "item"
    CONTRIBUTION = "contribution"
    MINUTES = "minutes"
    MINUTES_COMMENT = "minutes_comment"
    CONSULTATION = "consultation"  # what a provider tells who speaks for it
    REPORT_BACK = "report_back"
    QUESTION = "question"  # a public one, of an information evening
    CARD = "card"  # interests and concerns
    OPINION = "opinion"  # on a market consultation or a result
    RESPONSE = "response"  # to a case or a call


class HoldOutcome(StrEnum):
    WAITING = "waiting"
    RELEASED = "released"
    REFUSED = "refused"
