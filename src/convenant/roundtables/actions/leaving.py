"""A provider or municipality leaves the region, and with it the tables (D042)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.seats import ChosenBy
from convenant.parties import actions as parties
from convenant.parties.models import Organisation, Participation, Region
from convenant.roundtables.actions.following import follow
from convenant.roundtables.actions.representation import change
from convenant.roundtables.models import RoundTable, TableRepresentation, TableSeat


@transaction.atomic
def leave_region(
    *, region: Region, organisation: Organisation, on: date, by: Actor, at: datetime
) -> Participation:
    """Take no part in the region from a day on. Its seats end that day; those it spoke for are
    left without a voice from then on, listed as uncovered and told (D042)."""
    left = parties.leave(region=region, organisation=organisation, on=on, by=by, at=at)
    for table in RoundTable.objects.select_for_update().filter(region=region).order_by("pk"):
        sat = _end_seat(table, organisation, on=on, by=by, at=at)
        voices = TableRepresentation.objects.filter(
            Q(speaker=organisation) | Q(provider=organisation),
            Q(valid_before__isnull=True)
            | Q(valid_before__gt=on) & Q(valid_before__gt=F("valid_from")),
            table=table,
        )
        silenced = set(voices.values_list("provider", flat=True))
        if silenced:
            change(
                table=table,
                speakers={},
                without=silenced,
                since=on,
                why="",
                chosen_by=ChosenBy.SPEAKER_LEFT,
                by=by,
                at=at,
            )
        elif sat:
            follow(table=table, by=by, at=at)
    return left


def _end_seat(
    table: RoundTable, organisation: Organisation, *, on: date, by: Actor, at: datetime
) -> bool:
    sitting = TableSeat.objects.filter(
        Q(valid_before__isnull=True) | Q(valid_before__gt=on), table=table, provider=organisation
    )
    # A seat taken after that day never was: it keeps a period without a day.
    ended = sitting.filter(valid_from__gt=on).update(
        valid_before=F("valid_from"), ended_by=by.label
    )
    ended += sitting.filter(valid_from__lte=on).update(valid_before=on, ended_by=by.label)
    if ended:
        audit.record(
            event=EventType.SEAT_LEFT,
            subject=f"table:{table.slug}",
            by=by,
            at=at,
            data={"shared": True, "provider": organisation.slug},
        )
    return bool(ended)
