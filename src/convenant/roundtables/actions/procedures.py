"""Starting and ending a procedure, and what stops meanwhile (D079)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.agenda import Side
from convenant.core.lifecycles import TalkStatus
from convenant.core.reasons import Reason
from convenant.core.texts import said
from convenant.core.verdicts import Refused
from convenant.roundtables import permissions
from convenant.roundtables.actions.confiding import tell
from convenant.roundtables.models import BilateralTalk, Procedure, RoundTable


@transaction.atomic
def start_procedure(
    *, table: RoundTable, title: str, why: str, by: Actor, at: datetime
) -> Procedure:
    """Begin a procedure about what the table talks about. Talks with one provider that are still to
    come, at every table about the same text, are cancelled and both sides are told (D079)."""
    # Whoever plans a talk locks this row too: none can slip in between.
    list(RoundTable.objects.select_for_update().filter(document=table.document_id))
    permissions.may_start_procedure(by, table).require()
    title = said(title)
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    made = Procedure.objects.create(
        table=table, title=title, why=why.strip(), started_by=by.label, started_at=at
    )
    for talk in _still_to_come(table, at):
        talk.status, talk.stopped_by = TalkStatus.CANCELLED, made
        talk.why, talk.ended_name, talk.ended_at = title, by.label, at
        talk.save(update_fields=["status", "stopped_by", "why", "ended_name", "ended_at"])
        audit.record(
            event=EventType.TALK_CANCELLED,
            subject=f"talk:{talk.pk}",
            by=by,
            at=at,
            data={"organisation": talk.provider.slug},
        )
        for side in Side:
            tell(
                what="talk",
                pk=talk.pk,
                side=side,
                step=f"stopped-{made.pk}",
                by=by,
                at=at,
                kind="stopped",
            )
    audit.record(
        event=EventType.PROCEDURE_STARTED,
        subject=f"table:{table.slug}",
        by=by,
        at=at,
        data={"shared": True},
    )
    return made


@transaction.atomic
def end_procedure(*, procedure: Procedure, why: str, by: Actor, at: datetime) -> Procedure:
    """The procedure is over: talks with one provider can be planned again. What was cancelled stays
    cancelled; both sides may plan it anew."""
    procedure = (
        Procedure.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=procedure.pk)
    )
    permissions.may_end_procedure(by, procedure).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    procedure.ended_by, procedure.ended_why, procedure.ended_at = by.label, why.strip(), at
    procedure.save(update_fields=["ended_by", "ended_why", "ended_at"])
    audit.record(
        event=EventType.PROCEDURE_ENDED,
        subject=f"table:{procedure.table.slug}",
        by=by,
        at=at,
        data={"shared": True},
    )
    return procedure


def _still_to_come(table: RoundTable, at: datetime) -> list[BilateralTalk]:
    asked = Q(status=TalkStatus.ASKED)
    planned = Q(status=TalkStatus.PLANNED, starts_at__gt=at)
    return list(
        BilateralTalk.objects.select_for_update(of=("self",))
        .filter(asked | planned, table__document=table.document_id)
        .select_related("provider")
        .order_by("pk")
    )
