"""Who is bound by which version, from when, and the signature that proves it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.agreements.models.agreements import Agreement
from convenant.documents.models import Version
from convenant.parties.models import Organisation, Person


class Route(models.TextChoices):
    """How a party came to consent."""

    OFFER = "offer"
    ACCESSION = "accession"


class Consent(models.Model):
    """A provider is bound by a version from ``valid_from``; recorded once, never changed.

    Until when: the day a later consent to the same agreement begins, or the agreement ends.
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="consents")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="consents")
    version = models.ForeignKey(Version, models.PROTECT, related_name="consents")
    route = models.TextField(choices=Route.choices)
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "version"], name="consents_once"),
            models.UniqueConstraint(
                fields=["agreement", "provider"],
                condition=Q(valid_before__isnull=True),
                name="one_running_consent",
            ),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True) | Q(valid_before__gte=F("valid_from")),
                name="consent_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} bound by {self.version_id}"


class Signature(models.Model):
    """An authorised person confirmed the yes, with a second factor. The sealed PDF follows."""

    consent = models.OneToOneField(Consent, models.PROTECT, related_name="signature")
    number = models.CharField(max_length=32, unique=True, help_text="Public, not guessable.")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    person_name = models.TextField()
    role = models.TextField()
    organisation_name = models.TextField()
    signed_at = models.DateTimeField()
    terms_digest = models.CharField(max_length=64)
    text_digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(null=True)
    file_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sealed_at__isnull=True, file_digest="")
                | Q(sealed_at__isnull=False) & ~Q(file_digest=""),
                name="sealed_iff_file",
            ),
        ]

    def __str__(self) -> str:
        return self.number
