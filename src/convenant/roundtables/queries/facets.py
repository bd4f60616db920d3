"""Reading what a region counts by and what providers serve. Everybody in the region sees it: it is
what seats are chosen and proven by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Count, Q, QuerySet

from convenant.core.actors import Actor
from convenant.core.seating.policies import FacetKind
from convenant.roundtables.models import Facet, Served


def facets(*, region: int, seen_by: Actor) -> QuerySet[Facet]:
    """The results and target groups of the viewer's region, each with ``served_by``: how many
    providers say they serve it."""
    found = Facet.objects.filter(region=region, dropped_at__isnull=True)
    if not inside(seen_by, region):
        return found.none()
    running = Count("served", filter=Q(served__ended_at__isnull=True))
    return found.annotate(served_by=running).order_by("kind", "position", "pk")


def facet(pk: int, *, seen_by: Actor) -> Facet:
    """Raises Facet.DoesNotExist for "not there" and "not yours"."""
    return facets(region=seen_by.region or 0, seen_by=seen_by).get(pk=pk)


def served(*, region: int, providers: Collection[int], seen_by: Actor) -> list[Served]:
    """What these providers serve now, with who said so and when."""
    if not inside(seen_by, region):
        return []
    found = Served.objects.filter(
        facet__region=region,
        facet__dropped_at__isnull=True,
        ended_at__isnull=True,
        provider__in=providers,
    )
    return list(found.select_related("facet").order_by("facet__kind", "facet__position", "pk"))


def serves(region: int, *, seen_by: Actor) -> dict[FacetKind, dict[int, set[int]]]:
    """By kind and provider: the facets (numbers) it serves now. One query."""
    found: dict[FacetKind, dict[int, set[int]]] = {kind: defaultdict(set) for kind in FacetKind}
    if not inside(seen_by, region):
        return found
    rows = Served.objects.filter(
        facet__region=region, facet__dropped_at__isnull=True, ended_at__isnull=True
    )
    for kind, provider, facet_id in rows.values_list("facet__kind", "provider", "facet"):
        found[FacetKind(kind)][provider].add(facet_id)
    return found


def inside(viewer: Actor, region: int) -> bool:
    """Whether the viewer belongs to the region, on either side. Public: yes or no."""
    return viewer.machine or (viewer.region is not None and viewer.region == region)
