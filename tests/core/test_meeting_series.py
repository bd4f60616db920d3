"""Series of meetings, the table of docs/calculations/series.md, and the year they count for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant.core.meetings.holidays import Holiday, easter, holidays
from convenant.core.meetings.milestones import Milestone, from_template, out_of_order
from convenant.core.meetings.series import (
    Circumstances,
    NoMeetings,
    Obstacle,
    RemedyKind,
    Wish,
    obstacle,
    series,
)
from convenant.core.meetings.years import (
    MeetingYear,
    Standing,
    YearKind,
    still_possible,
    year_of,
)
from convenant.core.periods import Period

SUMMER = NoMeetings("zomervakantie", date(2015, 7, 1), date(2015, 9, 1), yearly=True)
AROUND = Circumstances(blackouts=(SUMMER,))
JUNE, MAY, SEPTEMBER = date(2015, 6, 1), date(2015, 5, 4), date(2015, 9, 30)


def days(wish):
    return [one.on for one in series(wish, AROUND).meetings]


@pytest.mark.capability("D068")
def test_six_meetings_three_weeks_apart_do_not_fit_before_october_and_it_is_said_what_would():
    found = series(Wish(6, 21, MAY, SEPTEMBER), AROUND)

    assert [one.on for one in found.meetings] == [
        date(2015, 5, 4),
        date(2015, 5, 26),
        date(2015, 6, 16),
        date(2015, 9, 2),
        date(2015, 9, 23),
    ]
    assert not found.fits
    assert [c.name for c in found.meetings[1].conflicts] == [Holiday.PENTECOST_MONDAY]
    assert [c.obstacle for c in found.meetings[3].conflicts] == [
        Obstacle.BLACKOUT,
        Obstacle.UNPREPARED,
    ]
    remedies = {one.kind: one for one in found.remedies}
    assert remedies[RemedyKind.FEWER].count == 5
    assert remedies[RemedyKind.SHORTER].days == 18
    assert remedies[RemedyKind.LATER].until == date(2015, 10, 14)
    assert remedies[RemedyKind.WITHOUT_BLACKOUT].name == "zomervakantie"


def test_the_same_six_fit_from_june_with_two_weeks_in_between():
    assert len(days(Wish(6, 21, JUNE, SEPTEMBER))) == 4
    assert days(Wish(6, 14, JUNE, SEPTEMBER)) == [
        date(2015, 6, 1),
        date(2015, 6, 15),
        date(2015, 6, 29),
        date(2015, 9, 2),
        date(2015, 9, 16),
        date(2015, 9, 30),
    ]


def test_every_proposed_remedy_makes_it_fit():
    wish = Wish(6, 21, MAY, SEPTEMBER)
    for remedy in series(wish, AROUND).remedies:
        around = AROUND
        changed = wish
        if remedy.kind is RemedyKind.FEWER:
            changed = Wish(remedy.count, 21, MAY, SEPTEMBER)
        elif remedy.kind is RemedyKind.SHORTER:
            changed = Wish(6, remedy.days, MAY, SEPTEMBER)
        elif remedy.kind is RemedyKind.LATER:
            assert remedy.until is not None
            changed = Wish(6, 21, MAY, remedy.until)
        else:
            around = Circumstances()
        assert series(changed, around).fits


@settings(deadline=None, max_examples=60)
@given(
    count=st.integers(1, 12),
    interval=st.integers(1, 40),
    first=st.dates(date(2024, 1, 1), date(2030, 1, 1)),
    length=st.integers(0, 300),
    weekday=st.one_of(st.none(), st.integers(0, 4)),
)
def test_meetings_keep_their_distance_are_prepared_and_avoid_every_obstacle(
    count, interval, first, length, weekday
):
    wish = Wish(count, interval, first, first + timedelta(days=length), weekday)
    found = series(wish, AROUND).meetings

    assert len(found) <= count
    for before, one in zip([None, *found], found, strict=False):
        assert obstacle(one.on, AROUND) is None
        assert wish.first_on <= one.on <= wish.last_on
        assert weekday is None or one.on.weekday() == weekday
        assert one.preparation is not None
        assert one.preparation < one.on
        assert obstacle(one.preparation, AROUND) is None
        if before is not None:
            assert (one.on - before.on).days >= interval
            assert one.preparation > before.on


def test_a_wish_without_sense_is_refused():
    with pytest.raises(ValueError, match="window"):
        series(Wish(3, 21, SEPTEMBER, JUNE), AROUND)


def test_a_yearly_period_that_turns_the_year_holds_on_both_sides():
    christmas = NoMeetings("kerst", date(2025, 12, 20), date(2026, 1, 5), yearly=True)

    assert date(2030, 12, 31) in christmas
    assert date(2031, 1, 4) in christmas
    assert date(2031, 1, 5) not in christmas


@pytest.mark.parametrize(
    ("year", "day"),
    [(2015, date(2015, 4, 5)), (2024, date(2024, 3, 31)), (2038, date(2038, 4, 25))],
)
def test_easter_falls_where_the_calendar_says(year, day):
    assert easter(year) == day


def test_dutch_holidays_move_with_easter_the_king_and_five_years():
    found = holidays(2025)

    assert found[date(2025, 4, 26)] is Holiday.KINGS_DAY  # the 27th is a Sunday
    assert found[date(2025, 5, 5)] is Holiday.LIBERATION_DAY
    assert found[date(2025, 5, 29)] is Holiday.ASCENSION
    assert date(2026, 5, 5) not in holidays(2026)


def year(held, planned, possible):
    return MeetingYear(
        Period(date(2026, 1, 1), date(2027, 1, 1)), held, planned, possible, 9, "S0:23 (D066)"
    )


@pytest.mark.parametrize(
    ("held", "planned", "possible", "standing"),
    [
        (9, 0, 0, Standing.REACHED),
        (7, 2, 0, Standing.ON_COURSE),
        (7, 1, 1, Standing.PLAN_MORE),
        (7, 1, 0, Standing.LOST),
        (8, 0, 0, Standing.LOST),
    ],
)
def test_amber_while_more_can_still_be_planned_red_when_it_cannot(
    held, planned, possible, standing
):
    assert year(held, planned, possible).standing is standing


def test_what_still_fits_keeps_the_least_interval_from_every_other_meeting():
    period = Period(date(2026, 1, 1), date(2027, 1, 1))

    assert still_possible(period, [], on=date(2026, 12, 3), least=14) == 2  # 4th and 18th
    assert still_possible(period, [date(2026, 12, 10)], on=date(2026, 12, 3), least=14) == 1
    assert still_possible(period, [], on=date(2026, 12, 31), least=14) == 0


def test_a_contract_year_begins_on_the_day_of_the_agreement():
    begins = date(2024, 7, 1)

    assert year_of(date(2026, 6, 30), YearKind.CONTRACT, begins).start == date(2025, 7, 1)
    assert year_of(date(2026, 7, 1), YearKind.CONTRACT, begins).start == date(2026, 7, 1)
    assert year_of(date(2026, 6, 30), YearKind.CALENDAR, begins).start == date(2026, 1, 1)
    leap = year_of(date(2025, 2, 28), YearKind.CONTRACT, date(2024, 2, 29))
    assert (leap.start, leap.before) == (date(2024, 2, 29), date(2025, 3, 1))


def test_the_first_year_of_a_table_runs_from_the_day_it_was_founded():
    founded = date(2026, 10, 15)

    def period(day):
        return year_of(day, YearKind.CALENDAR, founded=founded)

    first = Period(founded, date(2027, 10, 15))
    assert [period(founded), period(date(2026, 12, 31))] == [first, first]
    assert period(date(2027, 1, 1)) == Period(date(2027, 1, 1), date(2028, 1, 1))
    assert period(date(2026, 10, 14)) == Period(date(2026, 1, 1), date(2027, 1, 1))
    on_new_year = date(2026, 1, 1)
    assert year_of(on_new_year, YearKind.CALENDAR, founded=on_new_year).before == date(2027, 1, 1)


def test_the_template_runs_from_april_to_november_in_order():
    found = from_template(2026)

    assert [one.on.month for one in found] == [4, 4, 4, 5, 6, 9, 10, 11]
    assert out_of_order(found) == []


def test_a_milestone_set_after_its_successor_is_warned_for():
    early = [Milestone("colleges", date(2026, 11, 20)), Milestone("signing", date(2026, 11, 15))]

    found = out_of_order(early)

    assert [finding.code for finding in found] == ["milestone_after_successor"]
    assert found[0].values["milestone"] == "colleges"
