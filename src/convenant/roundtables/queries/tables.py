"""Reading tables. Agendas are public once published; remarks are for those who take part."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from convenant.core.actors import Actor
from convenant.roundtables.models import (
    Meeting,
    RoundTable,
)
from convenant.roundtables.queries.agenda import seen_items


def tables(*, region: int) -> QuerySet[RoundTable]:
    """All tables of a region. That a table exists is public."""
    return RoundTable.objects.filter(region=region).select_related("document").order_by("name")


def table(slug: str, *, region: int) -> RoundTable:
    """Raises RoundTable.DoesNotExist."""
    return tables(region=region).get(slug=slug)


def names(
    *, items: Collection[int], meetings_held: Collection[int], seen_by: Actor
) -> dict[tuple[str, int], str]:
    """What items and meetings are called, by kind ("item", "meeting") and number: the title, and
    the table it met at. Only those of the viewer's own region."""
    titles = seen_items(seen_by, seen_by.region or 0).filter(pk__in=items)
    tables_met = Meeting.objects.filter(pk__in=meetings_held, table__region=seen_by.region)
    return {
        **{("item", pk): title for pk, title in titles.values_list("pk", "title")},
        **{("meeting", pk): name for pk, name in tables_met.values_list("pk", "table__name")},
    }


def table_by_number(pk: int) -> RoundTable:
    """For workers, whose tasks name a table by number. Raises RoundTable.DoesNotExist. Public."""
    return RoundTable.objects.select_related("region").get(pk=pk)
