"""Giving and withdrawing mandates."""

from __future__ import annotations

from datetime import date, datetime

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.parties import permissions
from convenant.parties.models import Mandate, Organisation, Region


def give_mandate(
    *,
    region: Region,
    giver: Organisation,
    holder: Organisation,
    since: date,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Let one municipality act for another in this region from a day on (D036)."""
    permissions.may_administer(by).require()
    mandate = Mandate.objects.create(region=region, giver=giver, holder=holder, valid_from=since)
    audit.record(
        event=EventType.MANDATE_GIVEN,
        subject=f"organisation:{giver.slug}",
        by=by,
        at=at,
        data={"holder": holder.slug, "since": since.isoformat()},
    )
    return mandate
