"""Who takes part: regions, organisations, people, roles, mandates."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from convenant.core.actors import Kind, Role
from convenant.core.seats import SizeClass


def _choices(enum: type[Kind] | type[Role] | type[SizeClass]) -> list[tuple[str, str]]:
    return [(item.value, item.value) for item in enum]


class Region(models.Model):
    """Municipalities that buy together."""

    slug = models.SlugField(unique=True)
    name = models.TextField()
    founded_at = models.DateTimeField()
    invented = models.BooleanField(default=False, help_text="Demo data; every page says so.")

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A municipality (CBS code) or a provider (AGB code, KVK number)."""

    kind = models.TextField(choices=_choices(Kind))
    slug = models.SlugField(unique=True)
    name = models.TextField()
    cbs = models.CharField(max_length=4, blank=True)
    agb = models.CharField(max_length=8, blank=True)
    kvk = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.MUNICIPALITY, cbs__regex=r"^[0-9]{4}$", agb="")
                | Q(kind=Kind.PROVIDER, cbs="", agb__regex=r"^[0-9]{8}$"),
                name="organisation_has_the_code_of_its_kind",
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


class Participation(models.Model):
    """An organisation takes part in a region during a period."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="participations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="participations")
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


class SizeStatement(models.Model):
    """How large a provider was on a reference date (D047): class and turnover in cents a year."""

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="sizes")
    measured_on = models.DateField()
    size = models.TextField(choices=_choices(SizeClass))
    turnover = models.BigIntegerField(help_text="Cents a year, with this region.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "measured_on"], name="one_size_per_date"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.size} on {self.measured_on}"


class People(BaseUserManager["Person"]):
    """How Django's sign-in finds people."""

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Someone who can sign in. Rights come from memberships, never from the person."""

    email = models.EmailField(unique=True)
    name = models.TextField()
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="one_person_per_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Membership(models.Model):
    """A person has a role at an organisation during a period."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    role = models.TextField(choices=_choices(Role))
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role", "valid_from"], name="membership_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True) | Q(valid_before__gt=F("valid_from")),
                name="membership_lasts_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}@{self.organisation_id}: {self.role}"


class Mandate(models.Model):
    """One municipality lets another speak and agree for it in a region (D036; Awb 10:1)."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="mandates")
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_given")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_held")
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region", "giver", "holder", "valid_from"], name="mandate_once"
            ),
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="mandate_is_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} lets {self.holder_id} act"
