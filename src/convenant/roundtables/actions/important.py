"""Who must not be missed when a table negotiates plenary (D075)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.models import ImportantParty, RoundTable


@transaction.atomic
def mark_important(
    *, table: RoundTable, provider: Organisation, why: str, by: Actor, at: datetime
) -> ImportantParty:
    """From today this provider belongs to the most important existing ones of the table."""
    permissions.may_mark_important(by, table).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    today = day_of(at)
    present = parties.participants(table.region_id, kind=Kind.PROVIDER, on=today)
    if not present.filter(pk=provider.pk).exists():
        raise Refused(Reason.DOES_NOT_TAKE_PART, {"name": provider.name})
    if ImportantParty.objects.filter(
        table=table, provider=provider, valid_before__isnull=True
    ).exists():
        raise Refused(Reason.ALREADY_IMPORTANT, {"provider": provider.name})
    marked = ImportantParty.objects.create(
        table=table,
        provider=provider,
        why=why.strip(),
        valid_from=today,
        marked_at=at,
        marked_by=by.label,
    )
    audit.record(
        event=EventType.IMPORTANT_MARKED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"provider": provider.slug},
    )
    return marked


@transaction.atomic
def end_important(
    *, table: RoundTable, provider: Organisation, by: Actor, at: datetime
) -> ImportantParty:
    """From today the table can do without this provider."""
    permissions.may_mark_important(by, table).require()
    found = (
        ImportantParty.objects.select_for_update()
        .filter(table=table, provider=provider, valid_before__isnull=True)
        .first()
    )
    if found is None:
        raise Refused(Reason.NOT_IMPORTANT, {"provider": provider.name})
    found.valid_before, found.ended_by = day_of(at), by.label
    found.save(update_fields=["valid_before", "ended_by"])
    audit.record(
        event=EventType.IMPORTANT_ENDED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"provider": provider.slug},
    )
    return found
