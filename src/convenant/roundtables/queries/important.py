"""Reading who must not be missed at a table (D075)."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from convenant.core.actors import Actor
from convenant.parties import queries as parties
from convenant.roundtables.models import ImportantParty, RoundTable
from convenant.roundtables.queries.meetings import inside_buyer


def important(table: RoundTable, *, on: date, seen_by: Actor) -> QuerySet[ImportantParty]:
    """The important existing providers of a table on a day, by name, with why; of a provider that
    looks only its own mark."""
    found = ImportantParty.objects.filter(parties.holds_on(on), table=table)
    if not inside_buyer(seen_by, table.region_id):
        found = found.filter(provider=seen_by.organisation, table__region=seen_by.region)
    return found.select_related("provider").order_by("provider__name")
