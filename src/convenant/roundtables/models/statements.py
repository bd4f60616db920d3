"""What the chair states about competition law at a meeting."""

from __future__ import annotations

from django.db import models

from convenant.roundtables.models.meetings import Meeting


class Statement(models.Model):
    """The chair made the statement for a meeting, in the words that held then (ACM; practice A5).

    ``edition``: the day from which those words hold.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="statement")
    edition = models.DateField()
    text = models.TextField()
    made_by = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="statement_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.edition}"
