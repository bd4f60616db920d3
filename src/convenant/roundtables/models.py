"""Round tables: seats, representation, meetings, items on both tables, contributions, decisions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.contributions import Channel, Outcome, Target
from convenant.core.lifecycles import MeetingStatus
from convenant.core.seats import Chooser, ChosenBy, SizeClass
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
    most_seats = models.PositiveSmallIntegerField(
        null=True, help_text="Seats at the physical table at the most; empty: the norm (D044)."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "slug"], name="table_address"),
            models.CheckConstraint(
                condition=Q(most_seats__isnull=True) | Q(most_seats__gte=1),
                name="table_has_room_for_one",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TableSeat(models.Model):
    """A provider sits at a table from a day on, in every meeting planned since (D043).

    A period without a day is a choice that was taken back on the day it would begin.
    """

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="standing_seats")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="standing_seats")
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    ended_by = models.TextField(blank=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "provider"],
                condition=Q(valid_before__isnull=True),
                name="one_running_seat_per_provider",
            ),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True) | Q(valid_before__gte=F("valid_from")),
                name="seat_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} at table {self.table_id} since {self.valid_from}"


class SeatChoice(models.Model):
    """One of the two choosers says why this provider sits (D045)."""

    seat = models.ForeignKey(TableSeat, models.PROTECT, related_name="choices")
    chooser = models.TextField(choices=[(c.value, c.value) for c in Chooser])
    why = models.TextField()
    chosen_at = models.DateTimeField()
    chosen_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "chooser"], name="each_chooser_chooses_once"),
            models.CheckConstraint(condition=~Q(why=""), name="seat_choice_has_a_motivation"),
        ]

    def __str__(self) -> str:
        return f"{self.chooser} chose {self.seat_id}"


class RepresentationChange(models.Model):
    """One act that changed who speaks for whom at a table, for many providers at once (D041)."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="changes")
    since = models.DateField()
    chosen_by = models.TextField(choices=[(c.value, c.value) for c in ChosenBy])
    why = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()

    def __str__(self) -> str:
        return f"{self.table_id} since {self.since}"


class TableRepresentation(models.Model):
    """One provider speaks for another at a table during a period, over all its meetings (D042).

    It speaks; it never says yes to a price for another (ACM; Mw art. 6).
    """

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="spoken_for")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="spoken_for_at")
    speaker = models.ForeignKey(Organisation, models.PROTECT, related_name="speaks_at")
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    begun = models.ForeignKey(RepresentationChange, models.PROTECT, related_name="begun")
    ended = models.ForeignKey(RepresentationChange, models.PROTECT, null=True, related_name="ended")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "provider"],
                condition=Q(valid_before__isnull=True),
                name="exactly_one_running_representative",
            ),
            models.CheckConstraint(condition=~Q(provider=F("speaker")), name="speaks_for_another"),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True, ended__isnull=True)
                | Q(valid_before__gte=F("valid_from"), ended__isnull=False),
                name="representation_ended_iff_changed",
            ),
        ]
        indexes = [
            models.Index(fields=["table", "speaker"], name="representation_by_speaker"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} by {self.speaker_id} at {self.table_id}"


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
    standing = models.ForeignKey(
        TableSeat,
        models.PROTECT,
        null=True,
        related_name="meeting_seats",
        help_text="The seat at the table it follows; empty: for this meeting only.",
    )

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
