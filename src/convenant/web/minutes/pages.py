"""What the pages about minutes show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import MeetingStatus, MinutesStatus
from convenant.core.minutes import MinutesText
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Badge, Event, Link, Step, Tone
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.wording.minutes import MINUTES_STATUSES, MINUTES_TEXTS

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting, Minutes, MinutesComment, MinutesVersion

TONES = {
    MinutesStatus.DRAFT: Tone.NEUTRAL,
    MinutesStatus.SHARED: Tone.INFO,
    MinutesStatus.APPROVED: Tone.GOOD,
}


@dataclass(frozen=True, slots=True)
class CommentLine:
    """One comment, and what was done with it."""

    who: str
    when: str
    text: str
    held: bool
    answer: str
    answered: str
    badge: Badge
    answer_url: str


@dataclass(frozen=True, slots=True)
class ShowPage:
    pk: int
    crumbs: tuple[Link, ...]
    heading: str
    table: str
    status: MinutesStatus | None
    badge: Badge | None
    steps: tuple[Step, ...]
    text: str
    lead: str
    writes: bool
    chairs: bool
    can_begin: bool
    can_write: bool
    can_share: bool
    can_comment: bool
    can_approve: bool
    can_begin_correction: bool
    correcting: bool
    held: bool
    guard_url: str
    unanswered: int
    closed_words: str
    comments: tuple[CommentLine, ...]
    versions: tuple[Event, ...]


def show_page(meeting: Meeting, *, seen_by: Actor, at: datetime) -> ShowPage:
    """Everything about the minutes of one meeting that this viewer may see and do."""
    minutes = queries.minutes_of(meeting, seen_by=seen_by)
    approved = meeting.status == MeetingStatus.CLOSED
    status = MinutesStatus(minutes.status) if minutes else None
    if minutes is None and approved:
        status = MinutesStatus.APPROVED
    writes = bool(permissions.may_write_minutes(seen_by, meeting))
    working = minutes.text if minutes is not None and writes else ""
    text = queries.minutes_text(meeting, seen_by=seen_by)
    comments = list(queries.minutes_comments(meeting, seen_by=seen_by))
    commenting = (
        permissions.may_comment_on_minutes(seen_by, minutes, at=at) if minutes is not None else None
    )
    return ShowPage(
        pk=meeting.pk,
        crumbs=crumbs(meeting, Link(_("Verslag"))),
        heading=_("Verslag van %(day)s") % {"day": day(meeting.starts_at)},
        table=meeting.table.name,
        status=status,
        badge=Badge(str(MINUTES_STATUSES[status]), TONES[status]) if status else None,
        steps=_steps(meeting, minutes),
        text=working if not approved and working else text,
        lead=_lead(meeting, minutes, at, writes=writes),
        writes=writes,
        chairs=seen_by.buys and seen_by.has(Role.CHAIR),
        can_begin=writes and minutes is None and not approved,
        can_write=writes and minutes is not None and (not approved or bool(working)),
        can_share=bool(minutes and permissions.may_share_minutes(seen_by, minutes)),
        can_comment=bool(commenting),
        can_approve=bool(minutes and permissions.may_approve_minutes(seen_by, minutes)),
        can_begin_correction=writes and approved and not working,
        correcting=approved and bool(working),
        held=bool(minutes and minutes.held and writes),
        guard_url=reverse("agenda:guard", args=[meeting.table.slug])
        if seen_by.has(Role.CHAIR)
        else "",
        unanswered=sum(not one.held and one.answered_at is None for one in comments),
        closed_words=_closed(minutes, at),
        comments=tuple(_comment(one, seen_by) for one in comments),
        versions=tuple(_version(meeting, one) for one in _history(meeting, seen_by)),
    )


def crumbs(meeting: Meeting, *rest: Link) -> tuple[Link, ...]:
    """Where one is: below a meeting of a table."""
    return (
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(meeting.table.name, reverse("tables:show", args=[meeting.table.slug])),
        Link(day(meeting.starts_at), reverse("tables:meeting", args=[meeting.pk])),
        *rest,
    )


def _lead(meeting: Meeting, minutes: Minutes | None, at: datetime, *, writes: bool) -> str:
    if meeting.status == MeetingStatus.CLOSED:
        words = _("Vastgesteld op %(at)s. Iedereen kan dit lezen.") % {
            "at": moment(minutes.approved_at if minutes else meeting.closed_at)
        }
        if minutes is not None and minutes.why:
            words += " " + _("Verbeterd: %(why)s") % {"why": minutes.why}
        return words
    if minutes is None:
        due = queries.minutes_due(meeting)
        if meeting.status != MeetingStatus.HELD:
            return _("Het verslag komt na de bijeenkomst.")
        late = _("Het verslag had er op %(day)s moeten zijn.")
        wanted = _("Deel het verslag uiterlijk op %(day)s.")
        return (late if at > due else wanted) % {"day": day(due)}
    if minutes.status == MinutesStatus.SHARED:
        return _("Iedereen die meedoet kan reageren tot %(at)s.") % {
            "at": moment(minutes.comments_before)
        }
    return _("Alleen de gemeenten zien dit concept.") if writes else ""


def _closed(minutes: Minutes | None, at: datetime) -> str:
    if minutes is None or minutes.status != MinutesStatus.SHARED:
        return ""
    over = minutes.comments_before is not None and at >= minutes.comments_before
    if not over:
        return ""
    return _("De tijd om te reageren is voorbij. De voorzitter stelt het verslag vast.")


def _steps(meeting: Meeting, minutes: Minutes | None) -> tuple[Step, ...]:
    labels = (_("Schrijven"), _("Reacties"), _("Vastgesteld"))
    if meeting.status == MeetingStatus.CLOSED:
        now = 3
    else:
        now = 1 if minutes is not None and minutes.status == MinutesStatus.SHARED else 0
    return tuple(
        Step(label, "done" if n < now else "current" if n == now else "todo")
        for n, label in enumerate(labels)
    )


def _comment(comment: MinutesComment, viewer: Actor) -> CommentLine:
    if comment.held:
        badge = Badge(_("wacht op de voorzitter"), Tone.WARNING)
    elif comment.adopted is None:
        badge = Badge(_("nog geen antwoord"), Tone.INFO)
    else:
        badge = Badge(
            _("overgenomen") if comment.adopted else _("niet overgenomen"),
            Tone.GOOD if comment.adopted else Tone.NEUTRAL,
        )
    allowed = not comment.held and permissions.may_answer_comment(viewer, comment)
    return CommentLine(
        who=f"{comment.person_name}, {comment.organisation.name}"
        if comment.organisation
        else comment.person_name,
        when=moment(comment.made_at),
        text=comment.text,
        held=comment.held,
        answer=comment.answer,
        answered=f"{comment.answered_by}, {moment(comment.answered_at)}" if comment.answer else "",
        badge=badge,
        answer_url=reverse("minutes:answer", args=[comment.pk]) if allowed else "",
    )


def _history(meeting: Meeting, viewer: Actor) -> list[MinutesVersion]:
    return list(queries.minutes_versions(meeting, seen_by=viewer).order_by("-id"))


def _version(meeting: Meeting, version: MinutesVersion) -> Event:
    return Event(
        at=version.made_at,
        title=version_name(version),
        who=version.made_by,
        text=version.why,
        url=reverse("minutes:version", args=[meeting.pk, version.pk]),
    )


def version_name(version: MinutesVersion) -> str:
    """ "gedeelde tekst 1"; "vastgestelde tekst 1"."""
    words = str(MINUTES_TEXTS[MinutesText(version.kind)]).capitalize()
    return f"{words} {version.number}"


@dataclass(frozen=True, slots=True)
class WritePage:
    pk: int
    crumbs: tuple[Link, ...]
    heading: str
    table: str
    words: str
    theirs: str
    who: str
    correcting: bool
    shared: bool


def write_page(minutes: Minutes, *, theirs: str, words: str) -> WritePage:
    """The working text; ``theirs``: what somebody else saved meanwhile, and the words about it."""
    meeting = minutes.meeting
    show = reverse("minutes:show", args=[meeting.pk])
    return WritePage(
        pk=meeting.pk,
        crumbs=crumbs(meeting, Link(_("Verslag"), show), Link(_("Schrijven"))),
        heading=_("Schrijf het verslag van %(day)s") % {"day": day(meeting.starts_at)},
        table=meeting.table.name,
        words=words,
        theirs=theirs,
        who=f"{minutes.edited_by}, {moment(minutes.edited_at)}",
        correcting=minutes.status == MinutesStatus.APPROVED,
        shared=minutes.status == MinutesStatus.SHARED,
    )


@dataclass(frozen=True, slots=True)
class AnswerPage:
    crumbs: tuple[Link, ...]
    comment: str
    who: str
    back_url: str


def answer_page(meeting: Meeting, comment: MinutesComment) -> AnswerPage:
    back = reverse("minutes:show", args=[meeting.pk])
    return AnswerPage(
        crumbs=crumbs(meeting, Link(_("Verslag"), back), Link(_("Reactie beantwoorden"))),
        comment=comment.text,
        who=comment.organisation.name if comment.organisation else comment.person_name,
        back_url=back,
    )


@dataclass(frozen=True, slots=True)
class ApprovePage:
    crumbs: tuple[Link, ...]
    table: str
    text: str
    early: bool
    until: str
    unanswered: int
    open_remarks: int
    undecided: tuple[str, ...]
    back_url: str


def approve_page(
    meeting: Meeting, minutes: Minutes, *, seen_by: Actor, at: datetime
) -> ApprovePage:
    """What the chair should know before approving: comments and remarks without an answer, items
    without a decision, a term that still runs."""
    back = reverse("minutes:show", args=[meeting.pk])
    items = list(queries.items(meeting, seen_by=seen_by))
    comments = queries.minutes_comments(meeting, seen_by=seen_by)
    return ApprovePage(
        crumbs=crumbs(meeting, Link(_("Verslag"), back), Link(_("Vaststellen"))),
        table=meeting.table.name,
        text=minutes.text,
        early=minutes.comments_before is not None and at < minutes.comments_before,
        until=moment(minutes.comments_before),
        unanswered=comments.filter(held=False, answered_at__isnull=True).count(),
        open_remarks=sum(item.unanswered for item in items),  # type: ignore[attr-defined]
        undecided=tuple(
            item.title
            for item in items
            if item.version_id is not None and not hasattr(item, "decision")
        ),
        back_url=back,
    )


@dataclass(frozen=True, slots=True)
class CorrectPage:
    crumbs: tuple[Link, ...]
    text: str
    back_url: str


def correct_page(meeting: Meeting, minutes: Minutes) -> CorrectPage:
    back = reverse("minutes:show", args=[meeting.pk])
    return CorrectPage(
        crumbs=crumbs(meeting, Link(_("Verslag"), back), Link(_("Verbeteren"))),
        text=minutes.text,
        back_url=back,
    )


@dataclass(frozen=True, slots=True)
class VersionPage:
    crumbs: tuple[Link, ...]
    heading: str
    lead: str
    text: str


def version_page(meeting: Meeting, version: MinutesVersion) -> VersionPage:
    back = reverse("minutes:show", args=[meeting.pk])
    name = version_name(version)
    return VersionPage(
        crumbs=crumbs(meeting, Link(_("Verslag"), back), Link(name)),
        heading=name,
        lead=_("Van %(at)s. Dit is niet de tekst die nu geldt.") % {"at": moment(version.made_at)},
        text=version.text,
    )
