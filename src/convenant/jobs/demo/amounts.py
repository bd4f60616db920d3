"""How high the ceilings are: chosen so that some come in sight this year, as in a real region."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from convenant.core.terms import Scope
from convenant.exchange.istandaarden.generator import Generated
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.content import CeilingPlan, Story

_LINE = re.compile(
    rb"<[^<>]*ProductCode>([^<]+)<.*?<[^<>]*IngediendBedrag>\s*<[^<>]*Bedrag>(\d+)<", re.DOTALL
)
_ABOVE, _NEAR, _TIGHT = Decimal("1.04"), Decimal("0.93"), Decimal("0.88")
_ROOM = Decimal("1.2")
_STEP = 500_000  # ceilings are agreed in steps of 5,000 euro
_LEAST = 10_000_000


@dataclass(frozen=True, slots=True)
class Declared:
    """Cents declared per provider (AGB), code and year; ``months`` of this year are in it."""

    cents: Mapping[tuple[str, str, int], int]
    year: int
    months: int


def declared(files: Iterable[Generated], calendar: Calendar) -> Declared:
    """Add up what the messages declare. In January the year just ended counts."""
    cents: Counter[tuple[str, str, int]] = Counter()
    for file in files:
        if file.month is None:
            continue
        for code, amount in _LINE.findall(file.data):
            cents[file.provider, code.decode(), file.month.year] += int(amount)
    months = calendar.today.month - 1
    return Declared(cents, calendar.today.year - (months == 0), months or 12)


def ceilings_of(story: Story, found: Declared) -> dict[str, int]:
    """The amount of each ceiling of an agreement, in cents a year, by its key."""
    return {plan.term.key: _amount(plan, story, found) for plan in story.ceilings}


def _amount(plan: CeilingPlan, story: Story, found: Declared) -> int:
    now, before = _most(plan, story, found, found.year), _most(plan, story, found, found.year - 1)
    whole_year = max(Decimal(now) * 12 / found.months, Decimal(before))
    wanted = {
        "above": max(now / _ABOVE, before * Decimal("0.8")),
        # A hard ceiling that was too low last year would have refused good care.
        "near": max(now / _NEAR, before * Decimal("1.01")),
        "tight": max(now / _TIGHT, before * Decimal("0.8")),
        "room": whole_year * _ROOM,
    }[plan.share]
    return max(int(wanted / _STEP) * _STEP, _LEAST)


def _most(plan: CeilingPlan, story: Story, found: Declared, year: int) -> int:
    """What the ceiling counts in a year: all together, or the provider that declares most."""
    codes = {plan.term.code} if plan.term.code else {term.code for term in story.products}
    per_provider: Counter[str] = Counter()
    for (provider, code, of_year), cents in found.cents.items():
        if of_year == year and code in codes:
            per_provider[provider] += cents
    if plan.term.scope == Scope.COLLECTIVE:
        return per_provider.total()
    return max(per_provider.values(), default=0)
