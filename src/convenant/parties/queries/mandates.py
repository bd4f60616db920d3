"""Who may act for whom."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from convenant.core.actors import Actor, Kind, Role
from convenant.core.mandates import Act, Grant, MandateState, Stake, state_of
from convenant.parties.models import Mandate, Organisation
from convenant.parties.permissions.mandates import (
    Standing,
    contacts_of,
    grant_of,
    standings_for,
)
from convenant.parties.queries.periods import holds_on

SOON = timedelta(days=60)
"""A mandate that ends within this time is worth a warning to who rests on it."""


def mandated_by(holder: int, *, region: int, on: date) -> Sequence[Organisation]:
    """The municipalities a municipality may act for on a day, itself first (D036, D037)."""
    running = Mandate.objects.filter(
        holds_on(on), region=region, holder=holder, withdrawn_at__isnull=True
    )
    own = Organisation.objects.filter(pk=holder)
    givers = Organisation.objects.filter(pk__in=running.values("giver_id"))
    return [*own, *givers.order_by("name")]


def municipality(pk: int) -> Organisation:
    """Raises Organisation.DoesNotExist. Names and codes of organisations are public."""
    return Organisation.objects.get(pk=pk, kind=Kind.MUNICIPALITY)


def mandates(*, region: int, seen_by: Actor) -> QuerySet[Mandate]:
    """All mandates of a region, for its buying side; those one gives or holds also from outside.
    Newest first per giver."""
    found = Mandate.objects.filter(region=region).select_related("region", "giver", "holder")
    if not (seen_by.machine or (seen_by.buys and seen_by.region == region)):
        own = Q(giver=seen_by.organisation) | Q(holder=seen_by.organisation)
        found = found.filter(own) if seen_by.buys else found.none()
    return found.order_by("giver__name", "holder__name", "-valid_from", "-id")


def mandate(pk: int, *, seen_by: Actor) -> Mandate:
    """Raises Mandate.DoesNotExist for both "not there" and "not yours"."""
    region = Mandate.objects.filter(pk=pk).values_list("region", flat=True).first()
    return mandates(region=region or 0, seen_by=seen_by).get(pk=pk)


def mandates_on(*, region: int, on: date, seen_by: Actor) -> list[tuple[Mandate, MandateState]]:
    """All mandates of a region the viewer may see, with how each stood on a day ("welke mandaten
    golden op"); for its buying side."""
    found = mandates(region=region, seen_by=seen_by)
    return [(one, state_of(grant_of(one), on=on)) for one in found]


@dataclass(frozen=True, slots=True)
class Cover:
    """What the negotiator may do for one buyer, and whom to ask for the rest."""

    standing: Standing
    contacts: Sequence[tuple[Role, str]]
    grants: Sequence[Grant]
    ends_on: date | None


def coverage(
    stakes: Sequence[Stake], *, holder: int, region: int, on: date, seen_by: Actor
) -> list[list[Cover]]:
    """Beside each agenda item, offer or text: how its buyers stand to who negotiates, the holder
    itself included (D037). For the buying side of the region only; three queries in all."""
    if not (seen_by.machine or (seen_by.buys and seen_by.region == region)):
        return [[] for _ in stakes]
    found = standings_for(holder, region=region, acts=tuple(Act), stakes=stakes, on=on)
    asked = contacts_of({one.acting.pk for part in found for one in part}, on=on)
    return [
        [
            Cover(one, asked.get(one.acting.pk, []), _running(one, on), _ends_on(one, on))
            for one in part
        ]
        for part in found
    ]


def negotiator(
    buyers: Collection[int], *, region: int, on: date, seen_by: Actor
) -> tuple[int, str] | None:
    """Who speaks for these municipalities (key and name): the viewer's own when it holds a mandate
    of one of them, else who holds most of theirs, else the viewer's own. For the buying side."""
    if not seen_by.buys or seen_by.organisation is None:
        return None
    own = (seen_by.organisation, seen_by.organisation_name)
    held = Mandate.objects.filter(
        holds_on(on), region=region, giver__in=buyers, withdrawn_at__isnull=True
    )
    counted = held.values("holder").annotate(givers=Count("giver", distinct=True))
    ordered = counted.order_by("-givers", "holder").values_list("holder", "holder__name")
    holders: list[tuple[int, str]] = list(ordered)
    return own if not holders or own[0] in dict(holders) else holders[0]


def _running(standing: Standing, on: date) -> list[Grant]:
    grants = [grant_of(mandate) for mandate in standing.mandates]
    return [grant for grant in grants if state_of(grant, on=on) is MandateState.RUNNING]


def _ends_on(standing: Standing, on: date) -> date | None:
    """The last day of the running mandate that lasts longest, when that comes soon."""
    days = [
        min(day for day in (grant.valid_before, grant.use_before, date.max) if day is not None)
        for grant in _running(standing, on)
    ]
    if not days or max(days) - on > SOON:
        return None
    return max(days) - timedelta(days=1)
