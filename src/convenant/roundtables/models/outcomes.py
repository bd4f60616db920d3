"""From what a development table came to, by the municipalities' word, to an assignment (D086)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.calls import AssignmentStatus, OutcomeStatus
from convenant.parties.models import Organisation
from convenant.roundtables.models.tables import RoundTable


class TableOutcome(models.Model):
    """What a table came to. Its text is fixed once it is presented."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="outcomes")
    title = models.TextField()
    text = models.TextField()
    status = models.TextField(
        choices=[(s.value, s.value) for s in OutcomeStatus], default=OutcomeStatus.CONCEPT
    )
    held = models.BooleanField(default=False)
    written_by = models.TextField()
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    presented_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True, help_text="When the last word fell.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=OutcomeStatus.CONCEPT, presented_at__isnull=True)
                | ~Q(status=OutcomeStatus.CONCEPT) & Q(presented_at__isnull=False),
                name="outcome_presented_iff_it_was",
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[OutcomeStatus.ENDORSED, OutcomeStatus.NOT_ENDORSED],
                    judged_at__isnull=False,
                )
                | Q(
                    status__in=[OutcomeStatus.CONCEPT, OutcomeStatus.PRESENTED],
                    judged_at__isnull=True,
                ),
                name="outcome_judged_iff_it_was",
            ),
        ]
        indexes = [models.Index(fields=["table", "id"], name="outcomes_of_table")]

    def __str__(self) -> str:
        return self.title


class Endorsement(models.Model):
    """The word of one municipality about an outcome, its own or given under its mandate."""

    outcome = models.ForeignKey(TableOutcome, models.PROTECT, related_name="endorsements")
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    given_by = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", help_text="Who gave it, for itself or not."
    )
    endorsed = models.BooleanField()
    why = models.TextField()
    decided_by = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "municipality"], name="each_municipality_endorses_once"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="endorsement_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} on {self.outcome_id}: {self.endorsed}"


class Assignment(models.Model):
    """What the municipalities ask for, made of an outcome they endorsed (opdracht)."""

    outcome = models.OneToOneField(TableOutcome, models.PROTECT, related_name="assignment")
    title = models.TextField()
    text = models.TextField(help_text="What is to be done, for whom.")
    conditions = models.TextField(blank=True)
    status = models.TextField(
        choices=[(s.value, s.value) for s in AssignmentStatus], default=AssignmentStatus.CONCEPT
    )
    held = models.BooleanField(default=False)
    drafted_by = models.TextField()
    drafted_at = models.DateTimeField()
    published_by = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=AssignmentStatus.PUBLISHED, published_at__isnull=False)
                | Q(status=AssignmentStatus.CONCEPT, published_at__isnull=True),
                name="assignment_published_iff_it_was",
            ),
        ]

    def __str__(self) -> str:
        return self.title
