"""What changes outside, and who looks at what it means (D065)."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from convenant.core.actors import Actor
from convenant.strategy.models import PolicyChange, ReviewTask


def policy_changes(*, region: int, seen_by: Actor) -> QuerySet[PolicyChange]:
    """The register of a region, what takes effect last first; with ``open_tasks``. For the buying
    side."""
    found = PolicyChange.objects.filter(region=region, dropped_at__isnull=True)
    if not seen_by.machine and not (seen_by.buys and seen_by.region == region):
        return found.none()
    return found.annotate(
        all_tasks=Count("tasks"),
        open_tasks=Count("tasks", filter=Q(tasks__done_at__isnull=True)),
    ).order_by("-effective_on", "-recorded_at")


def policy_change(pk: int, *, region: int, seen_by: Actor) -> PolicyChange:
    """Raises PolicyChange.DoesNotExist for "not there" and "not yours"."""
    return policy_changes(region=region, seen_by=seen_by).get(pk=pk)


def review(pk: int, *, region: int, seen_by: Actor) -> ReviewTask:
    """Raises ReviewTask.DoesNotExist for "not there" and "not yours"."""
    seen = policy_changes(region=region, seen_by=seen_by).values("pk")
    return ReviewTask.objects.select_related("change", "organisation").get(pk=pk, change__in=seen)


def reviews_due(*, region: int, seen_by: Actor) -> QuerySet[ReviewTask]:
    """Open tasks of the viewer's own municipality, the first due first."""
    seen = policy_changes(region=region, seen_by=seen_by).values("pk")
    return (
        ReviewTask.objects.filter(
            change__in=seen, organisation=seen_by.organisation, done_at__isnull=True
        )
        .select_related("change")
        .order_by("due_on", "pk")
    )
