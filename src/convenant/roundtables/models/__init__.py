"""Round tables: seats, representation, meetings, items on both tables, contributions, decisions."""

from __future__ import annotations

from convenant.roundtables.models.agenda import AgendaItem, Decision
from convenant.roundtables.models.attendance import (
    Attendance,
    CalendarFeed,
    MeetingAnswer,
    Milestone,
    MilestonePlan,
    Preparation,
)
from convenant.roundtables.models.bilateral import (
    BilateralTalk,
    TalkAction,
    TalkMinutes,
    TalkPaper,
    TalkRemark,
)
from convenant.roundtables.models.calls import (
    BudgetMove,
    Call,
    CallCase,
    CallQuestion,
    CallResponse,
    CaseAnswer,
    ResponseAdvice,
    Tranche,
)
from convenant.roundtables.models.cards import Card, CardText, DecisionInterest
from convenant.roundtables.models.composition import TableMember
from convenant.roundtables.models.consultation import (
    ConsultationAnswer,
    ConsultationRound,
    ReportBack,
)
from convenant.roundtables.models.contributions import (
    Contribution,
    ContributionText,
    Reply,
    Support,
)
from convenant.roundtables.models.cooperation import (
    Cooperation,
    CooperationPartner,
    Notice,
    NoticeReaction,
)
from convenant.roundtables.models.facets import Facet, Served
from convenant.roundtables.models.freedoms import Freedom, FreedomReview
from convenant.roundtables.models.goals import ActionPoint, Goal, GoalChange
from convenant.roundtables.models.guard import Hold
from convenant.roundtables.models.market import (
    MarketConsultation,
    MarketField,
    MarketOutcome,
    MarketReaction,
)
from convenant.roundtables.models.meetings import Meeting, Representation, Seat
from convenant.roundtables.models.minutes import Minutes, MinutesComment, MinutesVersion
from convenant.roundtables.models.outcomes import Assignment, Endorsement, TableOutcome
from convenant.roundtables.models.papers import Paper
from convenant.roundtables.models.policies import (
    ImportantParty,
    SeatCriterion,
    SeatPolicy,
    SeatSelection,
    SeatWord,
    SelectedSeat,
)
from convenant.roundtables.models.procedures import Procedure
from convenant.roundtables.models.promises import Promise, PromiseNote
from convenant.roundtables.models.proposals import Proposal
from convenant.roundtables.models.questions import PrivateQuestion
from convenant.roundtables.models.representation import RepresentationChange, TableRepresentation
from convenant.roundtables.models.requests import (
    AnswerPaper,
    Asked,
    ConfidentialRequest,
    RequestAnswer,
    RequestSummary,
)
from convenant.roundtables.models.results import (
    ResultContribution,
    ResultDefinition,
    ResultStance,
    ResultText,
)
from convenant.roundtables.models.series import (
    Blackout,
    MeetingSeries,
    MeetingYearSetting,
    WorkingGroupMember,
)
from convenant.roundtables.models.sessions import (
    Attachment,
    InformationSession,
    Registration,
    SessionMoment,
    SessionQuestion,
)
from convenant.roundtables.models.statements import Statement
from convenant.roundtables.models.tables import RoundTable, SeatChoice, TableSeat

__all__ = [
    "ActionPoint",
    "AgendaItem",
    "AnswerPaper",
    "Asked",
    "Assignment",
    "Attachment",
    "Attendance",
    "BilateralTalk",
    "Blackout",
    "BudgetMove",
    "CalendarFeed",
    "Call",
    "CallCase",
    "CallQuestion",
    "CallResponse",
    "Card",
    "CardText",
    "CaseAnswer",
    "ConfidentialRequest",
    "ConsultationAnswer",
    "ConsultationRound",
    "Contribution",
    "ContributionText",
    "Cooperation",
    "CooperationPartner",
    "Decision",
    "DecisionInterest",
    "Endorsement",
    "Facet",
    "Freedom",
    "FreedomReview",
    "Goal",
    "GoalChange",
    "Hold",
    "ImportantParty",
    "InformationSession",
    "MarketConsultation",
    "MarketField",
    "MarketOutcome",
    "MarketReaction",
    "Meeting",
    "MeetingAnswer",
    "MeetingSeries",
    "MeetingYearSetting",
    "Milestone",
    "MilestonePlan",
    "Minutes",
    "MinutesComment",
    "MinutesVersion",
    "Notice",
    "NoticeReaction",
    "Paper",
    "Preparation",
    "PrivateQuestion",
    "Procedure",
    "Promise",
    "PromiseNote",
    "Proposal",
    "Registration",
    "Reply",
    "ReportBack",
    "Representation",
    "RepresentationChange",
    "RequestAnswer",
    "RequestSummary",
    "ResponseAdvice",
    "ResultContribution",
    "ResultDefinition",
    "ResultStance",
    "ResultText",
    "RoundTable",
    "Seat",
    "SeatChoice",
    "SeatCriterion",
    "SeatPolicy",
    "SeatSelection",
    "SeatWord",
    "SelectedSeat",
    "Served",
    "SessionMoment",
    "SessionQuestion",
    "Statement",
    "Support",
    "TableMember",
    "TableOutcome",
    "TableRepresentation",
    "TableSeat",
    "TalkAction",
    "TalkMinutes",
    "TalkPaper",
    "TalkRemark",
    "Tranche",
    "WorkingGroupMember",
]
