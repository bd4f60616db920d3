"""For one provider at a table: who speaks for it, and for whom it speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Role
from convenant.core.seats import ChosenBy
from convenant.parties import queries as parties
from convenant.roundtables import permissions, queries
from convenant.web.shared.components import Cell, Column, Kind, Link, Pagination, Table, pagination
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.representation import CHOSEN_BY, NEVER_PRICES

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable, TableRepresentation

PER_PAGE = 25
CONTACTS = frozenset({Role.DIRECTOR, Role.ACCOUNT_MANAGER})


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class OwnPage:
    """``state`` is "seated", "represented" or "uncovered"."""

    slug: str
    heading: str
    crumbs: Sequence[Link]
    state: str
    speaker: str
    since: str
    contacts: Sequence[Contact]
    coming: Sequence[str]
    speaks_for: Table
    pages: Pagination
    count: int
    history: Table
    may_choose: bool
    never_prices: str


def contacts_of(organisations: Collection[int], on: date) -> dict[int, list[Contact]]:
    """Directors and account managers of providers that share a voice at a table."""
    found: defaultdict[int, list[Contact]] = defaultdict(list)
    for one in parties.people_of(sorted(organisations), on=on):
        contact = Contact(one.person.name, one.person.email)
        if Role(one.role) in CONTACTS and contact not in found[one.organisation_id]:
            found[one.organisation_id].append(contact)
    return found


def own_page(table: RoundTable, *, on: date, query: QueryDict, seen_by: Actor) -> OwnPage:
    """What a provider sees of its own voice at a table."""
    found = queries.covered(table, on=on, seen_by=seen_by).coverage
    us = seen_by.acting_for
    voices = list(queries.own_voices(on=on, seen_by=seen_by).filter(table=table))
    now = next((v for v in voices if v.valid_from <= on and v.speaker_id in found.seated), None)
    spoken = queries.spoken_by_us(on=on, seen_by=seen_by).filter(table=table)
    page = Paginator(spoken, PER_PAGE).get_page(query.get("page", ""))
    rows = list(page)
    others = {row.provider_id for row in rows} | ({now.speaker_id} if now else set())
    contacts = contacts_of(others, on)
    seated = us in found.seated
    return OwnPage(
        slug=table.slug,
        heading=table.name,
        crumbs=[
            Link(_("Overlegtafels"), reverse("tables:list")),
            Link(table.name, reverse("tables:show", args=[table.slug])),
            Link(_("Vertegenwoordiging")),
        ],
        state="seated" if seated else "represented" if now else "uncovered",
        speaker=now.speaker.name if now else "",
        since=_period(now) if now else "",
        contacts=contacts.get(now.speaker_id, []) if now else [],
        coming=[
            _("Vanaf %(day)s spreekt %(speaker)s voor u.")
            % {"day": day(row.valid_from), "speaker": row.speaker.name}
            for row in voices
            if row.valid_from > on
        ],
        speaks_for=_speaks_for(rows, contacts),
        pages=pagination(page, query),
        count=page.paginator.count,
        history=_history(table, seen_by),
        may_choose=bool(permissions.may_choose_speaker(seen_by, table, us)) and not seated,
        never_prices=str(NEVER_PRICES),
    )


def speaker_choices(table: RoundTable, *, on: date, seen_by: Actor) -> list[tuple[str, str]]:
    """Who sits at the table and could speak for the viewer, by name."""
    rows = queries.standing_seats(table, on=on, seen_by=seen_by)
    return [(str(seat.provider_id), seat.provider.name) for seat in rows]


def _period(row: TableRepresentation) -> str:
    if row.valid_before is None:
        return _("sinds %(day)s") % {"day": day(row.valid_from)}
    return _("van %(first)s tot %(before)s") % {
        "first": day(row.valid_from),
        "before": day(row.valid_before),
    }


def _speaks_for(rows: Sequence[TableRepresentation], contacts: dict[int, list[Contact]]) -> Table:
    return Table(
        caption=_("Voor wie u spreekt"),
        columns=[
            Column(_("Aanbieder")),
            Column(_("Vanaf"), Kind.DAY),
            Column(_("Tot"), Kind.DAY),
            Column(_("Contact")),
        ],
        rows=[
            [
                row.provider.name,
                row.valid_from,
                row.valid_before,
                ", ".join(f"{c.name} ({c.email})" for c in contacts.get(row.provider_id, [])),
            ]
            for row in rows
        ],
        empty=_("U spreekt aan deze tafel voor niemand anders."),
    )


def _history(table: RoundTable, viewer: Actor) -> Table:
    return Table(
        caption=_("Wie eerder voor u sprak"),
        columns=[
            Column(_("Vertegenwoordiger")),
            Column(_("Vanaf"), Kind.DAY),
            Column(_("Tot"), Kind.DAY),
            Column(_("Gekozen")),
        ],
        rows=[
            [
                row.speaker.name,
                row.valid_from,
                row.valid_before,
                Cell(
                    str(CHOSEN_BY[ChosenBy(row.begun.chosen_by)]),
                    note=row.begun.why,
                ),
            ]
            for row in queries.own_history(table, seen_by=viewer)[:PER_PAGE]
        ],
        empty=_("Er heeft nog niemand voor u gesproken."),
    )
