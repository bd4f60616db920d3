"""Who is asked, who says it comes, who was there; and calendars people follow."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.meetings.answers import Presence, Reply
from convenant.parties.models import Organisation, Person
from convenant.roundtables.models.meetings import Meeting
from convenant.roundtables.models.tables import RoundTable


class Preparation(models.Model):
    """The working group meets before a meeting (D067; S4:255)."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="preparation")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=90)
    place = models.TextField(blank=True)
    online = models.TextField(blank=True, help_text="Address to take part from elsewhere.")
    sequence = models.PositiveIntegerField(default=0, help_text="How often it was moved.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(online=""), name="preparation_is_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"before {self.meeting_id}: {self.starts_at:%Y-%m-%d}"


class MeetingAnswer(models.Model):
    """What an organisation answers to being invited, and who comes."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="answers")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    answer = models.TextField(choices=[(r.value, r.value) for r in Reply])
    who = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"], name="one_answer_per_organisation"
            ),
            models.CheckConstraint(
                condition=Q(answer=Reply.ABSENT) | ~Q(who=""), name="who_comes_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.answer} {self.meeting_id}"


class Attendance(models.Model):
    """Whether an organisation was at a meeting, as ticked there (D075)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    presence = models.TextField(choices=[(p.value, p.value) for p in Presence])
    who = models.TextField(blank=True)
    important = models.BooleanField(default=False, help_text="As it was at the meeting (D075).")
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"], name="once_on_the_attendance_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.presence} {self.meeting_id}"


class CalendarFeed(models.Model):
    """The secret address under which somebody follows its meetings; only its digest is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="calendar_feeds")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="one_calendar_per_place",
            ),
        ]

    def __str__(self) -> str:
        return f"calendar of {self.person_id} at {self.organisation_id}"


class MilestonePlan(models.Model):
    """The steps of one year at a table, from a template (D069)."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="milestone_plans")
    year = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    made_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["table", "year"], name="one_milestone_plan_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year} of {self.table_id}"


class Milestone(models.Model):
    """One step on its day; ``position`` is the order in which they must happen."""

    plan = models.ForeignKey(MilestonePlan, models.PROTECT, related_name="milestones")
    code = models.TextField(blank=True, help_text="A step of the template; empty: one's own.")
    name = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "position"], name="milestones_in_order"),
            models.CheckConstraint(
                condition=~Q(code="") | ~Q(name=""), name="milestone_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code or self.name} {self.on}"
