"""Planning, confirming and opening meetings, for tests about them."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.core import mail as outgoing
from icalendar import Calendar

from convenant.core.meetings.gatherings import Gathering
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.jobs.worker import loop
from convenant.jobs.worker.handlers import HANDLERS
from convenant.roundtables import actions, queries
from convenant.roundtables.actions import Asked
from tests import factories
from tests.factories import NOON, SYSTEM

TWO_WEEKS = NOON + timedelta(days=14)


def planned(table, *, guide=True, preparation=timedelta(days=1), seated=()):
    starts_at = TWO_WEEKS
    return actions.plan_meeting(
        table=table,
        starts_at=starts_at,
        place="Stadshuis",
        guide=factories.guide(table.region) if guide else None,
        preparation=None
        if preparation is None
        else Gathering(starts_at - preparation, place="Kamer 3"),
        seats={provider.pk: SizeClass.SMALL for provider in seated},
        represents={},
        by=SYSTEM,
        at=NOON,
    )


def confirm(meeting):
    return actions.confirm_meeting(meeting=meeting, by=SYSTEM, at=NOON)


def reason(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.reason


def post(*, clock=NOON):
    """Everything the worker sends until now."""
    failed = loop.run(handlers=HANDLERS, clock=lambda: clock, stop=threading.Event(), once=True)
    assert failed == 0
    return {message.to[0]: message for message in outgoing.outbox}


def asked(count):
    return Asked(count, 21, date(2026, 3, 9), date(2026, 6, 30), 7)


def invitations():
    """The calendar file in each letter, by address."""
    found = {}
    for message in outgoing.outbox:
        for name, content, kind in message.attachments:
            assert name.endswith(".ics")
            text = content.decode() if isinstance(content, bytes) else content
            found.setdefault(message.to[0], []).append((kind, Calendar.from_ical(text)))
    return found


def opened(table, buyer, seated):
    meeting = planned(table, seated=seated)
    factories.item(meeting, None, raised_by=buyer)
    return factories.opened(meeting)


def standing(table, at):
    found = queries.meeting_year(table, at=at)
    assert found is not None
    return found
