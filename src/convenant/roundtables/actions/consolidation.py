"""One answer to one remark or to many that ask the same, for both tables; and reminding who owes
it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.contributions import Outcome
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.texts import normalise
from convenant.core.verdicts import Refused
from convenant.documents.models import Version
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions, queries
from convenant.roundtables.models import Contribution, Reply


@transaction.atomic
def reply(
    *,
    contributions: Sequence[Contribution],
    outcome: Outcome,
    text: str,
    changed_version: Version | None,
    changed_key: str,
    by: Actor,
    at: datetime,
) -> Reply:
    """Say what was done: adopted or partly (naming the clause that changed) or not (with why). One
    answer may serve several contributions to one item; all of them get it, and whoever made or
    supported one is told. Confidential remarks are answered per organisation: an answer that
    others read too could give away what they asked."""
    found = list(
        Contribution.objects.select_for_update(of=("self",))
        .select_related("item__meeting__table", "item__version")
        .filter(pk__in=[one.pk for one in contributions])
        .order_by("pk")
    )
    if not found or len({one.item_id for one in found}) > 1:
        raise Refused(Reason.REMARKS_OF_SEVERAL_ITEMS)
    for one in found:
        permissions.may_reply(by, one).require()
    permissions.may_speak_for_all(by, found[0].item, on=day_of(at)).require()
    _same_readers(found)
    text = normalise(text)
    if not text:
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    adopted = outcome != Outcome.NOT
    if adopted and (changed_version is None or not changed_key):
        raise Refused(Reason.ADOPTED_NEEDS_CHANGE)
    answer = Reply.objects.create(
        item=found[0].item,
        outcome=outcome,
        text=text,
        changed_version=changed_version if adopted else None,
        changed_key=changed_key if adopted else "",
        replied_by=by.label,
        replied_at=at,
    )
    Contribution.objects.filter(pk__in=[one.pk for one in found]).update(reply=answer)
    audit.record_all(
        event=EventType.CONTRIBUTION_ANSWERED,
        entries=[
            audit.Entry(f"item:{one.item_id}", {"contribution": one.pk, "outcome": outcome.value})
            for one in found
        ],
        by=by,
        at=at,
    )
    outbox.queue(
        topic=Topic.MAIL,
        key=f"answered:{answer.pk}",
        payload={"kind": "answered", "reply": answer.pk},
        by=by,
        at=at,
    )
    return answer


@transaction.atomic
def remind_repliers(*, by: Actor, at: datetime) -> int:
    """Tell who writes the texts that remarks wait longer than they may after the meeting was held
    (norm ``answer_days``): once a day per table, however often this is called. Gives how many
    tables."""
    on = day_of(at)
    before = at - timedelta(days=int(norm("answer_days").on(on).value))
    late = sorted(queries.tables_waiting_since(before, seen_by=by))
    outbox.queue_all(
        topic=Topic.MAIL,
        payloads={
            f"unanswered:{table}:{on:%Y%m%d}": {"kind": "unanswered", "table": table}
            for table in late
        },
        by=by,
        at=at,
    )
    return len(late)


def _same_readers(contributions: Sequence[Contribution]) -> None:
    readers = {one.organisation_id if one.confidential else None for one in contributions}
    if len(readers) > 1:
        raise Refused(Reason.REMARKS_FOR_DIFFERENT_READERS)
