"""Files at a table: papers of the table itself, and what is attached to what was said (D072)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.publication import Readers
from convenant.parties.models import Organisation
from convenant.roundtables.models.agenda import AgendaItem
from convenant.roundtables.models.contributions import Contribution
from convenant.roundtables.models.meetings import Meeting
from convenant.roundtables.models.tables import RoundTable


class Paper(models.Model):
    """A file at a table, kept encrypted. It belongs to the table, or to a meeting, an item or a
    contribution of it. Who attached it reads it from ``added_at``, the ``readers`` once it is
    published, all of them from the same moment."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="papers")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="papers")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="papers")
    contribution = models.ForeignKey(Contribution, models.PROTECT, null=True, related_name="papers")
    title = models.TextField()
    readers = models.TextField(choices=[(r.value, r.value) for r in Readers])
    file_name = models.TextField()
    stored_as = models.TextField(help_text="Name in the vault.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, hex.")
    size = models.BigIntegerField(help_text="Bytes.")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Whose it is; the one that reads it besides the municipalities when closed.",
    )
    from_buyers = models.BooleanField(
        default=False, help_text="Handed in by the municipalities, whosever it is."
    )
    held = models.BooleanField(
        default=False, help_text="Its title waits for the chair, or was refused."
    )
    added_by = models.TextField()
    added_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_why="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why=""),
                name="paper_withdrawn_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["table", "id"], name="papers_of_table"),
            models.Index(fields=["contribution"], name="papers_of_contribution"),
        ]

    def __str__(self) -> str:
        return self.title
