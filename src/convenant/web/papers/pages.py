"""What the pages about papers show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db import transaction
from django.http import QueryDict
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor, Kind
from convenant.core.publication import PublishedKind, Readers
from convenant.parties import queries as parties
from convenant.roundtables import actions, permissions, queries
from convenant.web.papers.uploads import Kept
from convenant.web.shared.components import (
    Badge,
    Cell,
    Column,
    Link,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.components import Kind as CellKind
from convenant.web.shared.templatetags.convenant_format import day, moment
from convenant.web.tables.section import Section
from convenant.wording.publication import PUBLISHED_KINDS, READERS

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import Meeting, Paper, RoundTable
    from convenant.roundtables.queries import Published

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper: where it is, for whom, and what one may do with it."""

    pk: int
    title: str
    url: str
    about: str
    readers: str
    badge: Badge | None
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class PapersPage:
    crumbs: tuple[Link, ...]
    heading: str
    table: str
    slug: str
    waiting: tuple[PaperLine, ...]
    published: tuple[PaperLine, ...]
    pages: Pagination
    can_publish: bool
    buys: bool


def papers_page(table: RoundTable, *, query: QueryDict, seen_by: Actor) -> PapersPage:
    """What waits to be published and what is there; files of remarks stand with the remarks."""
    known = queries.papers(table, seen_by=seen_by).filter(contribution__isnull=True)
    out = known.filter(published_at__isnull=False).order_by("-published_at", "-id")
    page = Paginator(out, PER_PAGE).get_page(query.get("page"))
    return PapersPage(
        crumbs=_crumbs(table, Link(_("Stukken"))),
        heading=_("Stukken"),
        table=table.name,
        slug=table.slug,
        waiting=tuple(
            _line(paper, seen_by) for paper in known.filter(published_at__isnull=True)[:100]
        ),
        published=tuple(_line(paper, seen_by) for paper in page),
        pages=pagination(page, query),
        can_publish=bool(permissions.may_publish_papers(seen_by, table)),
        buys=seen_by.buys,
    )


def _line(paper: Paper, viewer: Actor) -> PaperLine:
    parts = [paper.added_by, filesizeformat(paper.size)]
    if paper.published_at:
        parts.insert(0, _("gepubliceerd %(at)s") % {"at": moment(paper.published_at)})
    else:
        parts.insert(0, _("aangeleverd %(at)s") % {"at": moment(paper.added_at)})
    if paper.meeting is not None:
        parts.append(_("bijeenkomst %(day)s") % {"day": day(paper.meeting.starts_at)})
    allowed = permissions.may_withdraw_paper(viewer, paper)
    return PaperLine(
        pk=paper.pk,
        title=paper.title,
        url=reverse("papers:download", args=[paper.pk]),
        about=" · ".join(parts),
        readers=readers_of(paper),
        badge=_badge(paper),
        withdraw_url=reverse("papers:withdraw", args=[paper.pk]) if allowed else "",
    )


def readers_of(paper: Paper) -> str:
    """For whom a paper is, with the name of the one party a closed one is for."""
    if paper.readers == Readers.CLOSED and paper.organisation is not None:
        return _("besloten: de gemeenten en %(party)s") % {"party": paper.organisation.name}
    return str(READERS[Readers(paper.readers)])


def _badge(paper: Paper) -> Badge | None:
    if paper.held:
        return Badge(_("wacht op de voorzitter"), Tone.WARNING)
    return Badge(_("nog niet gepubliceerd"), Tone.INFO) if paper.published_at is None else None


@dataclass(frozen=True, slots=True)
class LogPage:
    crumbs: tuple[Link, ...]
    table: str
    lines: Table
    pages: Pagination


def log_page(table: RoundTable, *, query: QueryDict, seen_by: Actor) -> LogPage:
    """What was published, when and for whom; newest first."""
    found = queries.publications(table, seen_by=seen_by)
    page = Paginator(found, PER_PAGE).get_page(query.get("page"))
    return LogPage(
        crumbs=_crumbs(
            table,
            Link(_("Stukken"), reverse("papers:list", args=[table.slug])),
            Link(_("Publicatielijst")),
        ),
        table=table.name,
        lines=Table(
            caption=_("Wat is gepubliceerd, wanneer en voor wie"),
            columns=[
                Column(_("Wat")),
                Column(_("Soort")),
                Column(_("Gepubliceerd"), CellKind.MOMENT),
                Column(_("Voor wie")),
            ],
            rows=[_published(one) for one in page],
            empty=_("Er is nog niets gepubliceerd."),
        ),
        pages=pagination(page, query),
    )


def _published(one: Published) -> list[str | datetime | Cell]:
    readers = str(READERS[one.readers])
    if one.whose:
        readers = _("besloten: de gemeenten en %(party)s") % {"party": one.whose}
    note = ""
    if one.withdrawn_at is not None:
        note = _("Ingetrokken op %(day)s: %(why)s") % {
            "day": day(one.withdrawn_at),
            "why": one.withdrawn_why,
        }
    return [
        Cell(name_of(one), url="" if note else url_of(one), note=note),
        str(PUBLISHED_KINDS[one.kind]),
        one.at,
        readers,
    ]


def name_of(one: Published) -> str:
    """What was published, in words."""
    on = day(one.meeting)
    if one.kind is PublishedKind.AGENDA:
        return _("Agenda van %(day)s") % {"day": on}
    if one.kind is PublishedKind.VERSION:
        return _("%(title)s, versie %(number)s") % {"title": one.title, "number": one.number}
    if one.kind is PublishedKind.SHARED_MINUTES:
        return _("Conceptverslag %(number)s van %(day)s") % {"number": one.number, "day": on}
    if one.kind is PublishedKind.MINUTES:
        return _("Verslag van %(day)s, versie %(number)s") % {"number": one.number, "day": on}
    if one.kind is PublishedKind.DECISION:
        return _("Besluit: %(title)s") % {"title": one.title}
    if one.kind is PublishedKind.TALK_MINUTES:
        return _("Gesprek met %(provider)s") % {"provider": one.title}
    return one.title


def url_of(one: Published) -> str:
    """Where it is read; empty for what has no page of its own."""
    kind, _colon, name = one.subject.partition(":")
    if kind == "meeting":
        return reverse("tables:meeting", args=[int(name)])
    if kind == "minutes":
        return reverse("minutes:show", args=[int(name)])
    if kind == "paper":
        return reverse("papers:download", args=[int(name)])
    if kind == "talk":
        talk, _slash, number = name.partition("/")
        if number:
            return reverse("confidential:paper", args=[talk, int(number)])
        return reverse("confidential:talk", args=[talk])
    if kind == "version":
        slug, _slash, number = name.partition("/")
        return reverse("texts:version", args=[slug, int(number)])
    return ""


@dataclass(frozen=True, slots=True)
class WithdrawPage:
    crumbs: tuple[Link, ...]
    title: str
    back_url: str
    lead: str


def withdraw_page(paper: Paper) -> WithdrawPage:
    """What happens when a paper is taken back."""
    back = reverse("papers:list", args=[paper.table.slug])
    return WithdrawPage(
        crumbs=_crumbs(paper.table, Link(_("Stukken"), back), Link(_("Intrekken"))),
        title=paper.title,
        back_url=back,
        lead=_("Niemand kan het stuk daarna nog openen. Dat het er was, blijft zichtbaar.")
        if paper.published_at
        else _("Het stuk was nog niet gepubliceerd. Daarna kan niemand het nog openen."),
    )


def provider_choices(table: RoundTable, *, on: date) -> list[tuple[str, str]]:
    """Every provider of the region, to choose one from."""
    found = parties.participants(table.region_id, kind=Kind.PROVIDER, on=on)
    return [(provider.slug, provider.name) for provider in found]


def meeting_choices(table: RoundTable, *, seen_by: Actor) -> list[tuple[str, str]]:
    """The last meetings of a table that the viewer knows of."""
    found = queries.meetings(region=table.region_id, seen_by=seen_by).filter(table=table)
    return [(str(one.pk), moment(one.starts_at)) for one in found.order_by("-starts_at")[:12]]


def meeting_of(table: RoundTable, pk: str, *, seen_by: Actor) -> Meeting | None:
    """The meeting that was chosen, when there is one."""
    if not pk:
        return None
    known = queries.meetings(region=table.region_id, seen_by=seen_by)
    return known.filter(table=table, pk=int(pk)).first()


@transaction.atomic
def add_all(
    table: RoundTable,
    kept: Sequence[Kept],
    *,
    titles: Sequence[str],
    readers: Readers,
    meeting: Meeting | None,
    whose: Organisation | None,
    by: Actor,
    at: datetime,
) -> None:
    """Hand in all files or none."""
    for one, title in zip(kept, titles, strict=True):
        actions.add_paper(
            table=table,
            meeting=meeting,
            title=title,
            readers=readers,
            file_name=one.file_name,
            stored_as=one.stored_as,
            digest=one.digest,
            size=one.size,
            whose=whose,
            by=by,
            at=at,
        )


def papers_section(table: RoundTable, actor: Actor, at: datetime) -> Section:  # noqa: ARG001
    """The papers of a table, on its page."""
    known = queries.papers(table, seen_by=actor).filter(contribution__isnull=True)
    out = known.filter(published_at__isnull=False).count()
    waiting = 0
    if permissions.may_publish_papers(actor, table):
        waiting = known.filter(published_at__isnull=True, held=False).count()
    words = ngettext("%(count)s stuk wacht", "%(count)s stukken wachten", waiting)
    return Section(
        label=_("Stukken"),
        url=reverse("papers:list", args=[table.slug]),
        hint=ngettext("%(count)s document", "%(count)s documenten", out) % {"count": out}
        + " · "
        + _("wat is gepubliceerd, wanneer en voor wie"),
        badge=Badge(words % {"count": waiting}, Tone.INFO) if waiting else None,
    )


def _crumbs(table: RoundTable, *rest: Link) -> tuple[Link, ...]:
    return (
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(table.name, reverse("tables:show", args=[table.slug])),
        *rest,
    )
