"""Who saw what, and when: per document and per party (D091)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from convenant.audit import queries as audit
from convenant.audit.queries import Seen
from convenant.core.actors import Actor, Kind
from convenant.core.publication import Readers
from convenant.exchange.spreadsheets.writing import Column as FileColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.parties import queries as parties
from convenant.roundtables import queries
from convenant.web.papers.pages import name_of
from convenant.web.shared.components import (
    Cell,
    Column,
    Figure,
    Link,
    Pagination,
    Table,
    Task,
    pagination,
)
from convenant.web.shared.components import Kind as CellKind
from convenant.web.shared.templatetags.convenant_format import moment, number
from convenant.web.tables.section import Section
from convenant.wording.publication import PUBLISHED_KINDS, READERS

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import RoundTable
    from convenant.roundtables.queries import Published

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class StartPage:
    tables: tuple[Task, ...]
    parties: Table
    pages: Pagination
    buys: bool


def start_page(region: int, *, query: QueryDict, on: date, seen_by: Actor) -> StartPage:
    """Every table and every party, to see from either side."""
    everybody = [
        *parties.participants(region, kind=Kind.MUNICIPALITY, on=on),
        *parties.participants(region, kind=Kind.PROVIDER, on=on),
    ]
    page = Paginator(everybody, PER_PAGE).get_page(query.get("page"))
    return StartPage(
        tables=tuple(
            Task(label=table.name, url=reverse("insight:table", args=[table.slug]))
            for table in queries.tables(region=region)
        ),
        parties=Table(
            caption=_("Per partij"),
            columns=[Column(_("Partij")), Column(_("Code"))],
            rows=[
                [Cell(one.name, reverse("insight:party", args=[one.slug])), one.agb or one.cbs]
                for one in page
            ],
        ),
        pages=pagination(page, query),
        buys=seen_by.buys,
    )


@dataclass(frozen=True, slots=True)
class TablePage:
    crumbs: tuple[Link, ...]
    table: str
    lines: Table
    pages: Pagination


def table_page(table: RoundTable, *, query: QueryDict, on: date, seen_by: Actor) -> TablePage:
    """Every document of a table, with how many of its readers opened it."""
    known = queries.publications(table, seen_by=seen_by)
    page = Paginator(known, PER_PAGE).get_page(query.get("page"))
    seen = audit.seen_by_party([one.subject for one in page], seen_by=seen_by)
    readers = _Readers(table.region_id, on)
    return TablePage(
        crumbs=_crumbs(table, Link(_("Wie zag wat"))),
        table=table.name,
        lines=Table(
            caption=_("Documenten van deze tafel"),
            columns=[
                Column(_("Wat")),
                Column(_("Soort")),
                Column(_("Gepubliceerd"), CellKind.MOMENT),
                Column(_("Voor wie")),
                Column(_("Gezien door")),
            ],
            rows=[_line(table, one, readers, seen) for one in page],
            empty=_("Er is nog niets gepubliceerd."),
        ),
        pages=pagination(page, query),
    )


def _line(
    table: RoundTable,
    one: Published,
    readers: _Readers,
    seen: dict[tuple[str, int], Seen],
) -> list[str | datetime | Cell]:
    entitled = readers.of(one)
    saw = sum((one.subject, party.pk) in seen for party in entitled)
    kind, _colon, name = one.subject.partition(":")
    return [
        Cell(name_of(one), reverse("insight:document", args=[table.slug, kind, name])),
        str(PUBLISHED_KINDS[one.kind]),
        one.at,
        str(READERS[one.readers]),
        _("%(saw)s van %(all)s partijen") % {"saw": saw, "all": len(entitled)},
    ]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    crumbs: tuple[Link, ...]
    heading: str
    lead: str
    figures: tuple[Figure, ...]
    lines: Table


def document_page(
    table: RoundTable, subject: str, *, on: date, seen_by: Actor
) -> DocumentPage | None:
    """Who of its readers opened one document and who did not yet; None: there is no such."""
    known = queries.publications(table, seen_by=seen_by)
    one = next((one for one in known if one.subject == subject), None)
    if one is None:
        return None
    seen = audit.seen_by_party([subject], seen_by=seen_by)
    entitled = _Readers(table.region_id, on).of(one)
    rows = sorted(
        ((party, seen.get((subject, party.pk))) for party in entitled),
        key=lambda row: (row[1] is None, row[0].name),
    )
    saw = sum(mark is not None for _party, mark in rows)
    here = reverse("insight:table", args=[table.slug])
    return DocumentPage(
        crumbs=_crumbs(table, Link(_("Wie zag wat"), here), Link(name_of(one))),
        heading=name_of(one),
        lead=_("Gepubliceerd op %(at)s voor %(readers)s: voor allen op hetzelfde moment.")
        % {"at": moment(localtime(one.at)), "readers": READERS[one.readers]},
        figures=(
            Figure(_("Partijen die dit mogen lezen"), number(len(entitled))),
            Figure(_("Gezien"), number(saw)),
            Figure(_("Nog niet gezien"), number(len(entitled) - saw)),
        ),
        lines=Table(
            caption=_("Per partij"),
            columns=[
                Column(_("Partij")),
                Column(_("Eerst gezien"), CellKind.MOMENT),
                Column(_("Laatst gezien"), CellKind.MOMENT),
                Column(_("Door hoeveel mensen"), CellKind.NUMBER),
            ],
            rows=[
                [
                    Cell(
                        party.name,
                        reverse("insight:party", args=[party.slug]),
                        note="" if mark else _("nog niet gezien"),
                    ),
                    localtime(mark.first_at) if mark else None,
                    localtime(mark.last_at) if mark else None,
                    mark.people if mark else 0,
                ]
                for party, mark in rows
            ],
        ),
    )


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One document for one party."""

    table: str
    published: Published
    seen: Seen | None


@dataclass(frozen=True, slots=True)
class PartyPage:
    crumbs: tuple[Link, ...]
    name: str
    own: bool
    figures: tuple[Figure, ...]
    lines: Table
    pages: Pagination
    download_url: str


def party_page(
    party: Organisation, region: int, *, query: QueryDict, on: date, seen_by: Actor
) -> PartyPage:
    """Everything one party may read, when it was published and when its people opened it."""
    lines = party_lines(party, region, on=on, seen_by=seen_by)
    page = Paginator(lines, PER_PAGE).get_page(query.get("page"))
    saw = sum(line.seen is not None for line in lines)
    return PartyPage(
        crumbs=(Link(_("Wie zag wat"), reverse("insight:start")), Link(party.name))
        if seen_by.buys
        else (Link(_("Wat uw organisatie zag")),),
        name=party.name,
        own=party.pk == seen_by.organisation,
        figures=(
            Figure(_("Documenten"), number(len(lines))),
            Figure(_("Gezien"), number(saw)),
            Figure(_("Nog niet gezien"), number(len(lines) - saw)),
        ),
        lines=Table(
            caption=_("Documenten, nieuwste eerst"),
            columns=[
                Column(_("Wat")),
                Column(_("Tafel")),
                Column(_("Gepubliceerd"), CellKind.MOMENT),
                Column(_("Eerst gezien"), CellKind.MOMENT),
            ],
            rows=[_party_row(line) for line in page],
            empty=_("Er is nog niets gepubliceerd."),
        ),
        pages=pagination(page, query),
        download_url=reverse("insight:party_file", args=[party.slug]),
    )


def party_lines(party: Organisation, region: int, *, on: date, seen_by: Actor) -> list[PartyLine]:
    """As :func:`party_page`, all of it; newest first."""
    readers = _Readers(region, on)
    found = [
        (table.name, one)
        for table in queries.tables(region=region)
        for one in queries.publications(table, seen_by=seen_by)
        if readers.reads(party, one)
    ]
    seen = audit.seen_by_party({one.subject for _table, one in found}, seen_by=seen_by)
    lines = [PartyLine(table, one, seen.get((one.subject, party.pk))) for table, one in found]
    return sorted(lines, key=lambda line: line.published.at, reverse=True)


def party_file(party: Organisation, region: int, *, on: date, seen_by: Actor) -> bytes:
    """The same as a spreadsheet."""
    lines = party_lines(party, region, on=on, seen_by=seen_by)
    rows: list[list[str | int]] = [
        [
            name_of(line.published),
            str(PUBLISHED_KINDS[line.published.kind]),
            line.table,
            str(READERS[line.published.readers]),
            moment(localtime(line.published.at)),
            moment(localtime(line.seen.first_at)) if line.seen else _("nog niet gezien"),
            moment(localtime(line.seen.last_at)) if line.seen else "",
            line.seen.people if line.seen else 0,
        ]
        for line in lines
    ]
    columns = [
        FileColumn(_("Wat"), width=45),
        FileColumn(_("Soort")),
        FileColumn(_("Tafel"), width=30),
        FileColumn(_("Voor wie"), width=25),
        FileColumn(_("Gepubliceerd"), width=25),
        FileColumn(_("Eerst gezien"), width=25),
        FileColumn(_("Laatst gezien"), width=25),
        FileColumn(_("Mensen"), Format.NUMBER),
    ]
    return workbook(party.name, columns, rows)


def _party_row(line: PartyLine) -> list[str | datetime | Cell | None]:
    published = line.published
    return [
        Cell(name_of(published), note="" if line.seen else _("nog niet gezien")),
        line.table,
        localtime(published.at),
        localtime(line.seen.first_at) if line.seen else None,
    ]


class _Readers:
    """Which parties of a region are in a reader group; asked once."""

    def __init__(self, region: int, on: date) -> None:
        self.buyers = list(parties.participants(region, kind=Kind.MUNICIPALITY, on=on))
        self.providers = list(parties.participants(region, kind=Kind.PROVIDER, on=on))

    def of(self, one: Published) -> Sequence[Organisation]:
        """The parties that may read something."""
        if one.readers in (Readers.PUBLIC, Readers.PARTIES):
            return [*self.buyers, *self.providers]
        if one.readers is Readers.BUYERS:
            return self.buyers
        return [*self.buyers, *(party for party in self.providers if party.name == one.whose)]

    def reads(self, party: Organisation, one: Published) -> bool:
        if one.readers in (Readers.PUBLIC, Readers.PARTIES):
            return True
        return any(party.pk == reader.pk for reader in self.of(one))


def insight_section(table: RoundTable, actor: Actor, at: datetime) -> Section:  # noqa: ARG001
    """Who saw what, on the page of a table."""
    if actor.buys:
        return Section(
            label=_("Wie zag wat"),
            url=reverse("insight:table", args=[table.slug]),
            hint=_("per document en per partij, met datum"),
        )
    return Section(
        label=_("Wat uw organisatie zag"),
        url=reverse("insight:start"),
        hint=_("elk document, wanneer het er was en wanneer u het opende"),
    )


def _crumbs(table: RoundTable, *rest: Link) -> tuple[Link, ...]:
    return (
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(table.name, reverse("tables:show", args=[table.slug])),
        *rest,
    )
