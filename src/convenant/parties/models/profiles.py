"""What a provider tells about itself once, and to which regions it shows that."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.profile import Sharing
from convenant.parties.models.organisations import Organisation
from convenant.parties.models.regions import Region


class ProfileAnswer(models.Model):
    """A provider's answer to one question of the profile, with its proof. The last one counts;
    earlier ones stay, for what a region saw must remain to be seen."""

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="profile_answers")
    question = models.TextField(help_text="Key of core/profile.")
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, related_name="+", help_text="For this region only."
    )
    text = models.TextField(blank=True)
    file_name = models.TextField(blank=True)
    stored_as = models.TextField(blank=True, help_text="Name in the vault.")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file, hex.")
    valid_before = models.DateField(null=True, help_text="When the proof expires.")
    given_at = models.DateTimeField()
    given_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file_name="", stored_as="") | ~Q(file_name="") & ~Q(stored_as=""),
                name="profile_proof_is_kept",
            ),
        ]
        indexes = [models.Index(fields=["provider", "question", "id"], name="answers_in_order")]

    def __str__(self) -> str:
        return f"{self.provider_id}: {self.question}"


class ProfileChoice(models.Model):
    """What a region gets of one question: the general answer, an answer of its own, or nothing.
    Without a choice it gets nothing."""

    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="profile_choices")
    region = models.ForeignKey(Region, models.PROTECT, related_name="profile_choices")
    question = models.TextField(help_text="Key of core/profile.")
    sharing = models.TextField(
        choices=[(s.value, s.value) for s in Sharing], default=Sharing.NOTHING
    )
    chosen_at = models.DateTimeField()
    chosen_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "region", "question"], name="one_choice_per_question"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} to {self.region_id}: {self.question} {self.sharing}"
