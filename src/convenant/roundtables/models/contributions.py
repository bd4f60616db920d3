"""What is said at both tables, and the answers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.contributions import Channel, Outcome, Target
from convenant.documents.models import Version
from convenant.parties.models import Organisation, Person
from convenant.roundtables.models.agenda import AgendaItem


class Reply(models.Model):
    """What the municipalities did with what was said, and which clause changed by it: one answer to
    one contribution or to several that ask the same, for both tables."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="replies")
    outcome = models.TextField(choices=[(o.value, o.value) for o in Outcome])
    text = models.TextField()
    changed_version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    changed_key = models.TextField(blank=True, help_text="Key of the article or term changed.")
    replied_by = models.TextField()
    replied_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.NOT, changed_key="", changed_version__isnull=True)
                | ~Q(outcome=Outcome.NOT) & ~Q(changed_key="") & Q(changed_version__isnull=False),
                name="adopted_iff_clause_changed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.outcome}"


class Contribution(models.Model):
    """What one organisation says about an item, an article or a term (inbreng).

    ``confidential``: about a price; seen by the municipalities and its maker only (Mw art. 6).
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="contributions")
    target = models.TextField(choices=[(t.value, t.value) for t in Target])
    key = models.TextField(blank=True, help_text="Key of the article or term.")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contributions")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    person_name = models.TextField()
    channel = models.TextField(choices=[(c.value, c.value) for c in Channel])
    text = models.TextField()
    proposed = models.TextField(blank=True, help_text="The article as they would write it.")
    confidential = models.BooleanField(default=False)
    held = models.BooleanField(
        default=False, help_text="Waits for the chair, or was refused: shown to its maker only."
    )
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, related_name="contributions")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, help_text="When its maker last changed it.")
    withdrawn_at = models.DateTimeField(null=True, help_text="When its maker took it back.")
    token = models.TextField(blank=True, help_text="Of the form it came from: sent twice is once.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(target=Target.ITEM, key="") | ~Q(target=Target.ITEM) & ~Q(key=""),
                name="contribution_target_has_key",
            ),
            models.CheckConstraint(
                condition=Q(proposed="") | Q(target=Target.ARTICLE),
                name="only_articles_are_reworded",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(reply__isnull=True),
                name="answered_is_not_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["item", "organisation", "token"],
                condition=~Q(token=""),
                name="a_form_makes_one_contribution",
            ),
        ]
        indexes = [
            models.Index(fields=["item", "id"], name="contributions_of_item"),
            models.Index(fields=["item", "target", "key"], name="contributions_at_place"),
            models.Index(fields=["organisation", "id"], name="contributions_of_party"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.target} {self.key}"


class ContributionText(models.Model):
    """What a contribution said before its maker changed it."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="earlier")
    text = models.TextField()
    proposed = models.TextField(blank=True)
    person_name = models.TextField()
    until_at = models.DateTimeField(help_text="When it was changed.")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.contribution_id} until {self.until_at:%Y-%m-%d %H:%M}"


class Support(models.Model):
    """An organisation stands behind another's contribution instead of repeating it."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="supports")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="supports")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    person_name = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "organisation"], name="supported_once_per_organisation"
            ),
        ]
        indexes = [models.Index(fields=["organisation"], name="supports_of_party")]

    def __str__(self) -> str:
        return f"{self.organisation_id} behind {self.contribution_id}"
