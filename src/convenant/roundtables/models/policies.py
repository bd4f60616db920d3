"""By which rules the seats of a table are chosen, what was chosen, and who must not be missed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.seating.policies import Criterion, Shape, WordOn
from convenant.core.seats import Chooser
from convenant.parties.models import Organisation
from convenant.roundtables.models.tables import RoundTable

MOST_WEIGHT = 5


class ImportantParty(models.Model):
    """An existing provider that must not be missed when a table negotiates plenary (D075)."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="important_parties")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="important_at")
    why = models.TextField()
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    marked_at = models.DateTimeField()
    marked_by = models.TextField()
    ended_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table", "provider"],
                condition=Q(valid_before__isnull=True),
                name="important_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="important_for_a_reason"),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True) | Q(valid_before__gte=F("valid_from")),
                name="important_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} important at table {self.table_id}"


class SeatPolicy(models.Model):
    """How the seats of a table are chosen for a year: how many, by which criteria, with figures of
    which day (D043, D044; practice A6). It stands once both choosers gave their word; then it never
    changes: another year, another policy."""

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="seat_policies")
    number = models.PositiveIntegerField()
    shape = models.TextField(choices=[(s.value, s.value) for s in Shape])
    large = models.PositiveSmallIntegerField(default=0, help_text="Seats; per class only.")
    medium = models.PositiveSmallIntegerField(default=0)
    small = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(help_text="All seats together.")
    measured_on = models.DateField(help_text="Reference date (peildatum) of every figure.")
    year = models.PositiveSmallIntegerField(help_text="The year it is meant for.")
    valid_from = models.DateField()
    valid_before = models.DateField(help_text="From this day on seats are to be chosen again.")
    begun_at = models.DateTimeField()
    begun_by = models.TextField()
    established_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["table", "number"], name="seat_policy_numbered"),
            models.UniqueConstraint(
                fields=["table"],
                condition=Q(established_at__isnull=True),
                name="one_seat_policy_in_the_making",
            ),
            models.CheckConstraint(
                condition=Q(valid_before__gt=F("valid_from")), name="seat_policy_lasts_a_day"
            ),
            models.CheckConstraint(condition=Q(total__gte=1), name="seat_policy_has_seats"),
            models.CheckConstraint(
                condition=Q(shape=Shape.PER_CLASS, total=F("large") + F("medium") + F("small"))
                | ~Q(shape=Shape.PER_CLASS) & Q(large=0, medium=0, small=0),
                name="seat_policy_counts_add_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.table_id} seats {self.number}"


class SeatCriterion(models.Model):
    """One criterion of a policy and how heavily it counts, 1 to 5."""

    policy = models.ForeignKey(SeatPolicy, models.CASCADE, related_name="criteria")
    criterion = models.TextField(choices=[(c.value, c.value) for c in Criterion])
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["-weight", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "criterion"], name="criterion_once"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=MOST_WEIGHT), name="criterion_weighs"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} x{self.weight}"


class SeatSelection(models.Model):
    """The seats that a policy led to: proposed, changed by hand, and settled once both choosers
    gave their word; from ``settled_at`` on those providers sit."""

    policy = models.ForeignKey(SeatPolicy, models.PROTECT, related_name="selections")
    made_at = models.DateTimeField()
    made_by = models.TextField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(settled_at__isnull=True),
                name="one_open_selection_per_policy",
            ),
        ]

    def __str__(self) -> str:
        return f"selection {self.pk} of {self.policy_id}"


class SelectedSeat(models.Model):
    """A provider in a selection; ``by_hand`` is why a person put it there, empty: proposed."""

    selection = models.ForeignKey(SeatSelection, models.CASCADE, related_name="seats")
    provider = models.ForeignKey(Organisation, models.PROTECT, related_name="selected_for")
    by_hand = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["selection", "provider"], name="selected_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider_id} in {self.selection_id}"


class SeatWord(models.Model):
    """A chooser's word, with why: on a policy, or on the seats it led to (D045)."""

    policy = models.ForeignKey(SeatPolicy, models.PROTECT, related_name="words")
    selection = models.ForeignKey(SeatSelection, models.CASCADE, null=True, related_name="words")
    about = models.TextField(choices=[(w.value, w.value) for w in WordOn])
    chooser = models.TextField(choices=[(c.value, c.value) for c in Chooser])
    why = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.TextField()

    class Meta:
        ordering = ["chooser", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="seat_word_has_a_motivation"),
            models.CheckConstraint(
                condition=Q(about=WordOn.POLICY, selection__isnull=True)
                | Q(about=WordOn.SEATS, selection__isnull=False),
                name="seat_word_is_about_one_thing",
            ),
            models.UniqueConstraint(
                fields=["policy", "chooser"],
                condition=Q(about=WordOn.POLICY),
                name="one_word_per_chooser_on_a_policy",
            ),
            models.UniqueConstraint(
                fields=["selection", "chooser"],
                condition=Q(about=WordOn.SEATS),
                name="one_word_per_chooser_on_seats",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.chooser} on {self.about} {self.policy_id}"
