"""Rules about round tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from convenant.core.agenda import TableKind
from convenant.core.findings import Finding, Severity
from convenant.core.norms import DatedValue
from convenant.core.seats import Chooser, SizeClass

PREPARED = frozenset({TableKind.NEGOTIATION, TableKind.DEVELOPMENT, TableKind.EVALUATION})
"""Kinds of table that the working group prepares before each meeting (D067; S4:255)."""


@dataclass(frozen=True, slots=True)
class YearPlan:
    """Physical meetings of one calendar year: held so far and still planned."""

    year: int
    held: int
    planned: int


@dataclass(frozen=True, slots=True)
class SeatPlan:
    """Seats per size class and how many providers nobody represents."""

    seats: Mapping[SizeClass, int]
    uncovered: int


def meetings_reachable(plan: YearPlan, norm: DatedValue) -> list[Finding]:
    """Warn when even the planned meetings do not reach the norm of the year (D066; S0:23)."""
    reachable = plan.held + plan.planned
    if reachable >= norm.value:
        return []
    return [
        Finding(
            "meetings_below_norm",
            Severity.WARNS,
            norm.source,
            {"reachable": reachable, "norm": int(norm.value), "year": plan.year},
        )
    ]


def seats_balanced(
    plan: SeatPlan, norm: DatedValue, *, wanted: Mapping[SizeClass, int] | None = None
) -> list[Finding]:
    """Report each size class that has not exactly its seats (D043; S4:39) and how many providers
    nobody speaks for (D042). ``wanted``: what the table's own seat policy says, 0 or absent where
    it says nothing of a class; None: every class as the norm."""
    asked = dict.fromkeys(SizeClass, int(norm.value)) if wanted is None else wanted
    findings = [
        Finding(
            "seats_missing",
            Severity.WARNS,
            norm.source,
            {"size": size.value, "seats": plan.seats.get(size, 0), "norm": asked[size]},
        )
        for size in SizeClass
        if plan.seats.get(size, 0) < asked.get(size, 0)
    ]
    findings += [
        Finding(
            "seats_over",
            Severity.INFORMS,
            norm.source,
            {"size": size.value, "seats": plan.seats[size], "norm": asked[size]},
        )
        for size in SizeClass
        if size in asked and plan.seats.get(size, 0) > asked[size]
    ]
    if plan.uncovered:
        findings.append(
            Finding("providers_uncovered", Severity.WARNS, "S0:39", {"count": plan.uncovered})
        )
    return findings


def seats_chosen(unchosen: Mapping[Chooser, int]) -> list[Finding]:
    """Report for each of the two choosers how many seats wait for its choice (D045; S4:253)."""
    return [
        Finding("seat_unchosen", Severity.WARNS, "S4:253", {"chooser": who.value, "count": count})
        for who, count in unchosen.items()
        if count
    ]


def agenda_open_long_enough(opened: date, meeting: date, norm: DatedValue) -> list[Finding]:
    """Warn when the digital table opens too shortly before the physical one (D071; S4:254)."""
    days = (meeting - opened).days
    if days >= norm.value:
        return []
    return [
        Finding(
            "agenda_opened_late",
            Severity.WARNS,
            norm.source,
            {"days": days, "norm": int(norm.value)},
        )
    ]
