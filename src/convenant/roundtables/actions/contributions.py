"""Remarks and answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.contributions import Channel, Outcome, Target
from convenant.core.guard import HoldSubject
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.terms import is_about_money
from convenant.core.verdicts import Refused
from convenant.documents.models import Article, Version
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.models import AgendaItem, Contribution, Meeting, Reply, Seat

LONGEST_CONTRIBUTION = 10_000


@transaction.atomic
def contribute(
    *,
    item: AgendaItem,
    target: Target,
    key: str,
    text: str,
    by: Actor,
    at: datetime,
) -> Contribution:
    """Leave a remark on the item, an article or a term. Seated providers speak at the physical
    table, all others at its digital twin; both get the same answer. A remark about a price is seen
    by the municipalities and its maker only: competitors do not talk prices (Mw art. 6). Any other
    that names amounts or divides clients or areas waits for the chair (D078)."""
    item = queries.item(item.pk, seen_by=by)
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    permissions.may_contribute(by, item).require()
    if not text.strip():
        raise Refused(Reason.CONTRIBUTION_EMPTY)
    if len(text) > LONGEST_CONTRIBUTION:
        raise Refused(Reason.CONTRIBUTION_TOO_LONG)
    _require_target(item, target, key)
    seated = Seat.objects.filter(meeting=meeting, provider=by.organisation).exists()
    confidential = target == Target.TERM and is_about_money(key)
    contribution = Contribution.objects.create(
        item=item,
        target=target,
        key=key,
        organisation_id=by.acting_for,
        person_name=by.name,
        channel=Channel.PHYSICAL if seated else Channel.DIGITAL,
        text=text.strip(),
        confidential=confidential,
        made_at=at,
    )
    if not confidential and screen(
        subject=HoldSubject.CONTRIBUTION,
        pk=contribution.pk,
        table=item.meeting.table,
        text=contribution.text,
        by=by,
        at=at,
    ):
        contribution.held = True
        contribution.save(update_fields=["held"])
    audit.record(
        event=EventType.CONTRIBUTION_MADE,
        subject=f"item:{item.pk}",
        by=by,
        at=at,
        data={"contribution": contribution.pk},
    )
    return contribution


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
    answer may serve several contributions to one item; all of them get it."""
    found = list(
        Contribution.objects.select_for_update(of=("self",))
        .select_related("item__meeting__table")
        .filter(pk__in=[one.pk for one in contributions])
        .order_by("pk")
    )
    if not found or len({one.item_id for one in found}) > 1:
        raise Refused(Reason.REMARKS_OF_SEVERAL_ITEMS)
    for one in found:
        permissions.may_reply(by, one).require()
    permissions.may_speak_for_all(by, found[0].item, on=day_of(at)).require()
    if not text.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    adopted = outcome != Outcome.NOT
    if adopted and (changed_version is None or not changed_key):
        raise Refused(Reason.ADOPTED_NEEDS_CHANGE)
    answer = Reply.objects.create(
        item=found[0].item,
        outcome=outcome,
        text=text.strip(),
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
    return answer


def _require_target(item: AgendaItem, target: Target, key: str) -> None:
    known = {
        Target.ITEM: lambda: key == "",
        Target.ARTICLE: lambda: Article.objects.filter(version=item.version, key=key).exists(),
        Target.TERM: lambda: item.version is not None and key != "",
    }
    if not known[target]():
        raise Refused(Reason.TARGET_UNKNOWN)
