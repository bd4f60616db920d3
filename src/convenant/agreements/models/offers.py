"""The reverse offer: one text, the same for everyone, answered with yes or no."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.agreements.models.agreements import Agreement
from convenant.core.lifecycles import OfferStatus
from convenant.documents.models import Version
from convenant.parties.models import Organisation
from convenant.roundtables.models import Decision


class Offer(models.Model):
    """A decided version, offered to all providers until a moment."""

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="offers")
    version = models.OneToOneField(Version, models.PROTECT, related_name="offer")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="offers")
    offered_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    status = models.TextField(
        choices=[(s.value, s.value) for s in OfferStatus], default=OfferStatus.OPEN
    )
    terms_digest = models.CharField(max_length=64)
    valid_from = models.DateField(help_text="From this day the terms hold for who says yes.")
    made_at = models.DateTimeField()
    answer_before = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(status=OfferStatus.OPEN),
                name="one_open_offer_per_agreement",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id} v{self.version_id}"


class Addressee(models.Model):
    """A provider that got the offer."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="addressees")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="offers_received")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "provider"], name="offered_once"),
        ]

    def __str__(self) -> str:
        return f"{self.offer_id} to {self.provider_id}"


class Answer(models.Model):
    """Yes or no, by a person of the provider; a new answer before the deadline replaces it.

    ``closed`` answers stay hidden from other providers for good: only the outcome (who is a party)
    is published (ACM: each decides for itself).
    """

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="answers")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="answers")
    accepted = models.BooleanField()
    reason = models.TextField(blank=True)
    given_at = models.DateTimeField()
    given_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "provider"], name="one_answer_per_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id}: {'yes' if self.accepted else 'no'}"
