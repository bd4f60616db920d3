"""Procedures: who starts and ends them, and what stops meanwhile (D079)."""

from __future__ import annotations

from convenant.core.actors import Actor, Role
from convenant.core.reasons import Reason
from convenant.core.verdicts import YES, Verdict, first_no
from convenant.roundtables.models import Procedure, RoundTable
from convenant.roundtables.permissions.tables import municipal, second_factor


def may_start_procedure(actor: Actor, table: RoundTable) -> Verdict:
    """A purchaser of the region, with a second factor, while none runs at this table."""
    allowed = municipal(actor, table.region_id, (Role.PURCHASER,))
    if not allowed:
        return allowed
    if Procedure.objects.filter(table=table, ended_at__isnull=True).exists():
        return Verdict(Reason.PROCEDURE_RUNS_ALREADY)
    return second_factor(actor)


def may_end_procedure(actor: Actor, procedure: Procedure) -> Verdict:
    """A purchaser of the region, with a second factor, once."""
    allowed = municipal(actor, procedure.table.region_id, (Role.PURCHASER,))
    if not allowed:
        return allowed
    over = procedure.ended_at is not None
    return first_no(Verdict(Reason.PROCEDURE_ENDED_ALREADY) if over else YES, second_factor(actor))


def may_talk_alone(table: RoundTable) -> Verdict:
    """While a procedure runs at any table about the same text, nobody plans or asks for a talk with
    one provider: all providers must know the same (D079)."""
    running = (
        Procedure.objects.filter(table__document=table.document_id, ended_at__isnull=True)
        .order_by("started_at")
        .first()
    )
    if running is None:
        return YES
    return Verdict(Reason.TALK_DURING_PROCEDURE, {"procedure": running.title})
