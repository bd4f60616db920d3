"""What parties write to each other that can wait for the chair, by subject."""

from __future__ import annotations

from convenant.core.guard import HoldSubject
from convenant.roundtables.models import (
    ActionPoint,
    CardText,
    ConsultationAnswer,
    ConsultationRound,
    Cooperation,
    Freedom,
    FreedomReview,
    Goal,
    GoalChange,
    MarketConsultation,
    MarketOutcome,
    Notice,
    NoticeReaction,
    Promise,
    PromiseNote,
    ReportBack,
    ResultContribution,
    ResultStance,
    ResultText,
)

ALLIANCE_HELD = {
    HoldSubject.CONSULTATION_QUESTION: ConsultationRound,
    HoldSubject.CONSULTATION: ConsultationAnswer,
    HoldSubject.REPORT_BACK: ReportBack,
    HoldSubject.CARD: CardText,
    HoldSubject.PROMISE: Promise,
    HoldSubject.PROMISE_NOTE: PromiseNote,
    HoldSubject.FREEDOM: Freedom,
    HoldSubject.FREEDOM_REVIEW: FreedomReview,
    HoldSubject.NOTICE: Notice,
    HoldSubject.NOTICE_REACTION: NoticeReaction,
    HoldSubject.COOPERATION: Cooperation,
    HoldSubject.GOAL: Goal,
    HoldSubject.GOAL_CHANGE: GoalChange,
    HoldSubject.ACTION: ActionPoint,
    HoldSubject.RESULT: ResultText,
    HoldSubject.OPINION: ResultContribution,
    HoldSubject.RESULT_STANCE: ResultStance,
    HoldSubject.MARKET: MarketConsultation,
    HoldSubject.MARKET_OUTCOME: MarketOutcome,
}
