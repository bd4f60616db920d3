"""Meetings of a table: who sits, and who speaks there for whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.lifecycles import MeetingStatus
from convenant.core.lifecycles.roundtables import (
    AFTERWARDS,
    BEFORE_AGENDA,
    CONFIRMED,
    WITH_AGENDA,
)
from convenant.core.seats import SizeClass
from convenant.parties.models import Organisation, Person
from convenant.roundtables.models.series import MeetingSeries
from convenant.roundtables.models.tables import RoundTable, TableSeat


class Meeting(models.Model):
    """One gathering of a table, physical, with its digital twin open around it."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.TextField()
    length = models.PositiveSmallIntegerField(default=120, help_text="In minutes.")
    online = models.TextField(blank=True, help_text="Address to take part from elsewhere.")
    series = models.ForeignKey(
        MeetingSeries, models.PROTECT, null=True, related_name="meetings", help_text="D068"
    )
    sequence = models.PositiveIntegerField(
        default=0, help_text="Grows with each change (RFC 5545)."
    )
    status = models.TextField(
        choices=[(s.value, s.value) for s in MeetingStatus], default=MeetingStatus.PLANNED
    )
    guide = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", help_text="Knows the method (D046)."
    )
    confirmed_at = models.DateTimeField(null=True)
    agenda_published_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(blank=True)
    minutes = models.TextField(blank=True, help_text="As approved; drafts stand elsewhere.")
    plenary = models.BooleanField(
        null=True, help_text="Whether the important parties were there; empty: not recorded (D075)."
    )
    continued_at = models.DateTimeField(null=True)
    continued_by = models.TextField(blank=True)
    continued_why = models.TextField(blank=True, help_text="Why it went on without them (D075).")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.CANCELLED)
                | Q(status=MeetingStatus.PLANNED, confirmed_at__isnull=True)
                | Q(status__in=CONFIRMED, confirmed_at__isnull=False, guide__isnull=False),
                name="confirmed_meeting_has_a_guide",
            ),
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.CANCELLED)
                | Q(status__in=BEFORE_AGENDA, agenda_published_at__isnull=True)
                | Q(status__in=WITH_AGENDA, agenda_published_at__isnull=False),
                name="meeting_open_iff_agenda_published",
            ),
            models.CheckConstraint(
                condition=Q(status__in=AFTERWARDS, held_at__isnull=False)
                | ~Q(status__in=AFTERWARDS) & Q(held_at__isnull=True),
                name="meeting_held_iff_it_was",
            ),
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.CLOSED, closed_at__isnull=False)
                | ~Q(status=MeetingStatus.CLOSED) & Q(closed_at__isnull=True),
                name="meeting_closed_iff_minutes_approved",
            ),
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.CANCELLED, cancelled_at__isnull=False)
                & ~Q(cancelled_why="")
                | ~Q(status=MeetingStatus.CANCELLED)
                & Q(cancelled_at__isnull=True, cancelled_why=""),
                name="meeting_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(continued_at__isnull=True, continued_why="")
                | Q(continued_at__isnull=False) & ~Q(continued_why=""),
                name="meeting_continued_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["table", "starts_at"], name="meetings_in_order")]

    def __str__(self) -> str:
        return f"{self.table_id} {self.starts_at:%Y-%m-%d}"


class Seat(models.Model):
    """A provider sits at the physical table for one meeting, in its size class (D043)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seats")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    size = models.TextField(choices=[(s.value, s.value) for s in SizeClass])
    why = models.TextField(blank=True)
    standing = models.ForeignKey(
        TableSeat,
        models.PROTECT,
        null=True,
        related_name="meeting_seats",
        help_text="The seat at the table it follows; empty: for this meeting only.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "provider"], name="one_seat_per_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} at {self.meeting_id}"


class Representation(models.Model):
    """A seated provider speaks for one that does not sit (D042)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="representations")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="represented")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="represents")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "provider"], name="exactly_one_representative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} by {self.seat_id}"
