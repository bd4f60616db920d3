"""Holding up texts until the chair decides (D078; practice A5)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.guard import HoldOutcome, HoldSubject, suspicions
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions
from convenant.roundtables.actions.finding import index_released
from convenant.roundtables.actions.held import ALLIANCE_HELD
from convenant.roundtables.actions.settling import settle_held
from convenant.roundtables.models import (
    AgendaItem,
    Assignment,
    Call,
    CallQuestion,
    Contribution,
    Hold,
    Minutes,
    MinutesComment,
    Paper,
    Proposal,
    RequestSummary,
    RoundTable,
    SessionQuestion,
    TableOutcome,
)

HELD = {
    **ALLIANCE_HELD,
    HoldSubject.ASSIGNMENT: Assignment,
    HoldSubject.CALL: Call,
    HoldSubject.CALL_QUESTION: CallQuestion,
    HoldSubject.OUTCOME: TableOutcome,
    HoldSubject.QUESTION: SessionQuestion,
    HoldSubject.ITEM: AgendaItem,
    HoldSubject.PROPOSAL: Proposal,
    HoldSubject.CONTRIBUTION: Contribution,
    HoldSubject.MINUTES: Minutes,
    HoldSubject.MINUTES_COMMENT: MinutesComment,
    HoldSubject.PAPER: Paper,
    HoldSubject.SUMMARY: RequestSummary,
}
"""What can be held up: each has a column ``held``."""

OWN_FORM = frozenset(
    {
        HoldSubject.ITEM,
        HoldSubject.PROPOSAL,
        HoldSubject.CONTRIBUTION,
        HoldSubject.MINUTES,
    }
)
"""Texts with a form of their own to write them again."""

LONGEST_TEXT = 10_000


def screen(
    *, subject: HoldSubject, pk: int, table: RoundTable, text: str, by: Actor, at: datetime
) -> bool:
    """Look at a text that others will read; when it must wait for the chair, say so in the register
    and give True. The verb that calls this sets ``held`` of its row to the answer.

    Written again, a text that waited is set aside and both stay in the register; what the chair let
    through word for word passes."""
    earlier = Hold.objects.filter(subject=subject, subject_id=pk)
    set_aside(subject=subject, pk=pk, by=by, at=at)
    earlier.filter(outcome=HoldOutcome.REWRITTEN, decided_at=at, rewritten="").update(
        rewritten=text
    )
    found = suspicions(text)
    if not found or earlier.filter(outcome=HoldOutcome.RELEASED, text=text).exists():
        return False
    held = Hold.objects.create(
        table=table,
        subject=subject,
        subject_id=pk,
        organisation_id=by.organisation,
        person=by.person,
        person_name=by.name,
        text=text,
        suspicions=[asdict(one) for one in found],
        held_at=at,
    )
    audit.record(event=EventType.TEXT_HELD, subject=f"{subject.value}:{pk}", by=by, at=at, data={})
    _tell("hold_waiting", held, by, at)
    return True


def set_aside(*, subject: HoldSubject, pk: int, by: Actor, at: datetime) -> None:
    """Its maker changed or took back a text that waits: nobody has to decide about it any more."""
    Hold.objects.filter(subject=subject, subject_id=pk, outcome=HoldOutcome.WAITING).update(
        outcome=HoldOutcome.REWRITTEN, decided_by=by.label, decided_at=at
    )


@transaction.atomic
def rewrite(*, hold: Hold, text: str, by: Actor, at: datetime) -> bool:
    """Its maker writes a held text again; True when the new text has to wait as well. For texts
    that stand in one field; items, proposals, minutes and remarks have a form of their own."""
    hold = Hold.objects.select_for_update().select_related("table").get(pk=hold.pk)
    permissions.may_rewrite(by, hold).require()
    if not text.strip():
        raise Refused(Reason.CONTRIBUTION_EMPTY)
    if len(text) > LONGEST_TEXT:
        raise Refused(Reason.CONTRIBUTION_TOO_LONG)
    subject = HoldSubject(hold.subject)
    row = HELD[subject]._default_manager.select_for_update().filter(pk=hold.subject_id).first()
    if subject in OWN_FORM or row is None or getattr(row, "text", None) != hold.text:
        raise Refused(Reason.HOLD_REWRITTEN_ELSEWHERE)
    held = screen(
        subject=subject, pk=hold.subject_id, table=hold.table, text=text.strip(), by=by, at=at
    )
    HELD[subject]._default_manager.filter(pk=row.pk).update(text=text.strip(), held=held)
    audit.record(
        event=EventType.HOLD_REWRITTEN,
        subject=f"{hold.subject}:{hold.subject_id}",
        by=by,
        at=at,
        data={},
    )
    return held


@transaction.atomic
def decide_hold(*, hold: Hold, released: bool, why: str, by: Actor, at: datetime) -> Hold:
    """The chair lets a held text through or not, with the reason; what was refused stays with its
    maker, who can write it again without what may not be said."""
    hold = Hold.objects.select_for_update().select_related("table").get(pk=hold.pk)
    permissions.may_decide_hold(by, hold.table).require()
    if hold.outcome != HoldOutcome.WAITING:
        raise Refused(Reason.HOLD_ALREADY_DECIDED)
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    hold.outcome = HoldOutcome.RELEASED if released else HoldOutcome.REFUSED
    hold.why, hold.decided_by, hold.decided_at = why.strip(), by.label, at
    hold.save(update_fields=["outcome", "why", "decided_by", "decided_at"])
    if released:
        HELD[HoldSubject(hold.subject)]._default_manager.filter(pk=hold.subject_id).update(
            held=False
        )
        index_released(hold=hold, by=by, at=at)
    settle_held(hold=hold, released=released, by=by, at=at)
    audit.record(
        event=EventType.HOLD_DECIDED,
        subject=f"{hold.subject}:{hold.subject_id}",
        by=by,
        at=at,
        data={"released": released},
    )
    _tell("hold_decided", hold, by, at)
    return hold


def _tell(kind: str, hold: Hold, by: Actor, at: datetime) -> None:
    outbox.queue(
        topic=Topic.MAIL,
        key=f"{kind}:{hold.pk}",
        payload={"kind": kind, "hold": hold.pk},
        by=by,
        at=at,
    )
