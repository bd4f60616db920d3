"""How large a provider was on a reference date (D047)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.parties import permissions
from convenant.parties.models import Organisation, Participation, Region, SizeStatement


@transaction.atomic
def state_size(
    *,
    region: Region,
    provider: Organisation,
    measured_on: date,
    size: SizeClass,
    turnover: int,
    by: Actor,
    at: datetime,
    clients: int | None = None,
    staff: Decimal | None = None,
) -> SizeStatement:
    """State the size on a reference date; a second statement for the same date replaces it.

    ``turnover`` in cents a year, ``staff`` in full-time equivalents.
    """
    permissions.may_administer_region(by, region).require()
    if not Participation.objects.filter(region=region, organisation=provider).exists():
        raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": provider.name})
    if turnover < 0 or (clients or 0) < 0 or (staff or 0) < 0 or measured_on > at.date():
        raise Refused(Reason.SIZE_INVALID)
    statement, _made = SizeStatement.objects.update_or_create(
        provider=provider,
        measured_on=measured_on,
        defaults={"size": size.value, "turnover": turnover, "clients": clients, "staff": staff},
    )
    audit.record(
        event=EventType.SIZE_STATED,
        subject=f"organisation:{provider.slug}",
        by=by,
        at=at,
        data={"on": measured_on.isoformat(), "size": size.value, "turnover": turnover},
    )
    return statement


@transaction.atomic
def state_half_days(
    *, region: Region, half_days: Mapping[int, int], measured_on: date, by: Actor, at: datetime
) -> int:
    """State how many half-days (dagdelen) a year providers deliver (provider -> number), on a
    reference date on which their size was stated; a second time replaces it. Gives how many."""
    permissions.may_administer_region(by, region).require()
    if any(number < 0 for number in half_days.values()) or measured_on > at.date():
        raise Refused(Reason.SIZE_INVALID)
    here = Participation.objects.filter(region=region, organisation__in=list(half_days))
    rows = list(
        SizeStatement.objects.select_for_update().filter(
            provider__in=here.values("organisation"), measured_on=measured_on
        )
    )
    if len(rows) != len(half_days):
        raise Refused(Reason.NO_SIZE_ON_DAY)
    for row in rows:
        row.half_days = half_days[row.provider_id]
    SizeStatement.objects.bulk_update(rows, ["half_days"])
    audit.record(
        event=EventType.HALF_DAYS_STATED,
        subject=f"region:{region.slug}",
        by=by,
        at=at,
        data={"on": measured_on.isoformat(), "providers": len(rows)},
    )
    return len(rows)
