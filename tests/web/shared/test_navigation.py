"""Where a visitor is, in the bar at the top."""

from __future__ import annotations

import pytest

from convenant.core.actors import Role
from convenant.web.shared.context import navigation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/gemeente/", ["Mijn organisatie"]),
        ("/gemeente/afhankelijkheid/", ["Mijn organisatie"]),
        ("/organisatie/mensen/", ["Mijn organisatie"]),
        ("/regio/", ["Regio"]),
        ("/nergens/", []),
    ],
)
def test_the_bar_shows_in_which_room_one_is(path, current):
    _, buyer, _, _ = factories.small_region()
    places = navigation(factories.actor(buyer, Role.PURCHASER), path)

    assert [place.label for place in places if place.current] == current
