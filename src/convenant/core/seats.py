"""Who sits at the physical table and who speaks for whom (D042-D044)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class SizeClass(StrEnum):
    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A provider that could sit: its size class, turnover with the region (cents a year), and
    the products (codes) and municipalities (CBS codes) it works for."""

    provider: int
    size: SizeClass
    turnover: int = 0
    products: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Seats in order of choice, who each seat speaks for, and what is still missing."""

    seats: tuple[Candidate, ...]
    represents: Mapping[int, int]  # provider not seated -> seated provider
    missing: Mapping[SizeClass, int]


def propose_seats(
    candidates: Sequence[Candidate], *, per_class: Mapping[SizeClass, int], keep: Sequence[int] = ()
) -> Proposal:
    """Fill each class: whom the caller keeps first, then whoever covers most that is uncovered.

    Ties go to the larger turnover, then to the lower number, so that the same region always gives
    the same proposal. A class without enough candidates is reported in ``missing``.
    """
    seated: list[Candidate] = []
    covered: set[str] = set()
    for size, wanted in per_class.items():
        pool = [candidate for candidate in candidates if candidate.size is size]
        chosen = [candidate for candidate in pool if candidate.provider in keep][:wanted]
        for candidate in chosen:
            covered |= _reach(candidate)
        while len(chosen) < wanted and len(chosen) < len(pool):
            best = max(
                (candidate for candidate in pool if candidate not in chosen),
                key=lambda c: (len(_reach(c) - covered), c.turnover, -c.provider),
            )
            chosen.append(best)
            covered |= _reach(best)
        seated.extend(chosen)
    missing = {
        size: short
        for size, wanted in per_class.items()
        if (short := wanted - sum(candidate.size is size for candidate in seated)) > 0
    }
    return Proposal(tuple(seated), represent(candidates, seated), missing)


def represent(candidates: Sequence[Candidate], seated: Sequence[Candidate]) -> dict[int, int]:
    """One representative for everyone not seated: same size class where possible, then the most in
    common (products, municipalities), then whoever speaks for the fewest."""
    load: Counter[int] = Counter()
    at_table = {candidate.provider for candidate in seated}
    result: dict[int, int] = {}
    for candidate in candidates:
        if candidate.provider in at_table or not seated:
            continue
        peers = [seat for seat in seated if seat.size is candidate.size] or list(seated)
        best = max(
            peers,
            key=lambda seat: (
                len(_reach(seat) & _reach(candidate)) > 0,
                -load[seat.provider],
                len(_reach(seat) & _reach(candidate)),
                -seat.provider,
            ),
        )
        result[candidate.provider] = best.provider
        load[best.provider] += 1
    return result


def _reach(candidate: Candidate) -> frozenset[str]:
    return candidate.products | candidate.municipalities
