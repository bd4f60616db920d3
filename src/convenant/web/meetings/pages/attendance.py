"""The list of who is there, to tick on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Kind
from convenant.core.meetings.answers import Presence, Reply
from convenant.roundtables import permissions, queries
from convenant.web.meetings.pages.meetings import crumbs_of
from convenant.web.shared.components import Badge, Link, Tone
from convenant.wording.meetings import PRESENCES, REPLIES

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting
    from convenant.roundtables.queries import Asked

EXPECTED = {
    Reply.COMES: Presence.ROOM,
    Reply.ONLINE: Presence.ONLINE,
    Reply.ABSENT: Presence.ABSENT,
}


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One organisation: what it said, and how it is there."""

    pk: int
    name: str
    badge: Badge | None
    note: str
    who: str
    options: Sequence[Option]


@dataclass(frozen=True, slots=True)
class AttendancePage:
    pk: int
    table: str
    crumbs: Sequence[Link]
    groups: Sequence[tuple[str, Sequence[Line]]]
    recorded: bool
    missed: Sequence[str]
    continued: str
    may_continue: bool
    may_hold: bool
    not_yet: str
    back_url: str


def attendance_page(meeting: Meeting, *, seen_by: Actor) -> AttendancePage:
    """Everybody who was asked, with what they said and how they are there."""
    asked = queries.asked(meeting, seen_by=seen_by)
    providers = [_line(one) for one in asked if one.organisation.kind == Kind.PROVIDER]
    municipal = [_line(one) for one in asked if one.organisation.kind == Kind.MUNICIPALITY]
    missed = [
        one.organisation.name
        for one in asked
        if one.attendance is not None
        and one.attendance.important
        and one.attendance.presence == Presence.ABSENT
    ]
    settled = permissions.attendance_settled(meeting)
    return AttendancePage(
        pk=meeting.pk,
        table=meeting.table.name,
        crumbs=crumbs_of(meeting, Link(_("Presentielijst"))),
        groups=[(_("Aanbieders"), providers), (_("Gemeenten"), municipal)],
        recorded=meeting.plenary is not None,
        missed=missed,
        continued=meeting.continued_why,
        may_continue=bool(permissions.may_continue(seen_by, meeting)) and not meeting.continued_at,
        may_hold=bool(permissions.may_hold(seen_by, meeting)) and bool(settled),
        not_yet=""
        if meeting.plenary is not False or meeting.continued_at
        else _("De voorzitter besluit of de tafel doorgaat."),
        back_url=reverse("tables:meeting", args=[meeting.pk]),
    )


def ticked(data: QueryDict) -> dict[int, tuple[str, str]]:
    """What was ticked, by organisation; what is no tick is left out."""
    known = {one.value for one in Presence}
    found = {}
    for name, value in data.items():
        prefix, _dash, number = name.partition("-")
        if prefix == "was" and number.isdecimal() and len(number) < 19 and value in known:
            found[int(number)] = (str(value), str(data.get(f"who-{number}", ""))[:200])
    return found


def _line(one: Asked) -> Line:
    answer, there = one.answer, one.attendance
    # nobody is there because nothing was said; a municipality is left out until it is ticked
    silent = Presence.ABSENT if one.organisation.kind == Kind.PROVIDER else None
    expected = silent if answer is None else EXPECTED[Reply(answer.answer)]
    now = expected if there is None else Presence(there.presence)
    note = _("nog niet geantwoord") if answer is None else str(REPLIES[Reply(answer.answer)])
    if one.speaks:
        note = _("%(note)s, spreekt ook voor %(count)s") % {"note": note, "count": one.speaks}
    who = answer.who if answer is not None else ""
    return Line(
        pk=one.organisation.pk,
        name=one.organisation.name,
        badge=Badge(_("belangrijke partij"), Tone.WARNING) if one.important else None,
        note=note,
        who=there.who if there is not None else who,
        options=[
            Option(presence.value, str(words).capitalize(), presence is now)
            for presence, words in PRESENCES.items()
        ],
    )
