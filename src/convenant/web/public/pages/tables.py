"""Tables and their meetings, as far as they are public: from the published agenda on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.agreements import queries as agreements
from convenant.core.actors import PUBLIC
from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.core.seats import SizeClass
from convenant.roundtables import queries as roundtables
from convenant.web.shared.components import Badge, Link, Pagination, Task, Tone, pagination
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.wording.roles import SIZES

if TYPE_CHECKING:
    from convenant.roundtables.models import (
        AgendaItem,
        Decision,
        Meeting,
        MinutesVersion,
        Paper,
        RoundTable,
        Seat,
    )

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class TableCard:
    title: str
    url: str
    text: str
    badge: Badge | None
    meta: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TablesPage:
    cards: tuple[TableCard, ...]


def tables_page(region: int) -> TablesPage:
    """Every table, with its last public meeting."""
    meetings: dict[int, list[Meeting]] = {}
    for meeting in roundtables.meetings(region=region, seen_by=PUBLIC).order_by("-starts_at"):
        meetings.setdefault(meeting.table_id, []).append(meeting)
    return TablesPage(
        tuple(
            _card(table, meetings.get(table.pk, [])) for table in roundtables.tables(region=region)
        )
    )


def _card(table: RoundTable, meetings: list[Meeting]) -> TableCard:
    last = meetings[0] if meetings else None
    return TableCard(
        title=table.name,
        url=reverse("public:table", args=[table.slug]),
        text=table.purpose,
        badge=meeting_badge(last) if last else None,
        meta=(
            _("%(count)s bijeenkomsten") % {"count": len(meetings)},
            _("laatste: %(day)s") % {"day": day(last.starts_at)},
        )
        if last
        else (_("nog geen bijeenkomst"),),
    )


def meeting_badge(meeting: Meeting) -> Badge:
    """Open to remarks, or held."""
    if meeting.status == MeetingStatus.OPEN:
        return Badge(_("beide tafels open"), Tone.GOOD)
    if meeting.status == MeetingStatus.CANCELLED:
        return Badge(_("gaat niet door"), Tone.WARNING)
    closed = meeting.status in AFTERWARDS
    return Badge(_("gehouden") if closed else _("bevestigd"))


def meeting_task(meeting: Meeting) -> Task:
    """A line in a list of meetings."""
    return Task(
        label=meeting.table.name,
        url=reverse("public:meeting", args=[meeting.pk]),
        badge=meeting_badge(meeting),
        hint=f"{moment(meeting.starts_at)}, {meeting.place}",
    )


@dataclass(frozen=True, slots=True)
class TablePage:
    crumbs: tuple[Link, ...]
    title: str
    purpose: str
    agreement: Link | None
    links: tuple[Link, ...]
    papers: tuple[Task, ...]
    meetings: tuple[Task, ...]


def table_page(table: RoundTable) -> TablePage:
    """What a table is for and every meeting whose agenda was published."""
    agreement = agreements.agreement_of_document(table.document_id)
    meetings = roundtables.meetings(region=table.region_id, seen_by=PUBLIC).filter(table=table)
    return TablePage(
        crumbs=(Link(_("Tafels"), reverse("public:tables")), Link(table.name)),
        title=table.name,
        purpose=table.purpose,
        agreement=Link(agreement.title, reverse("public:agreement", args=[agreement.slug]))
        if agreement
        else None,
        links=(
            Link(
                _("Besluiten van deze tafel"), f"{reverse('public:decisions')}?tafel={table.slug}"
            ),
            Link(_("Jaarverslag"), reverse("public:report", args=[table.slug])),
            Link(
                _("Zet de bijeenkomsten in uw agenda"),
                reverse("meetings:table_feed", args=[table.region.slug, table.slug]),
            ),
        ),
        papers=tuple(_paper(paper) for paper in _public_papers(table)[:PER_PAGE]),
        meetings=tuple(
            Task(
                label=moment(meeting.starts_at),
                url=reverse("public:meeting", args=[meeting.pk]),
                badge=meeting_badge(meeting),
                hint=meeting.place,
            )
            for meeting in meetings.order_by("-starts_at")
        ),
    )


def _public_papers(table: RoundTable) -> QuerySet[Paper]:
    found = roundtables.published_papers(region=table.region_id, seen_by=PUBLIC)
    return found.filter(table=table)


def _paper(paper: Paper) -> Task:
    return Task(
        label=paper.title,
        url=reverse("papers:download", args=[paper.pk]),
        hint=f"{day(localtime(paper.published_at))} · {paper.table.name} · "
        + filesizeformat(paper.size),
    )


@dataclass(frozen=True, slots=True)
class PapersPage:
    papers: tuple[Task, ...]
    pages: Pagination


def papers_page(region: int, *, query: QueryDict) -> PapersPage:
    """Every public document of a region, newest first."""
    found = roundtables.published_papers(region=region, seen_by=PUBLIC)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    return PapersPage(tuple(_paper(paper) for paper in page), pagination(page, query))


@dataclass(frozen=True, slots=True)
class OldMinutesPage:
    crumbs: tuple[Link, ...]
    title: str
    lead: str
    text: str


def old_minutes_page(meeting: Meeting, version: MinutesVersion) -> OldMinutesPage:
    """A text that was in force until it was corrected."""
    now = reverse("public:meeting", args=[meeting.pk])
    return OldMinutesPage(
        crumbs=(
            Link(_("Tafels"), reverse("public:tables")),
            Link(meeting.table.name, reverse("public:table", args=[meeting.table.slug])),
            Link(day(meeting.starts_at), now),
            Link(_("Verslag, versie %(number)s") % {"number": version.number}),
        ),
        title=_("Verslag van %(day)s, versie %(number)s")
        % {"day": day(meeting.starts_at), "number": version.number},
        lead=_("Dit verslag is later verbeterd. De tekst die geldt staat bij de bijeenkomst."),
        text=version.text,
    )


@dataclass(frozen=True, slots=True)
class ItemShown:
    pk: int
    number: int
    title: str
    explanation: str
    text: Link | None
    decision: str
    decided: str
    badge: Badge | None


@dataclass(frozen=True, slots=True)
class SeatShown:
    name: str
    size: str
    speaks_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    crumbs: tuple[Link, ...]
    title: str
    lead: str
    badge: Badge
    items: tuple[ItemShown, ...]
    seats: tuple[SeatShown, ...]
    papers: tuple[Task, ...]
    minutes: str
    minutes_note: str
    older: tuple[Link, ...]


def meeting_page(meeting: Meeting) -> MeetingPage:
    """The agenda, who sits and for whom, and - once held - minutes and decisions."""
    table = meeting.table
    agreement = agreements.agreement_of_document(table.document_id)
    slug = agreement.slug if agreement else ""
    record = roundtables.minutes_of(meeting, seen_by=PUBLIC)
    return MeetingPage(
        crumbs=(
            Link(_("Tafels"), reverse("public:tables")),
            Link(table.name, reverse("public:table", args=[table.slug])),
            Link(day(meeting.starts_at)),
        ),
        title=f"{table.name}, {day(meeting.starts_at)}",
        lead=f"{moment(meeting.starts_at)}, {meeting.place}",
        badge=meeting_badge(meeting),
        items=tuple(_item(item, slug) for item in roundtables.items(meeting, seen_by=PUBLIC)),
        seats=tuple(_seat(seat) for seat in roundtables.seating(meeting, seen_by=PUBLIC)),
        papers=tuple(
            _paper(paper) for paper in roundtables.papers_of_meeting(meeting, seen_by=PUBLIC)
        ),
        minutes=meeting.minutes if meeting.status == MeetingStatus.CLOSED else "",
        minutes_note=_("Verbeterd op %(day)s: %(why)s")
        % {"day": day(localtime(record.approved_at)), "why": record.why}
        if record is not None and record.why
        else "",
        older=tuple(
            Link(
                _("Eerdere versie %(number)s") % {"number": old.number},
                reverse("public:minutes", args=[meeting.pk, old.number]),
            )
            for old in roundtables.minutes_versions(meeting, seen_by=PUBLIC)
        ),
    )


def _item(item: AgendaItem, slug: str) -> ItemShown:
    decision = getattr(item, "decision", None)
    return ItemShown(
        pk=item.pk,
        number=item.position,
        title=item.title,
        explanation=item.explanation,
        text=Link(
            _("%(title)s, versie %(number)s")
            % {"title": item.version.document.title, "number": item.version.number},
            reverse("public:version", args=[slug, item.version.number]),
        )
        if item.version and slug
        else None,
        decision=decision.text if decision else "",
        decided=day(decision.decided_at) if decision else "",
        badge=_stand(item, decision),
    )


def _stand(item: AgendaItem, decision: Decision | None) -> Badge | None:
    """How an item stands; nothing for what was talked about and needed no decision."""
    if decision is None:
        over = item.meeting.status == MeetingStatus.CLOSED
        return None if over else Badge(_("in bespreking"), Tone.INFO)
    if decision.adopted:
        return Badge(_("vastgesteld"), Tone.GOOD)
    return Badge(_("niet vastgesteld"))


def _seat(seat: Seat) -> SeatShown:
    return SeatShown(
        name=seat.provider.name,
        size=str(SIZES[SizeClass(seat.size)]),
        speaks_for=tuple(row.provider.name for row in seat.represents.all()),
    )
