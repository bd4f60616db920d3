"""Procedures, during which nobody talks with one provider alone (D079)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.roundtables.models.tables import RoundTable


class Procedure(models.Model):
    """A procedure about what a table talks about. While it runs, talks with one provider stop at
    every table about the same text. That it runs and why is known to everybody."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="procedures")
    title = models.TextField()
    why = models.TextField()
    started_by = models.TextField()
    started_at = models.DateTimeField()
    ended_by = models.TextField(blank=True)
    ended_why = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table"], condition=Q(ended_at__isnull=True), name="one_procedure_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | Q(ended_at__isnull=False) & ~Q(ended_why=""),
                name="procedure_ended_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title
