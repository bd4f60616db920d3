"""How a municipality organises access and its social team: the codes of its process profile."""

from __future__ import annotations

from enum import StrEnum


class Access(StrEnum):
    """Who decides whether a resident gets help (D053)."""

    OWN = "own"  # the municipality itself
    THIRD_PARTY = "third_party"  # a mandated third party


class DecisionPractice(StrEnum):
    """Whether help comes with a formal decision (beschikking), and what it says (D053)."""

    NONE = "none"
    WITH = "with"
    WITH_RESULTS = "with_results"  # the results stand in it


class BudgetPosition(StrEnum):
    """How the municipality's budget stands (D056)."""

    SHORTAGE = "shortage"
    NEUTRAL = "neutral"
    SURPLUS = "surplus"


class Pooling(StrEnum):
    """How far budgets of laws are pooled: ontschotting (D056)."""

    NONE = "none"
    PARTLY = "partly"
    FULLY = "fully"


class TeamTask(StrEnum):
    """The six tasks of a social team (D062)."""

    PREVENTION = "prevention"
    INFORMATION = "information"
    CLARIFICATION = "clarification"
    ACCESS = "access"
    LIGHT_HELP = "light_help"
    CASE_MANAGEMENT = "case_management"
