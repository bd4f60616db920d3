"""Choosing who sits at a table: the seats with who chose them and why, and who else could."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.core.norms import norm
from convenant.core.seats import Chooser, SizeClass, propose_seats
from convenant.parties import queries as parties
from convenant.roundtables import permissions, queries
from convenant.roundtables.queries import Covered
from convenant.web.region.representation.pages.tables import crumbs, findings_of
from convenant.web.shared.components import Link
from convenant.web.shared.templatetags.convenant_format import day, euro_whole
from convenant.wording.representation import CHOOSERS
from convenant.wording.roles import SIZES

if TYPE_CHECKING:
    from convenant.parties.models import Organisation
    from convenant.roundtables.models import RoundTable, TableSeat


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """What one of the two choosers said of a seat; ``may`` whether the viewer can say it now."""

    chooser: str
    label: str
    why: str
    by: str
    may: bool


@dataclass(frozen=True, slots=True)
class SeatLine:
    pk: int
    name: str
    facts: str
    choices: Sequence[ChoiceLine]


@dataclass(frozen=True, slots=True)
class SizeGroup:
    label: str
    seats: Sequence[SeatLine]
    wanted: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    pk: int
    name: str
    facts: str


@dataclass(frozen=True, slots=True)
class SeatsPage:
    slug: str
    heading: str
    crumbs: Sequence[Link]
    findings: Sequence[str]
    groups: Sequence[SizeGroup]
    suggestions: Sequence[Suggestion]
    most: int
    seated: int
    chooses_as: Sequence[tuple[str, str]]
    may_vacate: bool
    may_set_room: bool


def choosers_of(table: RoundTable, viewer: Actor) -> list[Chooser]:
    """For which of the two choosers the viewer speaks."""
    return [one for one in Chooser if permissions.may_choose_seats(viewer, table, one)]


def facts_of(
    table: RoundTable, *, on: date, seen_by: Actor
) -> tuple[dict[int, Organisation], dict[int, str]]:
    """Providers by number, and in words: size on its reference date, and the years it worked
    for residents here (D047)."""
    rows = {row.pk: row for row in parties.providers(table.region_id, on=on, seen_by=seen_by)}
    years = parties.years_served(list(rows), region=table.region_id, on=on, seen_by=seen_by)
    return rows, {pk: _facts(row, years.get(pk, "")) for pk, row in rows.items()}


def _facts(row: Organisation, years: str) -> str:
    size, measured = getattr(row, "size", None), getattr(row, "measured_on", None)
    parts = [
        _("%(size)s op peildatum %(day)s, omzet %(turnover)s per jaar")
        % {
            "size": str(SIZES[SizeClass(size)]),
            "day": day(measured),
            "turnover": euro_whole(getattr(row, "turnover", 0)),
        }
        if size
        else _("grootte niet bekend"),
        _("werkte hier %(years)s") % {"years": years}
        if years
        else _("geen jaren bekend waarin hij hier werkte"),
    ]
    return "; ".join(parts)


def candidate_choices(
    found: Covered, rows: Mapping[int, Organisation], facts: Mapping[int, str]
) -> list[tuple[str, str]]:
    """Who does not sit yet and has a known size, by name."""
    return [
        (str(pk), f"{row.name} ({facts[pk]})")
        for pk, row in rows.items()
        if pk not in found.coverage.seated and getattr(row, "size", None)
    ]


def seats_page(
    found: Covered,
    *,
    rows: Mapping[int, Organisation],
    facts: Mapping[int, str],
    on: date,
    seen_by: Actor,
) -> SeatsPage:
    """The seats by size, what they lack, and whom the method suggests for the open ones."""
    table, ours = found.table, choosers_of(found.table, seen_by)
    each = int(norm("seats_per_size_class").on(on).value)
    asked = queries.seats_wanted(table, on=on)
    per_class = dict.fromkeys(SizeClass, each) if asked is None else asked
    candidates = parties.candidates(table.region_id, on=on)
    size_of = {candidate.provider: candidate.size for candidate in candidates}
    standing = list(queries.standing_seats(table, on=on, seen_by=seen_by))
    proposal = propose_seats(
        candidates,
        per_class=per_class,
        keep=sorted(found.coverage.seated),
    )
    return SeatsPage(
        slug=table.slug,
        heading=table.name,
        crumbs=crumbs(table, Link(_("Zetels"))),
        findings=findings_of(found, on),
        groups=[
            SizeGroup(
                label=str(SIZES[size]).capitalize(),
                wanted=per_class.get(size, 0),
                seats=[
                    _seat(seat, facts.get(seat.provider_id, ""), ours)
                    for seat in standing
                    if size_of.get(seat.provider_id) is size
                ],
            )
            for size in SizeClass
        ],
        suggestions=[
            Suggestion(seat.provider, rows[seat.provider].name, facts[seat.provider])
            for seat in proposal.seats
            if seat.provider not in found.coverage.seated and seat.provider in rows
        ],
        most=permissions.most_seats(table, on=on),
        seated=len(found.coverage.seated),
        chooses_as=[(one.value, str(CHOOSERS[one])) for one in ours],
        may_vacate=bool(permissions.may_vacate(seen_by, table)),
        may_set_room=bool(permissions.may_plan(seen_by, table)),
    )


def _seat(seat: TableSeat, facts: str, ours: Sequence[Chooser]) -> SeatLine:
    made = {choice.chooser: choice for choice in seat.choices.all()}
    return SeatLine(
        pk=seat.provider_id,
        name=seat.provider.name,
        facts=facts,
        choices=[
            ChoiceLine(
                chooser=chooser.value,
                label=str(CHOOSERS[chooser]).capitalize(),
                why=made[chooser].why if chooser in made else "",
                by=_("%(who)s, %(day)s")
                % {
                    "who": made[chooser].chosen_by,
                    "day": day(timezone.localdate(made[chooser].chosen_at)),
                }
                if chooser in made
                else "",
                may=chooser not in made and chooser in ours,
            )
            for chooser in Chooser
        ],
    )
