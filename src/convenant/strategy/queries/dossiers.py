"""Dossiers and their turns, for the buying side of a region."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from convenant.core.actors import Actor
from convenant.strategy.models import Discipline, Dossier, LayerTurn


def dossiers(*, region: int, seen_by: Actor) -> QuerySet[Dossier]:
    """The dossiers of a region, what runs first, then the newest; with ``asked`` and ``spoken``
    disciplines. Providers get none."""
    found = Dossier.objects.filter(region=region)
    if not seen_by.machine and not (seen_by.buys and seen_by.region == region):
        return found.none()
    return found.annotate(
        asked=Count("disciplines"),
        spoken=Count("disciplines", filter=Q(disciplines__agrees__isnull=False)),
    ).order_by("closed_at", "-opened_at")


def dossier(pk: int, *, region: int, seen_by: Actor) -> Dossier:
    """Raises Dossier.DoesNotExist for "not there" and "not yours"."""
    return dossiers(region=region, seen_by=seen_by).get(pk=pk)


def discipline(pk: int, *, region: int, seen_by: Actor) -> Discipline:
    """Raises Discipline.DoesNotExist for both "not there" and "not yours"."""
    seen = dossiers(region=region, seen_by=seen_by).values("pk")
    return Discipline.objects.select_related("dossier").get(pk=pk, dossier__in=seen)


def layer_turn(pk: int, *, region: int, seen_by: Actor) -> LayerTurn:
    """Raises LayerTurn.DoesNotExist for "not there" and "not yours"."""
    seen = dossiers(region=region, seen_by=seen_by).values("pk")
    return LayerTurn.objects.select_related("dossier", "layer__municipality").get(
        pk=pk, dossier__in=seen
    )


def turns_before(turn: LayerTurn) -> list[LayerTurn]:
    """All turns of the same municipality in the same dossier, in order, itself among them; of a
    turn one was allowed to read, so no public read."""
    return list(
        LayerTurn.objects.filter(
            dossier=turn.dossier_id, layer__municipality=turn.layer.municipality_id
        )
        .select_related("layer__municipality")
        .order_by("layer__turn", "pk")
    )
