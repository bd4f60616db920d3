"""Reading freedoms: for who takes part at the table, so that all know the same (D081)."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from convenant.core.actors import Actor
from convenant.roundtables.models import Freedom, FreedomReview, RoundTable
from convenant.roundtables.queries.circles import READABLE, at_table, takes_part, unheld


def freedoms(table: RoundTable, *, seen_by: Actor) -> QuerySet[Freedom]:
    """Freedoms at a table with ``readable`` reviews: running ones first, by review day."""
    return (
        at_table(Freedom.objects.filter(table=table), seen_by, table.region_id)
        .select_related("party", "table", "organisation")
        .prefetch_related(
            Prefetch(
                "reviews",
                FreedomReview.objects.filter(unheld(seen_by)).order_by("id"),
                to_attr=READABLE,
            )
        )
        .order_by("ended_at", "review_on", "pk")
    )


def freedom(pk: int, *, seen_by: Actor) -> Freedom:
    """Raises Freedom.DoesNotExist for both "not there" and "not yours"."""
    found = Freedom.objects.select_related("table").get(pk=pk)
    return freedoms(found.table, seen_by=seen_by).get(pk=pk)


def unreviewed(*, region: int, on: date, seen_by: Actor) -> QuerySet[Freedom]:
    """Running freedoms whose review day has come or passed, oldest first."""
    found = Freedom.objects.filter(
        table__region=region, ended_at__isnull=True, review_on__lte=on, held=False
    ).select_related("table", "party")
    return found.order_by("review_on") if takes_part(seen_by, region) else found.none()
