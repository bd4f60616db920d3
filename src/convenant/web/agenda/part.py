"""The agenda on the page of a meeting: its items, what was raised for it, whose it is, and the
statement of the chair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import PUBLIC, Actor, Kind
from convenant.core.agenda import ItemKind, ProposalStatus, TableKind
from convenant.core.agendas import usual_agenda
from convenant.core.guard import HoldSubject, statement_on
from convenant.core.lifecycles.roundtables import BEFORE_AGENDA
from convenant.core.periods import day_of
from convenant.roundtables import permissions, queries
from convenant.web.agenda.marks import HeldText, held_text
from convenant.web.agenda.pages.share import Share, share
from convenant.web.shared.components import Badge, Tone
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.wording.tables import ITEM_KINDS, TABLE_KINDS, version_name

if TYPE_CHECKING:
    from convenant.roundtables.models import AgendaItem, Hold, Meeting, Proposal


@dataclass(frozen=True, slots=True)
class ItemLine:
    pk: int
    label: str
    url: str
    meta: Sequence[str]
    badge: Badge | None
    held: HeldText | None
    can_move: bool
    first: bool
    last: bool
    change_url: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class ProposalLine:
    pk: int
    title: str
    url: str
    meta: Sequence[str]
    badge: Badge
    can_settle: bool


@dataclass(frozen=True, slots=True)
class StatementPart:
    paragraphs: Sequence[str]
    edition: date
    made: str
    can_make: bool
    waits: str


@dataclass(frozen=True, slots=True)
class AgendaPart:
    pk: int
    items: Sequence[ItemLine]
    proposals: Sequence[ProposalLine]
    waiting: int
    draft: bool
    sets_agenda: bool
    propose_url: str
    propose_words: str
    begin_url: str
    begin_words: str
    share: Share
    statement: StatementPart
    guard_url: str


def agenda_part(meeting: Meeting, viewer: Actor, at: datetime) -> AgendaPart:  # noqa: ARG001
    """The agenda of a meeting for this viewer."""
    items = list(queries.items(meeting, seen_by=viewer))
    social = queries.social_remarks(items=[item.pk for item in items], seen_by=viewer)
    holds = queries.latest_holds(
        HoldSubject.ITEM, [item.pk for item in items if item.held], seen_by=viewer
    )
    sets_agenda = bool(permissions.may_set_agenda(viewer, meeting))
    raised = [
        one
        for one in queries.proposals(meeting.table, seen_by=viewer).filter(meeting=meeting)
        if one.status in (ProposalStatus.WAITING, ProposalStatus.DECLINED)
    ]
    draft = meeting.status in BEFORE_AGENDA
    usual = usual_agenda(TableKind(meeting.table.kind))
    there = {item.title for item in items}
    missing = [one for one in usual if one.title not in there]
    may_propose = bool(permissions.may_propose(viewer, meeting.table))
    return AgendaPart(
        pk=meeting.pk,
        items=[
            _item(item, n, len(items), social.get(item.pk, 0), holds.get(item.pk), sets_agenda)
            for n, item in enumerate(items)
        ],
        proposals=[_proposal(one, sets_agenda) for one in raised],
        waiting=sum(one.status == ProposalStatus.WAITING for one in raised),
        draft=draft,
        sets_agenda=sets_agenda,
        propose_url=_propose_url(meeting) if may_propose else "",
        propose_words=_("Draag een punt aan")
        if draft
        else _("Draag een punt aan voor de volgende bijeenkomst"),
        begin_url=reverse("agenda:begin", args=[meeting.pk]) if sets_agenda and missing else "",
        begin_words=_begin_words(TableKind(meeting.table.kind), len(missing)),
        share=share(
            queries.shares(meeting, seen_by=viewer),
            note=_("Vaste punten tellen voor niemand mee.")
            if any(item.standing for item in items)
            else "",
        ),
        statement=_statement(meeting, viewer),
        guard_url=reverse("agenda:guard", args=[meeting.table.slug])
        if permissions.may_decide_hold(viewer, meeting.table)
        else "",
    )


@dataclass(frozen=True, slots=True)
class PublicPart:
    share: Share
    statement: StatementPart


def public_part(meeting: Meeting) -> PublicPart:
    """What everybody reads of it: whose the agenda is, and what the chair stated."""
    return PublicPart(share(queries.shares(meeting, seen_by=PUBLIC)), _statement(meeting, PUBLIC))


def say_of(request: HttpRequest, item: AgendaItem) -> None:
    """Whether an item stands on the agenda or waits, right after it was written."""
    if item.held:
        messages.warning(request, _("Het punt wacht op de voorzitter; op de agenda staat waarom."))
    else:
        messages.success(request, _("Het punt staat op de agenda."))


def _propose_url(meeting: Meeting) -> str:
    return f"{reverse('agenda:propose', args=[meeting.table.slug])}?bijeenkomst={meeting.pk}"


def _begin_words(kind: TableKind, missing: int) -> str:
    return ngettext(
        "Zet het vaste punt van een %(kind)s op de agenda",
        "Zet de %(count)s vaste punten van een %(kind)s op de agenda",
        missing,
    ) % {"count": missing, "kind": TABLE_KINDS[kind]}


def _item(
    item: AgendaItem, place: int, count: int, social: int, hold: Hold | None, sets_agenda: bool
) -> ItemLine:
    return ItemLine(
        pk=item.pk,
        label=f"{item.position}. {item.title}",
        url=reverse("tables:item", args=[item.pk]),
        meta=_meta(item, social),
        badge=_badge(item),
        held=held_text(hold) if hold is not None else None,
        can_move=sets_agenda and count > 1,
        first=place == 0,
        last=place == count - 1,
        change_url=reverse("agenda:change_item", args=[item.pk])
        if sets_agenda and item.raised_by.kind == Kind.MUNICIPALITY
        else "",
        remove_url=reverse("agenda:take_off", args=[item.pk]) if sets_agenda else "",
    )


def _badge(item: AgendaItem) -> Badge | None:
    if item.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    return Badge(_("besloten"), Tone.GOOD) if getattr(item, "decision", None) else None


def _meta(item: AgendaItem, social: int) -> list[str]:
    by = (
        _("vast punt")
        if item.standing
        else _("aangedragen door %(who)s") % {"who": item.raised_by.name}
    )
    lines = [str(ITEM_KINDS[ItemKind(item.kind)]), by]
    if item.version is not None:
        lines.append(version_name(item.version.document.title, item.version.number))
    said, waits = int(getattr(item, "said", 0)), int(getattr(item, "unanswered", 0))
    if said:
        lines.append(ngettext("%(said)s opmerking", "%(said)s opmerkingen", said) % {"said": said})
    if social:
        lines.append(_("%(social)s van sociale teams") % {"social": social})
    if waits:
        lines.append(_("%(open)s zonder antwoord") % {"open": waits})
    return lines


def proposal_badge(proposal: Proposal) -> Badge:
    """How it stands with what somebody raised."""
    if proposal.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    return {
        ProposalStatus.WAITING: Badge(_("voorgesteld"), Tone.INFO),
        ProposalStatus.TAKEN_UP: Badge(_("op de agenda"), Tone.GOOD),
        ProposalStatus.DECLINED: Badge(_("niet op de agenda"), Tone.NEUTRAL),
        ProposalStatus.WITHDRAWN: Badge(_("ingetrokken"), Tone.NEUTRAL),
    }[ProposalStatus(proposal.status)]


def _proposal(proposal: Proposal, sets_agenda: bool) -> ProposalLine:
    meta = [
        str(ITEM_KINDS[ItemKind(proposal.kind)]),
        _("aangedragen door %(who)s") % {"who": proposal.organisation.name},
    ]
    if proposal.proposed_text:
        meta.append(_("met een voorgestelde tekst"))
    if proposal.too_late:
        meta.append(_("kwam te laat voor de vorige agenda"))
    if proposal.status == ProposalStatus.DECLINED:
        meta.append(_("Reden: %(why)s") % {"why": proposal.why})
    return ProposalLine(
        pk=proposal.pk,
        title=proposal.title,
        url=reverse("agenda:proposal", args=[proposal.pk]),
        meta=meta,
        badge=proposal_badge(proposal),
        can_settle=sets_agenda and not proposal.held and proposal.status == ProposalStatus.WAITING,
    )


def _statement(meeting: Meeting, viewer: Actor) -> StatementPart:
    made = queries.statement_of(meeting)
    wording = statement_on(day_of(meeting.starts_at))
    may = permissions.may_state(viewer, meeting)
    return StatementPart(
        paragraphs=made.text.split("\n\n") if made else wording.paragraphs,
        edition=made.edition if made else wording.since,
        made=""
        if made is None
        else _("%(who)s legde deze verklaring af op %(when)s.")
        % {"who": made.made_by, "when": moment(made.made_at)},
        can_make=bool(may),
        waits=""
        if made or meeting.status in BEFORE_AGENDA
        else _("De voorzitter heeft deze verklaring nog niet afgelegd."),
    )
