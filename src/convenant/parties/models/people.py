"""People, what they do for whom, how they were invited, and who may sign."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from convenant.core.actors import Role
from convenant.core.lifecycles import AuthorityStatus, InvitationStatus
from convenant.core.rhythms import Rhythm
from convenant.parties.models.organisations import Organisation
from convenant.parties.models.regions import Region


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
    rhythm = models.TextField(
        choices=[(r.value, r.value) for r in Rhythm],
        default=Rhythm.AT_ONCE,
        help_text="How often mail about what concerns them comes.",
    )

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
    role = models.TextField(choices=[(r.value, r.value) for r in Role])
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    source = models.TextField(
        blank=True, help_text="Identity provider whose claims gave the role; empty: people did."
    )

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


class Invitation(models.Model):
    """Somebody is asked to act for an organisation in these roles. Of the secret in the letter only
    the digest is kept; accepting makes the memberships."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    email = models.EmailField()
    name = models.TextField()
    roles = models.JSONField(help_text="Codes of roles.")
    letter = models.CharField(
        max_length=32, unique=True, help_text="Which letter; its secret is made with a key from it."
    )
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    status = models.TextField(
        choices=[(s.value, s.value) for s in InvitationStatus], default=InvitationStatus.SENT
    )
    secret_digest = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    sent_by = models.TextField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="invitations")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=InvitationStatus.ACCEPTED, accepted_at__isnull=False)
                & Q(person__isnull=False)
                | ~Q(status=InvitationStatus.ACCEPTED)
                & Q(accepted_at__isnull=True, person__isnull=True),
                name="invitation_accepted_iff_person",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "status"], name="invitations_of_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.email} at {self.organisation_id}"


class SigningAuthority(models.Model):
    """The proof that a person may bind an organisation: an extract of the register, checked by a
    region (the municipality that checked is named). Entered once, good in every region."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="authorities")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="authorities")
    status = models.TextField(
        choices=[(s.value, s.value) for s in AuthorityStatus], default=AuthorityStatus.HANDED_IN
    )
    file_name = models.TextField(blank=True)
    stored_as = models.TextField(blank=True, help_text="Name in the vault.")
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of the file, hex.")
    extract_on = models.DateField(help_text="Date on the extract.")
    valid_before = models.DateField(null=True)
    handed_in_at = models.DateTimeField()
    handed_in_by = models.TextField()
    checked_at = models.DateTimeField(null=True)
    checked_by = models.TextField(blank=True)
    checked_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True, help_text="Why it was refused or ended.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=AuthorityStatus.HANDED_IN, checked_at__isnull=True)
                | ~Q(status=AuthorityStatus.HANDED_IN) & Q(checked_at__isnull=False),
                name="authority_checked_iff_judged",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "person", "status"], name="who_may_sign"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} signs for {self.organisation_id}: {self.status}"
