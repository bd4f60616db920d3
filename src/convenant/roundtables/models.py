"""Round tables: seats, representation, meetings, items on both tables, contributions, decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.contributions import Channel, Outcome, Target
from convenant.core.lifecycles import MeetingStatus
from convenant.core.seats import SizeClass
from convenant.documents.models import Document, Version
from convenant.parties.models import Organisation, Person, Region


class RoundTable(models.Model):
    """A table about one document; it outlives the signing of what was agreed."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="tables")
    slug = models.SlugField()
    name = models.TextField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="tables")
    purpose = models.TextField()
    founded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="table_address"),
        ]

    def __str__(self) -> str:
        return self.name


class Meeting(models.Model):
    """One gathering of a table, physical, with its digital twin open around it."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="meetings")
    starts_at = models.DateTimeField()
    place = models.TextField()
    status = models.TextField(
        choices=[(s.value, s.value) for s in MeetingStatus], default=MeetingStatus.PLANNED
    )
    guide = models.ForeignKey(
        Person, models.PROTECT, related_name="+", help_text="Knows the method (D046)."
    )
    agenda_published_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    minutes = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.PLANNED, agenda_published_at__isnull=True)
                | ~Q(status=MeetingStatus.PLANNED) & Q(agenda_published_at__isnull=False),
                name="meeting_open_iff_agenda_published",
            ),
            models.CheckConstraint(
                condition=Q(status=MeetingStatus.HELD, closed_at__isnull=False)
                | ~Q(status=MeetingStatus.HELD) & Q(closed_at__isnull=True),
                name="meeting_held_iff_closed",
            ),
        ]
        indexes = [models.Index(fields=["table", "starts_at"], name="meetings_in_order")]

    def __str__(self) -> str:
        return f"{self.table_id} {self.starts_at:%Y-%m-%d}"


class Seat(models.Model):
    """A provider sits at the physical table for one meeting, in its size class (D043)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="seats")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    size = models.TextField(choices=[(s.value, s.value) for s in SizeClass])
    why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "provider"], name="one_seat_per_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} at {self.meeting_id}"


class Representation(models.Model):
    """A seated provider speaks for one that does not sit (D042)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="representations")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="represented")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="represents")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "provider"], name="exactly_one_representative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} by {self.seat_id}"


class AgendaItem(models.Model):
    """What is talked about: open at the physical and the digital table alike (D071)."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveIntegerField()
    title = models.TextField()
    explanation = models.TextField(blank=True)
    version = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="items", help_text="The text on the table."
    )
    result = models.ForeignKey(
        Version, models.PROTECT, null=True, related_name="+", help_text="The text after the talk."
    )
    raised_by = models.ForeignKey(Organisation, models.PROTECT, related_name="items_raised")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="item_place_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Contribution(models.Model):
    """What one organisation says about an item, an article or a term (inbreng).

    ``confidential``: about a price; seen by the municipalities and its maker only (Mw art. 6).
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="contributions")
    target = models.TextField(choices=[(t.value, t.value) for t in Target])
    key = models.TextField(blank=True, help_text="Key of the article or term.")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="contributions")
    person_name = models.TextField()
    channel = models.TextField(choices=[(c.value, c.value) for c in Channel])
    text = models.TextField()
    confidential = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(target=Target.ITEM, key="") | ~Q(target=Target.ITEM) & ~Q(key=""),
                name="contribution_target_has_key",
            ),
        ]
        indexes = [
            models.Index(fields=["item", "id"], name="contributions_of_item"),
            models.Index(fields=["organisation", "id"], name="contributions_of_party"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} on {self.target} {self.key}"


class Reply(models.Model):
    """What the municipalities did with a contribution, and which clause changed by it."""

    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="reply")
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
        return f"{self.contribution_id}: {self.outcome}"


class Decision(models.Model):
    """What a table concluded about a version: it may be offered (or not)."""

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="decision")
    version = models.ForeignKey(Version, models.PROTECT, related_name="decisions")
    adopted = models.BooleanField()
    text = models.TextField()
    decided_at = models.DateTimeField()
    decided_by = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="decision_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {'yes' if self.adopted else 'no'}"
