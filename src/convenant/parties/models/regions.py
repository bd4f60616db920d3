"""Regions, who takes part in them and for which products, and how they work together."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.regions import (
    DecisionForm,
    ParticipationForm,
    Regime,
    RepresentationForm,
    Scale,
)


class Region(models.Model):
    """Municipalities that buy together."""

    slug = models.SlugField(unique=True)
    name = models.TextField()
    founded_at = models.DateTimeField()
    host = models.ForeignKey(
        "parties.Organisation",
        models.PROTECT,
        null=True,
        related_name="hosted_regions",
        help_text="The municipality whose administrators keep this region for all (D040).",
    )
    invented = models.BooleanField(default=False, help_text="Demo data; every page says so.")

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """An organisation takes part in a region during a period."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="participations"
    )
    form = models.TextField(
        choices=[(f.value, f.value) for f in ParticipationForm], default=ParticipationForm.FULL
    )
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "organisation", "valid_from"], name="participation_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True) | Q(valid_before__gt=F("valid_from")),
                name="participation_lasts_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.region_id} since {self.valid_from}"


class ProductParticipation(models.Model):
    """A municipality takes part in one product of a region, under a regime (D052, D054).

    A municipality that is in a region for FULL needs rows only where its regime differs, or where
    it does not take part (``takes_part`` false). Where another contracts for it, that one is named
    (D039); the municipality may lie outside the region.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="product_participations")
    municipality = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="product_participations"
    )
    contracted_by = models.ForeignKey(
        "parties.Organisation", models.PROTECT, null=True, related_name="contracts_for"
    )
    code = models.CharField(max_length=5, help_text="Product code, or a category of two signs.")
    takes_part = models.BooleanField(default=True)
    regime = models.TextField(
        choices=[(r.value, r.value) for r in Regime], default=Regime.INDIVIDUAL
    )
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "municipality", "code", "valid_from"],
                name="product_participation_once",
            ),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True) | Q(valid_before__gt=F("valid_from")),
                name="product_participation_lasts_a_day",
            ),
            models.CheckConstraint(
                condition=Q(contracted_by__isnull=True) | ~Q(contracted_by=F("municipality")),
                name="contracted_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.code} since {self.valid_from}"


class Arrangement(models.Model):
    """A version of how a region works together: scale, representation, decisions (D038, D226).

    Answers may be blank while it is being filled in. It is in force from ``valid_from`` once it was
    proposed and every municipality it was put to has approved; ``settled_at`` is that moment.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="arrangements")
    number = models.PositiveIntegerField()
    scale = models.TextField(blank=True, choices=[(s.value, s.value) for s in Scale])
    scale_why = models.TextField(blank=True)
    representation = models.TextField(
        blank=True, choices=[(f.value, f.value) for f in RepresentationForm]
    )
    representation_why = models.TextField(blank=True)
    lead = models.ForeignKey(
        "parties.Organisation",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who speaks or contracts for the others, where the form asks for one.",
    )
    decision = models.TextField(blank=True, choices=[(f.value, f.value) for f in DecisionForm])
    decision_why = models.TextField(blank=True)
    valid_from = models.DateField(null=True)
    begun_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "number"], name="arrangement_numbered"),
            models.CheckConstraint(
                condition=Q(proposed_at__isnull=True)
                | ~Q(scale="")
                & ~Q(representation="")
                & ~Q(decision="")
                & Q(valid_from__isnull=False),
                name="arrangement_proposed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(proposed_at__isnull=False),
                name="arrangement_settled_was_proposed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_id} arrangement {self.number}"


class ArrangementApproval(models.Model):
    """A municipality's word on an arrangement: asked when it was proposed, given on a date."""

    arrangement = models.ForeignKey(Arrangement, models.PROTECT, related_name="approvals")
    municipality = models.ForeignKey(
        "parties.Organisation", models.PROTECT, related_name="arrangement_approvals"
    )
    decided_on = models.DateField(null=True, help_text="Date of the decision (collegebesluit).")
    agrees = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["arrangement", "municipality"], name="one_word_per_municipality"
            ),
            models.CheckConstraint(
                condition=Q(agrees__isnull=True, decided_on__isnull=True, given_at__isnull=True)
                | Q(agrees__isnull=False, decided_on__isnull=False, given_at__isnull=False),
                name="word_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} on {self.arrangement_id}: {self.agrees}"
