"""How a municipality organises access and its social team, and what follows from that.

The profile drives what is asked of whom (D053), and shows where what the team does itself, or what
moves to the first line, is bought as well (D062, D063).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
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


class AskedOf(StrEnum):
    """Of whom data is asked."""

    PROVIDER = "provider"
    SOCIAL_TEAM = "social_team"
    THIRD_PARTY = "third_party"
    MUNICIPALITY = "municipality"


class Datum(StrEnum):
    """What is asked for. The words stand in ``wording.processes``."""

    START_AND_END = "start_and_end"
    REQUESTS_TO_THIRD_PARTY = "requests_to_third_party"
    ALLOCATIONS = "allocations"
    ACCESS_REPORT = "access_report"
    ACCESS_MANDATE = "access_mandate"
    DECISION_NUMBER = "decision_number"
    RESULTS_SET = "results_set"
    RESULTS_REACHED = "results_reached"
    AGREED_PLAN = "agreed_plan"
    PLAN_KEPT = "plan_kept"
    OWN_HELP_COUNTED = "own_help_counted"
    FORECAST_MONTHLY = "forecast_monthly"
    FORECAST_QUARTERLY = "forecast_quarterly"
    VOLUME_CHOICES = "volume_choices"
    SPENDING_PLAN = "spending_plan"
    COSTS_PER_LAW = "costs_per_law"
    PREVENTION_COUNTED = "prevention_counted"
    QUESTIONS_COUNTED = "questions_counted"
    CLARIFICATION_REPORT = "clarification_report"
    INTAKE_REPORT = "intake_report"
    TEAM_DECISIONS = "team_decisions"
    LIGHT_HELP_COUNTED = "light_help_counted"
    CASE_MANAGER_NAMED = "case_manager_named"
    HANDING_BACK = "handing_back"
    OWN_CASE_MANAGER = "own_case_manager"
    AFTERCARE = "aftercare"
    NOT_DECLARED = "not_declared"
    STAFF_CONCERNED = "staff_concerned"
    TAKING_OVER = "taking_over"
    VOLUME_MOVING = "volume_moving"


class Because(StrEnum):
    """Which part of the profile makes that something is asked."""

    ALWAYS = "always"
    OWN_ACCESS = "own_access"
    THIRD_PARTY_ACCESS = "third_party_access"
    NO_DECISION = "no_decision"
    DECISION = "decision"
    RESULTS_IN_DECISION = "results_in_decision"
    OWN_OFFER = "own_offer"
    BUDGET_SHORTAGE = "budget_shortage"
    BUDGET_NEUTRAL = "budget_neutral"
    BUDGET_SURPLUS = "budget_surplus"
    BUDGETS_POOLED = "budgets_pooled"
    TEAM_DOES = "team_does"
    TEAM_DOES_NOT = "team_does_not"
    MOVES = "moves"


@dataclass(frozen=True, slots=True)
class Task:
    """One of the six tasks: done by the team or not, and the codes that are not bought for it."""

    task: TeamTask
    done: bool
    not_bought: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Move:
    """A product, or a category of two signs, that moves to the first line on a day (D063)."""

    code: str
    moves_on: date


@dataclass(frozen=True, slots=True)
class Profile:
    """How one municipality works on a day."""

    access: Access
    practice: DecisionPractice
    budget: BudgetPosition
    pooling: Pooling
    own_offer: bool = False
    tasks: tuple[Task, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that is asked of somebody, and why; ``task`` and ``code`` where they matter."""

    of: AskedOf
    what: Datum
    why: Because
    task: TeamTask | None = None
    code: str = ""


_BY_ACCESS = {
    Access.OWN: ((AskedOf.MUNICIPALITY, Datum.ALLOCATIONS, Because.OWN_ACCESS),),
    Access.THIRD_PARTY: (
        (AskedOf.PROVIDER, Datum.REQUESTS_TO_THIRD_PARTY, Because.THIRD_PARTY_ACCESS),
        (AskedOf.THIRD_PARTY, Datum.ACCESS_REPORT, Because.THIRD_PARTY_ACCESS),
        (AskedOf.MUNICIPALITY, Datum.ACCESS_MANDATE, Because.THIRD_PARTY_ACCESS),
        (AskedOf.MUNICIPALITY, Datum.ALLOCATIONS, Because.THIRD_PARTY_ACCESS),
    ),
}
_BY_PRACTICE = {
    DecisionPractice.NONE: (
        (AskedOf.PROVIDER, Datum.AGREED_PLAN, Because.NO_DECISION),
        (AskedOf.SOCIAL_TEAM, Datum.PLAN_KEPT, Because.NO_DECISION),
    ),
    DecisionPractice.WITH: ((AskedOf.MUNICIPALITY, Datum.DECISION_NUMBER, Because.DECISION),),
    DecisionPractice.WITH_RESULTS: (
        (AskedOf.PROVIDER, Datum.RESULTS_REACHED, Because.RESULTS_IN_DECISION),
        (AskedOf.SOCIAL_TEAM, Datum.RESULTS_SET, Because.RESULTS_IN_DECISION),
        (AskedOf.MUNICIPALITY, Datum.DECISION_NUMBER, Because.DECISION),
    ),
}
_BY_BUDGET = {
    BudgetPosition.SHORTAGE: (
        (AskedOf.PROVIDER, Datum.FORECAST_MONTHLY, Because.BUDGET_SHORTAGE),
        (AskedOf.MUNICIPALITY, Datum.VOLUME_CHOICES, Because.BUDGET_SHORTAGE),
    ),
    BudgetPosition.NEUTRAL: ((AskedOf.PROVIDER, Datum.FORECAST_QUARTERLY, Because.BUDGET_NEUTRAL),),
    BudgetPosition.SURPLUS: (
        (AskedOf.PROVIDER, Datum.FORECAST_QUARTERLY, Because.BUDGET_SURPLUS),
        (AskedOf.MUNICIPALITY, Datum.SPENDING_PLAN, Because.BUDGET_SURPLUS),
    ),
}
_BY_TASK: dict[tuple[TeamTask, bool], tuple[tuple[AskedOf, Datum], ...]] = {
    (TeamTask.PREVENTION, True): ((AskedOf.SOCIAL_TEAM, Datum.PREVENTION_COUNTED),),
    (TeamTask.INFORMATION, True): ((AskedOf.SOCIAL_TEAM, Datum.QUESTIONS_COUNTED),),
    (TeamTask.CLARIFICATION, True): ((AskedOf.SOCIAL_TEAM, Datum.CLARIFICATION_REPORT),),
    (TeamTask.CLARIFICATION, False): ((AskedOf.PROVIDER, Datum.INTAKE_REPORT),),
    (TeamTask.ACCESS, True): ((AskedOf.SOCIAL_TEAM, Datum.TEAM_DECISIONS),),
    (TeamTask.LIGHT_HELP, True): ((AskedOf.SOCIAL_TEAM, Datum.LIGHT_HELP_COUNTED),),
    (TeamTask.CASE_MANAGEMENT, True): (
        (AskedOf.PROVIDER, Datum.HANDING_BACK),
        (AskedOf.SOCIAL_TEAM, Datum.CASE_MANAGER_NAMED),
    ),
    (TeamTask.CASE_MANAGEMENT, False): (
        (AskedOf.PROVIDER, Datum.OWN_CASE_MANAGER),
        (AskedOf.PROVIDER, Datum.AFTERCARE),
    ),
}


def demanded(profile: Profile) -> tuple[Demand, ...]:
    """What data this way of working asks of whom, and why; ordered by whom it is asked of (D053).

    Of tasks that are not among ``profile.tasks`` nothing is known, and nothing is asked.
    """
    order = list(AskedOf)
    return tuple(sorted(_demands(profile), key=lambda demand: order.index(demand.of)))


def _demands(profile: Profile) -> Iterator[Demand]:
    yield Demand(AskedOf.PROVIDER, Datum.START_AND_END, Because.ALWAYS)
    for given in (
        *_BY_ACCESS[profile.access],
        *_BY_PRACTICE[profile.practice],
        *_BY_BUDGET[profile.budget],
    ):
        yield Demand(*given)
    if profile.pooling is not Pooling.NONE:
        yield Demand(AskedOf.MUNICIPALITY, Datum.COSTS_PER_LAW, Because.BUDGETS_POOLED)
    if profile.own_offer:
        yield Demand(AskedOf.MUNICIPALITY, Datum.OWN_HELP_COUNTED, Because.OWN_OFFER)
    for task in profile.tasks:
        why = Because.TEAM_DOES if task.done else Because.TEAM_DOES_NOT
        for of, what in _BY_TASK.get((task.task, task.done), ()):
            yield Demand(of, what, why, task.task)
        for code in task.not_bought if task.done else ():
            yield Demand(AskedOf.PROVIDER, Datum.NOT_DECLARED, why, task.task, code)
    for move in profile.moves:
        for of, what in (
            (AskedOf.PROVIDER, Datum.STAFF_CONCERNED),
            (AskedOf.SOCIAL_TEAM, Datum.TAKING_OVER),
            (AskedOf.MUNICIPALITY, Datum.VOLUME_MOVING),
        ):
            yield Demand(of, what, Because.MOVES, code=move.code)


@dataclass(frozen=True, slots=True)
class Bought:
    """A product that a municipality buys with the region: a code, or a category of two signs."""

    code: str
    category: str
    name: str
    source: str
    until: date | None = None
    """First day on which it is no longer bought; None: no end is known."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Bought, and done by the team or on its way to the first line as well (D062, D063).

    One of ``task`` and ``moves_on`` is filled; ``claimed`` is the code the municipality named.
    """

    bought: Bought
    claimed: str
    task: TeamTask | None = None
    moves_on: date | None = None


def covers(claimed: str, bought: Bought) -> bool:
    """Whether a code or category (two signs) touches what is bought (a code or a category)."""
    if len(claimed) == len(bought.code):
        return claimed == bought.code
    return claimed[:2] == bought.category


def overlaps(
    tasks: Iterable[Task], moves: Iterable[Move], bought: Sequence[Bought]
) -> tuple[Overlap, ...]:
    """What is bought although the team does it, or after the day on which it moves (D062, D063)."""
    found = [
        Overlap(product, code, task=task.task)
        for task in tasks
        if task.done
        for code in task.not_bought
        for product in bought
        if covers(code, product)
    ]
    found += [
        Overlap(product, move.code, moves_on=move.moves_on)
        for move in moves
        for product in bought
        if covers(move.code, product) and (product.until is None or product.until > move.moves_on)
    ]
    return tuple(sorted(found, key=lambda one: (one.bought.code, one.bought.source, one.claimed)))
