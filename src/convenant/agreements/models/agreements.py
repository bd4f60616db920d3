"""Two levels of agreement: the basis, and sub-agreements that rest on it (D001)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.documents.models import Document
from convenant.parties.models import Organisation, Region


class AgreementKind(models.TextChoices):
    BASIC = "basic"
    SUB = "sub"


class LegalForm(models.TextChoices):
    PURCHASE = "purchase"
    SUBSIDY = "subsidy"


class Agreement(models.Model):
    """A relation on paper and in data; its text and terms live in versions of ``document``."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="agreements")
    slug = models.SlugField()
    title = models.TextField()
    kind = models.TextField(choices=AgreementKind.choices)
    legal_form = models.TextField(choices=LegalForm.choices, default=LegalForm.PURCHASE)
    document = models.OneToOneField(Document, models.PROTECT, related_name="agreement")
    basis = models.ForeignKey("self", models.PROTECT, null=True, related_name="subs")
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="agreement_address"),
            models.CheckConstraint(
                condition=Q(kind=AgreementKind.BASIC, basis__isnull=True)
                | Q(kind=AgreementKind.SUB, basis__isnull=False),
                name="sub_agreement_rests_on_a_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Buyer(models.Model):
    """A municipality that takes part in an agreement (D052)."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="buyers")
    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="buys_in")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "municipality"], name="buyer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} in {self.agreement_id}"
