"""After a merger nobody may more than before: a role that claims gave still needs them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.actors import Role
from convenant.parties import actions, queries
from convenant.parties.models import Membership, Person
from tests import factories
from tests.factories import NOON, SYSTEM

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("source", "counts"), [("", True), ("provider-of-houten", False)])
def test_a_role_that_claims_gave_goes_along_with_its_source(source, counts):
    region = factories.region()
    into = factories.municipality(region)
    houten = factories.municipality(region, name="Houten", cbs="0321")
    purchaser = factories.actor(houten, Role.PURCHASER)
    Membership.objects.filter(person=purchaser.person).update(source=source)
    on = NOON.date() + timedelta(days=10)

    actions.merge_municipalities(region=region, old=[houten], into=into, on=on, by=SYSTEM, at=NOON)

    person = Person.objects.get(pk=purchaser.person)
    assert bool(queries.places(person, on=on)) is counts
    taken = Membership.objects.get(person=person, organisation=into)
    assert (taken.source, taken.valid_from) == (source, on)
