"""Interests and concerns of a party, and what decisions refer to (D080)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor, Kind
from convenant.core.alliance import CardKind, Circle
from convenant.core.guard import HoldSubject
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties.models import Organisation
from convenant.roundtables import permissions, queries
from convenant.roundtables.actions.said import Pen
from convenant.roundtables.models import Card, CardText, Decision, DecisionInterest, RoundTable


@transaction.atomic
def share_card(
    *,
    table: RoundTable,
    kind: CardKind,
    text: str,
    circle: Circle,
    chosen: Collection[int],
    by: Actor,
    at: datetime,
) -> Card:
    """Write down an interest or concern of one's own organisation, shared with a circle; for
    CHOSEN with these organisations. What other providers will read is looked at first."""
    pen = Pen(by, at)
    permissions.may_take_part(by, table).require()
    table = pen.lock(table)
    said = pen.words(text)
    same = pen.twin(CardText(text=said, number=1, circle=circle), "number", "circle")
    if same is not None and same.card.table_id == table.pk and same.card.kind == kind:
        return same.card
    card = Card.objects.create(table=table, organisation_id=by.acting_for, kind=kind, made_at=at)
    row = CardText(card=card, number=1, circle=circle, text=said)
    _write(row, chosen, event=EventType.CARD_SHARED, by=by, at=at)
    return card


@transaction.atomic
def change_card(
    *,
    card: Card,
    text: str,
    circle: Circle,
    chosen: Collection[int],
    by: Actor,
    at: datetime,
) -> CardText:
    """Say it differently, or share it with another circle; what it said before is kept."""
    pen = Pen(by, at)
    card = Card.objects.select_for_update(of=("self",)).select_related("table").get(pk=card.pk)
    permissions.may_change_card(by, card).require()
    last = CardText.objects.filter(card=card).order_by("number").last()
    said = pen.words(text)
    if last is not None and (last.text, last.circle) == (said, circle):
        unchanged = set(last.chosen.values_list("pk", flat=True)) == _readers(circle, chosen, by)
        if unchanged:
            raise Refused(Reason.NOTHING_CHANGED)
    row = CardText(card=card, number=last.number + 1 if last else 1, circle=circle, text=said)
    return _write(row, chosen, event=EventType.CARD_CHANGED, by=by, at=at)


@transaction.atomic
def end_card(*, card: Card, by: Actor, at: datetime) -> Card:
    """It does not matter any more; who could read it sees that."""
    card = Card.objects.select_for_update(of=("self",)).select_related("table").get(pk=card.pk)
    permissions.may_change_card(by, card).require()
    card.ended_at = at
    card.save(update_fields=["ended_at"])
    audit.record(event=EventType.CARD_ENDED, subject=f"card:{card.pk}", by=by, at=at)
    return card


@transaction.atomic
def refer(
    *, decision: Decision, cards: Collection[Card], by: Actor, at: datetime
) -> list[DecisionInterest]:
    """Say which interests and concerns, shared with the whole table, a decision took into account;
    each as it reads now."""
    decision = Decision.objects.select_related("item__meeting__table").get(pk=decision.pk)
    permissions.may_refer(by, decision).require()
    table = decision.item.meeting.table
    open_to_all = {card.pk: card for card in queries.referable_cards(table, seen_by=by)}
    if not {card.pk for card in cards} <= open_to_all.keys():
        raise Refused(Reason.CARD_NOT_SHARED)
    known = set(decision.interests.values_list("text", flat=True))
    fresh = [
        DecisionInterest(decision=decision, text=open_to_all[pk].readable[-1])
        for pk in sorted({card.pk for card in cards})
        if open_to_all[pk].readable[-1].pk not in known
    ]
    made = DecisionInterest.objects.bulk_create(fresh)
    if made:
        audit.record(
            event=EventType.DECISION_REFERRED,
            subject=f"item:{decision.item_id}",
            by=by,
            at=at,
            data={"cards": len(made)},
        )
    return made


def _readers(circle: Circle, chosen: Collection[int], by: Actor) -> set[int]:
    return set(chosen) - {by.acting_for} if circle == Circle.CHOSEN else set()


def _write(
    row: CardText, chosen: Collection[int], *, event: EventType, by: Actor, at: datetime
) -> CardText:
    pen = Pen(by, at)
    circle, table = Circle(row.circle), row.card.table
    readers = _readers(circle, chosen, by)
    if circle == Circle.CHOSEN and not readers:
        raise Refused(Reason.CHOOSE_READERS)
    pen.require_here(table, readers)
    pen.write(row, event=event, subject="card_text")
    row.chosen.set(readers)
    if _read_by_providers(circle, readers, by):
        pen.guard(row, subject=HoldSubject.CARD, table=table)
    return row


def _read_by_providers(circle: Circle, readers: Collection[int], by: Actor) -> bool:
    """Whether a provider, other than the maker, is among the readers."""
    if circle == Circle.CHOSEN:
        return Organisation.objects.filter(pk__in=readers, kind=Kind.PROVIDER).exists()
    return circle == Circle.TABLE or (circle == Circle.SIDE and by.provides)
