"""Who sits at the physical table, who chose that, and who speaks for whom (D042-D045)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class SizeClass(StrEnum):
    LARGE = "large"
    MEDIUM = "medium"
    SMALL = "small"


class Chooser(StrEnum):
    """The two that choose together who sits at a table (D045)."""

    PURCHASER = "purchaser"
    SOCIAL_TEAM = "social_team"


class ChosenBy(StrEnum):
    """Who said that one provider speaks for another, or what ended it."""

    REGION = "region"
    PROVIDER = "provider"  # the represented provider itself
    FIRST_MEETING = "first_meeting"  # as the first meeting of the table was planned
    TOOK_SEAT = "took_seat"  # nobody: the provider sits itself from now on
    SPEAKER_LEFT = "speaker_left"  # nobody: who spoke for it left the table


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


@dataclass(frozen=True, slots=True)
class Coverage:
    """Everyone that takes part: at the table, spoken for (provider -> speaker), or neither."""

    seated: frozenset[int]
    represented: Mapping[int, int]
    uncovered: tuple[int, ...]

    @property
    def ratio(self) -> Decimal | None:
        """Providers with a voice for each representative, the representatives among them: 170 with
        35 representatives is 4.9 (D042). None when nobody sits. Rounded to one decimal."""
        if not self.seated:
            return None
        voices = len(self.seated) + len(self.represented)
        return (Decimal(voices) / len(self.seated)).quantize(Decimal("0.1"))


def coverage(
    taking_part: Collection[int], *, seated: Collection[int], represents: Mapping[int, int]
) -> Coverage:
    """Place everyone that takes part (D042). Whoever sits speaks for itself; a word for somebody by
    one that does not sit does not count. ``uncovered`` keeps the order of ``taking_part``."""
    present = set(taking_part)
    at_table = frozenset(present & set(seated))
    represented = {
        provider: speaker
        for provider, speaker in represents.items()
        if provider in present and provider not in at_table and speaker in at_table
    }
    left = (one for one in taking_part if one not in at_table and one not in represented)
    return Coverage(at_table, represented, tuple(left))


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


def represent(
    candidates: Sequence[Candidate],
    seated: Sequence[Candidate],
    *,
    keep: Mapping[int, int] | None = None,
) -> dict[int, int]:
    """One representative for everyone not seated: same size class where possible, then somebody
    with something in common (products, municipalities), then whoever speaks for the fewest, then
    the most in common. ``keep`` are representatives that stay as they are while they sit."""
    at_table = {candidate.provider for candidate in seated}
    kept = {
        provider: speaker
        for provider, speaker in (keep or {}).items()
        if speaker in at_table and provider not in at_table
    }
    load: Counter[int] = Counter(kept.values())
    peers_of = {
        size: [seat for seat in seated if seat.size is size] or list(seated) for size in SizeClass
    }
    reach_of = {seat.provider: _reach(seat) for seat in seated}
    result: dict[int, int] = {}
    for candidate in candidates:
        if candidate.provider in at_table or not seated:
            continue
        if candidate.provider in kept:
            result[candidate.provider] = kept[candidate.provider]
            continue
        reach = _reach(candidate)
        ranked = (
            (shared > 0, -load[seat.provider], shared, -seat.provider)
            for seat in peers_of[candidate.size]
            for shared in (len(reach_of[seat.provider] & reach),)
        )
        best = -max(ranked)[-1]
        result[candidate.provider] = best
        load[best] += 1
    return result


def _reach(candidate: Candidate) -> frozenset[str]:
    return candidate.products | candidate.municipalities
