"""What stands on the page of a meeting about coming, preparing, attendance and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import PUBLIC, Actor, Kind
from convenant.core.agenda import TableKind
from convenant.core.lifecycles import MeetingStatus
from convenant.core.meetings.answers import Presence, Reply
from convenant.core.method.tables import PREPARED
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Badge, Cell, Column, Link, Table, Task, Tone
from convenant.web.shared.refusals import why_not
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.wording.meetings import PRESENCES, REPLIES

if TYPE_CHECKING:
    from convenant.roundtables.models import Attendance, Meeting, Preparation
    from convenant.roundtables.queries import Asked


AFTERWARDS = (MeetingStatus.HELD, MeetingStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What this person has to do now for this meeting, first of all."""

    title: str
    text: str
    url: str
    label: str


@dataclass(frozen=True, slots=True)
class MeetingPart:
    waits: Waiting | None
    steps: Sequence[Task]
    confirm_blocked: str
    answer: str
    answer_url: str
    online: str
    series: str
    actions: Sequence[Link]
    answers: Table | None
    attended: Table | None
    missed: Sequence[str]
    continued: str
    continued_by: str
    cancelled_why: str


def meeting_part(meeting: Meeting, viewer: Actor, at: datetime) -> MeetingPart:
    """Everything about gathering for this viewer, at this moment."""
    asked = queries.asked(meeting, seen_by=viewer)
    preparation = queries.preparation(meeting, seen_by=viewer)
    own = queries.own_answer(meeting, seen_by=viewer)
    may_answer = bool(permissions.may_answer(viewer, meeting))
    plans = bool(permissions.may_move(viewer, meeting))
    expected = viewer.buys or any(one.seated or one.important for one in asked)
    there = list(queries.attendance(meeting, seen_by=viewer))
    return MeetingPart(
        waits=_waiting(meeting, viewer, at, answered=own is not None, expected=expected),
        steps=_to_confirm(meeting, preparation) if plans else [],
        confirm_blocked=_blocked(meeting, viewer),
        answer="" if own is None else _answer(Reply(own.answer), own.who),
        answer_url=reverse("meetings:answer", args=[meeting.pk]) if may_answer else "",
        online=meeting.online if expected else "",
        series=_("Onderdeel van een reeks") if meeting.series_id else "",
        actions=_actions(meeting, viewer),
        answers=_answers(asked) if viewer.buys and meeting.status not in AFTERWARDS else None,
        attended=_attended(there) if there and meeting.status in AFTERWARDS else None,
        missed=[
            one.organisation.name
            for one in there
            if one.important and one.presence == Presence.ABSENT
        ],
        continued=meeting.continued_why,
        continued_by=meeting.continued_by if viewer.buys else "",
        cancelled_why=meeting.cancelled_why,
    )


@dataclass(frozen=True, slots=True)
class PublicPart:
    """What everybody may know: who were there, and that it went on without somebody (D075)."""

    attended: Table | None
    missed: Sequence[str]
    continued: str
    cancelled_why: str


def public_gathering(meeting: Meeting) -> PublicPart:
    """Once the meeting was held."""
    there = list(queries.attendance(meeting, seen_by=PUBLIC))
    absent = [one for one in there if one.important and one.presence == Presence.ABSENT]
    return PublicPart(
        attended=_attended(there) if there else None,
        missed=[one.organisation.name for one in absent],
        continued=meeting.continued_why if absent else "",
        cancelled_why=meeting.cancelled_why,
    )


def _waiting(
    meeting: Meeting, viewer: Actor, at: datetime, *, answered: bool, expected: bool
) -> Waiting | None:
    pk = [meeting.pk]
    if viewer.provides and expected and not answered and permissions.may_answer(viewer, meeting):
        return Waiting(
            _("Komt u?"),
            _("U bent gevraagd voor de fysieke tafel. Laat weten of u komt en wie."),
            reverse("meetings:answer", args=pk),
            _("Laat weten of u komt"),
        )
    if meeting.starts_at <= at and permissions.may_record_attendance(viewer, meeting):
        return Waiting(
            _("Wie is er?"),
            _("De bijeenkomst is begonnen. Vink aan wie er is."),
            reverse("meetings:attendance", args=pk),
            _("Vul de presentielijst in"),
        )
    return None


def _to_confirm(meeting: Meeting, preparation: Preparation | None) -> list[Task]:
    """What a meeting needs before it can be confirmed, and whether it is there (D046, D067)."""
    url = reverse("meetings:prepare", args=[meeting.pk])
    done, lacks = Badge(_("Klaar"), Tone.GOOD), Badge(_("Nodig"), Tone.WARNING)
    guide = meeting.guide
    found = [
        Task(
            label=_("Procesbegeleider"),
            url=url,
            badge=done if guide else lacks,
            hint=guide.name if guide else _("Kies iemand die de methode kent."),
        )
    ]
    if TableKind(meeting.table.kind) in PREPARED:
        where = "" if preparation is None else preparation.place or preparation.online
        found.append(
            Task(
                label=_("Voorbereiding door de werkgroep"),
                url=url,
                badge=done if preparation else lacks,
                hint=f"{moment(preparation.starts_at)}, {where}"
                if preparation
                else _("Kies wanneer de werkgroep bij elkaar komt, vóór de bijeenkomst."),
            )
        )
    return found


def _blocked(meeting: Meeting, viewer: Actor) -> str:
    """Why a planned meeting cannot be confirmed yet; for who may once it can."""
    if meeting.status != MeetingStatus.PLANNED or not permissions.may_plan(viewer, meeting.table):
        return ""
    return why_not(permissions.may_confirm(viewer, meeting)) or why_not(
        permissions.prepared(meeting)
    )


def _actions(meeting: Meeting, viewer: Actor) -> list[Link]:
    pk = [meeting.pk]
    found = []
    if permissions.may_record_attendance(viewer, meeting):
        found.append(Link(_("Presentielijst"), reverse("meetings:attendance", args=pk)))
    if permissions.may_prepare(viewer, meeting):
        words = _("Begeleiding en voorbereiding")
        found.append(Link(words, reverse("meetings:prepare", args=pk)))
    if permissions.may_move(viewer, meeting):
        found.append(Link(_("Verplaats"), reverse("meetings:move", args=pk)))
    if permissions.may_cancel(viewer, meeting):
        found.append(Link(_("Gaat niet door"), reverse("meetings:cancel", args=pk)))
    return found


def _answer(reply: Reply, who: str) -> str:
    if reply is Reply.ABSENT:
        return _("U gaf door dat uw organisatie niet komt.")
    values = {"answer": REPLIES[reply], "who": who}
    return _("U gaf door: uw organisatie %(answer)s (%(who)s).") % values


def _answers(asked: Sequence[Asked]) -> Table:
    rows: list[list[str | Cell]] = []
    counts = dict.fromkeys(Reply, 0)
    providers = [one for one in asked if one.organisation.kind == Kind.PROVIDER or one.answer]
    for one in providers:
        reply = None if one.answer is None else Reply(one.answer.answer)
        if reply is not None:
            counts[reply] += 1
        words = _("nog niet geantwoord") if reply is None else str(REPLIES[reply])
        note = _("belangrijke partij") if one.important else ""
        rows.append(
            [
                Cell(one.organisation.name, note=note),
                words,
                one.answer.who if one.answer is not None else "",
            ]
        )
    coming = counts[Reply.COMES] + counts[Reply.ONLINE]
    caption = ngettext(
        "Wie komt er: %(count)s van %(all)s geeft aan te komen",
        "Wie komt er: %(count)s van %(all)s geven aan te komen",
        coming,
    ) % {"count": coming, "all": len(providers)}
    return Table(
        caption=caption,
        columns=[Column(_("Organisatie")), Column(_("Antwoord")), Column(_("Wie"))],
        rows=rows,
        empty=_("Niemand is gevraagd."),
    )


def _attended(there: Sequence[Attendance]) -> Table:
    return Table(
        caption=_("Wie er waren"),
        columns=[Column(_("Organisatie")), Column(_("Aanwezig"))],
        rows=[[one.organisation.name, str(PRESENCES[Presence(one.presence)])] for one in there],
    )
