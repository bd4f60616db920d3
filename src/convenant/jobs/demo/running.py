"""The years in which the agreements run: evaluations at every table, and what is coming."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from convenant.jobs.demo.agreeing import Agreed, new_version_talk
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.content import Evaluations
from convenant.parties import queries as parties

_MISSED = (5,)  # months in which one table did not meet this year
_APART = timedelta(days=14)


def evaluate(agreed: Sequence[Agreed], talks: Evaluations, *, calendar: Calendar) -> None:
    """Nine meetings a year at every table, except one that falls short this year."""
    for number, one in enumerate(agreed):
        new = one.story.next
        behind = new is not None and not new.offered
        moments = calendar.evaluations(
            day=6 + 5 * number,
            until=calendar.today - _APART,
            but=_MISSED if behind else (),
        )
        for turn, moment in enumerate(moments, start=number):
            # The meeting about the new version comes in the place of this one.
            if new is None or abs(moment - new_version_talk(new, calendar)) > _APART:
                talk = talks.talks[turn % len(talks.talks)]
                one.table.hold(talk, moment, talks.places[turn % len(talks.places)])


def look_ahead(agreed: Sequence[Agreed], *, calendar: Calendar) -> None:
    """This week's meeting, open with remarks; and what is planned at the other tables. The table
    with a new version that was not offered yet waits for the purchaser."""
    for number, one in enumerate(agreed, start=1):
        now = parties.candidates(one.table.founded.region, on=calendar.today)
        table = replace(one.table, candidates=now)
        if one.story.this_week is not None:
            talk, starts_at = one.story.this_week, calendar.this_week
            meeting = table.plan(starts_at, "Gemeentehuis IJsselstein", planned_at=calendar.ago(40))
            opened = calendar.ago(16, 9)
            item = table.open(meeting, talk, one.version, at=opened)
            last = calendar.now - timedelta(days=1)
            table.hear(item, talk.remarks, first=opened + timedelta(days=2), last=last)
        elif one.story.next is None or one.story.next.offered:
            later = calendar.ago(-14 - 7 * number, 13)
            table.plan(later, "Stadshuis Nieuwegein", planned_at=calendar.ago(5))
