"""How many of those who may speak at the digital table did (D070)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from convenant.core.actors import Actor, Kind
from convenant.parties import queries as parties
from convenant.roundtables.models import AgendaItem, Meeting, RoundTable, Support
from convenant.roundtables.queries.contributions import visible_contributions


@dataclass(frozen=True, slots=True)
class Participation:
    """``spoke``: providers that said something or supported what another said, of the ``entitled``:
    every provider that takes part in the region, seated or not."""

    spoke: int
    entitled: int

    @property
    def share(self) -> Decimal:
        """From 0 to 1, to a tenth of a percent; 0 when nobody is entitled."""
        if not self.entitled:
            return Decimal(0)
        return (Decimal(self.spoke) / self.entitled).quantize(Decimal("0.001"))


def participation_at_item(item: AgendaItem, *, seen_by: Actor, on: date) -> Participation:
    """Of one item, of what the viewer may see."""
    region = item.meeting.table.region_id
    return participations({0: [item.pk]}, region=region, seen_by=seen_by, on=on)[0]


def participation_at_meeting(meeting: Meeting, *, seen_by: Actor, on: date) -> Participation:
    """Of all items of a meeting together."""
    items = list(AgendaItem.objects.filter(meeting=meeting).values_list("pk", flat=True))
    region = meeting.table.region_id
    return participations({0: items}, region=region, seen_by=seen_by, on=on)[0]


def participation_at_table(table: RoundTable, *, seen_by: Actor, on: date) -> Participation:
    """Of everything a table ever talked about."""
    items = list(AgendaItem.objects.filter(meeting__table=table).values_list("pk", flat=True))
    return participations({0: items}, region=table.region_id, seen_by=seen_by, on=on)[0]


def participations(
    groups: dict[int, Collection[int]] | dict[int, list[int]],
    *,
    region: int,
    seen_by: Actor,
    on: date,
) -> dict[int, Participation]:
    """For groups of items (by any number): who spoke there. Three queries for all groups."""
    entitled = set(
        parties.participants(region, kind=Kind.PROVIDER, on=on).values_list("pk", flat=True)
    )
    every = {item for items in groups.values() for item in items}
    said = visible_contributions(seen_by, region).filter(item__in=every, withdrawn_at__isnull=True)
    behind = Support.objects.filter(contribution__in=said.values("pk"))
    spoke = {
        *said.values_list("item", "organisation").distinct(),
        *behind.values_list("contribution__item", "organisation").distinct(),
    }
    return {
        group: Participation(
            len({who for item, who in spoke if item in set(items)} & entitled), len(entitled)
        )
        for group, items in groups.items()
    }
