"""Planning a meeting: who sits, why, and who speaks for whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor, Kind
from convenant.core.meetings.gatherings import Gathering
from convenant.core.method.tables import SeatPlan, seats_balanced
from convenant.core.norms import norm
from convenant.core.periods import day_of
from convenant.core.seats import Candidate, Proposal, SizeClass, propose_seats, represent
from convenant.parties import queries as parties
from convenant.roundtables import queries
from convenant.web.shared.components import Detail, Link
from convenant.web.shared.templatetags.convenant_format import euro_whole, moment
from convenant.wording.findings import finding_words
from convenant.wording.roles import SIZES

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


@dataclass(frozen=True, slots=True)
class SeatChoice:
    """One seat: who is proposed, why, who else could sit there, and whom it speaks for."""

    id: str
    label: str
    chosen: int
    name: str
    why: str
    options: Sequence[tuple[int, str]]
    speaks_for: Sequence[str]


@dataclass(frozen=True, slots=True)
class SizeGroup:
    label: str
    seats: Sequence[SeatChoice]


@dataclass(frozen=True, slots=True)
class PlanPage:
    table: str
    crumbs: Sequence[Link]
    groups: Sequence[SizeGroup]
    seated: int
    spoken_for: int
    findings: Sequence[str]
    first: bool
    back_url: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    """What will be planned, and every typed value again for the next step."""

    table: str
    crumbs: Sequence[Link]
    details: Sequence[Detail]
    groups: Sequence[SizeGroup]
    spoken_for: int
    findings: Sequence[str]
    first: bool
    hidden: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Seating:
    """A proposal with the names that go with it; ``kept`` are the seats somebody chose."""

    candidates: Sequence[Candidate]
    names: Mapping[int, str]
    proposal: Proposal
    kept: frozenset[int]
    standing: frozenset[int]
    asked: Mapping[SizeClass, int] | None = None

    @property
    def seats(self) -> dict[int, SizeClass]:
        return {seat.provider: seat.size for seat in self.proposal.seats}

    @property
    def uncovered(self) -> int:
        """Providers that nobody speaks for, as their size is not known."""
        return len(set(self.names) - set(self.seats) - set(self.proposal.represents))


def seating_on(table: RoundTable, day: date, *, keep: Sequence[int], seen_by: Actor) -> Seating:
    """The proposal for a meeting on a day: who sits at the table and who speaks for whom there,
    held on to, and filled up where something is missing (D042, D043)."""
    region = table.region_id
    each = int(norm("seats_per_size_class").on(day).value)
    asked = queries.seats_wanted(table, on=day)
    placed = queries.covered(table, on=day, seen_by=seen_by)
    first = not placed.coverage.seated
    per_class = (
        asked if asked or (asked is not None and not first) else dict.fromkeys(SizeClass, each)
    )
    candidates = parties.candidates(region, on=day)
    names = {
        provider.pk: provider.name
        for provider in parties.participants(region, kind=Kind.PROVIDER, on=day)
    }
    standing = placed.coverage.seated
    wanted = {size: max(per_class.get(size, 0), placed.sizes[size]) for size in SizeClass}
    proposed = propose_seats(candidates, per_class=wanted, keep=sorted(standing))
    proposal = propose_seats(candidates, per_class=wanted, keep=keep) if keep else proposed
    everyone = queries.without_size(candidates, names)
    voices = represent(everyone, proposal.seats, keep=placed.coverage.represented)
    return Seating(
        candidates=candidates,
        names=names,
        proposal=replace(proposal, represents=voices),
        kept=frozenset(keep) - {seat.provider for seat in proposed.seats},
        standing=standing,
        asked=asked,
    )


def plan_page(table: RoundTable, seating: Seating, day: date) -> PlanPage:
    """The form to plan a meeting."""
    return PlanPage(
        table=table.name,
        crumbs=_crumbs(table),
        groups=_groups(seating),
        seated=len(seating.seats),
        spoken_for=len(seating.proposal.represents),
        findings=_findings(seating, day),
        first=not seating.standing,
        back_url=reverse("tables:show", args=[table.slug]),
    )


def check_page(
    table: RoundTable,
    seating: Seating,
    *,
    gathering: Gathering,
    preparation: Gathering | None,
    guide: str,
    why: str,
    hidden: Sequence[tuple[str, str]],
) -> CheckPage:
    """Check your answers: everything that was chosen, before it is planned."""
    return CheckPage(
        table=table.name,
        crumbs=_crumbs(table),
        details=[
            Detail(_("Overlegtafel"), table.name),
            Detail(_("Wanneer"), moment(gathering.starts_at)),
            Detail(_("Waar"), gathering.place),
            *([Detail(_("Online"), gathering.online)] if gathering.online else []),
            Detail(_("Voorbereiding door de werkgroep"), _preparation(preparation)),
            Detail(_("Procesbegeleider"), guide or _("nog niemand: kies die vóór u bevestigt")),
            *([Detail(_("Waarom deze aanbieders"), why)] if why else []),
        ],
        groups=_groups(seating),
        spoken_for=len(seating.proposal.represents),
        findings=_findings(seating, day_of(gathering.starts_at)),
        first=not seating.standing,
        hidden=hidden,
    )


def _preparation(of: Gathering | None) -> str:
    if of is None:
        return _("nog niet gekozen: kies die vóór u bevestigt")
    return f"{moment(of.starts_at)}, {of.place or of.online}"


def _crumbs(table: RoundTable) -> list[Link]:
    return [
        Link(_("Overlegtafels"), reverse("tables:list")),
        Link(table.name, reverse("tables:show", args=[table.slug])),
        Link(_("Bijeenkomst plannen")),
    ]


def _groups(seating: Seating) -> list[SizeGroup]:
    represented = defaultdict(list)
    for provider, speaker in seating.proposal.represents.items():
        represented[speaker].append(seating.names.get(provider, ""))
    groups = []
    for size in SizeClass:
        pool = [c for c in seating.candidates if c.size is size]
        ranked = sorted(pool, key=lambda c: (-c.turnover, c.provider))
        options = sorted(
            ((c.provider, seating.names.get(c.provider, "")) for c in pool), key=lambda o: o[1]
        )
        seats = [seat for seat in seating.proposal.seats if seat.size is size]
        groups.append(
            SizeGroup(
                label=str(SIZES[size]).capitalize(),
                seats=[
                    SeatChoice(
                        id=f"zetel-{size.value}-{number}",
                        label=_("Zetel %(number)s, %(size)s")
                        % {"number": number, "size": SIZES[size]},
                        chosen=seat.provider,
                        name=seating.names.get(seat.provider, ""),
                        why=_why(seat, ranked, seating),
                        options=options,
                        speaks_for=sorted(represented[seat.provider]),
                    )
                    for number, seat in enumerate(seats, start=1)
                ],
            )
        )
    return groups


def _why(seat: Candidate, ranked: Sequence[Candidate], seating: Seating) -> str:
    values = {
        "rank": ranked.index(seat) + 1,
        "count": len(ranked),
        "amount": euro_whole(seat.turnover),
        "size": SIZES[seat.size],
    }
    if seat.provider in seating.standing:
        return _("Zit al aan deze tafel. Omzet in de regio %(amount)s per jaar.") % values
    if seat.provider in seating.kept:
        return _("Door u gekozen. Omzet in de regio %(amount)s per jaar.") % values
    return (
        _("Nummer %(rank)s van %(count)s (%(size)s) naar omzet in de regio: %(amount)s per jaar.")
        % values
    )


def _findings(seating: Seating, day: date) -> list[str]:
    sizes = [seat.size for seat in seating.proposal.seats]
    plan = SeatPlan({size: sizes.count(size) for size in SizeClass}, seating.uncovered)
    each = norm("seats_per_size_class").on(day)
    found = seats_balanced(plan, each, wanted=seating.asked)
    return [finding_words(finding) for finding in found]
