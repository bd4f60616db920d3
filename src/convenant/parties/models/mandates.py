"""What one municipality lets another say and agree for it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.mandates import Act, Subject
from convenant.parties.models.organisations import Organisation
from convenant.parties.models.regions import Region


def all_acts() -> list[str]:
    """What a mandate without further words covers."""
    return [act.value for act in Act]


def all_subjects() -> list[str]:
    """What a mandate without further words is about."""
    return [Subject.ALL.value]


class Mandate(models.Model):
    """One municipality lets another speak and agree for it in a region (D036; Awb 10:1).

    Empty limits do not limit: without ``codes`` for all products, without ``amount`` for any sum,
    without ``use_before`` as long as it lasts.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="mandates")
    giver = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_given")
    holder = models.ForeignKey(Organisation, models.PROTECT, related_name="mandates_held")
    acts = models.JSONField(default=all_acts, help_text="Codes of core.mandates.Act.")
    subjects = models.JSONField(default=all_subjects, help_text="Codes of core.mandates.Subject.")
    codes = models.JSONField(default=list, help_text="Product codes or categories; empty: all.")
    amount = models.BigIntegerField(null=True, help_text="Cents a year at most.")
    use_before = models.DateField(null=True, help_text="To be used before this day.")
    basis = models.TextField(blank=True, help_text="The decision it rests on.")
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    given_at = models.DateTimeField(null=True)
    given_by = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(giver=F("holder")), name="mandate_is_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.giver_id} lets {self.holder_id} act"
