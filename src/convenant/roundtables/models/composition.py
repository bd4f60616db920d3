"""Who takes part in a development table: users, professionals, existing and new providers."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.method.development import Acquaintance, Ground, Group
from convenant.parties.models import Organisation
from convenant.roundtables.models.tables import RoundTable


class TableMember(models.Model):
    """Somebody takes part in a development table from a day on (D085).

    Of a user there is a first name or a role and nothing else. ``known`` was derived from where the
    provider worked on ``valid_from``, or stated by the municipality; ``known_why`` says so.
    """

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="members")
    group = models.TextField(choices=[(g.value, g.value) for g in Group])
    name = models.TextField(blank=True, help_text="Of a user a first name, or nothing.")
    role = models.TextField(blank=True, help_text="Such as: member of the client council.")
    provider = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    known = models.TextField(blank=True, choices=[(a.value, a.value) for a in Acquaintance])
    ground = models.TextField(blank=True, choices=[(g.value, g.value) for g in Ground])
    known_why = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    added_at = models.DateTimeField()
    added_by = models.TextField()
    ended_by = models.TextField(blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "provider"],
                condition=Q(valid_before__isnull=True, provider__isnull=False),
                name="member_provider_once",
            ),
            models.CheckConstraint(
                condition=Q(group=Group.PROVIDER, provider__isnull=False)
                & ~Q(known="")
                & ~Q(ground="")
                & (~Q(ground=Ground.STATED) | ~Q(known_why=""))
                | ~Q(group=Group.PROVIDER) & Q(provider__isnull=True, known=""),
                name="member_provider_is_existing_or_new",
            ),
            models.CheckConstraint(
                condition=Q(group=Group.PROVIDER) | ~Q(name="") | ~Q(role=""),
                name="member_has_a_name_or_role",
            ),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True) | Q(valid_before__gte=F("valid_from")),
                name="member_leaves_after_it_came",
            ),
        ]
        indexes = [models.Index(fields=["table", "valid_from"], name="members_of_table")]

    def __str__(self) -> str:
        return f"{self.group} at table {self.table_id}"
