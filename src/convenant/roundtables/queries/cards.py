"""Reading interests and concerns: only who is in the circle (D080)."""

from __future__ import annotations

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from convenant.core.actors import Actor
from convenant.core.alliance import Circle
from convenant.roundtables.models import Card, CardText, Decision, DecisionInterest, RoundTable
from convenant.roundtables.queries.circles import READABLE, shared_with, takes_part


def cards(table: RoundTable, *, seen_by: Actor) -> QuerySet[Card]:
    """Cards at a table of which the viewer is in the circle now, newest first; with ``readable``,
    what they said while it was. What waits for the chair only its maker and the chair read."""
    last = CardText.objects.filter(card=OuterRef("pk")).order_by("-number").values("pk")[:1]
    texts = CardText.objects.filter(shared_with(seen_by)).select_related("organisation")
    found = (
        Card.objects.filter(table=table)
        .annotate(last=Subquery(last))
        .filter(last__in=CardText.objects.filter(shared_with(seen_by)).values("pk"))
        .select_related("organisation", "table")
        .prefetch_related(
            Prefetch(
                "texts",
                texts.order_by("number").prefetch_related("chosen"),
                to_attr=READABLE,
            )
        )
        .order_by("ended_at", "-pk")
    )
    return found if takes_part(seen_by, table.region_id) else found.none()


def card(pk: int, *, seen_by: Actor) -> Card:
    """Raises Card.DoesNotExist for both "not there" and "not yours"."""
    found = Card.objects.select_related("table").get(pk=pk)
    return cards(found.table, seen_by=seen_by).get(pk=pk)


def referable_cards(table: RoundTable, *, seen_by: Actor) -> list[Card]:
    """Cards that everybody at the table may read and that still matter: a decision may refer to
    them (D080)."""
    return [
        one
        for one in cards(table, seen_by=seen_by).filter(ended_at__isnull=True)
        if one.readable[-1].circle == Circle.TABLE and not one.readable[-1].held
    ]


def referred(decision: Decision, *, seen_by: Actor) -> QuerySet[DecisionInterest]:
    """The interests and concerns a decision took into account, as far as the viewer may read
    them."""
    found = DecisionInterest.objects.filter(
        decision=decision, text__in=CardText.objects.filter(shared_with(seen_by)).values("pk")
    )
    if not takes_part(seen_by, decision.item.meeting.table.region_id):
        return found.none()
    return found.select_related("text__card", "text__organisation").order_by("pk")
