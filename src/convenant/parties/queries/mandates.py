"""Who may act for whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from convenant.parties.models import Mandate, Organisation
from convenant.parties.queries.periods import holds_on


def mandated_by(holder: int, *, region: int, on: date) -> Sequence[Organisation]:
    """The municipalities a municipality may act for on a day, itself first (D036, D037)."""
    givers = Mandate.objects.filter(holds_on(on), region=region, holder=holder).values("giver_id")
    own = Organisation.objects.filter(pk=holder)
    return [*own, *Organisation.objects.filter(pk__in=givers).order_by("name")]
