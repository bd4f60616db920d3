"""Items that both sides raise, until they are on the agenda or declined (D029)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.agenda import ItemKind, ProposalStatus
from convenant.core.guard import HoldSubject
from convenant.core.lifecycles import MeetingStatus, VersionStatus
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.documents.models import Article, Version
from convenant.outbox import actions as outbox
from convenant.outbox.topics import Topic
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.agenda import put_on_agenda
from convenant.roundtables.actions.guard import screen, set_aside
from convenant.roundtables.models import AgendaItem, Meeting, Proposal, RoundTable


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants on an agenda. ``version``: the text it is about; ``article``: the article
    of it that should read ``text``, under ``heading``; without an article a new one."""

    kind: ItemKind
    title: str
    explanation: str = ""
    version: Version | None = None
    article: str = ""
    heading: str = ""
    text: str = ""

    @property
    def words(self) -> str:
        """All of it that others will read."""
        parts = (self.title, self.explanation, self.heading, self.text)
        return "\n\n".join(part.strip() for part in parts if part.strip())


@transaction.atomic
def propose(
    *, table: RoundTable, meeting: Meeting | None, wish: Wish, by: Actor, at: datetime
) -> Proposal:
    """Raise an item for a meeting whose agenda is being built. When it is too late for it, the item
    goes to the next meeting of the table by itself; when none is known yet, it waits for it."""
    permissions.may_propose(by, table).require()
    _require_sound(wish, table)
    target = queries.meeting_to_raise_for(table, at=at, wanted=meeting, seen_by=by)
    proposal = Proposal(
        table=table,
        meeting=target,
        organisation_id=by.acting_for,
        person=by.person,
        person_name=by.name,
        proposed_at=at,
        too_late=meeting is not None and target != meeting,
    )
    _fill(proposal, wish)
    proposal.save()
    _screen(proposal, wish, by, at)
    _record(EventType.PROPOSAL_MADE, proposal, by, at)
    return proposal


@transaction.atomic
def change_proposal(*, proposal: Proposal, wish: Wish, by: Actor, at: datetime) -> Proposal:
    """Write one's own proposal again. Without what had to wait, it passes by itself."""
    proposal = _locked(proposal)
    permissions.may_change_proposal(by, proposal).require()
    _require_sound(wish, proposal.table)
    _fill(proposal, wish)
    proposal.changed_at = at
    proposal.save()
    _screen(proposal, wish, by, at)
    _record(EventType.PROPOSAL_CHANGED, proposal, by, at)
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: Actor, at: datetime) -> Proposal:
    """Take one's own proposal back."""
    proposal = _locked(proposal)
    permissions.may_change_proposal(by, proposal).require()
    set_aside(subject=HoldSubject.PROPOSAL, pk=proposal.pk, by=by, at=at)
    _settle(proposal, ProposalStatus.WITHDRAWN, "", by, at)
    _record(EventType.PROPOSAL_WITHDRAWN, proposal, by, at)
    return proposal


@transaction.atomic
def take_up(*, proposal: Proposal, by: Actor, at: datetime) -> AgendaItem:
    """Put what somebody raised on the agenda, as an item of who raised it."""
    proposal = _locked(proposal)
    permissions.may_take_up(by, proposal).require()
    if proposal.meeting is None:
        raise Refused(Reason.PROPOSAL_NEEDS_MEETING)
    proposal.item = put_on_agenda(
        meeting=proposal.meeting,
        title=proposal.title,
        kind=ItemKind(proposal.kind),
        explanation=proposal.explanation,
        version=proposal.version,
        raised_by=proposal.organisation,
        by=by,
        at=at,
        seen_by_chair=True,
    )
    _settle(proposal, ProposalStatus.TAKEN_UP, "", by, at)
    _record(EventType.PROPOSAL_TAKEN_UP, proposal, by, at)
    _tell(proposal, by, at)
    return proposal.item


@transaction.atomic
def decline(*, proposal: Proposal, why: str, by: Actor, at: datetime) -> Proposal:
    """Say why an item does not come on the agenda; who raised it reads that."""
    proposal = _locked(proposal)
    permissions.may_take_up(by, proposal).require()
    if not why.strip():
        raise Refused(Reason.ANSWER_NEEDS_REASON)
    _settle(proposal, ProposalStatus.DECLINED, why.strip(), by, at)
    _record(EventType.PROPOSAL_DECLINED, proposal, by, at)
    _tell(proposal, by, at)
    return proposal


def decline_taken_up(*, item: AgendaItem, why: str, by: Actor, at: datetime) -> None:
    """The item of a proposal leaves the agenda after all: its raiser reads why."""
    proposal = Proposal.objects.select_related("table").filter(item=item).first()
    if proposal is None:
        return
    proposal.item = None
    _settle(proposal, ProposalStatus.DECLINED, why, by, at)
    _record(EventType.PROPOSAL_DECLINED, proposal, by, at)
    _tell(proposal, by, at)


def pass_on_proposals(*, meeting: Meeting, by: Actor, at: datetime) -> None:
    """What still waits for a meeting that no longer takes items goes to the next one of the table;
    what waits for a next one comes to this one when it is the first (call after each step)."""
    table = meeting.table
    following = queries.meeting_to_raise_for(table, at=at, wanted=None, seen_by=by)
    closed = Proposal.objects.filter(table=table, status=ProposalStatus.WAITING).exclude(
        meeting__status__in=(MeetingStatus.CONFIRMED, MeetingStatus.PLANNED)
    )
    for proposal in closed.select_related("table").order_by("pk"):
        if proposal.meeting_id == (following.pk if following else None):
            continue
        proposal.too_late = proposal.too_late or proposal.meeting_id is not None
        proposal.meeting = following
        proposal.save(update_fields=["meeting", "too_late"])
        _record(EventType.PROPOSAL_PASSED_ON, proposal, by, at)


def _require_sound(wish: Wish, table: RoundTable) -> None:
    permissions.for_the_table(wish.kind).require()
    if not wish.title.strip():
        raise Refused(Reason.PROPOSAL_NEEDS_TITLE)
    if wish.version is None:
        if wish.text.strip() or wish.article:
            raise Refused(Reason.PROPOSED_TEXT_NEEDS_PLACE)
        return
    if wish.version.status == VersionStatus.CONCEPT:
        raise Refused(Reason.VERSION_NOT_PUBLISHED)
    if wish.version.document_id != table.document_id:
        raise Refused(Reason.TARGET_UNKNOWN)
    articles = Article.objects.filter(version=wish.version, key=wish.article)
    if wish.article and not articles.exists():
        raise Refused(Reason.TARGET_UNKNOWN)


def _fill(proposal: Proposal, wish: Wish) -> None:
    proposal.kind = wish.kind
    proposal.title = wish.title.strip()
    proposal.explanation = wish.explanation.strip()
    proposal.version = wish.version
    proposal.article = wish.article
    proposal.proposed_heading = wish.heading.strip()
    proposal.proposed_text = wish.text.strip()


def _screen(proposal: Proposal, wish: Wish, by: Actor, at: datetime) -> None:
    proposal.held = screen(
        subject=HoldSubject.PROPOSAL,
        pk=proposal.pk,
        table=proposal.table,
        text=wish.words,
        by=by,
        at=at,
    )
    proposal.save(update_fields=["held"])


def _locked(proposal: Proposal) -> Proposal:
    return (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("table", "meeting__table", "organisation", "version")
        .get(pk=proposal.pk)
    )


def _settle(proposal: Proposal, status: ProposalStatus, why: str, by: Actor, at: datetime) -> None:
    proposal.status, proposal.why = status, why
    proposal.settled_by, proposal.settled_at = by.label, at
    proposal.save(update_fields=["status", "why", "settled_by", "settled_at", "item"])


def _record(event: EventType, proposal: Proposal, by: Actor, at: datetime) -> None:
    audit.record(event=event, subject=f"proposal:{proposal.pk}", by=by, at=at, data={})


def _tell(proposal: Proposal, by: Actor, at: datetime) -> None:
    outbox.queue(
        topic=Topic.MAIL,
        key=f"proposal:{proposal.pk}:{proposal.status}:{at.isoformat()}",
        payload={"kind": "proposal_settled", "proposal": proposal.pk},
        by=by,
        at=at,
    )
