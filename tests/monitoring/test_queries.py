"""Money spent against the ceilings that were signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from convenant.agreements import actions as agreements
from convenant.agreements.models import Offer
from convenant.core.actors import PUBLIC, Role
from convenant.core.terms import CeilingTerm, Scope
from convenant.delivery import actions as delivery
from convenant.delivery.actions import Judged, Received
from convenant.monitoring import queries
from tests import factories
from tests.delivery.test_actions import sums
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

ON = date(2026, 9, 15)
AFTER_BASIS = NOON + timedelta(days=60)


def region_with(*ceilings, parties=1):
    """A region whose providers signed a sub-agreement with these ceilings."""
    region, buyer, basis, _ = factories.small_region()
    directors = [factories.director(factories.provider(region)) for _ in range(parties)]
    first = factories.offer(basis)
    for director in directors:
        factories.signed(first, by=director)
    agreements.close_offer(offer=first, by=SYSTEM, at=first.answer_before)
    sub = factories.sub_agreement(
        region, [buyer], basis=basis, terms=replace(factories.SUB_TERMS, ceilings=ceilings)
    )
    offer = factories.offer(sub, days=90)
    for director in directors:
        factories.signed(offer, by=director, at=AFTER_BASIS)
    assert Offer.objects.count() == 2
    return region, buyer, directors


def spend(region, provider_agb, cents, *, code="02A05", month=8):
    class Named:
        agb = provider_agb

    name = f"{cents}{code}{provider_agb}".ljust(32, "x")[:32]
    delivery.receive(
        batch=name, files=[Received(id=name, file_name=name, size=1)], by=SYSTEM, at=NOON
    )
    delivery.judge(
        batch=name,
        ledger_version=0,
        outcomes=[Judged(name, 0, 0, has_answer=False)],
        sums=[sums(region, Named, approved=cents, code=code, month=month)],
        by=SYSTEM,
        at=NOON,
    )


def agb_of(director):
    return factories.Organisation.objects.get(pk=director.organisation).agb


OWN = CeilingTerm("ceiling:own", "a4", Scope.PROVIDER, "", 1000_00, True)
OF_PRODUCT = CeilingTerm("ceiling:product", "a4", Scope.PROVIDER, "07A03", 500_00, False)
TOGETHER = CeilingTerm("ceiling:all", "a4", Scope.COLLECTIVE, "", 5000_00, False)


def test_a_ceiling_counts_its_own_products_and_says_when_it_runs_out():
    region, buyer, (director,) = region_with(OWN, OF_PRODUCT)
    spend(region, agb_of(director), 850_00)
    spend(region, agb_of(director), 20_00, code="07A03")
    spend(region, agb_of(director), 77_00, code="99X99")  # of no agreement: counts nowhere

    uses = queries.ceiling_use(region=region.pk, on=ON, seen_by=factories.actor(buyer, Role.CHAIR))

    assert [(use.ceiling.code, use.used) for use in uses] == [("", 870_00), ("07A03", 20_00)]
    assert uses[0].ceiling.article == 4
    assert date(2026, 10, 1) < uses[0].outlook.gone_on < date(2027, 1, 1)
    assert uses[1].outlook.gone_on is None
    running_out = queries.ceilings_running_out(
        region=region.pk, on=ON, seen_by=factories.actor(buyer, Role.PURCHASER)
    )
    assert [use.ceiling.code for use in running_out] == [""]


def test_a_provider_sees_its_own_ceiling_and_never_anothers():
    region, _, (one, two) = region_with(OWN, parties=2)
    spend(region, agb_of(two), 900_00)

    uses = queries.ceiling_use(region=region.pk, on=ON, seen_by=one)

    assert [(use.ceiling.provider, use.used) for use in uses] == [(one.organisation, 0)]
    assert queries.spent(region=region.pk, year=2026, seen_by=one) == []
    assert queries.total(region=region.pk, year=2026, seen_by=one) == {"approved": 0, "refused": 0}


@pytest.mark.parametrize(("parties", "known"), [(4, False), (5, True)])
def test_a_collective_total_is_shown_to_its_parties_when_it_hides_who_spent(parties, known):
    region, buyer, directors = region_with(TOGETHER, parties=parties)
    for director in directors:
        spend(region, agb_of(director), 100_00)

    seen = queries.ceiling_use(region=region.pk, on=ON, seen_by=directors[0])

    assert [use.used for use in seen] == ([100_00 * parties] if known else [])
    bought = queries.ceiling_use(
        region=region.pk, on=ON, seen_by=factories.actor(buyer, Role.ALDERMAN)
    )
    assert [use.used for use in bought] == [100_00 * parties]


def test_months_and_totals_add_up():
    region, buyer, (director,) = region_with(OWN)
    spend(region, agb_of(director), 100_00, month=1)
    spend(region, agb_of(director), 50_00, month=2)
    viewer = factories.actor(buyer, Role.CONTRACT_MANAGER)

    assert queries.by_month(region=region.pk, year=2026, seen_by=viewer) == {1: 100_00, 2: 50_00}
    assert queries.total(region=region.pk, year=2026, seen_by=viewer)["approved"] == 150_00
    assert queries.by_month(region=region.pk, year=2026, seen_by=PUBLIC) == {}
