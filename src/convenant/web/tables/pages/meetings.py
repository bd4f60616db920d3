"""One meeting: where and when, its agenda, who sits and who speaks for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.lifecycles import MeetingStatus
from convenant.core.method.tables import agenda_open_long_enough
from convenant.core.norms import norm
from convenant.core.seats import Chooser, SizeClass
from convenant.documents import queries as documents
from convenant.roundtables import permissions, queries
from convenant.web.region.mandates.panel import MandatePanel, panels
from convenant.web.shared.components import Badge, Detail, Link, Step, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.web.tables.pages.tables import meeting_badge
from convenant.wording.findings import finding_words
from convenant.wording.representation import CHOOSERS
from convenant.wording.roles import SIZES
from convenant.wording.tables import version_name

if TYPE_CHECKING:
    from convenant.roundtables.models import AgendaItem, Meeting, Seat


@dataclass(frozen=True, slots=True)
class SeatLine:
    provider: str
    size: str
    speaks_for: Sequence[str]
    mine: bool
    chosen: Sequence[str]


@dataclass(frozen=True, slots=True)
class MeetingPage:
    pk: int
    table: str
    heading: str
    crumbs: Sequence[Link]
    badge: Badge
    steps: Sequence[Step]
    details: Sequence[Detail]
    items: Sequence[Task]
    mandates: Sequence[tuple[Link, MandatePanel]]
    seats: Sequence[SeatLine]
    seated: int
    spoken_for: int
    mine: str
    findings: Sequence[str]
    sets_agenda: bool
    can_confirm: bool
    can_publish: bool
    close_url: str


def meeting_crumbs(meeting: Meeting, *last: Link) -> list[Link]:
    """The way back from a meeting, or from a page below it."""
    words = _("Bijeenkomst %(day)s") % {"day": day(meeting.starts_at)}
    here = Link(words, reverse("tables:meeting", args=[meeting.pk]) if last else "")
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(meeting.table.name, reverse("tables:show", args=[meeting.table.slug])),
        here,
        *last,
    ]


def meeting_page(meeting: Meeting, *, seen_by: Actor, at: datetime) -> MeetingPage:
    """Everything about one meeting for this viewer."""
    items = list(queries.items(meeting, seen_by=seen_by))
    seats = list(queries.seating(meeting, seen_by=seen_by))
    social = queries.social_remarks(items=[item.pk for item in items], seen_by=seen_by)
    sets_agenda = bool(permissions.may_set_agenda(seen_by, meeting))
    return MeetingPage(
        pk=meeting.pk,
        table=meeting.table.name,
        heading=_("Bijeenkomst %(day)s") % {"day": day(meeting.starts_at)},
        crumbs=meeting_crumbs(meeting),
        badge=meeting_badge(meeting),
        steps=_steps(meeting),
        details=[
            Detail(_("Wanneer"), moment(meeting.starts_at)),
            Detail(_("Waar"), meeting.place),
            Detail(
                _("Procesbegeleider"), meeting.guide.name if meeting.guide else _("nog niemand")
            ),
        ],
        items=[_task(item, social.get(item.pk, 0)) for item in items],
        mandates=_mandates(meeting, items, seen_by, at),
        seats=[_seat(seat, seen_by) for seat in seats],
        seated=len(seats),
        spoken_for=sum(len(seat.represents.all()) for seat in seats),
        mine=_mine(seats, seen_by),
        findings=_findings(meeting, at) if sets_agenda else [],
        sets_agenda=sets_agenda,
        can_confirm=bool(permissions.may_confirm(seen_by, meeting)),
        can_publish=bool(permissions.may_publish_agenda(seen_by, meeting)) and bool(items),
        close_url=_held_url(meeting) if permissions.may_hold(seen_by, meeting) else "",
    )


def _held_url(meeting: Meeting) -> str:
    """Where one says that people met: first who was there, where that is asked (D075)."""
    settled = permissions.attendance_settled(meeting)
    return reverse("tables:close" if settled else "meetings:attendance", args=[meeting.pk])


def version_choices(meeting: Meeting) -> list[tuple[str, str]]:
    """The texts a table can talk about, the one of this table first."""
    found = sorted(
        documents.discussable(region=meeting.table.region_id),
        key=lambda version: version.document_id != meeting.table.document_id,
    )
    return [
        (str(version.pk), version_name(version.document.title, version.number)) for version in found
    ]


def _steps(meeting: Meeting) -> list[Step]:
    if meeting.status == MeetingStatus.CANCELLED:
        return []
    moments = {
        MeetingStatus.PLANNED: (_("Gepland"), None),
        MeetingStatus.CONFIRMED: (_("Bevestigd"), meeting.confirmed_at),
        MeetingStatus.OPEN: (_("Agenda open"), meeting.agenda_published_at),
        MeetingStatus.HELD: (_("Gehouden"), meeting.held_at),
        MeetingStatus.CLOSED: (_("Verslag vastgesteld"), meeting.closed_at),
    }
    words = [label for label, _at in moments.values()]
    notes = ["" if at is None else day(at) for _label, at in moments.values()]
    now = list(moments).index(MeetingStatus(meeting.status))
    closed = meeting.status == MeetingStatus.CLOSED
    return [
        Step(label, "done" if n < now or closed else "current" if n == now else "todo", note)
        for n, (label, note) in enumerate(zip(words, notes, strict=True))
    ]


def _task(item: AgendaItem, social: int) -> Task:
    decided = getattr(item, "decision", None)
    said = int(getattr(item, "said", 0))
    open_ones = int(getattr(item, "unanswered", 0))
    hint = ngettext("%(said)s opmerking", "%(said)s opmerkingen", said) % {"said": said}
    if social:
        hint += ", " + _("%(social)s van sociale teams") % {"social": social}
    if open_ones:
        hint += ", " + _("%(open)s zonder antwoord") % {"open": open_ones}
    about = (
        ""
        if item.version is None
        else version_name(item.version.document.title, item.version.number)
    )
    return Task(
        label=f"{item.position}. {item.title}",
        url=reverse("tables:item", args=[item.pk]),
        badge=Badge(_("besloten"), Tone.GOOD) if decided else None,
        hint=f"{about} · {hint}" if about else hint,
    )


def _mandates(
    meeting: Meeting, items: Sequence[AgendaItem], viewer: Actor, at: datetime
) -> list[tuple[Link, MandatePanel]]:
    """Per item the mandates of who negotiates (D037)."""
    texts = [
        (meeting.table.document_id, None)
        if item.version is None
        else (item.version.document_id, item.version.pk)
        for item in items
    ]
    found = panels(texts, seen_by=viewer, region=meeting.table.region_id, on=at.date())
    return [
        (Link(f"{item.position}. {item.title}", reverse("tables:item", args=[item.pk])), panel)
        for item, panel in zip(items, found, strict=True)
        if panel is not None
    ]


def _seat(seat: Seat, viewer: Actor) -> SeatLine:
    return SeatLine(
        provider=seat.provider.name,
        size=str(SIZES[SizeClass(seat.size)]),
        speaks_for=[row.provider.name for row in seat.represents.all()],
        mine=seat.provider_id == viewer.organisation,
        chosen=_chosen(seat) if viewer.buys else [],
    )


def _chosen(seat: Seat) -> list[str]:
    """Who of the two choosers chose this seat, and why (D045)."""
    if seat.standing is None:
        return [_("Alleen voor deze bijeenkomst gekozen."), *([seat.why] if seat.why else [])]
    made = {choice.chooser: choice.why for choice in seat.standing.choices.all()}
    return [
        _("%(who)s: %(why)s")
        % {
            "who": str(CHOOSERS[chooser]).capitalize(),
            "why": made.get(chooser.value, _("nog niet gekozen")),
        }
        for chooser in Chooser
    ]


def _mine(seats: Sequence[Seat], viewer: Actor) -> str:
    if not viewer.provides:
        return ""
    for seat in seats:
        if seat.provider_id == viewer.organisation:
            return _(
                "Uw organisatie zit aan de fysieke tafel en spreekt ook voor %(count)s anderen."
            ) % {"count": len(seat.represents.all())}
        if any(row.provider_id == viewer.organisation for row in seat.represents.all()):
            return _(
                "%(speaker)s spreekt aan tafel voor uw organisatie. Zelf spreekt u mee aan de "
                "digitale tafel; elke opmerking krijgt antwoord."
            ) % {"speaker": seat.provider.name}
    return _("U spreekt mee aan de digitale tafel; elke opmerking krijgt antwoord.")


def _findings(meeting: Meeting, at: datetime) -> list[str]:
    enough = norm("digital_days_before_meeting").on(at.date())
    found = agenda_open_long_enough(at.date(), meeting.starts_at.date(), enough)
    return [finding_words(finding) for finding in found]
