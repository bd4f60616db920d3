"""Who has some of the roles already, or soon, gets by accepting what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.actors import Role
from convenant.core.invitations import secret_of
from convenant.parties import actions
from convenant.parties.models import Membership
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db

KEY = b"k" * 32
TODAY = NOON.date()
SOON, LATER = TODAY + timedelta(days=30), TODAY + timedelta(days=90)


@pytest.fixture
def buyer():
    return factories.municipality(factories.region())


def accepted(buyer, person, roles):
    invitation = actions.invite(
        organisation=buyer,
        name=person.name,
        email=person.email,
        roles=roles,
        since=TODAY,
        before=None,
        key=KEY,
        by=factories.actor(buyer, Role.ADMINISTRATOR),
        at=NOON,
    )
    actions.accept_invitation(
        invitation=invitation, secret=secret_of(invitation.letter, key=KEY), by=SYSTEM, at=NOON
    )


def periods(person, role):
    held = Membership.objects.filter(person=person, role=role).order_by("valid_from")
    return list(held.values_list("valid_from", "valid_before"))


def test_a_role_held_for_a_while_is_held_before_and_after_too(buyer):
    person = factories.person()
    actions.grant_role(
        person=person,
        organisation=buyer,
        role=Role.PURCHASER,
        since=SOON,
        before=LATER,
        by=SYSTEM,
        at=NOON,
    )

    accepted(buyer, person, [Role.PURCHASER, Role.CHAIR])

    assert periods(person, Role.PURCHASER) == [(TODAY, SOON), (SOON, LATER), (LATER, None)]
    assert periods(person, Role.CHAIR) == [(TODAY, None)]


def test_a_role_held_without_end_is_not_held_twice(buyer):
    person = factories.person()
    actions.grant_role(
        person=person,
        organisation=buyer,
        role=Role.PURCHASER,
        since=TODAY,
        by=SYSTEM,
        at=NOON,
    )

    accepted(buyer, person, [Role.PURCHASER, Role.CHAIR])

    assert periods(person, Role.PURCHASER) == [(TODAY, None)]
    assert periods(person, Role.CHAIR) == [(TODAY, None)]
