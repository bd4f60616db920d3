"""Texts that wait for the chair, and what was decided about them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet

from convenant.core.actors import Actor, Kind, Role
from convenant.core.guard import HoldOutcome, HoldSubject
from convenant.parties import queries as parties
from convenant.roundtables.models import Hold, Meeting, RoundTable, Statement


def visible_holds(viewer: Actor, region: int) -> QuerySet[Hold]:
    """Held texts are for the chair and for who wrote them; nobody else knows of them."""
    found = Hold.objects.select_related("table", "organisation")
    if viewer.machine:
        return found
    if viewer.region is None or viewer.region != region:
        return found.none()
    found = found.filter(table__region=region)
    if viewer.buys and viewer.has(Role.CHAIR):
        return found
    own = Q(person=viewer.person, person__isnull=False)
    if viewer.provides:
        own |= Q(organisation=viewer.organisation)
    return found.filter(own)


def waiting_holds(table: RoundTable, *, seen_by: Actor) -> QuerySet[Hold]:
    """What waits for the chair at a table, oldest first."""
    return (
        visible_holds(seen_by, table.region_id)
        .filter(table=table, outcome=HoldOutcome.WAITING)
        .order_by("held_at", "pk")
    )


def decided_holds(table: RoundTable, *, seen_by: Actor) -> QuerySet[Hold]:
    """The register: what was decided or rewritten at a table, newest first."""
    return (
        visible_holds(seen_by, table.region_id)
        .filter(table=table)
        .exclude(outcome=HoldOutcome.WAITING)
        .order_by("-decided_at", "-pk")
    )


def hold(pk: int, *, seen_by: Actor) -> Hold:
    """Raises Hold.DoesNotExist for both "not there" and "not yours"."""
    return visible_holds(seen_by, seen_by.region or 0).get(pk=pk)


def own_holds(*, seen_by: Actor) -> QuerySet[Hold]:
    """What the viewer or its organisation wrote that was held up, newest first."""
    own = Q(person=seen_by.person, person__isnull=False)
    if seen_by.provides:
        own |= Q(organisation=seen_by.organisation)
    return visible_holds(seen_by, seen_by.region or 0).filter(own).order_by("-held_at", "-pk")


def latest_holds(subject: HoldSubject, pks: Collection[int], *, seen_by: Actor) -> dict[int, Hold]:
    """The last hold of each of these texts, by its number; those the viewer may know of."""
    found = visible_holds(seen_by, seen_by.region or 0).filter(subject=subject, subject_id__in=pks)
    return {one.subject_id: one for one in found.order_by("pk")}


def waiting_counts(*, seen_by: Actor) -> list[tuple[RoundTable, int]]:
    """How many texts wait for the chair, by table; only for the chair."""
    if not (seen_by.buys and seen_by.has(Role.CHAIR)):
        return []
    found = RoundTable.objects.filter(region=seen_by.region).annotate(
        waiting=Count("holds", filter=Q(holds__outcome=HoldOutcome.WAITING))
    )
    return [(one, one.waiting) for one in found.filter(waiting__gt=0).order_by("name")]


def waiting_without_chair(*, region: int, on: date, seen_by: Actor) -> bool:
    """Whether texts wait while no municipality of the region has a chair; for who gives roles."""
    if seen_by.region != region or not seen_by.buys or not seen_by.has(Role.ADMINISTRATOR):
        return False
    waiting = Hold.objects.filter(table__region=region, outcome=HoldOutcome.WAITING)
    return waiting.exists() and not chairs(region, on=on)


def chairs(region: int, *, on: date) -> list[tuple[int, str, str]]:
    """Who chairs the tables of a region: person, name, address. Who chairs is no secret."""
    municipalities = parties.participants(region, kind=Kind.MUNICIPALITY, on=on)
    found = parties.people_of([one.pk for one in municipalities], on=on)
    return sorted(
        {
            (one.person_id, one.person.name, one.person.email)
            for one in found
            if Role(one.role) is Role.CHAIR and one.person.is_active
        }
    )


def statement_of(meeting: Meeting) -> Statement | None:
    """What the chair stated at a meeting. Public."""
    return Statement.objects.filter(meeting=meeting).first()
