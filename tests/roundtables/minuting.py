"""A meeting that was held, its minutes to be written, and who was there and was not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from convenant.core.actors import Role
from convenant.core.verdicts import Refused
from convenant.roundtables import actions, queries
from convenant.roundtables.models import Meeting
from tests import factories
from tests.factories import NOON

DAY = timedelta(days=1)
LATER = NOON + 10 * DAY


class Place:
    """A meeting that was held, and who was there and was not."""

    def __init__(self):
        self.region, buyer, _basis, sub = factories.small_region()
        first, second = factories.provider(self.region), factories.provider(self.region)
        self.item = factories.open_item(factories.published(sub), about=sub, seated=[first])
        self.meeting = factories.held(self.item.meeting)
        self.purchaser = factories.actor(buyer, Role.PURCHASER)
        self.chair = factories.actor(buyer, Role.CHAIR)
        self.alderman = factories.actor(buyer, Role.ALDERMAN)
        self.first, self.second = factories.director(first), factories.director(second)
        self.stranger = factories.director(factories.provider(factories.region("Elders")))

    def begun(self, text="Wij spraken over reistijd."):
        return actions.begin_minutes(meeting=self.meeting, text=text, by=self.purchaser, at=NOON)

    def shared(self, text="Wij spraken over reistijd."):
        return actions.share_minutes(minutes=self.begun(text), by=self.purchaser, at=NOON)

    def comment(self, minutes, text="De heer Vos was er ook.", by=None, at=NOON + DAY):
        return actions.comment_on_minutes(minutes=minutes, text=text, by=by or self.first, at=at)

    def approve(self, minutes, *, why="", at=LATER, by=None):
        return actions.approve_minutes(minutes=minutes, why_early=why, by=by or self.chair, at=at)

    def again(self):
        return Meeting.objects.select_related("table").get(pk=self.meeting.pk)

    def reads(self, who):
        return queries.minutes_text(self.again(), seen_by=who)


def refused(reason, verb, *args, **kwargs):
    with pytest.raises(Refused) as refusal:
        verb(*args, **kwargs)
    assert refusal.value.reason == reason
