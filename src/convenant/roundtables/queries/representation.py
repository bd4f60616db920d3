"""Reading who sits at a table, who chose that, and who speaks for whom (D042-D045)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from convenant.core.actors import Actor, Kind
from convenant.core.seats import Candidate, Chooser, Coverage, SizeClass, coverage
from convenant.parties import queries as parties
from convenant.parties.models import Organisation
from convenant.roundtables.models import (
    Contribution,
    RepresentationChange,
    RoundTable,
    SeatChoice,
    TableRepresentation,
    TableSeat,
)

Row = TypeVar("Row", TableSeat, TableRepresentation)


@dataclass(frozen=True, slots=True)
class Covered:
    """A table with everyone that takes part placed, and what its seats still lack: how many sit of
    each size, and how many wait for each chooser."""

    table: RoundTable
    coverage: Coverage
    sizes: Counter[SizeClass]
    unchosen: Counter[Chooser]


def standing_seats(table: RoundTable, *, on: date, seen_by: Actor) -> QuerySet[TableSeat]:
    """Who sits at the table on a day, with who chose that and why. For the table's region."""
    found = TableSeat.objects.filter(
        parties.holds_on(on), table=table, provider__in=_taking_part(table.region_id, on)
    )
    return (
        _inside(found, table.region_id, seen_by)
        .select_related("provider")
        .prefetch_related("choices")
        .order_by("provider__name")
    )


def spoken_for(table: RoundTable, *, on: date, seen_by: Actor) -> QuerySet[TableRepresentation]:
    """Who spoke for whom at the table on a day, by name. For the table's region."""
    found = TableRepresentation.objects.filter(parties.holds_on(on), table=table)
    return (
        _inside(found, table.region_id, seen_by)
        .select_related("provider", "speaker", "begun")
        .order_by("provider__name", "pk")
    )


def covered(table: RoundTable, *, on: date, seen_by: Actor) -> Covered:
    """Everyone that takes part: seated, represented by exactly one, or uncovered (D042)."""
    (found,) = _covered([table], table.region_id, on, seen_by) or [_nobody(table)]
    return found


def all_covered(*, region: int, on: date, seen_by: Actor) -> list[Covered]:
    """The same for every table of a region, by name. For the buying side."""
    tables = RoundTable.objects.filter(region=region).order_by("name")
    if not seen_by.machine and not (seen_by.buys and seen_by.region == region):
        return []
    return _covered(list(tables), region, on, seen_by)


def placed_at(*, region: int, on: date, seen_by: Actor) -> list[Covered]:
    """The same for every table of the viewer's own region: who sits and who speaks for whom is
    known to all that take part."""
    tables = RoundTable.objects.filter(region=region).order_by("name")
    return _covered(list(tables), region, on, seen_by)


def changes(table: RoundTable, *, seen_by: Actor) -> QuerySet[RepresentationChange]:
    """What was changed in who speaks for whom, newest first, with how many got a voice
    (``gained``) and lost one (``lost``). For the buying side."""
    found = RepresentationChange.objects.filter(table=table)
    if not seen_by.machine and not (seen_by.buys and seen_by.region == table.region_id):
        return found.none()
    return found.annotate(
        gained=Count("begun", distinct=True), lost=Count("ended", distinct=True)
    ).order_by("-pk")


def change(pk: int, *, seen_by: Actor) -> RepresentationChange:
    """One change, for who writes the letters. Raises RepresentationChange.DoesNotExist."""
    found = RepresentationChange.objects.select_related("table")
    if not seen_by.machine:
        found = found.filter(table__region=seen_by.region)
    return found.get(pk=pk)


def concerned(
    made: RepresentationChange, *, seen_by: Actor, organisation: int | None = None
) -> list[TableRepresentation]:
    """What a change began and ended, for everybody or one organisation; for who writes the letters:
    machines only."""
    if not seen_by.machine:
        return []
    rows = TableRepresentation.objects.filter(Q(begun=made) | Q(ended=made))
    if organisation is not None:
        rows = rows.filter(Q(provider=organisation) | Q(speaker=organisation))
    return list(rows.select_related("provider", "speaker").order_by("provider__name", "pk"))


def own_voices(*, on: date, seen_by: Actor) -> QuerySet[TableRepresentation]:
    """At each table: who speaks for the viewer's provider now or from a later day."""
    return _own(Q(provider=seen_by.organisation), on, seen_by)


def spoken_by_us(*, on: date, seen_by: Actor) -> QuerySet[TableRepresentation]:
    """At each table: for whom the viewer's provider speaks now or from a later day."""
    return _own(Q(speaker=seen_by.organisation), on, seen_by)


def own_history(table: RoundTable, *, seen_by: Actor) -> QuerySet[TableRepresentation]:
    """Everyone that ever spoke for the viewer's provider at a table, newest first."""
    if not seen_by.provides or seen_by.region != table.region_id:
        return TableRepresentation.objects.none()
    return (
        TableRepresentation.objects.filter(table=table, provider=seen_by.organisation)
        .select_related("speaker", "begun", "ended")
        .order_by("-valid_from", "-pk")
    )


def own_seats(*, on: date, seen_by: Actor) -> set[int]:
    """The tables (numbers) where the viewer's own provider sits."""
    found = TableSeat.objects.filter(
        parties.holds_on(on), provider=seen_by.organisation, table__region=seen_by.region
    )
    return set(found.values_list("table", flat=True)) if seen_by.provides else set()


def social_remarks(*, items: Collection[int], seen_by: Actor) -> dict[int, int]:
    """By agenda item: how many remarks social teams made (D061). For the viewer's region; of the
    municipalities only social teams speak at a table."""
    said = Contribution.objects.filter(
        item__in=items,
        item__meeting__table__region=seen_by.region,
        organisation__kind=Kind.MUNICIPALITY,
    )
    if not seen_by.machine and not seen_by.buys:
        said = said.filter(confidential=False)
    return dict(said.values_list("item").annotate(Count("pk")).order_by())


def social_remarks_at(table: RoundTable, *, seen_by: Actor) -> int:
    """How many remarks social teams made at a table, all meetings together (D061)."""
    said = Contribution.objects.filter(
        item__meeting__table=table,
        item__meeting__table__region=seen_by.region,
        organisation__kind=Kind.MUNICIPALITY,
    )
    return (said if seen_by.buys else said.filter(confidential=False)).count()


def without_size(candidates: Iterable[Candidate], providers: Iterable[int]) -> list[Candidate]:
    """Everyone that can be spoken for: the candidates, and those whose size nobody stated counted
    as small. Public: narrows what a viewer got."""
    known = list(candidates)
    stated = {candidate.provider for candidate in known}
    return [*known, *(Candidate(p, SizeClass.SMALL) for p in providers if p not in stated)]


def _covered(tables: list[RoundTable], region: int, on: date, seen_by: Actor) -> list[Covered]:
    inside = seen_by.machine or seen_by.region == region
    if not inside:
        return []
    present = list(_taking_part(region, on).order_by("name").values_list("pk", flat=True))
    sizes = {c.provider: c.size for c in parties.candidates(region, on=on)}
    seats: defaultdict[int, dict[int, int]] = defaultdict(dict)
    running = TableSeat.objects.filter(parties.holds_on(on), table__in=tables)
    for seat, at, provider in running.values_list("pk", "table", "provider"):
        seats[at][provider] = seat
    chosen: defaultdict[int, set[str]] = defaultdict(set)
    choices = SeatChoice.objects.filter(seat__in=running.values("pk"))
    for seat, chooser in choices.values_list("seat", "chooser"):
        chosen[seat].add(chooser)
    voices: defaultdict[int, dict[int, int]] = defaultdict(dict)
    spoken = TableRepresentation.objects.filter(parties.holds_on(on), table__in=tables)
    for at, provider, speaker in spoken.values_list("table", "provider", "speaker"):
        voices[at][provider] = speaker
    found = []
    for table in tables:
        placed = coverage(present, seated=seats[table.pk], represents=voices[table.pk])
        sitting = {p: seat for p, seat in seats[table.pk].items() if p in placed.seated}
        found.append(
            Covered(
                table,
                placed,
                Counter(sizes[provider] for provider in sitting if provider in sizes),
                Counter(
                    {
                        who: sum(who.value not in chosen[seat] for seat in sitting.values())
                        for who in Chooser
                    }
                ),
            )
        )
    return found


def _nobody(table: RoundTable) -> Covered:
    return Covered(table, Coverage(frozenset(), {}, ()), Counter(), Counter())


def _taking_part(region: int, on: date) -> QuerySet[Organisation]:
    return parties.participants(region, kind=Kind.PROVIDER, on=on)


def _inside(rows: QuerySet[Row], region: int, viewer: Actor) -> QuerySet[Row]:
    return rows if viewer.machine or viewer.region == region else rows.none()


def _own(whose: Q, on: date, viewer: Actor) -> QuerySet[TableRepresentation]:
    running = Q(valid_before__isnull=True) | Q(valid_before__gt=on)
    found = TableRepresentation.objects.filter(whose, running, table__region=viewer.region)
    if not viewer.provides:
        return found.none()
    return found.select_related("table", "provider", "speaker").order_by(
        "table__name", "valid_from", "provider__name"
    )
