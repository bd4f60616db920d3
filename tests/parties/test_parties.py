"""Who takes part, in which role, on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from convenant.core.actors import PUBLIC, Kind, Role
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.core.verdicts import Refused
from convenant.parties import actions, queries
from convenant.parties.models import Membership, Region
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.capability("D050")
def test_whoever_decides_on_access_holds_no_role_at_a_provider_and_the_other_way():
    region = factories.region()
    buyer, provider = factories.municipality(region), factories.provider(region)
    for first, second in (
        ((buyer, Role.SOCIAL_TEAM_MEMBER), (provider, Role.READER)),
        ((provider, Role.READER), (buyer, Role.SOCIAL_TEAM_MEMBER)),
    ):
        somebody = factories.person()
        actions.grant_role(
            person=somebody,
            organisation=first[0],
            role=first[1],
            since=factories.START,
            by=SYSTEM,
            at=NOON,
        )
        with pytest.raises(Refused) as refusal:
            actions.grant_role(
                person=somebody,
                organisation=second[0],
                role=second[1],
                since=factories.START,
                by=SYSTEM,
                at=NOON,
            )
        assert refusal.value.reason is Reason.ACCESS_ROLE_EXCLUDES_PROVIDER
        assert Membership.objects.filter(person=somebody).count() == 1


def test_only_an_administrator_with_a_second_factor_changes_who_takes_part():
    buyer = factories.municipality(factories.region())
    administrator = factories.actor(buyer, Role.ADMINISTRATOR)
    for by, reason in (
        (factories.actor(buyer, Role.PURCHASER), Reason.ROLE_MAY_NOT),
        (replace(administrator, second_factor=False), Reason.SECOND_FACTOR_NEEDED),
        (PUBLIC, Reason.NOT_FOR_YOUR_ORGANISATION),
    ):
        with pytest.raises(Refused) as refusal:
            actions.found_region(slug="nieuw", name="Nieuw", invented=False, by=by, at=NOON)
        assert refusal.value.reason is reason
    actions.found_region(slug="nieuw", name="Nieuw", invented=False, by=administrator, at=NOON)
    assert Region.objects.filter(slug="nieuw").exists()


def test_an_actor_has_the_roles_that_hold_on_the_day():
    buyer = factories.municipality(factories.region())
    somebody = factories.person("Anna")
    actions.grant_role(
        person=somebody,
        organisation=buyer,
        role=Role.CHAIR,
        since=date(2026, 5, 1),
        by=SYSTEM,
        at=NOON,
    )

    before = queries.actor_for(somebody, on=date(2026, 4, 30), second_factor=True)
    after = queries.actor_for(somebody, on=date(2026, 5, 1), second_factor=True)

    assert (before.roles, before.region) == (frozenset(), None)
    assert (after.roles, after.kind, after.organisation_name) == (
        {Role.CHAIR},
        Kind.MUNICIPALITY,
        "Nieuwegein",
    )


def test_candidates_carry_their_latest_size_before_the_day():
    region = factories.region()
    provider = factories.provider(region, size=SizeClass.LARGE, turnover=5)

    (candidate,) = queries.candidates(region, on=NOON.date())

    assert (candidate.provider, candidate.size, candidate.turnover) == (
        provider.pk,
        SizeClass.LARGE,
        5,
    )


@pytest.mark.parametrize("code", ["", "1234567", "1234567a"])
def test_a_provider_without_a_real_agb_code_is_refused(code):
    region = factories.region()

    with pytest.raises(Refused) as refusal:
        actions.add_provider(
            region=region,
            slug="x",
            name="X",
            agb=code,
            kvk="",
            size=SizeClass.SMALL,
            turnover=0,
            since=factories.START,
            by=SYSTEM,
            at=NOON,
        )

    assert refusal.value.reason is Reason.AGB_INVALID
