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
from convenant.roundtables import permissions
from convenant.roundtables.models import AgendaItem, Contribution, Hold, RoundTable

HELD = {
    HoldSubject.ITEM: AgendaItem,
    HoldSubject.CONTRIBUTION: Contribution,
}
"""What can be held up: each has a column ``held``."""


def screen(
    *, subject: HoldSubject, pk: int, table: RoundTable, text: str, by: Actor, at: datetime
) -> bool:
    """Look at a text that others will read; when it must wait for the chair, say so in the register
    and give True. The verb that calls this sets ``held`` of its row to the answer."""
    found = suspicions(text)
    if not found:
        return False
    Hold.objects.create(
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
    return True


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
        HELD[HoldSubject(hold.subject)].objects.filter(pk=hold.subject_id).update(held=False)
    audit.record(
        event=EventType.HOLD_DECIDED,
        subject=f"{hold.subject}:{hold.subject_id}",
        by=by,
        at=at,
        data={"released": released},
    )
    return hold
