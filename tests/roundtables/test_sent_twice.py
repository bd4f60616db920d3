"""A second click is not a second wish."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.actors import Role
from convenant.roundtables import actions
from convenant.roundtables.models import InformationSession
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def test_an_evening_that_is_begun_twice_is_one_and_later_another() -> None:
    _, buyer, basis, _ = factories.small_region()
    table, host = factories.table(basis), factories.actor(buyer, Role.PURCHASER)

    def begin(minutes: int) -> InformationSession:
        return actions.draft_session(
            table=table,
            title="Avond",
            text="Voor iedereen.",
            by=host,
            at=NOON + timedelta(minutes=minutes),
        )

    assert begin(0) == begin(1)
    assert begin(30) != begin(0)
