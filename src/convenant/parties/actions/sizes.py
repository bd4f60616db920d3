"""How large a provider was on a reference date (D047)."""

from __future__ import annotations

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
