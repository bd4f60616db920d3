"""Who did what, when. No foreign keys: the trail outlives what it describes."""

from __future__ import annotations

from typing import Never

from django.db import models


class Event(models.Model):
    """One thing somebody did. Written by ``audit.actions.record`` in the verb's transaction."""

    at = models.DateTimeField()
    by = models.TextField()
    person = models.BigIntegerField(null=True)
    organisation = models.BigIntegerField(null=True)
    region = models.BigIntegerField(null=True)
    type = models.TextField()
    subject = models.TextField()
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="audit_by_subject"),
            models.Index(fields=["organisation", "id"], name="audit_by_organisation"),
            models.Index(fields=["organisation", "at"], name="audit_log_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.type} {self.subject}"

    def delete(self, using: object = None, keep_parents: object = False) -> Never:  # noqa: ARG002
        raise TypeError("audit events are never deleted")


def numbered(organisation: int) -> str:
    """How a concern names an organisation by its number; no slug has this sign."""
    return f"#{organisation}"


class Viewing(models.Model):
    """Somebody opened something, for an organisation: one row, however often (D091).

    ``times`` counts visits: pages opened within some minutes are one.
    """

    subject = models.TextField()
    region = models.BigIntegerField(null=True)
    organisation = models.BigIntegerField(default=0, help_text="0: for none.")
    person = models.BigIntegerField()
    person_name = models.TextField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "person", "organisation"], name="viewing_once"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "last_at"], name="viewings_of_party")]

    def __str__(self) -> str:
        return f"{self.person} saw {self.subject}"


class Concern(models.Model):
    """An event names an organisation other than by who acted: that one may read it in its log."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="concerns")
    name = models.TextField(help_text="Slug of the organisation, or # and its number.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="concern_once"),
        ]
        indexes = [models.Index(fields=["name", "event"], name="audit_by_concern")]

    def __str__(self) -> str:
        return f"{self.event_id} concerns {self.name}"
