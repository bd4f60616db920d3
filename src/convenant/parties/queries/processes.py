"""How municipalities work: profiles, moves to the first line, own dates.

The municipalities of a region read each other's, and so do the providers that work for them: it
says what is asked of them. Nobody outside the region reads any.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from convenant.core.actors import Actor, Kind
from convenant.core.processes import (
    Access,
    BudgetPosition,
    DecisionPractice,
    Move,
    Pooling,
    Profile,
    Task,
    TeamTask,
)
from convenant.core.regions import ParticipationForm
from convenant.parties.models import (
    FirstLineMove,
    Organisation,
    OwnDate,
    Participation,
    ProcessProfile,
    ProductParticipation,
    ServiceYear,
)
from convenant.parties.queries.periods import holds_on

RECENT_YEARS = 2
"""A provider works for a municipality that it served in this year or the two before."""


@dataclass(frozen=True, slots=True)
class WayOfWorking:
    """A municipality on a day: its profile (None: it has none), moves and own dates."""

    municipality: Organisation
    profile: ProcessProfile | None
    moves: tuple[FirstLineMove, ...]
    dates: tuple[OwnDate, ...]

    def value(self) -> Profile | None:
        """The same as a plain value, for the calculations of ``core.processes``."""
        return None if self.profile is None else plain(self.profile, self.moves)


def plain(profile: ProcessProfile, moves: Iterable[FirstLineMove] = ()) -> Profile:
    """A profile one was allowed to read, as a plain value. Public to who holds the row."""
    return Profile(
        access=Access(profile.access),
        practice=DecisionPractice(profile.practice),
        budget=BudgetPosition(profile.budget),
        pooling=Pooling(profile.pooling),
        own_offer=bool(profile.own_offer),
        tasks=tuple(
            Task(TeamTask(task.task), task.done, tuple(task.not_bought))
            for task in sorted(profile.tasks.all(), key=lambda task: _ORDER[task.task])
        ),
        moves=tuple(Move(move.code, move.moves_on) for move in moves),
    )


_ORDER = {task.value: place for place, task in enumerate(TeamTask)}


def deciding_municipalities(region: int, *, on: date) -> QuerySet[Organisation]:
    """Municipalities that take part themselves, by name: not those that others contract for, nor
    those that moved away. Public."""
    forms = (ParticipationForm.FULL, ParticipationForm.SOME_PRODUCTS)
    taking_part = Participation.objects.filter(holds_on(on), region=region, form__in=forms)
    return Organisation.objects.filter(
        kind=Kind.MUNICIPALITY, pk__in=taking_part.values("organisation_id")
    ).order_by("name")


def municipalities_seen(*, region: int, on: date, seen_by: Actor) -> QuerySet[Organisation]:
    """The municipalities whose way of working the viewer may read: for the buying side of the
    region all of it, for a provider those it works for; by name."""
    found = deciding_municipalities(region, on=on)
    if seen_by.machine:
        return found
    if seen_by.region != region or seen_by.kind is None:
        return found.none()
    if seen_by.buys:
        return found
    served = ServiceYear.objects.filter(
        provider=seen_by.organisation, year__gte=on.year - RECENT_YEARS
    )
    named = found.filter(pk__in=served.values("municipality_id"))
    # Without any history nothing is known; a newcomer may read what each of them asks.
    return named if named.exists() else found


def ways_of_working(*, region: int, on: date, seen_by: Actor) -> list[WayOfWorking]:
    """How each municipality works on a day, by name, in five queries however many there are."""
    seen = list(municipalities_seen(region=region, on=on, seen_by=seen_by))
    return _ways(seen, on)


def way_of_working(slug: str, *, region: int, on: date, seen_by: Actor) -> WayOfWorking:
    """One of them. Raises Organisation.DoesNotExist for "not there" and "not yours"."""
    found = municipalities_seen(region=region, on=on, seen_by=seen_by).get(slug=slug)
    return _ways([found], on)[0]


def _ways(municipalities: Sequence[Organisation], on: date) -> list[WayOfWorking]:
    profiles = {
        profile.municipality_id: profile
        for profile in ProcessProfile.objects.filter(
            holds_on(on), municipality__in=municipalities
        ).prefetch_related("tasks")
    }
    moves: dict[int, list[FirstLineMove]] = {}
    for move in FirstLineMove.objects.filter(
        municipality__in=municipalities, dropped_at__isnull=True
    ).order_by("moves_on", "code"):
        moves.setdefault(move.municipality_id, []).append(move)
    dates: dict[int, list[OwnDate]] = {}
    for own in OwnDate.objects.filter(municipality__in=municipalities).order_by("effective_on"):
        dates.setdefault(own.municipality_id, []).append(own)
    return [
        WayOfWorking(
            one, profiles.get(one.pk), tuple(moves.get(one.pk, ())), tuple(dates.get(one.pk, ()))
        )
        for one in municipalities
    ]


def profiles_of(municipality: int, *, seen_by: Actor) -> QuerySet[ProcessProfile]:
    """Every profile a municipality had, the newest first; for the buying side of its region."""
    found = ProcessProfile.objects.filter(municipality=municipality).order_by("-valid_from")
    if seen_by.organisation == municipality:
        return found.prefetch_related("tasks")
    return found.none()


def first_line_move(pk: int, *, seen_by: Actor) -> FirstLineMove:
    """A move of the viewer's own municipality. Raises FirstLineMove.DoesNotExist."""
    return FirstLineMove.objects.get(
        pk=pk, municipality=seen_by.organisation, dropped_at__isnull=True
    )


def product_participations(
    *, region: int, on: date, seen_by: Actor
) -> QuerySet[ProductParticipation]:
    """In which products the municipalities of the viewer's region take part on a day."""
    found = ProductParticipation.objects.filter(holds_on(on), region=region)
    if seen_by.region != region and not seen_by.machine:
        return found.none()
    return found.order_by("municipality_id", "code")


def profile_missing(*, on: date, seen_by: Actor) -> bool:
    """Whether the viewer's own municipality has no profile that holds on a day."""
    if not seen_by.buys:
        return False
    held = ProcessProfile.objects.filter(holds_on(on), municipality=seen_by.organisation)
    return not held.exists()
