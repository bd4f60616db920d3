"""A table with two competing providers and who buys from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from convenant.core.actors import Actor, Role
from convenant.core.confidential import RequestKind, TalkSubject
from convenant.parties.models import Organisation, Person, Region
from convenant.parties.queries import actor_for
from convenant.roundtables import actions
from convenant.roundtables.models import (
    AgendaItem,
    BilateralTalk,
    ConfidentialRequest,
    PrivateQuestion,
    RoundTable,
)
from tests import factories
from tests.factories import NOON

NEXT_WEEK = NOON + timedelta(days=7)
AFTERWARDS = NOON + timedelta(days=8)


@dataclass
class Scene:
    region: Region
    buyer: Organisation
    table: RoundTable
    item: AgendaItem
    provider: Organisation
    competitor: Organisation
    purchaser: Actor
    chair: Actor
    alderman: Actor
    director: Actor
    other: Actor
    reader: Actor

    def again(self, somebody: Actor, *, at: datetime) -> Actor:
        """The same person on another day."""
        return actor_for(Person.objects.get(pk=somebody.person), on=at.date(), second_factor=True)


def scene() -> Scene:
    region, buyer, _basis, sub = factories.small_region()
    provider = factories.provider(region, name="Stichting Lekzorg")
    competitor = factories.provider(region, name="Thuis in Houten")
    item = factories.open_item(factories.published(sub), about=sub, seated=[provider])
    return Scene(
        region=region,
        buyer=buyer,
        table=item.meeting.table,
        item=item,
        provider=provider,
        competitor=competitor,
        purchaser=factories.actor(buyer, Role.PURCHASER, name="Marieke de Wit"),
        chair=factories.actor(buyer, Role.CHAIR),
        alderman=factories.actor(buyer, Role.ALDERMAN),
        director=factories.director(provider),
        other=factories.director(competitor),
        reader=factories.actor(provider, Role.READER),
    )


def planned(scene: Scene, *, about: str = "Onze prijs", **change: object) -> BilateralTalk:
    given = {
        "table": scene.table,
        "provider": scene.provider,
        "subject": TalkSubject.PRICE,
        "about": about,
        "starts_at": NEXT_WEEK,
        "place": "Kamer 2",
        "online": False,
        "by": scene.purchaser,
        "at": NOON,
    }
    return actions.plan_talk(**(given | change))


def asked_for(
    scene: Scene, *, by: Actor | None = None, about: str = "Onze kosten stijgen."
) -> BilateralTalk:
    return actions.ask_talk(
        table=scene.table,
        subject=TalkSubject.COST,
        about=about,
        wish="Dinsdag",
        by=by or scene.director,
        at=NOON,
    )


def request(scene: Scene, *, providers: list[int] | None = None, **change: object) -> object:
    given = {
        "table": scene.table,
        "kind": RequestKind.COST,
        "title": "Kosten 2027",
        "question": "Hoe zijn uw kosten opgebouwd?",
        "purpose": "Voor de prijs van 2027.",
        "last_day": NEXT_WEEK.date(),
        "providers": providers or [scene.provider.pk, scene.competitor.pk],
        "by": scene.purchaser,
        "at": NOON,
    }
    made: ConfidentialRequest = actions.send_request(**(given | change))
    return made


def question(scene: Scene, *, text: str = "Mogen wij stoppen in Lopik?") -> PrivateQuestion:
    return actions.ask_privately(
        table=scene.table,
        item=scene.item,
        text=text,
        interest="Ons personeel weet dit nog niet.",
        by=scene.director,
        at=NOON,
    )
