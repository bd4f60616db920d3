"""The minutes on the page of a meeting, on the page of a table and among the tasks of the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import MeetingStatus, MinutesStatus
from convenant.core.lifecycles.roundtables import AFTERWARDS
from convenant.roundtables import permissions, queries
from convenant.web.minutes.pages import TONES
from convenant.web.shared.components import Badge, Task, Tone
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.minutes import MINUTES_STATUSES

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting
    from convenant.roundtables.queries import MinutesWork


@dataclass(frozen=True, slots=True)
class MinutesPart:
    """How the minutes stand, and the text once it was approved."""

    url: str
    badge: Badge
    words: str
    text: str


def minutes_part(meeting: Meeting, actor: Actor, at: datetime) -> MinutesPart | None:
    """After the meeting: its minutes, and what this viewer can do with them."""
    if meeting.status not in AFTERWARDS:
        return None
    minutes = queries.minutes_of(meeting, seen_by=actor)
    closed = meeting.status == MeetingStatus.CLOSED
    status = MinutesStatus.APPROVED if closed else None
    if minutes is not None:
        status = MinutesStatus(minutes.status)
    writes = bool(permissions.may_write_minutes(actor, meeting))
    words = _("Het verslag is nog niet gedeeld.")
    if minutes is not None and permissions.may_comment_on_minutes(actor, minutes, at=at):
        words = _("Lees het verslag en reageer tot %(day)s.") % {
            "day": day(localtime(minutes.comments_before))
        }
    elif closed:
        words = _("Lees het verslag, de reacties en eerdere versies.")
    elif writes:
        words = _("Schrijf het verslag en deel het met iedereen die meedoet.")
    return MinutesPart(
        url=reverse("minutes:show", args=[meeting.pk]) if writes or status else "",
        badge=Badge(str(MINUTES_STATUSES[status]), TONES[status])
        if status
        else Badge(_("nog te schrijven"), Tone.WARNING),
        words=words,
        text=meeting.minutes if closed else "",
    )


def minutes_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """What waits for who writes and approves minutes, and for who can still comment."""
    for work in queries.minutes_work(seen_by=seen_by, at=at):
        task = _task(work, seen_by)
        if task is not None:
            yield task
    if seen_by.provides:
        for meeting in queries.minutes_to_read(seen_by=seen_by, at=at):
            yield Task(
                label=_("Lees het verslag van %(table)s en reageer")
                % {"table": meeting.table.name},
                url=reverse("minutes:show", args=[meeting.pk]),
                badge=Badge(_("reageren kan"), Tone.INFO),
                hint=day(localtime(meeting.starts_at)),
                due=localdate(meeting.record.comments_before),
                optional=True,
            )


def _task(work: MinutesWork, viewer: Actor) -> Task | None:
    meeting = work.meeting
    named = {"table": meeting.table.name}
    url, hint = reverse("minutes:show", args=[meeting.pk]), day(localtime(meeting.starts_at))
    if work.held:
        return Task(
            label=_("Het verslag van %(table)s wacht op de voorzitter") % named,
            url=url,
            badge=Badge(_("aangehouden"), Tone.WARNING),
            hint=hint,
        )
    if work.status is not MinutesStatus.SHARED:
        return Task(
            label=_("Schrijf en deel het verslag van %(table)s") % named,
            url=url,
            badge=Badge(_("te laat"), Tone.BAD) if work.late else None,
            hint=hint,
            due=localdate(work.due),
        )
    if work.unanswered:
        words = ngettext(
            "Beantwoord %(count)s reactie op het verslag van %(table)s",
            "Beantwoord %(count)s reacties op het verslag van %(table)s",
            work.unanswered,
        )
        return Task(label=words % {**named, "count": work.unanswered}, url=url, hint=hint)
    if work.over and viewer.has(Role.CHAIR):
        return Task(
            label=_("Stel het verslag van %(table)s vast") % named,
            url=reverse("minutes:approve", args=[meeting.pk]),
            badge=Badge(_("termijn voorbij"), Tone.INFO),
            hint=hint,
        )
    return None
