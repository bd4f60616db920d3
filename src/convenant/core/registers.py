"""A municipality's own registers: on whom it depends, whom it invites, who stands where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

HUNDRED = Decimal(100)


class DependencyReason(StrEnum):
    """Why a municipality talks to a provider in person (D048)."""

    DEPENDS_ON_US = "depends_on_us"
    WE_DEPEND_ON_IT = "we_depend_on_it"
    OTHER = "other"


class Position(StrEnum):
    """Where a stakeholder stands (D228)."""

    CARRIES = "carries"
    SUPPORTS = "supports"
    NEUTRAL = "neutral"
    DOUBTS = "doubts"
    OPPOSES = "opposes"


class ShareSource(StrEnum):
    """Where the two amounts of a proposed share come from."""

    OWN_SPENDING = "own_spending"  # what this municipality paid, from judged declarations
    REGION_BUDGET = "region_budget"  # what the whole region paid, from the imported history


@dataclass(frozen=True, slots=True)
class ProposedShare:
    """A share that a person may take over or overrule, with its sum: ``part`` of ``whole``, in
    cents, in ``year``."""

    percent: Decimal
    part: int
    whole: int
    year: int
    source: ShareSource


def proposed_share(
    part: int, whole: int, *, year: int, source: ShareSource
) -> ProposedShare | None:
    """What part of a whole is, in percents with two decimals; never above 100 (D048).

    Amounts in cents. None where there is nothing to divide by, or nothing was paid: silence is no
    figure.
    """
    if whole <= 0 or part <= 0:
        return None
    percent = (Decimal(part) * HUNDRED / Decimal(whole)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return ProposedShare(min(percent, HUNDRED), part, whole, year, source)


@dataclass(frozen=True, slots=True)
class Criteria:
    """Whom an invitation list is made of: these reasons, from these shares on, in percents.

    The first share is asked of who depends on us, the second of whom we depend on; who stands in
    the register for another reason is chosen by that alone (D049; S1:138, S1:194).
    """

    reasons: frozenset[DependencyReason]
    least_of_turnover: Decimal = Decimal(0)
    least_of_volume: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Depends:
    """One line of the register, as the criteria see it. Percents; None: not known."""

    reason: DependencyReason
    share_of_turnover: Decimal | None
    share_of_volume: Decimal | None


def is_chosen(line: Depends, criteria: Criteria) -> bool:
    """Whether a line of the register belongs on the invitation list (D049)."""
    if line.reason not in criteria.reasons:
        return False
    if line.reason is DependencyReason.DEPENDS_ON_US:
        return (line.share_of_turnover or Decimal(0)) >= criteria.least_of_turnover
    if line.reason is DependencyReason.WE_DEPEND_ON_IT:
        return (line.share_of_volume or Decimal(0)) >= criteria.least_of_volume
    return True


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one stakeholder stands; influence from 1, little, to 5, great."""

    name: str
    position: Position
    influence: int


INFLUENCES = (5, 4, 3, 2, 1)


def power_map(
    standings: Collection[Standing],
) -> tuple[tuple[int, tuple[tuple[str, ...], ...]], ...]:
    """Names by influence (greatest first) and position (from carrying to opposing) (D228)."""
    return tuple(
        (
            influence,
            tuple(
                tuple(
                    sorted(
                        one.name
                        for one in standings
                        if one.influence == influence and one.position is position
                    )
                )
                for position in Position
            ),
        )
        for influence in INFLUENCES
    )
