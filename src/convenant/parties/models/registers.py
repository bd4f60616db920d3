"""What a municipality keeps for itself: on whom it depends, who stands where."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from convenant.core.registers import DependencyReason, Position
from convenant.parties.models.organisations import Organisation


def _share(help_text: str = "") -> models.DecimalField[Decimal | None, Decimal | None]:
    return models.DecimalField(max_digits=5, decimal_places=2, null=True, help_text=help_text)


class Dependency(models.Model):
    """How much a municipality and a provider depend on each other (D048). Percents."""

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="dependencies")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="dependents")
    share_of_turnover = _share("Our share of its turnover.")
    share_of_volume = _share("Its share of our volume.")
    reason = models.TextField(choices=[(r.value, r.value) for r in DependencyReason])
    note = models.TextField(blank=True)
    measured_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "provider", "measured_on"], name="dependency_once_a_day"
            ),
            models.CheckConstraint(
                condition=(Q(share_of_turnover__isnull=True) | Q(share_of_turnover__range=(0, 100)))
                & (Q(share_of_volume__isnull=True) | Q(share_of_volume__range=(0, 100))),
                name="dependency_in_percents",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} and {self.provider_id}: {self.reason}"


class InvitationList(models.Model):
    """Whom a municipality asked to talk, made from its dependency register on a moment (D049)."""

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="invitation_lists")
    title = models.TextField()
    criteria = models.JSONField(help_text="Reasons and least shares that chose them.")
    made_at = models.DateTimeField()
    made_by = models.TextField()
    letters = models.BooleanField(default=False, help_text="Whether directors were written to.")

    def __str__(self) -> str:
        return self.title


class InvitationListEntry(models.Model):
    """A provider on an invitation list, and why, as it stood then."""

    on = models.ForeignKey(InvitationList, models.PROTECT, related_name="entries")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    reason = models.TextField(choices=[(r.value, r.value) for r in DependencyReason])
    share_of_turnover = _share()
    share_of_volume = _share()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["on", "provider"], name="invited_once_per_list"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} on {self.on_id}"


class Stakeholder(models.Model):
    """Somebody who can help or hinder, seen by one municipality only (D228)."""

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="stakeholders")
    name = models.TextField()
    position = models.TextField(choices=[(p.value, p.value) for p in Position])
    influence = models.PositiveSmallIntegerField(help_text="From 1, little, to 5, great.")
    interests = models.TextField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(influence__range=(1, 5)), name="influence_from_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return self.name
