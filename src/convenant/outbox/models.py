"""Work that must follow a verb: written in its transaction, done by the worker."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Task(models.Model):
    """One piece of work. ``key`` makes it unique: queueing the same work twice is one task."""

    topic = models.TextField()
    key = models.TextField()
    payload = models.JSONField(default=dict)
    queued_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.TextField(blank=True, help_text="Host and process number of the worker.")
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(
        null=True, help_text="When a letter was offered to the mail server."
    )
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "key"], name="outbox_task_once"),
        ]
        indexes = [
            models.Index(fields=["id"], name="outbox_open", condition=Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class KeptLetter(models.Model):
    """A letter that waits for the daily or weekly one of its person; ``digest`` names that one
    from when it is being made."""

    person = models.BigIntegerField()
    key = models.TextField(unique=True)
    payload = models.JSONField(default=dict)
    queued_at = models.DateTimeField()
    due_at = models.DateTimeField()
    digest = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], name="notices_waiting", condition=Q(digest="")),
            models.Index(fields=["digest"], name="notices_of_digest"),
            models.Index(fields=["person"], name="notices_of_person"),
        ]

    def __str__(self) -> str:
        return self.key
