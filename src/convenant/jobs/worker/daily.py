"""What the worker looks after once a day: reminding who lets others wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from convenant.core.actors import Actor
from convenant.roundtables import actions as tables


def remind_repliers(by: Actor, at: datetime) -> None:
    """Remarks that wait longer than they may after a meeting."""
    tables.remind_repliers(by=by, at=at)


def remind_registered(by: Actor, at: datetime) -> None:
    """Information evenings that come soon."""
    tables.remind_registered(by=by, at=at)


def forget_registrations(by: Actor, at: datetime) -> None:
    """Who registered for an information evening that is long over."""
    tables.forget_registrations(by=by, at=at)


DAILY: Sequence[Callable[[Actor, datetime], None]] = (
    remind_repliers,
    remind_registered,
    forget_registrations,
)
"""Each may be repeated: what it queues has a key of its day."""


def once_a_day(last: date | None, *, by: Actor, at: datetime) -> date:
    """Do all of it when the day is another than the last; give the day it was done."""
    today = localdate(at)
    if last != today:
        for duty in DAILY:
            duty(by, at)
    return today
