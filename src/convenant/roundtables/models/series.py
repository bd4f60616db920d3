"""Series of meetings, what stands in their way, and how each is prepared."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.meetings.years import YearKind
from convenant.parties.models import Organisation, Person, Region
from convenant.roundtables.models.tables import RoundTable


class Blackout(models.Model):
    """A period in which a region does not meet, such as the summer holiday (D068)."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="blackouts")
    name = models.TextField()
    valid_from = models.DateField()
    valid_before = models.DateField()
    yearly = models.BooleanField(default=False, help_text="On these days in every year.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="blackout_has_a_name"),
            models.CheckConstraint(
                condition=Q(valid_before__gt=F("valid_from")), name="blackout_lasts_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.valid_from})"


class MeetingSeries(models.Model):
    """What was asked when several meetings were planned at once (D068)."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="series")
    count = models.PositiveSmallIntegerField()
    interval_days = models.PositiveSmallIntegerField()
    first_on = models.DateField()
    last_on = models.DateField()
    preparation_days = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="series_ends_after_it_began"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="series_has_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.count} at {self.table_id} from {self.first_on}"


class WorkingGroupMember(models.Model):
    """Somebody prepares the meetings of a table (D067)."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="working_group")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    since_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "person"],
                condition=Q(ended_at__isnull=True),
                name="once_in_the_working_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} prepares {self.table_id}"


class MeetingYearSetting(models.Model):
    """In which year a table counts its meetings, and its own norm with why (D066)."""

    table = models.OneToOneField(RoundTable, models.PROTECT, related_name="meeting_year")
    kind = models.TextField(
        choices=[(k.value, k.value) for k in YearKind], default=YearKind.CALENDAR
    )
    begins_on = models.DateField(
        null=True, help_text="Month and day the contract year begins; empty: as the agreement."
    )
    least = models.PositiveSmallIntegerField(null=True, help_text="Own norm; empty: the method's.")
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(least__isnull=True) | (Q(least__gte=1) & ~Q(why="")),
                name="own_norm_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} year of {self.table_id}"
