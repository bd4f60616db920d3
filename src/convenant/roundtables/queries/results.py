"""Reading results: for who takes part at the table (D084)."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from convenant.core.actors import Actor
from convenant.roundtables.models import (
    ResultContribution,
    ResultDefinition,
    ResultStance,
    ResultText,
    RoundTable,
)
from convenant.roundtables.queries.circles import BROUGHT, READABLE, SAID, takes_part, unheld


def results(table: RoundTable, *, seen_by: Actor) -> QuerySet[ResultDefinition]:
    """Results of a table with a text the viewer may read, newest first. That a party disputes is
    seen by all; its reason not while it is held up."""
    texts = ResultText.objects.filter(unheld(seen_by))
    stances = ResultStance.objects.select_related("organisation").order_by("id")
    found = (
        ResultDefinition.objects.filter(table=table)
        .filter(Exists(texts.filter(result=OuterRef("pk"))))
        .select_related("table")
        .prefetch_related(
            Prefetch(
                "texts",
                texts.select_related("organisation")
                .order_by("number")
                .prefetch_related(
                    Prefetch("stances", stances.filter(unheld(seen_by)), to_attr=SAID)
                ),
                to_attr=READABLE,
            ),
            Prefetch(
                "contributions",
                ResultContribution.objects.filter(unheld(seen_by))
                .select_related("organisation")
                .order_by("id"),
                to_attr=BROUGHT,
            ),
        )
        .order_by("-pk")
    )
    return found if takes_part(seen_by, table.region_id) else found.none()


def results_without_word(table: RoundTable, *, seen_by: Actor) -> list[ResultDefinition]:
    """Results about which the viewer's organisation did not say yet whether it agrees."""
    return [
        row
        for row in results(table, seen_by=seen_by)
        if all(one.organisation_id != seen_by.organisation for one in row.readable[-1].said)
    ]


def result(pk: int, *, seen_by: Actor) -> ResultDefinition:
    """Raises ResultDefinition.DoesNotExist for both "not there" and "not yours"."""
    found = ResultDefinition.objects.select_related("table").get(pk=pk)
    return results(found.table, seen_by=seen_by).get(pk=pk)
