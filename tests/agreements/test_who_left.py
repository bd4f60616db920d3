"""Who left the region is no party to what is offered for the first time (D058)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.agreements import actions as agreements
from convenant.agreements import queries
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import actions as parties
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

TODAY = NOON.date()


def moved(municipality, *, out_of, on):
    parties.move_municipality(
        municipality=municipality,
        out_of=out_of,
        into=factories.region("Elders"),
        on=on,
        runs_out_before=None,
        by=SYSTEM,
        at=NOON,
    )


def offered(agreement, decision):
    return agreements.make_offer(
        agreement=agreement,
        decision=decision,
        valid_from=TODAY + timedelta(days=30),
        answer_before=NOON + timedelta(days=14),
        by=SYSTEM,
        at=NOON,
    )


@pytest.mark.parametrize(("days", "stays"), [(0, False), (20, False), (40, True)])
def test_who_left_since_the_draft_is_no_party_to_the_offer(days, stays):
    region = factories.region()
    buyers = [
        factories.municipality(region),
        factories.municipality(region, name="Houten", cbs="0321"),
    ]
    basis = factories.basic_agreement(region, buyers)
    decision = factories.decision(factories.published(basis), about=basis)
    moved(buyers[1], out_of=region, on=TODAY + timedelta(days=days))

    offered(basis, decision)

    assert (buyers[1] in queries.buyers(basis)) is stays
    assert buyers[0] in queries.buyers(basis)


def test_what_runs_keeps_its_parties():
    region = factories.region()
    buyers = [
        factories.municipality(region),
        factories.municipality(region, name="Houten", cbs="0321"),
    ]
    basis = factories.basic_agreement(region, buyers)
    director = factories.director(factories.provider(region))
    first = factories.offer(basis, days=1)
    factories.signed(first, by=director)
    agreements.close_offer(offer=first, by=SYSTEM, at=NOON + timedelta(days=1))
    moved(buyers[1], out_of=region, on=TODAY)

    agreements.begin_version(based_on=first.version, by=SYSTEM, at=NOON)
    offered(basis, factories.decision(factories.published(basis), about=basis))

    assert {one.pk for one in queries.buyers(basis)} == {one.pk for one in buyers}


def test_an_agreement_that_everybody_left_is_not_offered():
    region = factories.region()
    stays, leaves = (
        factories.municipality(region),
        factories.municipality(region, name="Houten", cbs="0321"),
    )
    basis = factories.basic_agreement(region, [leaves])
    decision = factories.decision(factories.published(basis), about=basis)
    moved(leaves, out_of=region, on=TODAY)

    with pytest.raises(Refused) as refusal:
        offered(basis, decision)

    assert refusal.value.reason is Reason.BUYER_TAKES_NO_PART
    assert queries.buyers(basis) == [leaves]
    assert stays not in queries.buyers(basis)
