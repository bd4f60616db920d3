"""What results mean and how they are paid, formulated with providers (D084)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.alliance import Stance
from convenant.roundtables.models.said import Said
from convenant.roundtables.models.tables import RoundTable


class ResultDefinition(models.Model):
    """A result; what it says is its last text."""

    readable: list[ResultText]  # what a query prefetched
    brought: list[ResultContribution]

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="results")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.table_id}: {self.pk}"


class ResultText(Said):
    """How a result was defined from a moment on, and how that translates to funding."""

    said: list[ResultStance]  # what a query prefetched

    result = models.ForeignKey(ResultDefinition, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    title = models.TextField()
    funding = models.TextField()

    class Meta(Said.Meta):
        constraints = [
            *Said.Meta.constraints,
            models.UniqueConstraint(fields=["result", "number"], name="result_text_number_once"),
        ]


class ResultContribution(Said):
    """What a provider brings to the definition."""

    result = models.ForeignKey(ResultDefinition, models.PROTECT, related_name="contributions")


class ResultStance(Said):
    """Whether a party agrees with a text; the last of each party counts."""

    result_text = models.ForeignKey(ResultText, models.PROTECT, related_name="stances")
    stance = models.TextField(choices=[(s.value, s.value) for s in Stance])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stance=Stance.AGREED) | ~Q(text=""), name="dispute_has_a_reason"
            ),
        ]
