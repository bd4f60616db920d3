"""What is known of a provider when seats are chosen, and by which rules they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from convenant.core.seating.policies import COVERED, FIGURES, Criterion, Shape
from convenant.core.seats import SizeClass


@dataclass(frozen=True, slots=True)
class Facts:
    """A provider on the reference date: its size class (None: not stated by then), its figures
    (turnover and turnover share both in cents a year, clients, half-days a year; absent: unknown)
    and what it covers, keys by criterion."""

    provider: int
    size: SizeClass | None = None
    figures: Mapping[Criterion, int] = field(default_factory=dict)
    covers: Mapping[Criterion, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rules:
    """A seat policy as values: ``per_class`` for a shape per class, else ``total``; ``weights`` of
    the criteria that count, 1 or more."""

    shape: Shape
    total: int
    per_class: Mapping[SizeClass, int] = field(default_factory=dict)
    weights: Mapping[Criterion, int] = field(default_factory=dict)

    @property
    def figures(self) -> Mapping[Criterion, int]:
        return {one: weight for one, weight in self.weights.items() if one in FIGURES}

    @property
    def coverage(self) -> Mapping[Criterion, int]:
        return {one: weight for one, weight in self.weights.items() if one in COVERED}


def covered_products(offered: Iterable[str], asked: Iterable[str]) -> frozenset[str]:
    """Which of the products asked for (codes, or categories of two signs) somebody delivers that
    offers these: a category stands for every code in it, and a code is something of its category.
    """
    codes = set(offered)
    categories = {code[:CATEGORY] for code in codes}
    return frozenset(
        one
        for one in asked
        if one in codes or one[:CATEGORY] in codes or (len(one) == CATEGORY and one in categories)
    )


CATEGORY = 2
"""Signs of a category of products."""


def seats_per_size(rules: Rules, pool: Sequence[Facts]) -> dict[SizeClass | None, int]:
    """How many seats each size class gets (None: providers without a size on the reference date).

    Per class: as the policy says, whoever there is. A total: in proportion to how many providers
    each class has, each at least one; about so many: evenly. A class never gets more than it has;
    what it leaves goes to the others.
    """
    if rules.shape is Shape.PER_CLASS:
        return {size: seats for size, seats in rules.per_class.items() if seats}
    there: dict[SizeClass | None, int] = {
        size: count
        for size in (*SizeClass, None)
        if (count := sum(one.size is size for one in pool))
    }
    given: dict[SizeClass | None, int] = dict.fromkeys(there, 0)
    for _seat in range(min(rules.total, len(pool))):
        given[_next(rules.shape, there, given)] += 1
    return given


def _next(
    shape: Shape, there: Mapping[SizeClass | None, int], given: Mapping[SizeClass | None, int]
) -> SizeClass | None:
    """The class whose turn it is: with the fewest seats, for a total for its number of providers
    (as parliamentary seats are dealt out, after Sainte-Laguë). Without a size comes last."""
    order = list(there)
    able = [size for size in order if given[size] < there[size]]

    def claim(size: SizeClass | None) -> tuple[bool, int, int]:
        if shape is Shape.ABOUT:
            return (size is not None, -given[size], -order.index(size))
        first = given[size] == 0
        # Compared as whole numbers: there / (2 given + 1), times what both sides share.
        share = there[size] * _scale(given) // (2 * given[size] + 1)
        return (first, share, -order.index(size))

    return max(able, key=claim)


def _scale(given: Mapping[SizeClass | None, int]) -> int:
    scale = 1
    for seats in given.values():
        scale *= 2 * seats + 1
    return scale
