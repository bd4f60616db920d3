"""Testing strategy and requirements with providers, on content and on volumes (D083)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from convenant.core.alliance import Aspect, Subject
from convenant.roundtables.models.said import Said
from convenant.roundtables.models.tables import RoundTable


class MarketConsultation(Said):
    """What is tested with the market, open from a day up to and including another."""

    asked: list[MarketField]  # what a query prefetched

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="market")
    title = models.TextField()
    opens_on = models.DateField()
    closes_on = models.DateField()
    published_at = models.DateTimeField(null=True)

    class Meta(Said.Meta):
        constraints = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="market_closes_after_it_opens"
            ),
        ]


class MarketField(models.Model):
    """One of the four fields: what is asked there."""

    readable: list[MarketReaction]  # what a query prefetched

    consultation = models.ForeignKey(MarketConsultation, models.PROTECT, related_name="fields")
    subject = models.TextField(choices=[(s.value, s.value) for s in Subject])
    aspect = models.TextField(choices=[(a.value, a.value) for a in Aspect])
    question = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "subject", "aspect"], name="market_field_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.aspect}"


class MarketReaction(Said):
    """What a provider answers in one field; read by itself and the municipalities."""

    field = models.ForeignKey(MarketField, models.PROTECT, related_name="reactions")


class MarketOutcome(Said):
    """What was heard in one field, without names, what was changed by it (``text``) and why."""

    field = models.OneToOneField(MarketField, models.PROTECT, related_name="outcome")
    heard = models.TextField()
    why = models.TextField()
