"""Proving what the seats cover: every size class, result, target group, area, product and provider
(D042-D044; practice A6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from convenant.core.seating.facts import Facts, Rules, seats_per_size
from convenant.core.seating.policies import COVERED, Criterion, Shape
from convenant.core.seats import SizeClass


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to cover: who at the table does, and who outside it could."""

    key: str
    at_table: tuple[int, ...]
    outside: tuple[int, ...]

    @property
    def covered(self) -> bool:
        return bool(self.at_table)


@dataclass(frozen=True, slots=True)
class SizeLine:
    """One size class (None: no size stated by the reference date): the seats the policy wants (None
    where it does not say), and who sits and is there."""

    size: SizeClass | None
    wanted: int | None
    at_table: tuple[int, ...]
    there: int

    @property
    def missing(self) -> int:
        return max((self.wanted or 0) - len(self.at_table), 0)

    @property
    def over(self) -> int:
        return 0 if self.wanted is None else max(len(self.at_table) - self.wanted, 0)


@dataclass(frozen=True, slots=True)
class Proof:
    """``voices``: provider not seated -> who speaks for it, None when nobody does. ``gone``: who
    was given a seat and takes part no more."""

    sizes: tuple[SizeLine, ...]
    lines: Mapping[Criterion, tuple[Line, ...]]
    voices: Mapping[int, int | None]
    seated: tuple[int, ...]
    gone: tuple[int, ...]

    def share(self, criterion: Criterion) -> Decimal | None:
        """Covered of all there is to cover, in percent with one decimal; None: nothing to cover."""
        lines = self.lines.get(criterion, ())
        return percentage(sum(line.covered for line in lines), len(lines))

    @property
    def sizes_share(self) -> Decimal | None:
        """Size classes that have providers and the seats the policy wants of them (or one)."""
        asked = [one for one in self.sizes if one.size is not None and (one.wanted or one.there)]
        return percentage(sum(bool(one.at_table) and not one.missing for one in asked), len(asked))

    @property
    def voices_share(self) -> Decimal | None:
        """Providers that sit or are spoken for, of all that take part."""
        spoken = sum(speaker is not None for speaker in self.voices.values())
        return percentage(len(self.seated) + spoken, len(self.seated) + len(self.voices))


def percentage(part: int, whole: int) -> Decimal | None:
    """Rounded down, so that 100 means everything."""
    if not whole:
        return None
    return (Decimal(part * 1000 // whole) / 10).quantize(Decimal("0.1"))


def prove(
    facts: Sequence[Facts],
    *,
    seated: Iterable[int],
    represents: Mapping[int, int],
    rules: Rules | None,
    universe: Mapping[Criterion, Sequence[str]],
) -> Proof:
    """Place everything there is to cover. ``universe`` names per criterion all that should be
    covered, in order; what no provider covers at all is in it too."""
    there = {one.provider: one for one in facts}
    asked = list(dict.fromkeys(seated))
    sits = [provider for provider in asked if provider in there]
    at_table = set(sits)
    strict = rules is not None and rules.shape is Shape.PER_CLASS
    wanted = seats_per_size(rules, facts) if rules is not None and strict else {}
    known: list[SizeClass | None] = [*SizeClass]
    if any(one.size is None for one in facts):
        known.append(None)
    sizes = tuple(
        SizeLine(
            size,
            wanted.get(size, 0) if strict else None,
            tuple(provider for provider in sits if there[provider].size is size),
            sum(one.size is size for one in facts),
        )
        for size in known
    )
    lines = {
        criterion: tuple(_line(criterion, key, facts, at_table) for key in universe[criterion])
        for criterion in COVERED
        if criterion in universe
    }
    voices = {
        one.provider: speaker if (speaker := represents.get(one.provider)) in at_table else None
        for one in facts
        if one.provider not in at_table
    }
    gone = tuple(provider for provider in asked if provider not in there)
    return Proof(sizes, lines, voices, tuple(sits), gone)


def _line(criterion: Criterion, key: str, facts: Sequence[Facts], at_table: set[int]) -> Line:
    able = [one.provider for one in facts if key in one.covers.get(criterion, frozenset())]
    return Line(
        key,
        tuple(provider for provider in able if provider in at_table),
        tuple(provider for provider in able if provider not in at_table),
    )
