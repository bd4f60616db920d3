"""Messages received, the batches they were judged in, uploads under way, and what was spent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.lifecycles import MessageStatus
from convenant.parties.models import Organisation, Region


class Batch(models.Model):
    """Messages judged together. Its row names the ledger version that holds their lines: lines of
    a batch without one are not read, and a retry writes the same lines once."""

    id = models.CharField(max_length=32, primary_key=True)
    begun_at = models.DateTimeField()
    ledger_version = models.BigIntegerField(null=True)
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ledger_version__isnull=True, judged_at__isnull=True)
                | Q(ledger_version__isnull=False, judged_at__isnull=False),
                name="batch_judged_iff_in_ledger",
            ),
        ]

    def __str__(self) -> str:
        return self.id


class Message(models.Model):
    """One file as it came in. ``id`` is the first half of its SHA-256: the same file is one row."""

    id = models.CharField(max_length=32, primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="messages")
    provider = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="messages_sent"
    )
    municipality = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="messages_received"
    )
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="messages")
    status = models.TextField(
        choices=[(s.value, s.value) for s in MessageStatus], default=MessageStatus.RECEIVED
    )
    file_name = models.TextField()
    size = models.BigIntegerField()
    kind = models.CharField(max_length=3, blank=True)
    law = models.CharField(max_length=3, blank=True)
    sender = models.CharField(max_length=8, blank=True)
    receiver = models.CharField(max_length=8, blank=True)
    identification = models.CharField(max_length=12, blank=True)
    dated = models.DateField(null=True)
    declaration = models.CharField(max_length=12, blank=True)
    month = models.DateField(null=True, help_text="First day of the month declared.")
    received_at = models.DateTimeField()
    received_by = models.TextField()
    reason = models.TextField(blank=True, help_text="Code; why the whole message is refused.")
    reason_values = models.JSONField(default=dict)
    summary = models.JSONField(default=dict, help_text="Counts of what other kinds hold.")
    lines = models.PositiveIntegerField(default=0)
    approved_lines = models.PositiveIntegerField(default=0)
    declared = models.BigIntegerField(default=0, help_text="Cents, debit minus credit.")
    approved = models.BigIntegerField(default=0, help_text="Cents, debit minus credit.")
    has_answer = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=MessageStatus.REFUSED) & ~Q(reason="")
                | ~Q(status=MessageStatus.REFUSED) & Q(reason=""),
                name="message_refused_iff_reason",
            ),
            models.CheckConstraint(
                condition=Q(approved_lines__lte=models.F("lines")),
                name="no_more_approved_than_sent",
            ),
        ]
        indexes = [
            models.Index(fields=["region", "-received_at", "id"], name="messages_of_region"),
            models.Index(fields=["provider", "-received_at", "id"], name="messages_of_provider"),
            models.Index(
                fields=["kind", "law", "sender", "identification"], name="message_identity"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Upload(models.Model):
    """Files handed in on a page, received by the worker; counts show how far it is."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="uploads")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="uploads")
    file_name = models.TextField()
    stored_as = models.TextField()
    size = models.BigIntegerField()
    started_at = models.DateTimeField()
    started_by = models.TextField()
    found = models.PositiveIntegerField(null=True, help_text="Messages in the file.")
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True, help_text="Code; why nothing was received.")
    messages = models.ManyToManyField(Message, related_name="uploads")

    def __str__(self) -> str:
        return self.file_name


class Spending(models.Model):
    """Sums over approved and refused lines, kept with every batch: a page never adds up lines."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="spending")
    municipality = models.CharField(max_length=4)
    provider = models.CharField(max_length=8)
    law = models.CharField(max_length=3)
    code = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    approved = models.BigIntegerField(default=0, help_text="Cents, debit minus credit.")
    refused = models.BigIntegerField(default=0, help_text="Cents, debit minus credit.")
    volume = models.BigIntegerField(default=0)
    lines = models.PositiveIntegerField(default=0)
    refused_lines = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year", "provider", "code", "law", "municipality", "month"],
                name="spending_once",
            ),
            models.CheckConstraint(condition=Q(month__gte=1, month__lte=12), name="month_exists"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.code} {self.year}-{self.month:02d}"
