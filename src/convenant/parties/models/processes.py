"""How a municipality organises access, and what its social team does (D053-D057, D062, D063)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.processes import Access, BudgetPosition, DecisionPractice, Pooling, TeamTask
from convenant.parties.models.organisations import Organisation


class ProcessProfile(models.Model):
    """A municipality's way of working during a period; it drives what is asked of whom."""

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="process_profiles")
    access = models.TextField(choices=[(a.value, a.value) for a in Access])
    third_party = models.TextField(blank=True, help_text="Who decides, when not the municipality.")
    practice = models.TextField(choices=[(p.value, p.value) for p in DecisionPractice])
    own_offer = models.TextField(blank=True, help_text="Help the municipality gives itself.")
    budget = models.TextField(choices=[(b.value, b.value) for b in BudgetPosition])
    pooling = models.TextField(choices=[(p.value, p.value) for p in Pooling])
    pace = models.TextField(blank=True, help_text="How fast it wants to change (D055).")
    note = models.TextField(blank=True)
    valid_from = models.DateField()
    valid_before = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "valid_from"], name="process_profile_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_before__isnull=True) | Q(valid_before__gt=F("valid_from")),
                name="process_profile_lasts_a_day",
            ),
            models.CheckConstraint(
                condition=Q(access=Access.OWN, third_party="")
                | Q(access=Access.THIRD_PARTY) & ~Q(third_party=""),
                name="third_party_named_iff_it_decides",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} since {self.valid_from}"


class TaskOfTeam(models.Model):
    """One of the six tasks, done by the team or not, and what therefore is not bought (D062)."""

    profile = models.ForeignKey(ProcessProfile, models.PROTECT, related_name="tasks")
    task = models.TextField(choices=[(t.value, t.value) for t in TeamTask])
    done = models.BooleanField()
    not_bought = models.JSONField(default=list, help_text="Product codes or categories.")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["profile", "task"], name="team_task_once"),
        ]

    def __str__(self) -> str:
        return f"{self.task}: {self.done}"


class FirstLineMove(models.Model):
    """A product, or part of it, moves to the first line (D063)."""

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="first_line_moves")
    code = models.CharField(max_length=5, help_text="Product code, or a category of two signs.")
    moves_on = models.DateField()
    volume = models.TextField(blank=True, help_text="How much, in words or a number with unit.")
    staff = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, help_text="Full-time equivalents concerned."
    )
    staff_effect = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    dropped_at = models.DateTimeField(null=True, help_text="When it was called off.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code", "moves_on"],
                condition=Q(dropped_at__isnull=True),
                name="first_line_move_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} moves on {self.moves_on}"


class OwnDate(models.Model):
    """A change takes effect in one municipality on a day of its own (D055, D057)."""

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="own_dates")
    subject = models.TextField(help_text="What changes: kind:identifier, or plain words.")
    was = models.TextField(blank=True, help_text="The way of working or paying until then.")
    becomes = models.TextField(blank=True, help_text="The way from that day on (D057).")
    effective_on = models.DateField()
    why = models.TextField()
    decided_on = models.DateField(null=True, help_text="By college or council.")
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "subject"], name="own_date_per_subject"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} on {self.effective_on}"
