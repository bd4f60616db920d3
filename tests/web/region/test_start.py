"""The region's first page leads by the question one has, to what is there for this person."""

from __future__ import annotations

import pytest

from convenant.core.actors import Role
from tests import factories
from tests.web.visitors import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PURCHASER, Role.ALDERMAN])
def test_the_doors_stand_under_the_question_they_answer(role):
    region = factories.region()
    viewer = factories.actor(factories.municipality(region), role)

    page = signed_in(viewer).get("/regio/").content.decode()

    order = ["Wie meedoet", "Wie spreekt en besluit", "Hoe het ervoor staat", ">Inrichten<"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert ("Eerste uitnodigingen" in page) is (role is Role.ADMINISTRATOR)
    assert ("Overlegtafel beginnen" in page) is (role is Role.PURCHASER)
