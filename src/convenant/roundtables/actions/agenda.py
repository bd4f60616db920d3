"""What is on the agenda, and what is decided."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.agenda import ItemKind
from convenant.core.guard import HoldSubject
from convenant.core.lifecycles import VersionStatus
from convenant.core.mandates import Act
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents import actions as documents
from convenant.documents.models import Version
from convenant.parties.models import Organisation
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.cards import refer
from convenant.roundtables.actions.finding import index_meeting
from convenant.roundtables.actions.guard import screen
from convenant.roundtables.models import AgendaItem, Card, Decision, Meeting


@transaction.atomic
def put_on_agenda(
    *,
    meeting: Meeting,
    title: str,
    kind: ItemKind = ItemKind.CONTENT,
    explanation: str,
    version: Version | None,
    raised_by: Organisation,
    by: Actor,
    at: datetime,
    standing: bool = False,
    seen_by_chair: bool = False,
) -> AgendaItem:
    """Add an item at the end of an agenda; ``version`` is the text it is about. What may
    not be said among competitors is refused by its kind, and waits for the chair by its words,
    unless it was ``seen_by_chair`` as a proposal. ``standing``: of the usual agenda of this kind
    of table."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_raise(by, meeting, version, on=day_of(at)).require()
    if version is not None and version.status == VersionStatus.CONCEPT:
        raise Refused(Reason.VERSION_NOT_PUBLISHED)
    permissions.for_the_table(kind).require()
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=AgendaItem.objects.filter(meeting=meeting).count() + 1,
        kind=kind,
        title=title.strip(),
        explanation=explanation.strip(),
        version=version,
        raised_by=raised_by,
        standing=standing,
    )
    item.held = not seen_by_chair and screen(
        subject=HoldSubject.ITEM,
        pk=item.pk,
        table=meeting.table,
        text=f"{item.title}\n\n{item.explanation}".strip(),
        by=by,
        at=at,
    )
    item.save(update_fields=["held"])
    audit.record(event=EventType.ITEM_PUT_ON_AGENDA, subject=f"meeting:{meeting.pk}", by=by, at=at)
    return item


@transaction.atomic
def decide(
    *,
    item: AgendaItem,
    version: Version | None,
    adopted: bool,
    text: str,
    by: Actor,
    at: datetime,
    interests: Collection[Card] = (),
) -> Decision:
    """Conclude an item: this version may be offered, or not; without a text, what was agreed. Every
    contribution is answered first. ``interests``: what the table took into account (D080)."""
    item = queries.item(item.pk, seen_by=by)
    Meeting.objects.select_for_update().get(pk=item.meeting_id)
    permissions.may_decide(by, item).require()
    permissions.has_mandates(by, item.meeting.table, version, Act.DECIDE, on=day_of(at)).require()
    if version is None and item.version_id is not None:
        raise Refused(Reason.VERSION_NOT_PUBLISHED)
    if queries.has_unanswered(item):
        raise Refused(Reason.REMARKS_UNANSWERED)
    if not text.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    if adopted and version is not None:
        documents.mark_decided(version=version, by=by, at=at)
    decision = Decision.objects.create(
        item=item,
        version=version,
        adopted=adopted,
        text=text.strip(),
        decided_at=at,
        decided_by=by.label,
    )
    AgendaItem.objects.filter(pk=item.pk).update(result=version)
    index_meeting(meeting=item.meeting, by=by, at=at)
    audit.record(
        event=EventType.DECISION_TAKEN,
        subject=f"item:{item.pk}",
        by=by,
        at=at,
        data={"shared": True, "adopted": adopted, "version": version.number if version else None},
    )
    if interests:
        refer(decision=decision, cards=interests, by=by, at=at)
    return decision
