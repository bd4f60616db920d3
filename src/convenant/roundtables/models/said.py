"""What every text of a party has in common."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.parties.models import Organisation


class Said(models.Model):
    """A text by somebody for an organisation; ``held``: shown to its maker and the chair only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    person_name = models.TextField()
    text = models.TextField()
    held = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="%(class)s_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.text[:40]}"
