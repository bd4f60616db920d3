"""The demo's messages: composed by the generator, received as any message is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.conf import settings

from convenant.core.actors import machine
from convenant.core.periods import add_months
from convenant.exchange.istandaarden import intake
from convenant.exchange.istandaarden.generator import (
    Generated,
    allocation_messages,
    declaration_messages,
)
from convenant.exchange.istandaarden.judging import Place
from convenant.exchange.istandaarden.sources import of_bytes
from convenant.jobs.demo.amounts import Declared, declared
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.cast import ProviderPlan
from convenant.jobs.demo.clients import Size, care_of
from convenant.jobs.demo.content import Story

_RECEIVED_ON = 25  # of the month after
_RECENT = 6  # months


@dataclass(frozen=True, slots=True)
class Composed:
    """All messages, in the order in which they would come in, and what they add up to."""

    files: tuple[Generated, ...]
    declared: Declared


def compose(
    plans: Sequence[ProviderPlan],
    stories: Sequence[Story],
    *,
    municipalities: Sequence[Mapping[str, Any]],
    calendar: Calendar,
    size: Size,
) -> Composed:
    """Invent who gets what help, and the messages that follow from it. Needs no database."""
    care = care_of(plans, stories, municipalities=municipalities, calendar=calendar, size=size)
    files = (*allocation_messages(care), *declaration_messages(care))
    return Composed(files, declared(files, calendar))


def receive(files: Sequence[Generated], *, calendar: Calendar) -> dict[str, int]:
    """Take in everything, in the order of time; counts of what came of it."""
    place = Place(
        settings.CONVENANT_HOME, settings.CONVENANT_KEYS, settings.CONVENANT_ISTANDAARDEN_XSD
    )
    counts: Counter[str] = Counter(messages=0, lines=0, approved_lines=0, refused_messages=0)
    for until, group in groupby(files, key=lambda file: _together(file.month, calendar)):
        came = calendar.moment(until + timedelta(days=_RECEIVED_ON - 1), 8)
        at = min(came, calendar.now)
        items = (
            item
            for file in group
            for item in of_bytes(file.name, file.data, largest=settings.CONVENANT_LARGEST_MESSAGE)
        )
        for outcome in intake.receive(
            items, place=place, by=machine("receive"), at=at, on=at.date()
        ):
            counts["messages"] += 1
            counts["refused_messages"] += outcome.state is intake.State.REFUSED
            counts["lines"] += outcome.lines
            counts["approved_lines"] += outcome.approved_lines
    return dict(counts)


def _together(month: date | None, calendar: Calendar) -> date:
    """The first day of the month in which these messages come in: the one after the month declared.

    Allocations are known before the first care is declared. What is long ago came in by quarter:
    nobody will look at the day any more, and it saves half of the batches.
    """
    if month is None:
        return calendar.first_month
    if month < add_months(calendar.today.replace(day=1), -_RECENT):
        month = date(month.year, (month.month + 2) // 3 * 3, 1)
    return add_months(month, 1)
