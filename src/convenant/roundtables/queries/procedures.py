"""Procedures. That one runs is known to everybody (D079)."""

from __future__ import annotations

from django.db.models import QuerySet

from convenant.roundtables.models import Procedure, RoundTable


def running_procedure(table: RoundTable) -> Procedure | None:
    """The procedure because of which nobody talks with one provider at this table: its own, or one
    at another table about the same text. Public."""
    return (
        Procedure.objects.filter(table__document=table.document_id, ended_at__isnull=True)
        .select_related("table")
        .order_by("started_at")
        .first()
    )


def procedures(table: RoundTable) -> QuerySet[Procedure]:
    """All procedures at a table, newest first. Public."""
    return Procedure.objects.filter(table=table).select_related("table").order_by("-started_at")


def procedure(pk: int, *, region: int) -> Procedure:
    """Raises Procedure.DoesNotExist. Public."""
    return Procedure.objects.select_related("table").get(pk=pk, table__region=region)
