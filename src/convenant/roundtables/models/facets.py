"""The results and target groups of a region, and which providers serve them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.seating.policies import FacetKind
from convenant.parties.models import Organisation, Region


class Facet(models.Model):
    """A result or a target group that the region counts by; dropped, never removed."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="facets")
    kind = models.TextField(choices=[(k.value, k.value) for k in FacetKind])
    name = models.TextField()
    position = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "kind", "name"],
                condition=Q(dropped_at__isnull=True),
                name="facet_named_once",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="facet_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Served(models.Model):
    """A provider serves a result or a target group, as stated by itself or by the region for it."""

    facet = models.ForeignKey(Facet, models.PROTECT, related_name="served")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="serves")
    own_word = models.BooleanField(help_text="The provider said so itself.")
    stated_at = models.DateTimeField()
    stated_by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facet", "provider"],
                condition=Q(ended_at__isnull=True),
                name="served_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("stated_at")),
                name="served_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} serves {self.facet_id}"
