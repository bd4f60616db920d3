"""Rules about agreements."""

from __future__ import annotations

from dataclasses import dataclass

from convenant.core.findings import Finding, Severity
from convenant.core.terms import Terms

BASIS_TOPICS = (
    "communication",
    "consultation",
    "decisions",
    "quality",
    "joining",
    "sanctions",
)
"""The six subjects every basic agreement must settle (D002; S0:17, S0:23, S0:33)."""


@dataclass(frozen=True, slots=True)
class BasisText:
    """Which obligatory subjects have an article, and the terms (there should be no prices)."""

    topics: frozenset[str]
    terms: Terms


def basis_complete(text: BasisText) -> list[Finding]:
    """Block a basic agreement that leaves an obligatory subject open (D002)."""
    return [
        Finding("basis_topic_missing", Severity.BLOCKS, "S0:17 (D002)", {"topic": topic})
        for topic in BASIS_TOPICS
        if topic not in text.topics
    ]


def basis_without_prices(text: BasisText) -> list[Finding]:
    """Warn when products or prices stand in the basic agreement (D005; S1:130)."""
    if not text.terms.products:
        return []
    return [Finding("basis_has_prices", Severity.WARNS, "S1:130 (D005)")]


def sub_complete(terms: Terms, parties: int) -> list[Finding]:
    """Block a sub-agreement without effect, budget, parties or conditions (D003; S0:17)."""
    lacking = {
        "effect": not terms.effects,
        "budget": bool(terms.effects) and not any(effect.budget for effect in terms.effects),
        "parties": parties == 0,
        "conditions": terms.duration is None or not terms.products,
    }
    return [
        Finding("sub_lacks", Severity.BLOCKS, "S0:17 (D003)", {"what": what})
        for what, absent in lacking.items()
        if absent
    ]
