"""Texts that wait for the chair."""

from __future__ import annotations

from enum import StrEnum


class HoldSubject(StrEnum):
    """What kind of text is held up."""

    ITEM = "item"
    PROPOSAL = "proposal"  # of an item, with its text
    CONTRIBUTION = "contribution"
    MINUTES = "minutes"
    MINUTES_COMMENT = "minutes_comment"
    CONSULTATION = "consultation"  # what a provider tells who speaks for it
    REPORT_BACK = "report_back"
    QUESTION = "question"  # a public one, of an information evening
    CARD = "card"  # interests and concerns
    OPINION = "opinion"  # on a market consultation or a result
    SUMMARY = "summary"  # of the answers to a confidential request
    RESPONSE = "response"  # to a case or a call
    CONSULTATION_QUESTION = "consultation_question"  # of a representative to the represented
    PROMISE = "promise"
    PROMISE_NOTE = "promise_note"
    FREEDOM = "freedom"
    FREEDOM_REVIEW = "freedom_review"
    NOTICE = "notice"  # a provider seeks a partner
    NOTICE_REACTION = "notice_reaction"
    COOPERATION = "cooperation"
    GOAL = "goal"
    GOAL_CHANGE = "goal_change"
    ACTION = "action"
    RESULT = "result"
    RESULT_STANCE = "result_stance"
    MARKET = "market"
    MARKET_OUTCOME = "market_outcome"
    CALL_QUESTION = "call_question"
    OUTCOME = "outcome"  # of a development table
    ASSIGNMENT = "assignment"
    CALL = "call"
    PAPER = "paper"  # the title of a file


class HoldOutcome(StrEnum):
    WAITING = "waiting"
    RELEASED = "released"
    REFUSED = "refused"
    REWRITTEN = "rewritten"  # by its maker, without what had to wait
