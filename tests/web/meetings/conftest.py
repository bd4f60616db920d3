"""A region with a table, its people, and a meeting to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenant.core.actors import Actor, Role
from convenant.core.meetings.gatherings import Gathering
from convenant.core.seats import SizeClass
from convenant.parties.models import Organisation, Person, Region
from convenant.roundtables import actions
from convenant.roundtables.models import Meeting, RoundTable
from tests import factories
from tests.factories import NOON, SYSTEM
from tests.web.visitors import signed_in


@dataclass
class Scene:
    region: Region
    buyer: Organisation
    table: RoundTable
    seated: Organisation
    guide: Person
    people: dict[str, Actor]

    def browser(self, who: str) -> Client:
        return signed_in(self.people[who])

    def planned(self, *, starts_at: datetime | None = None, guided: bool = True) -> Meeting:
        """A meeting to come, with the seated provider; without a guide also unprepared."""
        starts_at = starts_at or timezone.now() + timedelta(days=30)
        return actions.plan_meeting(
            table=self.table,
            starts_at=starts_at,
            place="Stadshuis",
            guide=self.guide if guided else None,
            preparation=Gathering(starts_at - timedelta(days=7), place="Kamer 3")
            if guided
            else None,
            seats={self.seated.pk: SizeClass.SMALL},
            represents={},
            by=SYSTEM,
            at=NOON,
        )

    def opened(self, **when: datetime) -> Meeting:
        meeting = self.planned(**when)
        factories.item(meeting, None, raised_by=self.buyer)
        return factories.opened(meeting)


@pytest.fixture
def scene(db) -> Scene:
    region, buyer, _basis, sub = factories.small_region()
    table = factories.table(sub)
    seated = factories.provider(region, name="Stichting Lekzorg")
    outside = factories.provider(region, name="Zorg Buiten")
    elsewhere = factories.provider(factories.region("Elders"))
    return Scene(
        region=region,
        buyer=buyer,
        table=table,
        seated=seated,
        guide=factories.guide(region),
        people={
            "purchaser": factories.actor(buyer, Role.PURCHASER),
            "chair": factories.actor(buyer, Role.CHAIR),
            "alderman": factories.actor(buyer, Role.ALDERMAN),
            "seated": factories.director(seated),
            "outside": factories.director(outside),
            "stranger": factories.director(elsewhere),
        },
    )


@pytest.fixture
def url(scene):
    """The address of a page about the table or about a meeting."""

    def address(name, meeting=None):
        return reverse(
            f"meetings:{name}", args=[scene.table.slug if meeting is None else meeting.pk]
        )

    return address
