"""The represented, on the pages of a meeting and a table and on the start page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor, Role
from convenant.core.lifecycles import MeetingStatus
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Badge, Link, Task, Tone
from convenant.web.tables.section import Section

if TYPE_CHECKING:
    from convenant.roundtables.models import ConsultationRound, Meeting, RoundTable

WATCHERS = (*permissions.PLANNERS, Role.METHOD_GUIDE)


@dataclass(frozen=True, slots=True)
class MeetingPart:
    """What a meeting's page says about the represented."""

    title: str
    words: str
    tone: str
    links: Sequence[Link]


def meeting_part(meeting: Meeting, actor: Actor, at: datetime) -> MeetingPart | None:
    """How many rounds there are, what is missing, and where to go; None: no rounds."""
    found = list(
        queries.rounds(region=meeting.table.region_id, seen_by=actor).filter(item__meeting=meeting)
    )
    if not found:
        return None
    due = queries.report_due(meeting)
    silent = sum(not one.reported for one in found)
    late = due is not None and at >= due and silent > 0
    links = [Link(_("Naar de achterban"), reverse("consultation:meeting", args=[meeting.pk]))]
    if actor.provides and any(one.organisation_id != actor.organisation for one in found):
        said = Link(_("Voor mij gezegd"), reverse("consultation:said", args=[meeting.pk]))
        links.insert(0, said)
    return MeetingPart(
        title=_("Achterban"),
        words=_meeting_words(len(found), silent, met=due is not None, late=late),
        tone="warning" if late else "info",
        links=links,
    )


def _meeting_words(count: int, silent: int, *, met: bool, late: bool) -> str:
    if not met:
        words = ngettext(
            "Er is %(count)s raadpleging over de agenda.",
            "Er zijn %(count)s raadplegingen over de agenda.",
            count,
        )
        return words % {"count": count}
    if not silent:
        return _("Over alle punten is teruggekoppeld aan de achterban.")
    words = ngettext(
        "Over %(count)s punt is nog niet teruggekoppeld aan de achterban.",
        "%(count)s keer is nog niet teruggekoppeld aan de achterban.",
        silent,
    ) % {"count": silent}
    return f"{words} {_('De termijn daarvoor is voorbij.')}" if late else words


def consultation_section(table: RoundTable, actor: Actor, at: datetime) -> Section | None:
    """The card on a table's page."""
    if actor.region != table.region_id:
        return None
    missing = [
        one
        for one in queries.missing_reports(region=table.region_id, seen_by=actor, at=at)
        if one.item.meeting.table_id == table.pk
    ]
    words = ngettext(
        "%(count)s terugkoppeling ontbreekt", "%(count)s terugkoppelingen ontbreken", len(missing)
    )
    return Section(
        label=_("Achterban"),
        url=f"{reverse('consultation:start')}?tafel={table.slug}",
        hint=_("Vooraf vragen wat anderen vinden, daarna vertellen wat er is gezegd"),
        badge=Badge(words % {"count": len(missing)}, Tone.WARNING) if missing else None,
    )


def consultation_tasks(*, seen_by: Actor, at: datetime) -> Iterator[Task]:
    """What waits: to ask, to answer, to report back; and for the municipalities what is missing."""
    if seen_by.region is None:
        return
    if seen_by.buys:
        yield from _watched(seen_by, at)
        return
    if not seen_by.has(*permissions.PROVIDER_SPEAKERS):
        return
    for one in queries.rounds(region=seen_by.region, seen_by=seen_by).filter(
        item__meeting__status__in=(
            MeetingStatus.OPEN,
            MeetingStatus.HELD,
            MeetingStatus.CLOSED,
        ),
        reported=False,
    ):
        task = (
            _to_speak(one, at)
            if one.organisation_id == seen_by.organisation
            else _to_answer(one, at)
        )
        if task is not None:
            yield task


def _to_speak(one: ConsultationRound, at: datetime) -> Task | None:
    url, hint = reverse("consultation:show", args=[one.pk]), one.item.meeting.table.name
    due = queries.report_due(one.item.meeting)
    words = {"title": one.item.title}
    if due is not None:
        if one.waits:
            return None
        late = at >= due
        return Task(
            label=_("Koppel terug aan uw achterban over %(title)s") % words,
            url=url,
            hint=hint,
            badge=Badge(_("te laat") if late else _("wacht op u"), Tone.WARNING),
            due=localdate(due),
        )
    if one.asked_at is not None or at >= one.closes_at:
        return None
    return Task(
        label=_("Vraag uw achterban wat zij vindt van %(title)s") % words,
        url=url,
        hint=hint,
        due=localdate(one.closes_at),
    )


def _to_answer(one: ConsultationRound, at: datetime) -> Task | None:
    url = reverse("consultation:show", args=[one.pk])
    words = {"title": one.item.title, "speaker": one.organisation.name}
    due = queries.report_due(one.item.meeting)
    if due is not None:
        if at < due:
            return None
        return Task(
            label=_("%(speaker)s koppelde nog niet terug over %(title)s") % words,
            url=url,
            hint=one.item.meeting.table.name,
            badge=Badge(_("ontbreekt"), Tone.INFO),
            optional=True,
        )
    if at >= one.closes_at:
        return None
    return Task(
        label=_("Zeg wat u vindt van %(title)s") % words,
        url=url,
        hint=_("%(speaker)s spreekt voor u aan tafel.") % words,
        badge=Badge(_("u antwoordde"), Tone.GOOD) if one.answered else Badge(_("nieuw voor u")),
        due=localdate(one.closes_at),
        optional=True,
    )


def _watched(viewer: Actor, at: datetime) -> Iterator[Task]:
    if not viewer.has(*WATCHERS):
        return
    late: dict[int, list[ConsultationRound]] = {}
    for one in queries.missing_reports(region=viewer.region or 0, seen_by=viewer, at=at):
        late.setdefault(one.item.meeting_id, []).append(one)
    for meeting, rounds in late.items():
        names = sorted({one.organisation.name for one in rounds})
        yield Task(
            label=_("Terugkoppeling aan de achterban ontbreekt"),
            url=reverse("consultation:meeting", args=[meeting]),
            hint=_("%(table)s: %(names)s")
            % {"table": rounds[0].item.meeting.table.name, "names": ", ".join(names)},
            badge=Badge(_("ontbreekt"), Tone.WARNING),
        )
