"""Who speaks for whom at a table."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.seats import ChosenBy
from convenant.parties.models import Organisation
from convenant.roundtables.models.tables import RoundTable


class RepresentationChange(models.Model):
    """One act that changed who speaks for whom at a table, for many providers at once (D041)."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="changes")
    since = models.DateField()
    chosen_by = models.TextField(choices=[(c.value, c.value) for c in ChosenBy])
    why = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()

    def __str__(self) -> str:
        return f"{self.table_id} since {self.since}"


class TableRepresentation(models.Model):
    """One provider speaks for another at a table during a period, over all its meetings (D042).

    It speaks; it never says yes to a price for another (ACM; Mw art. 6).
    """

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="spoken_for")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="spoken_for_at")
    speaker = models.ForeignKey(Organisation, models.PROTECT, related_name="speaks_at")
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    begun = models.ForeignKey(RepresentationChange, models.PROTECT, related_name="begun")
    ended = models.ForeignKey(RepresentationChange, models.PROTECT, null=True, related_name="ended")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "provider"],
                condition=Q(valid_before__isnull=True),
                name="exactly_one_running_representative",
            ),
            models.CheckConstraint(condition=~Q(provider=F("speaker")), name="speaks_for_another"),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True, ended__isnull=True)
                | Q(valid_before__gte=F("valid_from"), ended__isnull=False),
                name="representation_ended_iff_changed",
            ),
        ]
        indexes = [
            models.Index(fields=["table", "speaker"], name="representation_by_speaker"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} by {self.speaker_id} at {self.table_id}"
