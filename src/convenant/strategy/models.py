"""Who must decide what, in which order, and what the outside world changes meanwhile."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from convenant.core.decisions import Body, LayerOutcome, Matter, Say
from convenant.parties.models import Organisation, Region


class DecisionLayer(models.Model):
    """A layer of a municipality that has a say in a kind of matter, and its turn (D059, D060).

    A layer is never changed: one that no longer holds is closed and another opened.
    """

    municipality = models.ForeignKey(Organisation, models.PROTECT, related_name="decision_layers")
    matter = models.TextField(choices=[(m.value, m.value) for m in Matter])
    turn = models.PositiveSmallIntegerField(help_text="From 1; lower goes first.")
    body = models.TextField(choices=[(b.value, b.value) for b in Body])
    name = models.TextField(blank=True, help_text="How the municipality calls it.")
    say = models.TextField(choices=[(s.value, s.value) for s in Say])
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "matter", "turn"],
                condition=Q(closed_at__isnull=True),
                name="one_layer_per_turn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.matter} {self.turn}: {self.body}"


class Dossier(models.Model):
    """A matter on its way through the layers of every municipality it concerns."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="dossiers")
    municipalities = models.ManyToManyField(
        Organisation, related_name="dossiers", help_text="Whose layers have a say."
    )
    matter = models.TextField(choices=[(m.value, m.value) for m in Matter])
    title = models.TextField()
    subject = models.TextField(blank=True, help_text="kind:identifier of what is decided on.")
    text = models.TextField(blank=True, help_text="What is asked, in plain words.")
    opened_at = models.DateTimeField()
    opened_by = models.TextField()
    entered_at = models.DateTimeField(null=True, help_text="When it went into the chain.")
    closed_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True, help_text="Closed without a decision.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_why="") | Q(closed_at__isnull=False),
                name="dossier_withdrawn_is_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Discipline(models.Model):
    """A discipline consulted before the chain begins, and whether it agrees (D064)."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="disciplines")
    name = models.TextField(help_text="Legal, finance, policy, social team …")
    person_name = models.TextField(blank=True)
    agrees = models.BooleanField(null=True)
    note = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "name"], name="discipline_once"),
            models.CheckConstraint(
                condition=Q(agrees__isnull=True, given_at__isnull=True)
                | Q(agrees__isnull=False, given_at__isnull=False),
                name="discipline_word_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.agrees}"


class LayerTurn(models.Model):
    """A layer's turn in a dossier: made for every layer when it enters the chain, so that a later
    change of the layers changes nothing in it."""

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="turns")
    layer = models.ForeignKey(DecisionLayer, models.PROTECT, related_name="turns")
    outcome = models.TextField(blank=True, choices=[(o.value, o.value) for o in LayerOutcome])
    decided_on = models.DateField(null=True)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField(null=True)
    recorded_by = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "layer"], name="one_turn_per_layer"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True, recorded_at__isnull=True)
                | ~Q(outcome="") & Q(decided_on__isnull=False, recorded_at__isnull=False),
                name="turn_taken_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.layer_id} in {self.dossier_id}: {self.outcome}"


class PolicyChange(models.Model):
    """Something from outside that changes the field: a law, a border, a charge (D065)."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="policy_changes")
    title = models.TextField()
    source = models.TextField(help_text="Law, letter or decision, with its date or number.")
    explanation = models.TextField(blank=True)
    effective_on = models.DateField(null=True)
    codes = models.JSONField(default=list, help_text="Product codes or categories it touches.")
    subjects = models.JSONField(default=list, help_text="kind:identifier of contracts it touches.")
    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()
    dropped_at = models.DateTimeField(null=True, help_text="When it turned out not to matter.")

    def __str__(self) -> str:
        return self.title


class ReviewTask(models.Model):
    """Somebody looks at what a policy change means, before a day (D065)."""

    change = models.ForeignKey(PolicyChange, models.PROTECT, related_name="tasks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="review_tasks")
    text = models.TextField()
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True)
    done_by = models.TextField(blank=True)
    result = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, result="")
                | Q(done_at__isnull=False) & ~Q(result=""),
                name="review_done_has_result",
            ),
        ]

    def __str__(self) -> str:
        return self.text
