"""Which layers have a say."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from convenant.core.actors import Actor
from convenant.core.decisions import Matter
from convenant.strategy.models import DecisionLayer


def layers(*, municipality: int, seen_by: Actor) -> QuerySet[DecisionLayer]:
    """The layers of a municipality that hold now, per matter in their order.

    Municipalities of the buying side read each other's; providers read none.
    """
    found = DecisionLayer.objects.filter(municipality=municipality, closed_at__isnull=True)
    if not (seen_by.buys or seen_by.machine):
        return found.none()
    return found.order_by("matter", "turn")


def layers_in_force(municipalities: Collection[int], matter: Matter) -> QuerySet[DecisionLayer]:
    """The open layers of these municipalities for a matter, for the verb that starts the chain.
    Not public: the caller has been allowed to bring the dossier into the chain."""
    return DecisionLayer.objects.filter(
        municipality__in=municipalities, matter=matter, closed_at__isnull=True
    ).order_by("municipality_id", "turn")
