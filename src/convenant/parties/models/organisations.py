"""Municipalities and providers, how large they are and what they did before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.actors import Kind
from convenant.core.seats import SizeClass
from convenant.parties.models.regions import Region


class Organisation(models.Model):
    """A municipality (CBS code) or a provider (AGB code, KVK number)."""

    kind = models.TextField(choices=[(k.value, k.value) for k in Kind])
    slug = models.SlugField(unique=True)
    name = models.TextField()
    cbs = models.CharField(max_length=4, blank=True)
    agb = models.CharField(max_length=8, blank=True)
    kvk = models.CharField(max_length=8, blank=True)
    founded_at = models.DateTimeField(null=True)
    dissolved_on = models.DateField(null=True, help_text="First day it no longer exists.")
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="predecessors",
        help_text="Took over all rights and duties: a merger of municipalities or providers.",
    )
    contact_name = models.TextField(blank=True)
    contact_email = models.EmailField(blank=True, help_text="Where a first invitation is sent.")
    contact_phone = models.TextField(blank=True)
    website = models.TextField(blank=True)
    theme = models.TextField(blank=True, help_text="House colours, a code of the themes (D040).")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.MUNICIPALITY, cbs__regex=r"^[0-9]{4}$", agb="")
                | Q(kind=Kind.PROVIDER, cbs="", agb__regex=r"^[0-9]{8}$"),
                name="organisation_has_the_code_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(dissolved_on__isnull=False),
                name="only_what_ended_has_a_successor",
            ),
            models.UniqueConstraint(
                fields=["cbs"], condition=~Q(cbs=""), name="one_municipality_per_cbs_code"
            ),
            models.UniqueConstraint(
                fields=["agb"], condition=~Q(agb=""), name="one_provider_per_agb_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SizeStatement(models.Model):
    """How large a provider was on a reference date (D047): class, turnover in cents a year,
    clients, staff."""

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="sizes")
    measured_on = models.DateField()
    size = models.TextField(choices=[(s.value, s.value) for s in SizeClass])
    turnover = models.BigIntegerField(help_text="Cents a year, with this region.")
    clients = models.PositiveIntegerField(null=True)
    half_days = models.PositiveIntegerField(
        null=True, help_text="Half-days (dagdelen) delivered a year; empty: not known."
    )
    staff = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, help_text="Full-time equivalents."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "measured_on"], name="one_size_per_date"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.size} on {self.measured_on}"


class Offering(models.Model):
    """A product that a provider says it can deliver."""

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="offerings")
    code = models.CharField(max_length=5, help_text="Product code, or a category of two signs.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "code"], name="offering_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.code}"


class ServiceYear(models.Model):
    """A provider served residents of a municipality in a year (D047)."""

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="service_years")
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="served_by")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "municipality", "year"], name="service_year_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} in {self.municipality_id}, {self.year}"


class BudgetYear(models.Model):
    """What a provider got from a region in a year, for one domain: a law, as in ``wmo``, ``jw``."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="budget_years")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="budget_years")
    year = models.PositiveSmallIntegerField()
    domain = models.CharField(max_length=3)
    amount = models.BigIntegerField(help_text="Cents.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "provider", "year", "domain"], name="budget_year_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} {self.domain} {self.year}"
