"""Two decisions about the money of one tranche at the same moment (D087, D088)."""

from __future__ import annotations

import pytest
from django.db import connection

from convenant.core.actors import Role
from convenant.core.calls import Advice, Choice
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.roundtables import actions as tables
from convenant.roundtables import queries
from convenant.roundtables.actions import TrancheTerms
from convenant.roundtables.models import CallResponse, Tranche
from tests import factories
from tests.roundtables.test_calls import (
    AFTER,
    CLOSES,
    INSIDE,
    _buyer,
    _municipality,
    answered,
    published,
)
from tests.roundtables.test_contributions_at_once import in_threads
from tests.roundtables.test_development import development_table

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BUDGET = 100_00


def asked(count):
    """A closed call of 100 euro with so many answers the social team is positive about."""
    table = development_table()[0]
    call, buyer = published(table, budget=BUDGET), _buyer(table)
    social = factories.actor(_municipality(table), Role.SOCIAL_TEAM_MEMBER)
    for _one in range(count):
        response = answered(call, factories.director(factories.provider(table.region)))
        tables.advise(response=response, advice=Advice.POSITIVE, why="Ja.", by=social, at=AFTER)
    return call, buyer, list(CallResponse.objects.order_by("pk"))


def award(response, cents, by):
    try:
        return tables.choose(
            response=response, choice=Choice.CHOSEN, awarded=cents, why="Goed.", by=by, at=AFTER
        ).awarded
    except Refused as refusal:
        return refusal.reason


def test_awards_at_once_never_exceed_what_a_tranche_has():
    call, buyer, responses = asked(8)

    found = in_threads(lambda one: award(one, 40_00, buyer), responses)

    given = [one for one in found if not isinstance(one, Reason)]
    assert given == [40_00, 40_00]
    assert {one for one in found if isinstance(one, Reason)} == {Reason.AWARD_TOO_LARGE}
    assert Tranche.objects.get().awarded == sum(
        CallResponse.objects.values_list("awarded", flat=True)
    )
    assert queries.leftover(call) == {Tranche.objects.get().pk: 20_00}
    assert connection.vendor == "postgresql"


def test_one_answer_awarded_twice_at_once_counts_once():
    _call, buyer, responses = asked(1)

    assert in_threads(lambda _one: award(responses[0], 60_00, buyer), range(6)) == [60_00] * 6
    assert Tranche.objects.get().awarded == CallResponse.objects.get().awarded == 60_00


def test_money_that_is_moved_while_it_is_awarded_is_spent_once():
    call, buyer, responses = asked(1)
    award(responses[0], 0, buyer)
    terms = TrancheTerms(0, CLOSES, AFTER.replace(year=AFTER.year + 1))
    second = tables.set_tranche(call=call, number=None, terms=terms, by=buyer, at=INSIDE)
    first = call.tranches.get(number=1)

    def work(move):
        if not move:
            return award(responses[0], 60_00, buyer)
        try:
            tables.move_budget(
                source=first, target=second, cents=60_00, why="Meer vraag.", by=buyer, at=AFTER
            )
        except Refused as refusal:
            return refusal.reason
        return 60_00

    found = in_threads(work, [True, False, True, False])

    assert found.count(60_00) in (1, 2)  # the same award may be made twice
    assert set(found) <= {60_00, Reason.AWARD_TOO_LARGE, Reason.MOVE_TOO_LARGE}
    assert sum(queries.leftover(call).values()) == BUDGET - CallResponse.objects.get().awarded
    assert min(queries.leftover(call).values()) >= 0
