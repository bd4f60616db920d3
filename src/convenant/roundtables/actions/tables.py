"""The verbs of a round table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.contributions import Channel, Outcome, Target
from convenant.core.lifecycles import MEETING, MeetingStatus, VersionStatus
from convenant.core.lifecycles.roundtables import MeetingStep
from convenant.core.mandates import Act
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.core.terms import is_about_money
from convenant.core.verdicts import Refused
from convenant.documents import actions as documents
from convenant.documents.models import Article, Document, Version
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.parties import queries as parties
from convenant.parties.models import Organisation, Person, Region
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.seats import seat_at_first_meeting
from convenant.roundtables.models import (
    AgendaItem,
    Contribution,
    Decision,
    Meeting,
    Reply,
    Representation,
    RoundTable,
    Seat,
    TableSeat,
)

LONGEST_CONTRIBUTION = 10_000


@transaction.atomic
def found_table(
    *,
    region: Region,
    slug: str,
    name: str,
    document: Document,
    purpose: str,
    by: Actor,
    at: datetime,
) -> RoundTable:
    """Begin a table about a document; not before the region settled how it works together: scale,
    representation and decisions (D038)."""
    table = RoundTable(
        region=region, slug=slug, name=name, document=document, purpose=purpose, founded_at=at
    )
    permissions.may_plan(by, table).require()
    parties.ready_for_tables(region).require()
    table.save()
    audit.record(event=EventType.TABLE_FOUNDED, subject=f"table:{slug}", by=by, at=at)
    return table


@transaction.atomic
def plan_meeting(
    *,
    table: RoundTable,
    starts_at: datetime,
    place: str,
    guide: Person | None,
    seats: Mapping[int, SizeClass],
    represents: Mapping[int, int],
    by: Actor,
    at: datetime,
    why: str = "",
) -> Meeting:
    """Plan a meeting with its seats (provider -> size class) and who speaks for whom
    (provider -> seated provider). A guide who knows the method is required (D046). The first
    meeting settles both for the table, ``why`` being the purchaser's motivation (D045)."""
    permissions.may_plan(by, table).require()
    if starts_at <= at:
        raise Refused(Reason.MEETING_IN_PAST)
    if guide is None or guide.pk not in parties.guides(table.region_id, on=day_of(starts_at)):
        raise Refused(Reason.NO_METHOD_GUIDE)
    table = RoundTable.objects.select_for_update().get(pk=table.pk)
    permissions.has_room(table, len(seats), on=day_of(starts_at)).require()
    taking_part = set(
        parties.participants(table.region_id, kind=Kind.PROVIDER, on=starts_at.date()).values_list(
            "pk", flat=True
        )
    )
    if not taking_part.issuperset({*seats, *represents}) or not set(seats).issuperset(
        represents.values()
    ):
        raise Refused(Reason.NOT_A_CANDIDATE)
    meeting = Meeting.objects.create(table=table, starts_at=starts_at, place=place, guide=guide)
    standing = {
        seat.provider_id: seat
        for seat in TableSeat.objects.filter(
            parties.holds_on(day_of(starts_at)), table=table, provider__in=list(seats)
        )
    }
    seated = {
        provider: Seat(
            meeting=meeting,
            provider_id=provider,
            size=size,
            why=why.strip(),
            standing=standing.get(provider),
        )
        for provider, size in seats.items()
    }
    Seat.objects.bulk_create(seated.values())
    Representation.objects.bulk_create(
        Representation(meeting=meeting, provider_id=provider, seat=seated[speaker])
        for provider, speaker in represents.items()
        if provider not in seated
    )
    voices = {one: speaker for one, speaker in represents.items() if one not in seated}
    seat_at_first_meeting(meeting=meeting, represents=voices, why=why, by=by, at=at)
    audit.record(
        event=EventType.MEETING_PLANNED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"table": table.slug, "seats": len(seats)},
    )
    return meeting


@transaction.atomic
def put_on_agenda(
    *,
    meeting: Meeting,
    title: str,
    explanation: str,
    version: Version | None,
    raised_by: Organisation,
    by: Actor,
    at: datetime,
) -> AgendaItem:
    """Add an item at the end of an agenda; ``version`` is the text it is about."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_raise(by, meeting, version, on=day_of(at)).require()
    if version is not None and version.status == VersionStatus.CONCEPT:
        raise Refused(Reason.VERSION_NOT_PUBLISHED)
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=AgendaItem.objects.filter(meeting=meeting).count() + 1,
        title=title.strip(),
        explanation=explanation.strip(),
        version=version,
        raised_by=raised_by,
    )
    audit.record(event=EventType.ITEM_PUT_ON_AGENDA, subject=f"meeting:{meeting.pk}", by=by, at=at)
    return item


@transaction.atomic
def publish_agenda(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting:
    """Open the items at both tables and tell everyone who takes part (D071)."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_set_agenda(by, meeting).require()
    if not AgendaItem.objects.filter(meeting=meeting).exists():
        raise Refused(Reason.AGENDA_EMPTY)
    _step(meeting, MeetingStep.PUBLISH_AGENDA)
    meeting.agenda_published_at = at
    meeting.save(update_fields=["status", "agenda_published_at"])
    audit.record(
        event=EventType.AGENDA_PUBLISHED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True},
    )
    outbox.queue(
        topic=Topic.MAIL,
        key=f"agenda:{meeting.pk}",
        payload={"kind": "agenda", "meeting": meeting.pk},
        by=by,
        at=at,
    )
    return meeting


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
    by the municipalities and its maker only: competitors do not talk prices (Mw art. 6)."""
    item = queries.item(item.pk, seen_by=by)
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    permissions.may_contribute(by, item).require()
    if not text.strip():
        raise Refused(Reason.CONTRIBUTION_EMPTY)
    if len(text) > LONGEST_CONTRIBUTION:
        raise Refused(Reason.CONTRIBUTION_TOO_LONG)
    _require_target(item, target, key)
    seated = Seat.objects.filter(meeting=meeting, provider=by.organisation).exists()
    contribution = Contribution.objects.create(
        item=item,
        target=target,
        key=key,
        organisation_id=by.acting_for,
        person_name=by.name,
        channel=Channel.PHYSICAL if seated else Channel.DIGITAL,
        text=text.strip(),
        confidential=target == Target.TERM and is_about_money(key),
        made_at=at,
    )
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
    contribution: Contribution,
    outcome: Outcome,
    text: str,
    changed_version: Version | None,
    changed_key: str,
    by: Actor,
    at: datetime,
) -> Reply:
    """Say what was done: adopted or partly (naming the clause that changed) or not (with why)."""
    contribution = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("item__meeting__table")
        .get(pk=contribution.pk)
    )
    permissions.may_reply(by, contribution).require()
    permissions.may_speak_for_all(by, contribution.item, on=day_of(at)).require()
    if not text.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    adopted = outcome != Outcome.NOT
    if adopted and (changed_version is None or not changed_key):
        raise Refused(Reason.ADOPTED_NEEDS_CHANGE)
    answer = Reply.objects.create(
        contribution=contribution,
        outcome=outcome,
        text=text.strip(),
        changed_version=changed_version if adopted else None,
        changed_key=changed_key if adopted else "",
        replied_by=by.label,
        replied_at=at,
    )
    audit.record(
        event=EventType.CONTRIBUTION_ANSWERED,
        subject=f"item:{contribution.item_id}",
        by=by,
        at=at,
        data={"contribution": contribution.pk, "outcome": outcome.value},
    )
    return answer


@transaction.atomic
def decide(
    *, item: AgendaItem, version: Version, adopted: bool, text: str, by: Actor, at: datetime
) -> Decision:
    """Conclude an item: this version may be offered, or not. Every contribution is answered first."""  # noqa: E501
    item = queries.item(item.pk, seen_by=by)
    Meeting.objects.select_for_update().get(pk=item.meeting_id)
    permissions.may_decide(by, item).require()
    permissions.has_mandates(by, item.meeting.table, version, Act.DECIDE, on=day_of(at)).require()
    if queries.has_unanswered(item):
        raise Refused(Reason.REMARKS_UNANSWERED)
    if not text.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    if adopted:
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
    audit.record(
        event=EventType.DECISION_TAKEN,
        subject=f"item:{item.pk}",
        by=by,
        at=at,
        data={"shared": True, "adopted": adopted, "version": version.number},
    )
    return decision


@transaction.atomic
def close_meeting(*, meeting: Meeting, minutes: str, by: Actor, at: datetime) -> Meeting:
    """Record the minutes and close the items at both tables."""
    meeting = Meeting.objects.select_for_update().select_related("table").get(pk=meeting.pk)
    permissions.may_close(by, meeting).require()
    _step(meeting, MeetingStep.CLOSE)
    meeting.closed_at, meeting.minutes = at, minutes.strip()
    meeting.save(update_fields=["status", "closed_at", "minutes"])
    audit.record(
        event=EventType.MEETING_CLOSED,
        subject=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        data={"shared": True},
    )
    return meeting


def _require_target(item: AgendaItem, target: Target, key: str) -> None:
    known = {
        Target.ITEM: lambda: key == "",
        Target.ARTICLE: lambda: Article.objects.filter(version=item.version, key=key).exists(),
        Target.TERM: lambda: item.version is not None and key != "",
    }
    if not known[target]():
        raise Refused(Reason.TARGET_UNKNOWN)


def _step(meeting: Meeting, step: MeetingStep) -> None:
    status = MEETING.next(MeetingStatus(meeting.status), step)
    if status is None:
        raise Refused(Reason.ITEM_CLOSED)
    meeting.status = status
