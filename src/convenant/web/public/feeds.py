"""Feeds to follow a region or a table with: agendas, decisions and documents (Atom, RFC 4287)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from convenant.core.actors import PUBLIC
from convenant.parties import queries as parties
from convenant.roundtables import queries as roundtables
from convenant.web.shared.components import Link
from convenant.web.shared.templatetags.convenant_format import moment

if TYPE_CHECKING:
    from convenant.parties.models import Region
    from convenant.roundtables.models import RoundTable

MOST = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One entry. ``name``: permanent, unique on this site."""

    name: str
    title: str
    text: str
    url: str
    at: datetime


Source = Callable[["Region", "RoundTable | None"], Iterable[Told]]


def _agendas(region: Region, table: RoundTable | None) -> Iterable[Told]:
    found = roundtables.meetings(region=region.pk, seen_by=PUBLIC)
    found = found.filter(agenda_published_at__isnull=False)
    if table is not None:
        found = found.filter(table=table)
    for meeting in found.order_by("-agenda_published_at")[:MOST]:
        assert meeting.agenda_published_at is not None  # noqa: S101 - filtered
        yield Told(
            name=f"agenda/{meeting.pk}",
            title=_("Agenda: %(table)s") % {"table": meeting.table.name},
            text=f"{moment(localtime(meeting.starts_at))}, {meeting.place}",
            url=reverse("public:meeting", args=[meeting.pk]),
            at=meeting.agenda_published_at,
        )


def _decisions(region: Region, table: RoundTable | None) -> Iterable[Told]:
    lines = roundtables.decision_list(region=region.pk, table=table, seen_by=PUBLIC)
    for line in lines[:MOST]:
        meeting = line.decision.item.meeting
        yield Told(
            name=f"besluit/{line.decision.pk}",
            title=_("Besluit %(name)s: %(title)s")
            % {"name": line.name, "title": line.decision.item.title},
            text=line.decision.text,
            url=reverse("public:meeting", args=[meeting.pk]) + f"#punt-{line.decision.item_id}",
            at=line.decision.decided_at,
        )


def _documents(region: Region, table: RoundTable | None) -> Iterable[Told]:
    papers = roundtables.published_papers(region=region.pk, seen_by=PUBLIC)
    closed = roundtables.meetings(region=region.pk, seen_by=PUBLIC).filter(closed_at__isnull=False)
    if table is not None:
        papers, closed = papers.filter(table=table), closed.filter(table=table)
    told = [
        Told(
            name=f"stuk/{paper.pk}",
            title=paper.title,
            text=paper.table.name,
            url=reverse("papers:download", args=[paper.pk]),
            at=paper.published_at,
        )
        for paper in papers[:MOST]
        if paper.published_at is not None
    ]
    told += [
        Told(
            name=f"verslag/{meeting.pk}",
            title=_("Verslag: %(table)s") % {"table": meeting.table.name},
            text=moment(localtime(meeting.starts_at)),
            url=reverse("public:meeting", args=[meeting.pk]) + "#verslag",
            at=meeting.closed_at,
        )
        for meeting in closed.order_by("-closed_at")[:MOST]
        if meeting.closed_at is not None
    ]
    return sorted(told, key=lambda one: one.at, reverse=True)[:MOST]


SOURCES: Mapping[str, Source] = {
    "agenda": _agendas,
    "besluiten": _decisions,
    "documenten": _documents,
}


@require_safe
def feed(request: HttpRequest, region: str, what: str, table: str = "") -> HttpResponse:  # noqa: ARG001
    """One feed of a region, or of one of its tables."""
    place = parties.regions().filter(slug=region).first()
    if place is None or what not in SOURCES:
        raise Http404
    try:
        of = roundtables.table(table, region=place.pk) if table else None
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    site = settings.CONVENANT_URL
    here = site + address(place.slug, what, table)
    made = Atom1Feed(
        title=_title(place.name, what, of.name if of else ""),
        link=site + (reverse("public:table", args=[of.slug]) if of else reverse("public:front")),
        description=_title(place.name, what, of.name if of else ""),
        language="nl",
        feed_url=here,
        feed_guid=here,
    )
    for one in SOURCES[what](place, of):
        made.add_item(
            title=_plain(one.title),
            link=site + one.url,
            description=_plain(one.text),
            unique_id=f"{site}/{one.name}",
            pubdate=one.at,
            updateddate=one.at,
        )
    return HttpResponse(
        made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"
    )


def address(region: str, what: str, table: str = "") -> str:
    """Where a feed is, for good."""
    if table:
        return reverse("public:feed_of_table", args=[region, table, what])
    return reverse("public:feed", args=[region, what])


def feeds_of(region: Region | None, table: RoundTable | None = None) -> tuple[Link, ...]:
    """The feeds to offer on a page, with their titles."""
    if region is None:
        return ()
    name, slug = (table.name, table.slug) if table else ("", "")
    return tuple(
        Link(_title(region.name, what, name), address(region.slug, what, slug)) for what in SOURCES
    )


def _title(region: str, what: str, table: str) -> str:
    words = {
        "agenda": _("Agenda's van %(of)s"),
        "besluiten": _("Besluiten van %(of)s"),
        "documenten": _("Documenten van %(of)s"),
    }
    return words[what] % {"of": table or _("regio %(name)s") % {"name": region}}


def _plain(text: str) -> str:
    """Without signs that XML cannot hold."""
    return "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())
