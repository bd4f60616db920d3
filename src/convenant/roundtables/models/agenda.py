"""What is on the agenda of a meeting, and what was decided."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.agenda import ItemKind
from convenant.documents.models import Version
from convenant.parties.models import Organisation
from convenant.roundtables.models.meetings import Meeting


class AgendaItem(models.Model):
    """What is talked about: open at the physical and the digital table alike (D071)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    kind = models.TextField(
        choices=[(k.value, k.value) for k in ItemKind], default=ItemKind.CONTENT
    )
    title = models.TextField()
    explanation = models.TextField(blank=True)
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="items", help_text="The text on the table."
    )
    result = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="+", help_text="The text after the talk."
    )
    raised_by = models.ForeignKey(Organisation, models.PROTECT, related_name="items_raised")
    standing = models.BooleanField(
        default=False, help_text="From the agenda of this kind of table; counts for no side (D029)."
    )
    held = models.BooleanField(
        default=False, help_text="Waits for the chair, or was refused: shown to nobody else."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="item_place_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """What a table concluded about a version: it may be offered (or not)."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="decision")
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="decisions", help_text="Empty: no text."
    )
    adopted = models.BooleanField()
    text = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="decision_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {'yes' if self.adopted else 'no'}"

    @property
    def text_decided(self) -> Version:
        """The version it is about. Raises LookupError when no text was on the table."""
        if self.version is None:
            raise LookupError(f"decision {self.pk} is about no text")
        return self.version
