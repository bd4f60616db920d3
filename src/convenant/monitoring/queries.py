"""Money spent against what was agreed, from the sums kept with every batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from convenant.agreements.queries import CeilingInForce, ceilings_in_force
from convenant.core.actors import Actor
from convenant.core.depletion import Outlook, outlook
from convenant.core.norms import norm
from convenant.delivery import queries as delivery


@dataclass(frozen=True, slots=True)
class CeilingUse:
    """A ceiling, what was approved against it this year (cents) and when it runs out (D141)."""

    ceiling: CeilingInForce
    used: int
    outlook: Outlook

    @property
    def left(self) -> int:
        return self.ceiling.amount - self.used


@dataclass(frozen=True, slots=True)
class Spent:
    """What one provider was paid for one product in a year; cents, debit minus credit."""

    provider: str
    law: str
    code: str
    approved: int
    refused: int
    volume: int
    lines: int
    refused_lines: int


def spent(*, region: int, year: int, seen_by: Actor) -> list[Spent]:
    """Per provider (AGB) and product, by provider; a provider gets its own rows only."""
    rows = (
        delivery.spending(region=region, seen_by=seen_by)
        .filter(year=year)
        .values("provider", "law", "code")
        .annotate(
            sum_approved=Sum("approved"),
            sum_refused=Sum("refused"),
            sum_volume=Sum("volume"),
            sum_lines=Sum("lines"),
            sum_refused_lines=Sum("refused_lines"),
        )
        .order_by("provider", "law", "code")
    )
    return [
        Spent(
            row["provider"],
            row["law"],
            row["code"],
            row["sum_approved"],
            row["sum_refused"],
            row["sum_volume"],
            row["sum_lines"],
            row["sum_refused_lines"],
        )
        for row in rows
    ]


def ceiling_use(*, region: int, on: date, seen_by: Actor) -> list[CeilingUse]:
    """Every ceiling in force with its use this year, the fullest first.

    The pace counts whole months up to the last one declared, so that a month still to be declared
    does not slow it down. A collective ceiling counts all its parties, for everyone who shares it.
    """
    counting = _everything(seen_by)
    used: dict[tuple[str, str], int] = {}
    for row in spent(region=region, year=on.year, seen_by=counting):
        key = row.provider, row.code
        used[key] = used.get(key, 0) + row.approved
    months = delivery.last_month(region=region, year=on.year)
    until = date(on.year + 1, 1, 1)
    uses = []
    for ceiling in ceilings_in_force(region=region, on=on, seen_by=seen_by):
        total = sum(used.get((agb, code), 0) for agb in ceiling.agb for code in ceiling.codes)
        pace = outlook(ceiling=ceiling.amount, used=total, months=months, on=on, until=until)
        uses.append(CeilingUse(ceiling, total, pace))
    return sorted(uses, key=lambda use: (-use.outlook.share, use.ceiling.title, use.ceiling.name))


def ceilings_running_out(*, region: int, on: date, seen_by: Actor) -> list[CeilingUse]:
    """Ceilings used beyond the warning norm, or gone before the year is over at this pace."""
    warning = norm("ceiling_warning").on(on).value
    return [
        use
        for use in ceiling_use(region=region, on=on, seen_by=seen_by)
        if use.outlook.share >= warning or use.outlook.gone_on is not None
    ]


def total(*, region: int, year: int, seen_by: Actor) -> dict[str, int]:
    """Approved and refused cents of a year, over all the viewer may see."""
    sums = (
        delivery.spending(region=region, seen_by=seen_by)
        .filter(year=year)
        .aggregate(approved=Sum("approved"), refused=Sum("refused"))
    )
    return {name: value or 0 for name, value in sums.items()}


@dataclass(frozen=True, slots=True)
class MunicipalShare:
    """What one municipality had delivered in a year: approved cents, by how many providers, in how
    many products."""

    approved: int
    providers: int
    products: int


def by_municipality(*, region: int, year: int, seen_by: Actor) -> dict[str, MunicipalShare]:
    """The share of each municipality (CBS code) in what the viewer may see of a year (D051)."""
    rows = (
        delivery.spending(region=region, seen_by=seen_by)
        .filter(year=year)
        .values_list("municipality")
        .annotate(Sum("approved"), Count("provider", distinct=True), Count("code", distinct=True))
    )
    return {cbs: MunicipalShare(*shares) for cbs, *shares in rows}


def by_month(*, region: int, year: int, seen_by: Actor) -> dict[int, int]:
    """Approved cents per month of a year."""
    rows = (
        delivery.spending(region=region, seen_by=seen_by)
        .filter(year=year)
        .values_list("month")
        .annotate(Sum("approved"))
        .order_by("month")
    )
    return dict(rows)


def _everything(viewer: Actor) -> Actor:
    """Collective ceilings are counted over all parties, also when one of them looks: the total is
    shared knowledge of the parties (D141), the parts are not."""
    return (
        viewer if not viewer.provides else Actor(name="count", region=viewer.region, machine=True)
    )
