"""Who there are when parties work together at a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from convenant.core.actors import Actor, Role
from convenant.parties.models import Organisation, Region
from convenant.roundtables import actions as tables
from convenant.roundtables import queries
from convenant.roundtables.models import ConsultationRound, Meeting, RoundTable
from tests import factories
from tests.factories import NOON, SYSTEM

TODAY = NOON.date()


@dataclass
class Here:
    """A table with a seated provider that speaks for two others, and one that nobody speaks for."""

    region: Region
    town: Organisation
    table: RoundTable
    meeting: Meeting
    speaker: Actor
    small: Actor
    other: Actor
    outsider: Actor
    purchaser: Actor
    chair: Actor
    stranger: Actor

    def organisation(self, who: str) -> Organisation:
        return Organisation.objects.get(pk=getattr(self, who).organisation)

    def publish(self, at: datetime = NOON) -> ConsultationRound:
        """The agenda published; the round that opened."""
        tables.confirm_meeting(meeting=self.meeting, by=SYSTEM, at=NOON)
        tables.publish_agenda(meeting=self.meeting, by=SYSTEM, at=at)
        return queries.rounds(region=self.region.pk, seen_by=SYSTEM).get()

    def met(self) -> datetime:
        """The meeting held; when."""
        self.meeting.refresh_from_db()
        factories.held(self.meeting, at=self.meeting.starts_at)
        return self.meeting.starts_at


def here() -> Here:
    region, buyer, _basis, sub = factories.small_region()
    seated = factories.provider(region, name="Stichting Lekzorg")
    small, other, outsider = (factories.provider(region) for _ in range(3))
    table = factories.table(sub)
    version = factories.published(sub)
    meeting = factories.meeting(table, seated=[seated], starts_at=NOON + timedelta(days=14))
    factories.item(meeting, version, raised_by=buyer)
    tables.represent(
        table=table,
        speakers={small.pk: seated.pk, other.pk: seated.pk},
        since=TODAY,
        why="",
        by=SYSTEM,
        at=NOON,
    )
    elsewhere = factories.region("Elders")
    return Here(
        region=region,
        town=buyer,
        table=table,
        meeting=Meeting.objects.get(pk=meeting.pk),
        speaker=factories.director(seated),
        small=factories.director(small),
        other=factories.director(other),
        outsider=factories.director(outsider),
        purchaser=factories.actor(buyer, Role.PURCHASER),
        chair=factories.actor(buyer, Role.CHAIR),
        stranger=factories.director(factories.provider(elsewhere)),
    )
