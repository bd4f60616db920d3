"""Raising an item, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.agenda import ItemKind, ProposalStatus
from convenant.core.differences import Piece, difference
from convenant.core.guard import HoldSubject
from convenant.documents import queries as documents
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions import Wish
from convenant.web.agenda.forms import NEW_ARTICLE, WHOLE_TEXT
from convenant.web.agenda.marks import HeldText, held_text
from convenant.web.agenda.part import proposal_badge
from convenant.web.shared.components import Badge, Detail, Link
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.wording.tables import ITEM_KINDS, article_name, version_name

if TYPE_CHECKING:
    from convenant.documents.models import Article, Version
    from convenant.roundtables.models import AgendaItem, Meeting, Proposal, RoundTable


@dataclass(frozen=True, slots=True)
class RaisePage:
    table: str
    heading: str
    crumbs: Sequence[Link]
    goes_to: str
    late: str
    current: Sequence[tuple[str, str]]
    back_url: str
    draft: str


@dataclass(frozen=True, slots=True)
class ProposedText:
    """The text somebody proposes, and what it changes."""

    heading: str
    where: str
    pieces: Sequence[Piece]
    by: str


@dataclass(frozen=True, slots=True)
class ProposalPage:
    pk: int
    heading: str
    crumbs: Sequence[Link]
    table: str
    badge: Badge
    explanation: str
    details: Sequence[Detail]
    text: ProposedText | None
    late: str
    declined: str
    item_url: str
    held: HeldText | None
    change_url: str
    can_withdraw: bool
    can_settle: bool
    can_take_up: bool
    back_url: str


def articles_of(table: RoundTable, *, seen_by: Actor) -> tuple[Version | None, list[Article]]:
    """The public text of a table and its articles, for who wants to propose another one."""
    version = documents.latest_public(table.document_id)
    if version is None:
        return None, []
    return version, list(documents.articles(version, seen_by=seen_by))


def article_choices(articles: Sequence[Article]) -> list[tuple[str, str]]:
    """Every article of a text, by its key."""
    return [
        (one.key, _("Ja, %(article)s") % {"article": article_name(one.position, one.heading)})
        for one in articles
    ]


def raise_page(
    table: RoundTable,
    wanted: Meeting | None,
    articles: Sequence[Article],
    *,
    seen_by: Actor,
    at: datetime,
) -> RaisePage:
    """Where an item that is raised now goes to, said before anybody writes it."""
    target = queries.meeting_to_raise_for(table, at=at, wanted=wanted, seen_by=seen_by)
    late = wanted is not None and target != wanted
    return RaisePage(
        table=table.name,
        heading=_("Draag een punt aan voor de agenda"),
        crumbs=[*table_crumbs(table), Link(_("Punt aandragen"))],
        goes_to=_("Uw punt komt op de lijst van de bijeenkomst van %(when)s.")
        % {"when": moment(target.starts_at)}
        if target
        else _(
            "Er is nog geen volgende bijeenkomst bekend. Uw punt wacht en komt vanzelf op de lijst "
            "van de eerste."
        ),
        late=_("De agenda van %(day)s is al gepubliceerd: daar kan niets meer bij.")
        % {"day": day(wanted.starts_at)}
        if late and wanted
        else "",
        current=[(article_name(one.position, one.heading), one.text) for one in articles],
        back_url=reverse("tables:meeting", args=[target.pk])
        if target
        else reverse("tables:show", args=[table.slug]),
        draft=f"aandragen-{table.pk}",
    )


def table_crumbs(table: RoundTable) -> list[Link]:
    """The way back to a table."""
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(table.name, reverse("tables:show", args=[table.slug])),
    ]


def wish_of(cleaned: Mapping[str, Any], version: Version | None) -> Wish:
    """What was filled in, as the verb takes it."""
    place = cleaned.get("place") or ""
    return Wish(
        kind=ItemKind(cleaned["kind"]),
        title=cleaned["title"],
        explanation=cleaned["explanation"],
        version=version if place else None,
        article="" if place in (WHOLE_TEXT, NEW_ARTICLE) else place,
        heading=cleaned.get("heading", "") if place == NEW_ARTICLE else "",
        text=cleaned.get("text", ""),
    )


def typed(proposal: Proposal) -> dict[str, str]:
    """A proposal as it stands in its form."""
    place = proposal.article
    if not place and proposal.version_id is not None:
        place = NEW_ARTICLE if proposal.proposed_text else WHOLE_TEXT
    return {
        "kind": proposal.kind,
        "title": proposal.title,
        "explanation": proposal.explanation,
        "place": place,
        "heading": proposal.proposed_heading,
        "text": proposal.proposed_text,
    }


def proposal_page(proposal: Proposal, *, seen_by: Actor) -> ProposalPage:
    """One item that was raised, for this viewer."""
    hold = queries.latest_holds(HoldSubject.PROPOSAL, [proposal.pk], seen_by=seen_by).get(
        proposal.pk
    )
    may_change = bool(permissions.may_change_proposal(seen_by, proposal))
    may_settle = bool(permissions.may_take_up(seen_by, proposal))
    return ProposalPage(
        pk=proposal.pk,
        heading=proposal.title,
        crumbs=[*table_crumbs(proposal.table), Link(proposal.title)],
        table=proposal.table.name,
        badge=proposal_badge(proposal),
        explanation=proposal.explanation,
        details=_details(proposal),
        text=proposed_text(proposal, seen_by=seen_by),
        late=_("Dit punt kwam te laat voor de vorige agenda en is vanzelf doorgeschoven.")
        if proposal.too_late and proposal.status == ProposalStatus.WAITING
        else "",
        declined=proposal.why if proposal.status == ProposalStatus.DECLINED else "",
        item_url=reverse("tables:item", args=[proposal.item_id]) if proposal.item_id else "",
        held=held_text(hold) if hold is not None and proposal.held else None,
        change_url=reverse("agenda:change_proposal", args=[proposal.pk]) if may_change else "",
        can_withdraw=may_change,
        can_settle=may_settle,
        can_take_up=may_settle and proposal.meeting_id is not None,
        back_url=reverse("tables:meeting", args=[proposal.meeting_id])
        if proposal.meeting_id
        else reverse("tables:show", args=[proposal.table.slug]),
    )


def _details(proposal: Proposal) -> list[Detail]:
    lines = [
        Detail(_("Soort"), str(ITEM_KINDS[ItemKind(proposal.kind)])),
        Detail(_("Aangedragen door"), f"{proposal.organisation.name}, {day(proposal.proposed_at)}"),
        Detail(
            _("Voor"),
            _("bijeenkomst van %(when)s") % {"when": moment(proposal.meeting.starts_at)}
            if proposal.meeting
            else _("de eerstvolgende bijeenkomst; die is nog niet bekend"),
        ),
    ]
    if proposal.changed_at:
        lines.append(Detail(_("Laatst veranderd"), moment(proposal.changed_at)))
    if proposal.settled_at and proposal.status != ProposalStatus.WITHDRAWN:
        lines.append(
            Detail(_("Besloten door"), f"{proposal.settled_by}, {day(proposal.settled_at)}")
        )
    return lines


def proposed_text(proposal: Proposal, *, seen_by: Actor) -> ProposedText | None:
    """The proposed article against the one it would replace."""
    if not proposal.proposed_text or proposal.version is None:
        return None
    articles = documents.articles(proposal.version, seen_by=seen_by)
    now = next((one for one in articles if one.key == proposal.article), None)
    title = version_name(proposal.version.document.title, proposal.version.number)
    return ProposedText(
        heading=proposal.proposed_heading,
        where=_("Een nieuw artikel in %(title)s") % {"title": title}
        if now is None
        else f"{article_name(now.position, now.heading)} · {title}",
        pieces=difference(now.text if now else "", proposal.proposed_text),
        by=proposal.organisation.name,
    )


def item_proposal(item: AgendaItem, *, seen_by: Actor) -> ProposedText | None:
    """The text proposed with an item on the agenda, when there is one (D029)."""
    found = queries.proposal_of(item, seen_by=seen_by)
    return None if found is None else proposed_text(found, seen_by=seen_by)
