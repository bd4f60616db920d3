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
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before_at = models.DateTimeField(null=True)
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
