"""What is held up until the chair decides: texts that may break competition law (A5, D078)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.guard import HoldOutcome, HoldSubject
from convenant.parties.models import Organisation
from convenant.roundtables.models.tables import RoundTable


class Hold(models.Model):
    """A text with an amount, or about dividing clients or areas, waits for the chair.

    What is held has a column ``held``; it stays true until the chair lets it through.
    ``suspicions``: what was found, a list of {"kind", "start", "end"}, places in ``text``.
    """

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="holds")
    subject = models.TextField(choices=[(s.value, s.value) for s in HoldSubject])
    subject_id = models.BigIntegerField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person = models.BigIntegerField(null=True)
    person_name = models.TextField()
    text = models.TextField()
    suspicions = models.JSONField()
    held_at = models.DateTimeField()
    outcome = models.TextField(
        choices=[(o.value, o.value) for o in HoldOutcome], default=HoldOutcome.WAITING
    )
    why = models.TextField(blank=True)
    decided_by = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    rewritten = models.TextField(
        blank=True, help_text="What its maker wrote instead, without what had to wait."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "subject_id"],
                condition=Q(outcome=HoldOutcome.WAITING),
                name="held_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(outcome=HoldOutcome.WAITING, decided_at__isnull=True)
                | ~Q(outcome=HoldOutcome.WAITING)
                & Q(decided_at__isnull=False)
                & (Q(outcome=HoldOutcome.REWRITTEN) | ~Q(why="")),
                name="hold_decided_or_rewritten",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "subject_id"], name="holds_of_subject"),
            models.Index(
                fields=["table"],
                condition=Q(outcome=HoldOutcome.WAITING),
                name="holds_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.subject_id}: {self.outcome}"
