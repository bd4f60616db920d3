"""Who promised what to whom, and what became of it (D201)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.alliance import PromiseOutcome
from convenant.parties.models import Organisation
from convenant.roundtables.models.agenda import AgendaItem
from convenant.roundtables.models.meetings import Meeting
from convenant.roundtables.models.said import Said
from convenant.roundtables.models.tables import RoundTable

OUTCOMES = [(o.value, o.value) for o in PromiseOutcome]


class Promise(Said):
    """A promise; ``organisation`` wrote it down, ``receiver`` empty: to all at the table."""

    readable: list[PromiseNote]  # what a query prefetched

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="promises")
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="promises")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="promises")
    promiser = models.ForeignKey(Organisation, models.PROTECT, related_name="promises_made")
    receiver = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="promises_received"
    )
    due_on = models.DateField()
    outcome = models.TextField(choices=OUTCOMES, default=PromiseOutcome.OPEN)

    class Meta(Said.Meta):
        constraints = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=Q(receiver__isnull=True) | ~Q(receiver=models.F("promiser")),
                name="promised_to_another",
            ),
        ]
        indexes = [models.Index(fields=["table", "outcome"], name="promises_of_table")]


class PromiseNote(Said):
    """A judgement by the receiver or the chair (``outcome``), or the promiser's own word."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="notes")
    outcome = models.TextField(choices=OUTCOMES, blank=True, help_text="Empty: its own word.")
