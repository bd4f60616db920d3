"""The development agenda of a table, and the actions of the alliance (D089, D090)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.alliance import GoalStatus
from convenant.parties.models import Organisation
from convenant.roundtables.models.meetings import Meeting
from convenant.roundtables.models.said import Said
from convenant.roundtables.models.tables import RoundTable

STATUSES = [(s.value, s.value) for s in GoalStatus]


class Goal(Said):
    """A goal for a segment (``about``), or for one provider; ``within`` says by which point of the
    running contract it can be done now (empty: not within it)."""

    readable: list[GoalChange]  # what a query prefetched

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="goals")
    about = models.TextField()
    provider = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="goals")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="goals_owned")
    due_on = models.DateField()
    status = models.TextField(choices=STATUSES, default=GoalStatus.PLANNED)
    feasible = models.BooleanField(default=False)
    within = models.TextField(blank=True)

    class Meta(Said.Meta):
        constraints = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=Q(feasible=True) & ~Q(within="") | Q(feasible=False, within=""),
                name="feasible_goal_names_the_point",
            ),
        ]


class GoalChange(Said):
    """How a goal stood from a moment on, and why."""

    goal = models.ForeignKey(Goal, models.PROTECT, related_name="changes")
    status = models.TextField(choices=STATUSES)
    due_on = models.DateField()


class ActionPoint(Said):
    """Something an organisation does before a day."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="actions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="actions")
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="actions")
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.TextField(blank=True)
