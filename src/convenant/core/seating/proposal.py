"""Proposing seats: as many different things as possible at the table, then the figures (D043).

What the seats together cover comes first, each criterion by its weight and by the share of it that
is covered; among seats that cover as much, the figures decide, by their weights; what is then still
equal goes to the provider that came into the register first. The same facts give the same seats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from math import comb, lcm, prod

from convenant.core.seating.facts import Facts, Rules, seats_per_size
from convenant.core.seating.policies import Criterion, Shape
from convenant.core.seats import SizeClass

ALL_TRIED_BELOW = 20_000
"""With no more possible tables than this every one is looked at; else the best is searched for."""
FINE = 1_000_000
ROUNDS = 50
FORCED = 12
"""How many exchanges at the most, and how many providers are seated to try what follows."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A proposed provider and why: what nobody else at the table covers, what it was the first of
    the table to cover, and its place among its size class by each figure, as (place, of how many).
    """

    provider: int
    size: SizeClass | None
    alone: Mapping[Criterion, frozenset[str]]
    first: Mapping[Criterion, frozenset[str]]
    places: Mapping[Criterion, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class SeatProposal:
    """The seats, and how many are missing: per size class, or ``short`` of the total."""

    seats: tuple[Seat, ...]
    missing: Mapping[SizeClass, int]
    short: int


@dataclass(frozen=True, slots=True)
class _Table:
    """The question in numbers: of each candidate, bits for what it covers and a figure."""

    bits: Sequence[int]
    worth: Sequence[int]
    value: Callable[[int], int]


def propose(facts: Iterable[Facts], rules: Rules) -> SeatProposal:
    """The seats of a policy (D043, D044). Nobody fits a class: the seat is reported as missing."""
    pool = sorted(facts, key=lambda one: one.provider)
    wanted = seats_per_size(rules, pool)
    groups = {size: [at for at, one in enumerate(pool) if one.size is size] for size in wanted}
    seats = {size: min(count, len(groups[size])) for size, count in wanted.items()}
    table = _weigh(pool, rules)
    tables = prod(comb(len(groups[size]), count) for size, count in seats.items())
    find = _try_all if tables <= ALL_TRIED_BELOW else _search
    chosen = find(groups, seats, table)
    missing = {
        size: wanted[size] - count
        for size, count in seats.items()
        if size is not None and wanted[size] > count
    }
    return SeatProposal(
        explain([pool[at] for at in chosen], pool=pool, rules=rules),
        missing if rules.shape is Shape.PER_CLASS else {},
        max(rules.total - len(chosen), 0),
    )


def explain(seated: Sequence[Facts], *, pool: Sequence[Facts], rules: Rules) -> tuple[Seat, ...]:
    """Why each of these sits, also when a person put it there; in the order given."""
    covered: dict[Criterion, set[str]] = {}
    found = []
    for one in seated:
        others = [other for other in seated if other is not one]
        first, alone = {}, {}
        for criterion in rules.coverage:
            own = one.covers.get(criterion, frozenset())
            elsewhere = {key for o in others for key in o.covers.get(criterion, frozenset())}
            before = covered.setdefault(criterion, set())
            first[criterion], alone[criterion] = own - before, own - elsewhere
            before |= own
        places = {}
        for criterion in rules.figures:
            if criterion in one.figures:
                class_of = [o for o in pool if o.size is one.size and criterion in o.figures]
                ahead = sum(o.figures[criterion] > one.figures[criterion] for o in class_of)
                places[criterion] = (ahead + 1, len(class_of))
        found.append(Seat(one.provider, one.size, alone, first, places))
    return tuple(found)


def _weigh(pool: Sequence[Facts], rules: Rules) -> _Table:
    masks: dict[Criterion, int] = {}
    place: dict[tuple[Criterion, str], int] = {}
    for criterion in rules.coverage:
        keys = sorted({key for one in pool for key in one.covers.get(criterion, frozenset())})
        for key in keys:
            place[criterion, key] = 1 << len(place)
        masks[criterion] = sum(place[criterion, key] for key in keys)
    bits = [
        sum(
            place[criterion, key]
            for criterion in rules.coverage
            for key in one.covers.get(criterion, frozenset())
        )
        for one in pool
    ]
    # A criterion is worth its weight when all of it is covered, however many things it has.
    whole = lcm(*(mask.bit_count() for mask in masks.values() if mask))
    parts = [
        (mask, rules.coverage[criterion] * whole // mask.bit_count())
        for criterion, mask in masks.items()
        if mask
    ]
    top = {
        criterion: max((one.figures.get(criterion, 0) for one in pool), default=0)
        for criterion in rules.figures
    }
    worth = [
        sum(
            weight * one.figures.get(criterion, 0) * FINE // top[criterion]
            for criterion, weight in rules.figures.items()
            if top[criterion]
        )
        for one in pool
    ]

    def value(union: int) -> int:
        return sum((union & mask).bit_count() * unit for mask, unit in parts)

    return _Table(bits, worth, value)


def _try_all(
    groups: Mapping[SizeClass | None, list[int]], seats: Mapping[SizeClass | None, int], t: _Table
) -> list[int]:
    best: tuple[tuple[int, int], list[int]] | None = None
    for parts in product(*(combinations(groups[size], seats[size]) for size in seats)):
        table = [at for part in parts for at in part]
        score = _score(table, t)
        if best is None or score > best[0]:
            best = (score, table)
    return best[1] if best is not None else []


def _search(
    groups: Mapping[SizeClass | None, list[int]], seats: Mapping[SizeClass | None, int], t: _Table
) -> list[int]:
    """Seat by seat whoever adds most; then exchange seats while that helps, two at once where one
    alone does not bring what nobody at the table covers yet."""
    chosen: list[int] = []
    union = 0
    group_of = {at: size for size, group in groups.items() for at in group}
    left = {size: count for size, count in seats.items() if count}
    while left:
        able = (at for size in left for at in groups[size] if at not in chosen)
        best = max(able, key=lambda at: (t.value(union | t.bits[at]), t.worth[at], -at))
        chosen.append(best)
        union |= t.bits[best]
        size = group_of[best]
        left = {one: n - (one is size) for one, n in left.items() if n - (one is size)}
    for _round in range(ROUNDS):
        better = _exchange(chosen, groups, group_of, t, frozenset()) or _force(
            chosen, groups, group_of, t
        )
        if better is None:
            break
        chosen = better
    return sorted(chosen, key=lambda at: (list(seats).index(group_of[at]), at))


def _exchange(
    chosen: Sequence[int],
    groups: Mapping[SizeClass | None, list[int]],
    group_of: Mapping[int, SizeClass | None],
    t: _Table,
    stay: frozenset[int],
) -> list[int] | None:
    """The table after the one exchange that helps most, or None when none does."""
    sits = set(chosen)
    total = sum(t.worth[at] for at in chosen)
    best, found = _score(chosen, t), None
    for seat, out in enumerate(chosen):
        if out in stay:
            continue
        rest = 0
        for at in chosen:
            if at != out:
                rest |= t.bits[at]
        for new in groups[group_of[out]]:
            if new in sits:
                continue
            score = (t.value(rest | t.bits[new]), total - t.worth[out] + t.worth[new])
            if score > best:
                best, found = score, (seat, new)
    if found is None:
        return None
    seat, new = found
    return [*chosen[:seat], new, *chosen[seat + 1 :]]


def _force(
    chosen: Sequence[int],
    groups: Mapping[SizeClass | None, list[int]],
    group_of: Mapping[int, SizeClass | None],
    t: _Table,
) -> list[int] | None:
    """Seat somebody that covers what nobody at the table does, whom it costs, and mend the rest."""
    union = 0
    for at in chosen:
        union |= t.bits[at]
    score = _score(chosen, t)
    holders = [
        at for group in groups.values() for at in group if t.bits[at] & ~union and at not in chosen
    ]
    for new in holders[:FORCED]:
        for seat, out in enumerate(chosen):
            if group_of[out] is not group_of[new]:
                continue
            tried = [*chosen[:seat], new, *chosen[seat + 1 :]]
            mended = _exchange(tried, groups, group_of, t, frozenset({new}))
            if mended is not None and _score(mended, t) > score:
                return mended
    return None


def _score(table: Iterable[int], t: _Table) -> tuple[int, int]:
    union = worth = 0
    for at in table:
        union |= t.bits[at]
        worth += t.worth[at]
    return t.value(union), worth
