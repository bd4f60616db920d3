"""Saying who takes part in a development table (D085)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.method.development import Acquaintance, Ground, Group
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import queries as parties
from convenant.parties.models import Organisation
from convenant.roundtables import permissions, queries
from convenant.roundtables.models import RoundTable, TableMember


@transaction.atomic
def add_member(
    *,
    table: RoundTable,
    group: Group,
    name: str = "",
    role: str = "",
    provider: Organisation | None = None,
    known: Acquaintance | None = None,
    why: str = "",
    since: date,
    by: Actor,
    at: datetime,
) -> TableMember:
    """Somebody takes part in a development table from a day on. Whether a provider is existing or
    new for the region follows from where it worked on that day; ``known`` says otherwise, with
    ``why``. Of a user a first name or a role is enough: nothing more is kept (D085)."""
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    permissions.may_keep_composition(by, table).require()
    row = TableMember(
        table=table,
        group=group,
        name=name.strip(),
        role=role.strip(),
        valid_from=since,
        added_at=at,
        added_by=by.label,
    )
    if group is Group.PROVIDER:
        _place_provider(row, provider, known, why.strip())
    elif not row.name and not row.role:
        raise Refused(Reason.MEMBER_UNNAMED)
    row.save()
    audit.record(
        event=EventType.MEMBER_ADDED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"shared": True, "group": group.value},
    )
    return row


def _place_provider(
    row: TableMember, provider: Organisation | None, known: Acquaintance | None, why: str
) -> None:
    """A provider that takes part in the region, once, existing or new."""
    taking_part = parties.participants(
        row.table.region_id, kind=Kind.PROVIDER, on=max(row.valid_from, day_of(row.added_at))
    )
    if provider is None or not taking_part.filter(pk=provider.pk).exists():
        raise Refused(Reason.DOES_NOT_TAKE_PART)
    if TableMember.objects.filter(
        table=row.table, provider=provider, valid_before__isnull=True
    ).exists():
        raise Refused(Reason.MEMBER_ALREADY, {"provider": provider.name})
    derived, ground = queries.acquaintance(provider, row.table, on=row.valid_from)
    row.provider, row.known, row.ground = provider, derived, ground
    if known is not None and known is not derived:
        if not why:
            raise Refused(Reason.ANSWER_NEEDS_REASON)
        row.known, row.ground = known, Ground.STATED
    row.known_why = why


@transaction.atomic
def end_member(
    *, member: TableMember, before: date, why: str = "", by: Actor, at: datetime
) -> TableMember:
    """Somebody no longer takes part from a day on (``before`` is the first day without)."""
    member = (
        TableMember.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=member.pk)
    )
    permissions.may_keep_composition(by, member.table).require()
    if member.valid_before is not None:
        raise Refused(Reason.MEMBER_LEFT)
    if before < member.valid_from:
        raise Refused(Reason.ENDS_BEFORE_START)
    member.valid_before = before
    member.ended_by, member.ended_why = by.label, why.strip()
    member.save(update_fields=["valid_before", "ended_by", "ended_why"])
    audit.record(
        event=EventType.MEMBER_ENDED,
        subject=f"table:{member.table.slug}",
        by=by,
        at=at,
        data={"shared": True, "group": member.group},
    )
    return member
