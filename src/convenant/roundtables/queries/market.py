"""Reading market consultations: reactions for their maker and the municipalities, outcomes for all
who take part (D083)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from convenant.core.actors import Actor
from convenant.roundtables.models import (
    MarketConsultation,
    MarketField,
    MarketOutcome,
    MarketReaction,
    RoundTable,
)
from convenant.roundtables.queries.circles import ASKED, READABLE, at_table, takes_part, unheld


def markets(table: RoundTable, *, seen_by: Actor) -> QuerySet[MarketConsultation]:
    """Market consultations of a table, newest first, with their four ``asked`` fields: in each
    ``readable`` reactions (all to the municipalities, its own to a provider) and ``outcomes``."""
    reactions = MarketReaction.objects.select_related("organisation").order_by("id")
    if not seen_by.machine and not seen_by.buys:
        reactions = reactions.filter(organisation=seen_by.organisation)
    fields = MarketField.objects.order_by("-subject", "aspect").prefetch_related(
        Prefetch("reactions", reactions, to_attr=READABLE),
    )
    return (
        at_table(MarketConsultation.objects.filter(table=table), seen_by, table.region_id)
        .select_related("table", "organisation")
        .prefetch_related(Prefetch("fields", fields, to_attr=ASKED))
        .order_by("-opens_on", "-pk")
    )


def market(pk: int, *, seen_by: Actor) -> MarketConsultation:
    """Raises MarketConsultation.DoesNotExist for both "not there" and "not yours"."""
    found = MarketConsultation.objects.select_related("table").get(pk=pk)
    return markets(found.table, seen_by=seen_by).get(pk=pk)


def market_outcomes(market: MarketConsultation, *, seen_by: Actor) -> QuerySet[MarketOutcome]:
    """What changed, once it is published, but for what is held up."""
    found = MarketOutcome.objects.filter(unheld(seen_by), field__consultation=market)
    allowed = takes_part(seen_by, market.table.region_id)
    return found.select_related("field").order_by("pk") if allowed else found.none()


def open_markets(*, on: date, seen_by: Actor) -> QuerySet[Any]:
    """Consultations the viewer's organisation can react to now; ``answered``: it did."""
    mine = MarketReaction.objects.filter(
        field__consultation=OuterRef("pk"), organisation=seen_by.organisation
    )
    found = MarketConsultation.objects.filter(
        opens_on__lte=on, closes_on__gte=on, held=False, table__region=seen_by.region
    ).annotate(answered=Exists(mine))
    if not seen_by.provides:
        return found.none()
    return found.select_related("table").order_by("closes_on", "pk")


def markets_to_publish(*, on: date, seen_by: Actor) -> QuerySet[MarketConsultation]:
    """Closed consultations of which the outcome is not published, for the municipalities."""
    found = MarketConsultation.objects.filter(
        Q(closes_on__lt=on), published_at__isnull=True, table__region=seen_by.region, held=False
    )
    if not seen_by.buys:
        return found.none()
    return found.select_related("table").order_by("closes_on", "pk")
