"""Reading the development agenda and the actions: for who takes part at the table."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from convenant.core.actors import Actor
from convenant.roundtables.models import ActionPoint, Goal, GoalChange, RoundTable
from convenant.roundtables.queries.circles import READABLE, at_table, unheld


def goals(table: RoundTable, *, seen_by: Actor) -> QuerySet[Goal]:
    """Goals of a table by segment and day, with ``readable`` history (D089)."""
    return (
        at_table(Goal.objects.filter(table=table), seen_by, table.region_id)
        .select_related("table", "provider", "owner", "organisation")
        .prefetch_related(
            Prefetch(
                "changes",
                GoalChange.objects.filter(unheld(seen_by)).order_by("id"),
                to_attr=READABLE,
            )
        )
        .order_by("about", "due_on", "pk")
    )


def goal(pk: int, *, seen_by: Actor) -> Goal:
    """Raises Goal.DoesNotExist for both "not there" and "not yours"."""
    found = Goal.objects.select_related("table").get(pk=pk)
    return goals(found.table, seen_by=seen_by).get(pk=pk)


def action_points(table: RoundTable, *, seen_by: Actor) -> QuerySet[ActionPoint]:
    """What is to be done, soonest first, then what was done (D090)."""
    return (
        at_table(ActionPoint.objects.filter(table=table), seen_by, table.region_id)
        .select_related("table", "owner", "meeting", "organisation")
        .order_by("done_at", "due_on", "pk")
    )


def action_point(pk: int, *, seen_by: Actor) -> ActionPoint:
    """Raises ActionPoint.DoesNotExist for both "not there" and "not yours"."""
    found = ActionPoint.objects.select_related("table").get(pk=pk)
    return action_points(found.table, seen_by=seen_by).get(pk=pk)


def own_actions(*, seen_by: Actor) -> QuerySet[ActionPoint]:
    """What the viewer's organisation still has to do, soonest first."""
    found = ActionPoint.objects.filter(
        owner=seen_by.organisation, done_at__isnull=True, table__region=seen_by.region
    )
    if seen_by.organisation is None:
        return found.none()
    return found.filter(unheld(seen_by)).select_related("table").order_by("due_on", "pk")
