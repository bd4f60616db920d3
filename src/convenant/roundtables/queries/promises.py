"""Reading the register of promises: for who takes part at the table (D201)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from convenant.core.actors import Actor
from convenant.core.alliance import PromiseOutcome
from convenant.roundtables.models import Promise, PromiseNote, RoundTable
from convenant.roundtables.queries.circles import READABLE, at_table, unheld


@dataclass(frozen=True, slots=True)
class Tally:
    """How one party keeps its promises; ``late`` are among the open ones."""

    party: str
    kept: int
    partly: int
    not_kept: int
    open: int
    late: int


def promises(table: RoundTable, *, seen_by: Actor) -> QuerySet[Promise]:
    """Promises at a table, by day."""
    return (
        at_table(Promise.objects.filter(table=table), seen_by, table.region_id)
        .select_related("promiser", "receiver", "meeting", "item", "table")
        .prefetch_related(
            Prefetch(
                "notes",
                PromiseNote.objects.filter(unheld(seen_by))
                .select_related("organisation")
                .order_by("id"),
                to_attr=READABLE,
            )
        )
        .order_by("due_on", "pk")
    )


def promise(pk: int, *, seen_by: Actor) -> Promise:
    """Raises Promise.DoesNotExist for both "not there" and "not yours"."""
    found = Promise.objects.select_related("table").get(pk=pk)
    return promises(found.table, seen_by=seen_by).get(pk=pk)


def promise_tallies(table: RoundTable, *, on: date, seen_by: Actor) -> list[Tally]:
    """Per party how it keeps its promises, by name."""
    counted: Mapping[str, Q] = {
        "kept": Q(outcome=PromiseOutcome.KEPT),
        "partly": Q(outcome=PromiseOutcome.PARTLY),
        "not_kept": Q(outcome=PromiseOutcome.NOT_KEPT),
        "open": Q(outcome=PromiseOutcome.OPEN),
        "late": Q(outcome=PromiseOutcome.OPEN, due_on__lt=on),
    }
    rows: Any = (
        at_table(Promise.objects.filter(table=table), seen_by, table.region_id)
        .order_by()
        .values("promiser__name")
        .annotate(**{f"n_{name}": Count("pk", filter=where) for name, where in counted.items()})
        .order_by("promiser__name")
    )
    return [Tally(row["promiser__name"], *(row[f"n_{name}"] for name in counted)) for row in rows]


def own_promises(*, seen_by: Actor) -> QuerySet[Promise]:
    """Open promises the viewer's organisation made or was made, soonest first."""
    mine = Q(promiser=seen_by.organisation) | Q(receiver=seen_by.organisation)
    found = Promise.objects.filter(mine, outcome=PromiseOutcome.OPEN, table__region=seen_by.region)
    if seen_by.organisation is None:
        return found.none()
    return (
        found.filter(unheld(seen_by))
        .select_related("table", "promiser", "receiver")
        .order_by("due_on", "pk")
    )
