"""The minutes of a meeting: written, shared for comments, approved, and corrected afterwards."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.lifecycles import MinutesStatus
from convenant.core.minutes import MinutesText
from convenant.parties.models import Organisation
from convenant.roundtables.models.meetings import Meeting


class Minutes(models.Model):
    """What is being written about one meeting. ``text`` is the working text; at approval it moves
    to ``Meeting.minutes`` and is empty until somebody writes a correction."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="record")
    status = models.TextField(
        choices=[(s.value, s.value) for s in MinutesStatus], default=MinutesStatus.DRAFT
    )
    text = models.TextField(blank=True)
    edits = models.PositiveIntegerField(default=0, help_text="Guards against lost updates.")
    edited_by = models.TextField(blank=True)
    edited_at = models.DateTimeField()
    held = models.BooleanField(
        default=False, help_text="The working text waits for the chair, or was refused."
    )
    comments_before = models.DateTimeField(
        null=True, help_text="First moment at which it is too late to comment."
    )
    approved_by = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, help_text="Of the text in force.")
    why = models.TextField(blank=True, help_text="Of the text in force: why it was corrected.")
    early_why = models.TextField(
        blank=True, help_text="Why approved before everybody's time to comment was over."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=MinutesStatus.DRAFT)
                | Q(status=MinutesStatus.APPROVED)
                | Q(status=MinutesStatus.SHARED, comments_before__isnull=False),
                name="shared_minutes_have_a_term",
            ),
            models.CheckConstraint(
                condition=Q(status=MinutesStatus.APPROVED, approved_at__isnull=False)
                | ~Q(status=MinutesStatus.APPROVED) & Q(approved_at__isnull=True),
                name="minutes_approved_iff_when",
            ),
        ]

    def __str__(self) -> str:
        return f"minutes of {self.meeting_id}: {self.status}"


class MinutesVersion(models.Model):
    """A text of the minutes that others have read and that is no longer the one in force: what was
    shared for comments, or an approved text that was corrected. It never changes."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    kind = models.TextField(choices=[(k.value, k.value) for k in MinutesText])
    number = models.PositiveIntegerField(help_text="From 1 for each kind.")
    text = models.TextField()
    why = models.TextField(blank=True, help_text="Why this text replaced the one before.")
    made_by = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "kind", "number"], name="minutes_text_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_id} {self.kind} {self.number}"


class MinutesComment(models.Model):
    """What one party says about shared minutes, and what was done with it."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="comments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    person_name = models.TextField()
    text = models.TextField()
    held = models.BooleanField(
        default=False, help_text="Waits for the chair, or was refused: shown to its maker only."
    )
    made_at = models.DateTimeField()
    adopted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    answered_by = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(adopted__isnull=True, answered_at__isnull=True)
                | Q(adopted__isnull=False, answered_at__isnull=False) & ~Q(answer=""),
                name="comment_answered_with_words",
            ),
        ]
        indexes = [models.Index(fields=["minutes", "id"], name="comments_of_minutes")]

    def __str__(self) -> str:
        return f"{self.organisation_id} on minutes {self.minutes_id}"
