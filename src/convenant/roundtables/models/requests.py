"""What the municipalities ask each provider for itself: cost data, capacity, its own choice."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from convenant.core.confidential import RequestKind
from convenant.parties.models import Organisation
from convenant.roundtables.models.papers import Paper
from convenant.roundtables.models.tables import RoundTable


class ConfidentialRequest(models.Model):
    """One question to many; each answers alone, and never sees who else was asked. It is open up
    to and including ``last_day``, unless closed before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="requests")
    kind = models.TextField(choices=[(k.value, k.value) for k in RequestKind])
    title = models.TextField()
    question = models.TextField()
    purpose = models.TextField(help_text="What the answers are used for.")
    last_day = models.DateField()
    asked_by = models.TextField()
    asked_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True, help_text="Only when closed before its time.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(purpose=""), name="request_says_what_and_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Asked(models.Model):
    """A provider that is asked."""

    request = models.ForeignKey(ConfidentialRequest, models.PROTECT, related_name="asked")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "provider"], name="asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.provider_id}"


class RequestAnswer(models.Model):
    """What one provider answers; the municipalities and that provider see it, nobody else ever."""

    request = models.ForeignKey(ConfidentialRequest, models.PROTECT, related_name="answers")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField()
    given_by = models.TextField()
    given_at = models.DateTimeField(help_text="The last time it was changed.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "provider"], name="one_answer_to_request"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.provider_id}"


class AnswerPaper(models.Model):
    """A closed paper that belongs to an answer and stands nowhere else."""

    answer = models.ForeignKey(RequestAnswer, models.PROTECT, related_name="papers")
    number = models.PositiveSmallIntegerField()
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="of_answer")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "number"], name="answer_papers_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} paper {self.number}"


class RequestSummary(models.Model):
    """What everybody may know of the answers together, after closing."""

    request = models.ForeignKey(ConfidentialRequest, models.PROTECT, related_name="summaries")
    text = models.TextField()
    held = models.BooleanField(
        default=False, help_text="Waits for the chair, or was refused: shown to buyers only."
    )
    written_by = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(held=False), name="one_summary_is_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.pk}"
