"""Asking the represented before a meeting, and reporting back to them after it (D073)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.parties.models import Organisation
from convenant.roundtables.models.agenda import AgendaItem
from convenant.roundtables.models.contributions import Contribution
from convenant.roundtables.models.meetings import Seat
from convenant.roundtables.models.said import Said


class ConsultationRound(models.Model):
    """A seated provider asks those it speaks for about one item, until ``closes_at``.

    ``held``: its question waits for the chair, or was refused.
    """

    reported: bool  # what a query prefetched
    waits: bool
    answered: bool
    told: list[ReportBack]
    ours: list[ConsultationAnswer]
    said: list[Contribution]

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="consultations")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="consultations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="consultations")
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    question = models.TextField(blank=True)
    asked_by = models.TextField(blank=True)
    asked_at = models.DateTimeField(null=True)
    held = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "seat"], name="one_round_per_item_and_seat"),
            models.CheckConstraint(
                condition=Q(question="", asked_at__isnull=True)
                | ~Q(question="") & Q(asked_at__isnull=False),
                name="round_asked_iff_a_question",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} about {self.item_id}"


class ConsultationAnswer(Said):
    """What a represented provider tells who speaks for it; nobody else reads it."""

    round = models.ForeignKey(ConsultationRound, models.PROTECT, related_name="answers")

    class Meta(Said.Meta):
        indexes = [models.Index(fields=["round", "organisation"], name="answers_of_round")]


class ReportBack(Said):
    """What a representative tells those it spoke for, after the meeting."""

    round = models.ForeignKey(ConsultationRound, models.PROTECT, related_name="reports")
