"""Setting an agenda: beginning from the usual one, the order, changing and removing items."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.agenda import ItemKind, TableKind
from convenant.core.agendas import usual_agenda
from convenant.core.guard import HoldSubject
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents import queries as documents
from convenant.parties.models import Organisation
from convenant.roundtables import permissions
from convenant.roundtables.actions.agenda import put_on_agenda
from convenant.roundtables.actions.guard import screen, set_aside
from convenant.roundtables.actions.proposals import decline_taken_up
from convenant.roundtables.models import AgendaItem, Meeting


@transaction.atomic
def begin_agenda(
    *, meeting: Meeting, raised_by: Organisation, by: Actor, at: datetime
) -> list[AgendaItem]:
    """Put the usual items of this kind of table on the agenda, those that are not there yet. They
    count for neither side (D029, D074)."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_set_agenda(by, meeting).require()
    latest = documents.latest_public(meeting.table.document_id)
    there = set(AgendaItem.objects.filter(meeting=meeting).values_list("title", flat=True))
    wanted = [one for one in usual_agenda(TableKind(meeting.table.kind)) if one.title not in there]
    if not wanted:
        raise Refused(Reason.USUAL_AGENDA_IS_THERE)
    return [
        put_on_agenda(
            meeting=meeting,
            title=one.title,
            kind=one.kind,
            explanation=one.explanation,
            version=latest if one.text else None,
            raised_by=raised_by,
            standing=True,
            by=by,
            at=at,
        )
        for one in wanted
    ]


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: Actor, at: datetime) -> None:
    """Change places with the item before or after it; at the end of the list nothing changes."""
    meeting, items = _agenda(item, by)
    place = next(n for n, one in enumerate(items) if one.pk == item.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(items):
        return
    items[place], items[other] = items[other], items[place]
    _number(items)
    audit.record(event=EventType.ITEM_MOVED, subject=f"meeting:{meeting.pk}", by=by, at=at)


@transaction.atomic
def change_item(
    *, item: AgendaItem, kind: ItemKind, title: str, explanation: str, by: Actor, at: datetime
) -> AgendaItem:
    """Write an item of one's own side again before the agenda is published. Without what had to
    wait, it passes by itself. What a provider raised keeps its own words."""
    meeting, items = _agenda(item, by)
    item = next(one for one in items if one.pk == item.pk)
    if item.raised_by.kind != Kind.MUNICIPALITY:
        raise Refused(Reason.ITEM_OF_ANOTHER)
    permissions.for_the_table(kind).require()
    if not title.strip():
        raise Refused(Reason.PROPOSAL_NEEDS_TITLE)
    item.kind, item.title, item.explanation = kind, title.strip(), explanation.strip()
    item.held = screen(
        subject=HoldSubject.ITEM,
        pk=item.pk,
        table=meeting.table,
        text=f"{item.title}\n\n{item.explanation}".strip(),
        by=by,
        at=at,
    )
    item.save(update_fields=["kind", "title", "explanation", "held"])
    audit.record(event=EventType.ITEM_CHANGED, subject=f"meeting:{meeting.pk}", by=by, at=at)
    return item


@transaction.atomic
def take_off_agenda(*, item: AgendaItem, why: str, by: Actor, at: datetime) -> None:
    """Remove an item before the agenda is published. Of what somebody else raised, who raised it
    reads why."""
    meeting, items = _agenda(item, by)
    item = next(one for one in items if one.pk == item.pk)
    if item.raised_by.kind != Kind.MUNICIPALITY and not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    permissions.may_raise(by, meeting, item.version, on=day_of(at)).require()
    decline_taken_up(item=item, why=why.strip() or "-", by=by, at=at)
    set_aside(subject=HoldSubject.ITEM, pk=item.pk, by=by, at=at)
    try:
        item.delete()
    except ProtectedError as attached:
        raise Refused(Reason.ITEM_IN_USE) from attached
    _number([one for one in items if one is not item])
    audit.record(event=EventType.ITEM_TAKEN_OFF, subject=f"meeting:{meeting.pk}", by=by, at=at)


def _agenda(item: AgendaItem, by: Actor) -> tuple[Meeting, list[AgendaItem]]:
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=item.meeting_id)
    permissions.may_set_agenda(by, meeting).require()
    items = list(
        AgendaItem.objects.filter(meeting=meeting)
        .select_related("raised_by", "version")
        .order_by("position")
    )
    if item.pk not in {one.pk for one in items}:
        raise Refused(Reason.TARGET_UNKNOWN)
    return meeting, items


def _number(items: list[AgendaItem]) -> None:
    """Give the items the places 1, 2, 3 …; first out of each other's way."""
    free = max((one.position for one in items), default=0) + len(items)
    for base in (free, 0):
        for place, one in enumerate(items, start=1):
            if one.position != base + place:
                one.position = base + place
                one.save(update_fields=["position"])
