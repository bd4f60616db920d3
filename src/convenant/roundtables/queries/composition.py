"""Reading who takes part in a development table, and whether that is enough (D085)."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from convenant.core.actors import Actor
from convenant.core.findings import Finding
from convenant.core.method.development import Acquaintance, Ground
from convenant.parties.models import Organisation, ServiceYear, SizeStatement
from convenant.roundtables import permissions
from convenant.roundtables.contracted import contracted
from convenant.roundtables.models import RoundTable, TableMember

YEARS_BACK = 1
"""Served in the year of the reference date or this many years before it: existing."""


def members(table: RoundTable, *, on: date, seen_by: Actor) -> QuerySet[TableMember]:
    """Who takes part on a day. For who takes part in the region."""
    found = permissions.members_on(table, on=on)
    if not _takes_part(table, seen_by):
        found = found.none()
    return found.select_related("provider").order_by("group", "provider__name", "name", "pk")


def former_members(table: RoundTable, *, on: date, seen_by: Actor) -> QuerySet[TableMember]:
    """Who no longer takes part, the latest first. For who takes part in the region."""
    found = TableMember.objects.filter(table=table, valid_before__lte=on)
    if not _takes_part(table, seen_by):
        found = found.none()
    return found.select_related("provider").order_by("-valid_before", "pk")


def member(pk: int, *, seen_by: Actor) -> TableMember:
    """Raises TableMember.DoesNotExist for both "not there" and "not yours"."""
    return TableMember.objects.select_related("table", "provider").get(
        pk=pk, table__region=seen_by.region
    )


def composition_lacks(table: RoundTable, *, on: date) -> list[Finding]:
    """What the table lacks on a day. Public: whether a table is valid is no secret."""
    return permissions.composition_findings(table, on=on)


def acquaintance(
    provider: Organisation, table: RoundTable, *, on: date
) -> tuple[Acquaintance, Ground]:
    """Whether a provider was existing or new for the region on a day, and on what that rests:
    residents it served that year or the year before, a sub-agreement it is bound by, or turnover
    with the region. Public: it is shown with the composition."""
    served = ServiceYear.objects.filter(
        provider=provider,
        municipality__participations__region=table.region_id,
        year__gte=on.year - YEARS_BACK,
        year__lte=on.year,
    )
    if served.exists():
        return Acquaintance.EXISTING, Ground.SERVED
    if contracted(provider.pk, region=table.region_id, on=on):
        return Acquaintance.EXISTING, Ground.CONTRACTED
    size = (
        SizeStatement.objects.filter(provider=provider, measured_on__lte=on)
        .order_by("-measured_on")
        .first()
    )
    if size is not None and size.turnover > 0:
        return Acquaintance.EXISTING, Ground.TURNOVER
    return Acquaintance.NEW, Ground.NOTHING_KNOWN


def _takes_part(table: RoundTable, viewer: Actor) -> bool:
    return viewer.machine or (viewer.region == table.region_id and (viewer.buys or viewer.provides))
