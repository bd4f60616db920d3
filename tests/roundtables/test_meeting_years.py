"""The norm of a year, milestones, and calendars to follow."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings

from convenant.core.actors import Role
from convenant.core.agenda import TableKind
from convenant.core.meetings.gatherings import Gathering
from convenant.core.meetings.years import Standing, YearKind
from convenant.core.reasons import Reason
from convenant.roundtables import actions, queries
from convenant.roundtables.actions import Dated
from convenant.roundtables.models import (
    Meeting,
    RoundTable,
)
from convenant.web.meetings.pages.settings import milestones_page
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.roundtables.gatherings import (
    planned,
    reason,
    standing,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lekstroom():
    return factories.small_region()


@pytest.fixture
def table(lekstroom):
    return factories.table(lekstroom[3])


@pytest.mark.capability("D066")
def test_the_counter_is_amber_while_more_can_be_planned_and_red_when_nine_are_out_of_reach(table):
    at = NOON.replace(month=1, day=5)
    for month in range(2, 10):
        starts_at = at.replace(month=month, day=10)
        meeting = actions.plan_meeting(
            table=table,
            starts_at=starts_at,
            place="Stadshuis",
            guide=factories.guide(table.region),
            preparation=Gathering(starts_at - timedelta(days=1), place="Kamer"),
            seats={},
            represents={},
            by=SYSTEM,
            at=at,
        )
    amber = standing(table, at)
    assert (amber.held, amber.planned, amber.norm) == (0, 8, 9)
    assert amber.standing is Standing.PLAN_MORE

    a_year_later = at.replace(year=2027)  # the table began in March 2026
    assert standing(table, a_year_later).standing is Standing.PLAN_MORE
    assert standing(table, a_year_later.replace(month=12, day=31)).standing is Standing.LOST

    actions.set_meeting_year(
        table=table,
        kind=YearKind.CONTRACT,
        begins_on=date(2020, 7, 1),
        least=4,
        why="Een kleine tafel.",
        by=SYSTEM,
        at=at,
    )
    contract = standing(table, at)
    assert (contract.period.start, contract.norm) == (date(2025, 7, 1), 4)
    assert contract.planned == 5
    assert contract.standing is Standing.ON_COURSE
    actions.cancel_meeting(
        meeting=Meeting.objects.order_by("starts_at")[0], why="Ziek", by=SYSTEM, at=at
    )
    assert standing(table, at).planned == 4
    assert meeting.table_id == table.pk


def test_the_contract_year_follows_the_agreement(lekstroom, table):
    factories.published(lekstroom[3])
    actions.set_meeting_year(
        table=table,
        kind=YearKind.CONTRACT,
        begins_on=None,
        least=None,
        why="",
        by=SYSTEM,
        at=NOON,
    )

    assert standing(table, NOON).period.start == NOON.date()  # its first year: since it began
    a_year_later = NOON.replace(year=2027)
    assert standing(table, a_year_later).period.start == date(2027, 1, 1)  # as the agreement


def test_a_table_founded_in_october_counts_its_first_year_from_then(lekstroom):
    october = NOON.replace(month=10, day=15)
    table = actions.found_table(
        region=factories.settled(lekstroom[0]),
        slug="herfst",
        name="Herfsttafel",
        document=lekstroom[3].document,
        purpose="Later begonnen.",
        by=SYSTEM,
        at=october,
    )

    first = standing(table, october.replace(month=12, day=31))
    assert (first.period.start, first.period.before) == (date(2026, 10, 15), date(2027, 10, 15))
    assert (first.norm, first.standing) == (9, Standing.PLAN_MORE)
    assert standing(table, october.replace(year=2027, month=2)).period.start == date(2027, 1, 1)


@pytest.mark.parametrize("kind", [TableKind.EVALUATION, TableKind.DEVELOPMENT])
def test_only_negotiation_tables_have_the_norm_of_nine_others_when_one_is_set(lekstroom, kind):
    table = actions.found_table(
        region=factories.settled(lekstroom[0]),
        slug="leren",
        name="Leertafel",
        document=lekstroom[3].document,
        purpose="Leren.",
        kind=kind,
        by=SYSTEM,
        at=NOON,
    )
    assert queries.meeting_year(table, at=NOON) is None

    actions.set_meeting_year(
        table=table,
        kind=YearKind.CALENDAR,
        begins_on=None,
        least=2,
        why="Twee keer terugkijken.",
        by=SYSTEM,
        at=NOON,
    )
    assert standing(table, NOON).norm == 2


def test_another_norm_asks_why(table):
    assert (
        reason(
            lambda: actions.set_meeting_year(
                table=table,
                kind=YearKind.CALENDAR,
                begins_on=None,
                least=6,
                why=" ",
                by=SYSTEM,
                at=NOON,
            )
        )
        is Reason.OWN_NORM_NEEDS_REASON
    )


def test_the_norm_of_thirty_tables_takes_as_many_queries_as_of_one(
    lekstroom, table, django_assert_num_queries
):
    with django_assert_num_queries(4):
        assert len(queries.meeting_years(region=table.region_id, at=NOON)) == 1
    for _number in range(29):
        factories.table(lekstroom[3])
    with django_assert_num_queries(4):
        assert len(queries.meeting_years(region=table.region_id, at=NOON)) == 30


@pytest.mark.capability("D069")
def test_milestones_come_from_the_template_and_warn_when_one_is_after_its_successor(table):
    plan = actions.begin_milestones(table=table, year=2026, by=SYSTEM, at=NOON)
    steps = list(plan.milestones.order_by("position"))
    assert [one.on.month for one in steps] == [4, 4, 4, 5, 6, 9, 10, 11]
    viewer = factories.actor(
        factories.municipality(table.region, name="Houten", cbs="0321"), Role.PURCHASER
    )
    assert milestones_page(table, seen_by=viewer, on=NOON.date()).plans[0].warnings == []

    changed = [Dated(one.code, one.name, one.on) for one in steps]
    changed[-2] = Dated("colleges", "", date(2026, 11, 30))
    actions.set_milestones(plan=plan, milestones=changed, by=SYSTEM, at=NOON)

    warnings = milestones_page(table, seen_by=viewer, on=NOON.date()).plans[0].warnings
    assert len(warnings) == 1
    assert "30 november 2026" in warnings[0]
    assert (
        reason(lambda: actions.begin_milestones(table=table, year=2026, by=SYSTEM, at=NOON))
        is Reason.MILESTONES_EXIST
    )


@pytest.mark.capability("D092")
def test_a_table_goes_on_meeting_after_its_agreement_was_signed(lekstroom):
    region, _buyer, basis, _sub = lekstroom
    signer = factories.director(factories.provider(region))
    offer = factories.offer(basis)
    factories.signed(offer, by=signer)

    meeting = planned(RoundTable.objects.get(document=basis.document_id))

    assert meeting.table.document_id == basis.document_id


def test_a_calendar_address_stops_working_when_it_is_renewed(lekstroom):
    chair = factories.actor(lekstroom[1], Role.CHAIR)
    first = actions.renew_calendar(key=b"sleutel", by=chair, at=NOON)
    assert queries.own_calendar(key=b"sleutel", seen_by=chair) == first

    second = actions.renew_calendar(key=b"sleutel", by=chair, at=NOON)

    assert queries.followed(first) is None
    found = queries.followed(second)
    assert found is not None
    assert found.person_id == chair.person
    assert settings.CONVENANT_URL
