"""What is left to a party under a condition, until it is looked at again (D081)."""

from __future__ import annotations

from django.db import models

from convenant.core.alliance import ReviewOutcome
from convenant.parties.models import Organisation
from convenant.roundtables.models.said import Said
from convenant.roundtables.models.tables import RoundTable


class Freedom(Said):
    """A delegated freedom; ``party`` empty: left to all providers."""

    readable: list[FreedomReview]  # what a query prefetched

    table = models.ForeignKey(RoundTable, models.PROTECT, related_name="freedoms")
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="freedoms")
    condition = models.TextField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)


class FreedomReview(Said):
    """A look back: does it continue, change or end, and why; with what held from then on."""

    freedom = models.ForeignKey(Freedom, models.PROTECT, related_name="reviews")
    outcome = models.TextField(choices=[(o.value, o.value) for o in ReviewOutcome])
    condition = models.TextField()
    review_on = models.DateField(null=True)
