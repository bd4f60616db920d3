"""Terms as rows, typed per kind, hanging on an immutable version. ``core.terms`` is their JSON."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.terms import UNITS, Scope
from convenant.documents.models import Version


class Product(models.Model):
    """A product and its tariff in cents per unit (WJ756)."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="products")
    key = models.CharField(max_length=40)
    article = models.SlugField()
    law = models.CharField(max_length=3, choices=[("wmo", "wmo"), ("jw", "jw")])
    category = models.CharField(max_length=2)
    code = models.CharField(max_length=5)
    name = models.TextField()
    unit = models.CharField(max_length=2, choices=[(unit, unit) for unit in UNITS])
    tariff = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="product_key_once"),
            models.UniqueConstraint(fields=["version", "law", "code"], name="product_code_once"),
            models.CheckConstraint(condition=Q(tariff__gte=0), name="tariff_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.tariff}"


class Ceiling(models.Model):
    """The most that is paid in a calendar year, in cents; ``code`` empty means all products."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="ceilings")
    key = models.CharField(max_length=40)
    article = models.SlugField()
    scope = models.TextField(choices=[(s.value, s.value) for s in Scope])
    code = models.CharField(max_length=5, blank=True)
    amount = models.BigIntegerField()
    hard = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="ceiling_key_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="ceiling_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.code} {self.amount}"


class Effect(models.Model):
    """What must become better, and the budget for it in cents a year."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="effects")
    key = models.CharField(max_length=40)
    article = models.SlugField()
    statement = models.TextField()
    indicator = models.TextField()
    target = models.TextField()
    budget = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="effect_key_once"),
            models.CheckConstraint(condition=Q(budget__gte=0), name="budget_not_negative"),
        ]

    def __str__(self) -> str:
        return self.statement


class Duration(models.Model):
    """From when until when the agreement runs."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="duration")
    key = models.CharField(max_length=40, default="duration")
    article = models.SlugField()
    starts_on = models.DateField()
    ends_before = models.DateField()
    options = models.JSONField(default=list, help_text="Months of each extension, in order.")
    notice = models.PositiveSmallIntegerField(help_text="Months.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_before__gt=F("starts_on")), name="duration_lasts_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} - {self.ends_before}"
