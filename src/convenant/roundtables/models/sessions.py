"""Information evenings anyone may come to: moments, who comes, and what was asked (D082)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.calls import RegistrationStatus
from convenant.parties.models import Organisation, Person
from convenant.roundtables.models.calls import CallResponse
from convenant.roundtables.models.outcomes import TableOutcome
from convenant.roundtables.models.tables import RoundTable


class InformationSession(models.Model):
    """A session for everybody, on one or more moments."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="sessions")
    title = models.TextField()
    text = models.TextField()
    drafted_by = models.TextField()
    drafted_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_why="")
                | Q(cancelled_at__isnull=False) & ~Q(cancelled_why=""),
                name="session_cancelled_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["table", "id"], name="sessions_of_table")]

    def __str__(self) -> str:
        return self.title


class SessionMoment(models.Model):
    """One evening of a session. What is left after the list was deleted are the counts."""

    session = models.ForeignKey(InformationSession, models.PROTECT, related_name="moments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField(blank=True)
    online = models.TextField(blank=True, help_text="Address of the online meeting.")
    capacity = models.PositiveIntegerField(null=True, help_text="Empty: no limit.")
    reminded_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True, help_text="When the list was deleted.")
    came = models.PositiveIntegerField(null=True, help_text="Counted before it was deleted.")
    registered = models.PositiveIntegerField(null=True, help_text="Counted likewise.")

    class Meta:
        ordering = ["starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="moment_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(online=""), name="moment_is_somewhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} {self.starts_at:%Y-%m-%d}"


class Registration(models.Model):
    """Somebody comes to a moment. Personal data: deleted some days afterwards."""

    moment = models.ForeignKey(SessionMoment, models.PROTECT, related_name="registrations")
    name = models.TextField()
    organisation_name = models.TextField(blank=True)
    email = models.EmailField()
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    status = models.TextField(
        choices=[(s.value, s.value) for s in RegistrationStatus],
        default=RegistrationStatus.ASKED,
    )
    letter = models.CharField(max_length=32, help_text="Of which the secret is made.")
    secret_digest = models.CharField(max_length=64, unique=True)
    registered_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["moment", "email"], name="registered_once"),
        ]

    def __str__(self) -> str:
        return f"registration {self.pk} for {self.moment_id}"


class SessionQuestion(models.Model):
    """What somebody who registered asks; published for all, without a name, once answered."""

    session = models.ForeignKey(InformationSession, models.PROTECT, related_name="questions")
    registration = models.ForeignKey(
        Registration, models.SET_NULL, null=True, related_name="questions"
    )
    text = models.TextField()
    held = models.BooleanField(default=False)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="session_question_answered_iff_it_was",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.text[:40]}"


class Attachment(models.Model):
    """A file with an outcome, a response or a session, kept encrypted; it has its readers."""

    outcome = models.ForeignKey(TableOutcome, models.PROTECT, null=True, related_name="files")
    response = models.ForeignKey(CallResponse, models.PROTECT, null=True, related_name="files")
    session = models.ForeignKey(InformationSession, models.PROTECT, null=True, related_name="files")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    file_name = models.TextField()
    stored_as = models.TextField(help_text="Name in the vault.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, hex.")
    size = models.BigIntegerField(help_text="Bytes.")
    added_by = models.TextField()
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__isnull=False, response__isnull=True, session__isnull=True)
                | Q(outcome__isnull=True, response__isnull=False, session__isnull=True)
                | Q(outcome__isnull=True, response__isnull=True, session__isnull=False),
                name="attachment_belongs_to_one",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
