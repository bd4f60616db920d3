"""Testing strategy and requirements with the market, and publishing what changed (D083)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import Actor
from convenant.core.alliance import Aspect, Subject
from convenant.core.guard import HoldSubject
from convenant.core.periods import day_of
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.roundtables import permissions
from convenant.roundtables.actions.said import Pen
from convenant.roundtables.models import (
    MarketConsultation,
    MarketField,
    MarketOutcome,
    MarketReaction,
    RoundTable,
)

Place = tuple[Subject, Aspect]
PLACES = frozenset((subject, aspect) for subject in Subject for aspect in Aspect)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was heard in one field, without names; what changed by it, and why (or why not)."""

    heard: str
    changed: str
    why: str


@transaction.atomic
def open_market(
    *,
    table: RoundTable,
    title: str,
    text: str,
    questions: Mapping[Place, str],
    opens_on: date,
    closes_on: date,
    by: Actor,
    at: datetime,
) -> MarketConsultation:
    """Test strategy and programme of requirements, each on content and on volumes: a question in
    all four fields, open from a day up to and including another. All providers are told."""
    pen = Pen(by, at)
    permissions.may_run_alliance(by, table).require()
    table = pen.lock(table)
    if questions.keys() != PLACES:
        raise Refused(Reason.MARKET_FIELDS_MISSING)
    asked = {
        place: pen.words(question, empty=Reason.MARKET_FIELDS_MISSING)
        for place, question in questions.items()
    }
    if closes_on < opens_on:
        raise Refused(Reason.PERIOD_BACKWARDS)
    if closes_on < day_of(at):
        raise Refused(Reason.DEADLINE_IN_PAST)
    row = MarketConsultation(
        table=table,
        title=pen.words(title),
        text=pen.words(text),
        opens_on=opens_on,
        closes_on=closes_on,
    )
    same = pen.twin(row, "table", "title", "opens_on", "closes_on")
    if same is not None:
        return same
    pen.write(row, event=EventType.MARKET_OPENED, subject="market")
    MarketField.objects.bulk_create(
        MarketField(consultation=row, subject=subject, aspect=aspect, question=question)
        for (subject, aspect), question in asked.items()
    )
    pen.guard(row, subject=HoldSubject.MARKET, table=table, also=[row.title, *asked.values()])
    pen.tell("market_opened", row.pk, on=opens_on if opens_on > day_of(at) else None)
    return row


@transaction.atomic
def answer_market(*, field: MarketField, text: str, by: Actor, at: datetime) -> MarketReaction:
    """A provider reacts in one field. Only the municipalities and itself ever read it, so it may
    name its own volumes and amounts; the last one of each provider counts."""
    pen = Pen(by, at)
    found = (
        MarketField.objects.select_for_update(of=("self",))
        .select_related("consultation__table")
        .get(pk=field.pk)
    )
    permissions.may_answer_market(by, found.consultation, on=day_of(at)).require()
    row = MarketReaction(field=found, text=pen.words(text))
    same = pen.twin(row, "field")
    if same is not None:
        return same
    return pen.write(row, event=EventType.MARKET_ANSWERED, subject="market_reaction")


@transaction.atomic
def publish_market(
    *,
    market: MarketConsultation,
    outcomes: Mapping[Place, Outcome],
    by: Actor,
    at: datetime,
) -> MarketConsultation:
    """After it closed: per field what was heard (without names), what changed and why. Once."""
    pen = Pen(by, at)
    found = (
        MarketConsultation.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=market.pk)
    )
    permissions.may_publish_market(by, found, on=day_of(at)).require()
    if outcomes.keys() != PLACES:
        raise Refused(Reason.MARKET_FIELDS_MISSING)
    for field in found.fields.all():
        said = outcomes[Subject(field.subject), Aspect(field.aspect)]
        row = MarketOutcome(
            field=field,
            heard=pen.words(said.heard, empty=Reason.MARKET_FIELDS_MISSING),
            text=pen.words(said.changed, empty=Reason.MARKET_FIELDS_MISSING),
            why=pen.words(said.why, empty=Reason.MARKET_FIELDS_MISSING),
        )
        pen.write(row, event=EventType.MARKET_PUBLISHED, subject="market_outcome")
        pen.guard(
            row,
            subject=HoldSubject.MARKET_OUTCOME,
            table=found.table,
            also=[row.heard, row.why],
        )
    found.published_at = at
    found.save(update_fields=["published_at"])
    audit.record(
        event=EventType.MARKET_PUBLISHED,
        subject=f"market:{found.pk}",
        by=by,
        at=at,
        data={"shared": True},
    )
    pen.tell("market_published", found.pk)
    return found
