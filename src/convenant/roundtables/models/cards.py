"""Interests and concerns of parties, each shared with a circle; and what decisions refer to."""

from __future__ import annotations

from django.db import models

from convenant.core.alliance import CardKind, Circle
from convenant.parties.models import Organisation
from convenant.roundtables.models.agenda import Decision
from convenant.roundtables.models.said import Said
from convenant.roundtables.models.tables import RoundTable


class Card(models.Model):
    """An interest or a concern of one party at a table (D080). What it says is its last text."""

    readable: list[CardText]  # what a query prefetched

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="cards")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="cards")
    kind = models.TextField(choices=[(k.value, k.value) for k in CardKind])
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.kind}"


class CardText(Said):
    """What a card said from a moment on, and with whom it was shared since."""

    card = models.ForeignKey(Card, models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField()
    circle = models.TextField(choices=[(c.value, c.value) for c in Circle])
    chosen = models.ManyToManyField(Organisation, related_name="+")

    class Meta(Said.Meta):
        constraints = [
            *Said.Meta.constraints,
            models.UniqueConstraint(fields=["card", "number"], name="card_text_number_once"),
        ]


class DecisionInterest(models.Model):
    """A decision took an interest or concern into account, as it read then."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="interests")
    text = models.ForeignKey(CardText, models.PROTECT, related_name="decisions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "text"], name="decision_refers_once"),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} refers to {self.text_id}"
