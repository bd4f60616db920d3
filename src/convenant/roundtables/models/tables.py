"""The tables of a region, and who sits there lasting."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.agenda import TableKind
from convenant.core.seats import Chooser
from convenant.documents.models import Document
from convenant.parties.models import Organisation, Region


class RoundTable(models.Model):
    """A table about one document; it outlives the signing of what was agreed."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="tables")
    slug = models.SlugField()
    name = models.TextField()
    kind = models.TextField(
        choices=[(k.value, k.value) for k in TableKind], default=TableKind.NEGOTIATION
    )
    document = models.ForeignKey(Document, models.PROTECT, related_name="tables")
    purpose = models.TextField()
    founded_at = models.DateTimeField()
    most_seats = models.PositiveSmallIntegerField(
        null=True, help_text="Seats at the physical table at the most; empty: the norm (D044)."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="table_address"),
            models.CheckConstraint(
                condition=Q(most_seats__isnull=True) | Q(most_seats__gte=1),
                name="table_has_room_for_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TableSeat(models.Model):
    """A provider sits at a table from a day on, in every meeting planned since (D043).

    A period without a day is a choice that was taken back on the day it would begin.
    """

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="standing_seats")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="standing_seats")
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    ended_by = models.TextField(blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "provider"],
                condition=Q(valid_before__isnull=True),
                name="one_running_seat_per_provider",
            ),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True) | Q(valid_before__gte=F("valid_from")),
                name="seat_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} at table {self.table_id} since {self.valid_from}"


class SeatChoice(models.Model):
    """One of the two choosers says why this provider sits (D045)."""

    seat = models.ForeignKey(TableSeat, models.PROTECT, related_name="choices")
    chooser = models.TextField(choices=[(c.value, c.value) for c in Chooser])
    why = models.TextField()
    chosen_at = models.DateTimeField()
    chosen_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "chooser"], name="each_chooser_chooses_once"),
            models.CheckConstraint(condition=~Q(why=""), name="seat_choice_has_a_motivation"),
        ]

    def __str__(self) -> str:
        return f"{self.chooser} chose {self.seat_id}"
