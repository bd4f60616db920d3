"""Founding tables."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.agenda import TableKind
from convenant.documents.models import Document
from convenant.parties import queries as parties
from convenant.parties.models import Region
from convenant.roundtables import permissions
from convenant.roundtables.actions.finding import index_table
from convenant.roundtables.models import RoundTable


@transaction.atomic
def found_table(
    *,
    region: Region,
    slug: str,
    name: str,
    document: Document,
    purpose: str,
    kind: TableKind = TableKind.NEGOTIATION,
    by: Actor,
    at: datetime,
) -> RoundTable:
    """Begin a table about a document; not before the region settled how it works together: scale,
    representation and decisions (D038)."""
    table = RoundTable(
        region=region,
        slug=slug,
        name=name,
        kind=kind,
        document=document,
        purpose=purpose,
        founded_at=at,
    )
    permissions.may_plan(by, table).require()
    parties.ready_for_tables(region).require()
    table.save()
    index_table(table=table, by=by, at=at)
    audit.record(event=EventType.TABLE_FOUNDED, subject=f"table:{slug}", by=by, at=at)
    return table
