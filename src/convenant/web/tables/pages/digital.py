"""The digital table: who took part, and what still waits for an answer. For everybody who takes
part, so that nobody's remark stays unanswered unseen (D070)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor
from convenant.core.norms import norm
from convenant.roundtables import queries
from convenant.web.shared.components import Badge, Figure, Link, Tone
from convenant.web.shared.templatetags.convenant_format import day_short, number, percent
from convenant.web.tables.section import Section

if TYPE_CHECKING:
    from convenant.roundtables.models import AgendaItem, Meeting, RoundTable
    from convenant.roundtables.queries import Participation, Waiting

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class DigitalLine:
    """One item: whether it is open, who took part, and what waits since when."""

    title: str
    url: str
    when: str
    took_part: str
    waiting: Badge
    oldest: str


@dataclass(frozen=True, slots=True)
class DigitalPage:
    heading: str
    crumbs: Sequence[Link]
    figures: Sequence[Figure]
    lines: Sequence[DigitalLine]
    promise: str
    pages: Sequence[Link]


@dataclass(frozen=True, slots=True)
class DigitalPart:
    """What a meeting's page says of its digital table."""

    took_part: str
    waiting: str
    late: bool
    url: str


def digital_page(table: RoundTable, *, seen_by: Actor, at: datetime, page: int) -> DigitalPage:
    """The digital table of one round table, newest meeting first."""
    on = localdate(at)
    found = queries.digital_items(table, seen_by=seen_by)
    paged = Paginator(found, PER_PAGE).get_page(page)
    shown = list(paged)
    waiting = queries.waiting(items=list(found.values_list("pk", flat=True)), seen_by=seen_by)
    took_part = queries.participations(
        {item.pk: [item.pk] for item in shown}, region=table.region_id, seen_by=seen_by, on=on
    )
    whole = queries.participation_at_table(table, seen_by=seen_by, on=on)
    here = reverse("tables:digital", args=[table.slug])
    return DigitalPage(
        heading=table.name,
        crumbs=[
            Link(_("Overlegtafels"), reverse("tables:list")),
            Link(table.name, reverse("tables:show", args=[table.slug])),
            Link(_("Digitale tafel")),
        ],
        figures=_figures(whole, waiting, on),
        lines=[_line(item, took_part[item.pk], waiting.get(item.pk), on) for item in shown],
        promise=_("Elke opmerking krijgt antwoord, uiterlijk %(days)s dagen na de bijeenkomst.")
        % {"days": _days_allowed(on)},
        pages=[
            Link(str(n), "" if n == paged.number else f"{here}?bladzijde={n}")
            for n in paged.paginator.page_range
        ]
        if paged.has_other_pages()
        else [],
    )


def digital_section(table: RoundTable, actor: Actor, at: datetime) -> Section | None:
    """The link from a table to its digital twin."""
    if actor.region != table.region_id:
        return None
    items = list(queries.digital_items(table, seen_by=actor).values_list("pk", flat=True))
    waiting = queries.waiting(items=items, seen_by=actor)
    count = sum(one.count for one in waiting.values())
    badge = _waiting_badge(count, min((w.since for w in waiting.values()), default=None), at)
    share = queries.participation_at_table(table, seen_by=actor, on=localdate(at))
    return Section(
        label=_("Digitale tafel"),
        url=reverse("tables:digital", args=[table.slug]),
        hint=_took_part(share),
        badge=badge if count else None,
    )


def digital_part(meeting: Meeting, actor: Actor, at: datetime) -> DigitalPart | None:
    """For the page of a meeting whose agenda is published."""
    if meeting.agenda_published_at is None or actor.region != meeting.table.region_id:
        return None
    items = queries.digital_items(meeting.table, seen_by=actor).filter(meeting=meeting)
    waiting = queries.waiting(items=list(items.values_list("pk", flat=True)), seen_by=actor)
    count = sum(one.count for one in waiting.values())
    since = min((one.since for one in waiting.values()), default=None)
    share = queries.participation_at_meeting(meeting, seen_by=actor, on=localdate(at))
    return DigitalPart(
        took_part=_took_part(share),
        waiting=_waiting_badge(count, since, at).label,
        late=_is_late(meeting, count, at),
        url=reverse("tables:digital", args=[meeting.table.slug]),
    )


def _figures(whole: Participation, waiting: dict[int, Waiting], on: date) -> list[Figure]:
    count = sum(one.count for one in waiting.values())
    oldest = min((one.since for one in waiting.values()), default=None)
    return [
        Figure(
            _("Aanbieders die meedoen"),
            percent(whole.share),
            _("%(spoke)s van %(all)s maakten of steunden een opmerking")
            % {"spoke": number(whole.spoke), "all": number(whole.entitled)},
        ),
        Figure(
            _("Opmerkingen zonder antwoord"),
            number(count),
            "" if oldest is None else _oldest(oldest, on),
        ),
    ]


def _line(item: AgendaItem, share: Participation, waiting: Waiting | None, on: date) -> DigitalLine:
    since = None if waiting is None else waiting.since
    badge = _waiting_badge(0 if waiting is None else waiting.count, since, None)
    return DigitalLine(
        title=item.title,
        url=reverse("tables:item", args=[item.pk]),
        when=day_short(item.meeting.starts_at),
        took_part=_took_part(share),
        waiting=badge,
        oldest="" if since is None else _oldest(since, on),
    )


def _took_part(share: Participation) -> str:
    return _("%(spoke)s van %(all)s aanbieders deden mee (%(share)s)") % {
        "spoke": number(share.spoke),
        "all": number(share.entitled),
        "share": percent(share.share),
    }


def _waiting_badge(count: int, since: datetime | None, at: datetime | None) -> Badge:
    if not count:
        return Badge(_("alles beantwoord"), Tone.GOOD)
    words = ngettext("%(count)s zonder antwoord", "%(count)s zonder antwoord", count)
    label = words % {"count": count}
    if since is not None and at is not None:
        label = f"{label}, {_oldest(since, localdate(at))}"
    return Badge(label, Tone.WARNING)


def _oldest(since: datetime, on: date) -> str:
    days = max(0, (on - localdate(since)).days)
    if days == 0:
        return _("de oudste van vandaag")
    return ngettext("de oudste %(days)s dag geleden", "de oudste %(days)s dagen geleden", days) % {
        "days": days
    }


def _is_late(meeting: Meeting, count: int, at: datetime) -> bool:
    if not count or meeting.held_at is None:
        return False
    return (at - meeting.held_at).days >= _days_allowed(localdate(at))


def _days_allowed(on: date) -> int:
    return int(norm("answer_days").on(on).value)
