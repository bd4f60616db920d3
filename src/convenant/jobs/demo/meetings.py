"""When the region does not meet, who prepares, the steps of the year, and what is still to do for
the meetings that come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from convenant.core.meetings.answers import Reply
from convenant.core.meetings.gatherings import Gathering
from convenant.core.meetings.series import Wish, series
from convenant.core.meetings.years import YearKind
from convenant.core.periods import Period
from convenant.jobs.demo.agreeing import Agreed
from convenant.jobs.demo.calendar import Calendar
from convenant.jobs.demo.founding import Founded
from convenant.parties import queries as parties
from convenant.roundtables import actions as tables
from convenant.roundtables import queries
from convenant.roundtables.actions import Asked

PLACE = "Gemeentehuis Vijfheerenlanden"
_NINE = 9


def arrange(agreed: Sequence[Agreed], founded: Founded, calendar: Calendar) -> None:
    """Everything about meetings that is not one meeting's own story."""
    _no_meetings(founded, calendar)
    for one in agreed:
        _prepare(one, founded, calendar)
    _milestones(agreed[-1], founded, calendar)
    _next_year(agreed[-1], founded, calendar)
    _answer(founded, calendar)


def _no_meetings(founded: Founded, calendar: Calendar) -> None:
    year = calendar.today.year
    for name, first, before in (
        ("Zomervakantie", date(year, 7, 1), date(year, 9, 1)),
        ("Kerstvakantie", date(year, 12, 19), date(year + 1, 1, 4)),
    ):
        tables.add_blackout(
            region=founded.region,
            name=name,
            period=Period(first, before),
            yearly=True,
            by=founded.officials["purchaser"],
            at=calendar.ago(300),
        )


def _prepare(one: Agreed, founded: Founded, calendar: Calendar) -> None:
    """Purchaser, chair and a social team prepare every meeting."""
    members = {}
    for role in ("purchaser", "chair", "social"):
        official = founded.officials[role]
        if official.person is not None:
            members[official.person] = next(
                place for place in founded.municipalities if place.pk == official.organisation
            )
    tables.set_working_group(
        table=one.table.table,
        people=members,
        by=founded.officials["purchaser"],
        at=calendar.ago(200),
    )


def _milestones(one: Agreed, founded: Founded, calendar: Calendar) -> None:
    """The steps of this year, done but the last one."""
    purchaser = founded.officials["purchaser"]
    plan = tables.begin_milestones(
        table=one.table.table, year=calendar.today.year, by=purchaser, at=calendar.ago(220)
    )
    for step in plan.milestones.filter(on__lt=calendar.today).order_by("position"):
        tables.mark_milestone(milestone=step, done_on=step.on, by=purchaser, at=calendar.now)


def _next_year(one: Agreed, founded: Founded, calendar: Calendar) -> None:
    """A series that begins next month, planned yesterday: without a guide it waits. The table
    counts from the day of its agreement and wants a meeting more than the method asks."""
    purchaser = founded.officials["purchaser"]
    first = calendar.today + timedelta(days=28)
    last = first + timedelta(days=150)
    around = queries.circumstances(one.table.table, at=calendar.now)
    found = series(Wish(count=5, interval=21, first_on=first, last_on=last), around)
    candidates = parties.candidates(founded.region, on=calendar.today)
    seats, represents = founded.seating(candidates, sector=one.story.sector)
    tables.plan_series(
        table=one.table.table,
        asked=Asked(5, 21, first, last, 7),
        meetings=[
            (
                Gathering(calendar.moment(each.on, 13, 30), place=PLACE, minutes=120),
                None
                if each.preparation is None
                else Gathering(calendar.moment(each.preparation, 10), place=PLACE),
            )
            for each in found.meetings
        ],
        guide=None,
        seats=seats,
        represents=represents,
        by=purchaser,
        at=calendar.ago(1),
    )
    tables.set_meeting_year(
        table=one.table.table,
        kind=YearKind.CONTRACT,
        begins_on=None,
        least=_NINE + 1,
        why="De tafel wil dit jaar een keer extra over wachttijden praten.",
        by=purchaser,
        at=calendar.ago(2),
    )


def _answer(founded: Founded, calendar: Calendar) -> None:
    """Most who are asked this week said whether they come; the cast did not yet."""
    replies = (Reply.COMES, Reply.COMES, Reply.ONLINE, Reply.COMES, Reply.ABSENT)
    directors = {
        provider.organisation.pk: provider.director
        for provider in founded.providers
        if not provider.plan.part
    }
    coming = queries.calendar(
        region=founded.region.pk,
        seen_by=founded.officials["purchaser"],
        since=calendar.now,
    ).filter(confirmed_at__isnull=False)
    for meeting in coming:
        asked = queries.asked(meeting, seen_by=founded.officials["purchaser"])
        seated = [one.organisation.pk for one in asked if one.seated]
        for number, provider in enumerate(pk for pk in seated if pk in directors):
            reply = replies[number % len(replies)]
            director = directors[provider]
            tables.answer_invitation(
                meeting=meeting,
                answer=reply,
                who="" if reply is Reply.ABSENT else director.name,
                by=director,
                at=calendar.ago(1),
            )
