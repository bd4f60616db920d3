"""A region with its people around one item on the table."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client

from convenant.agreements.models import Agreement
from convenant.core.actors import Actor, Role
from convenant.core.contributions import Target
from convenant.documents.models import Version
from convenant.parties.models import Organisation, Region
from convenant.roundtables import actions
from convenant.roundtables.models import AgendaItem, Contribution
from tests import factories
from tests.factories import NOON
from tests.web.visitors import signed_in


@dataclass
class Scene:
    region: Region
    buyer: Organisation
    agreement: Agreement
    version: Version
    item: AgendaItem
    seated: Actor
    absent: Actor
    purchaser: Actor
    chair: Actor
    stranger: Actor

    def browser(self, who: str) -> Client:
        return signed_in(getattr(self, who))

    def remark(
        self, by: Actor, text: str = "Reistijd telt zwaar.", target=Target.ARTICLE, key: str = "a4"
    ) -> Contribution:
        return actions.contribute(item=self.item, target=target, key=key, text=text, by=by, at=NOON)


@pytest.fixture
def scene(db) -> Scene:
    region, buyer, _basis, sub = factories.small_region()
    seated, absent = (
        factories.provider(region, name="Stichting Lekzorg"),
        factories.provider(region),
    )
    version = factories.published(sub)
    elsewhere = factories.region("Elders")
    return Scene(
        region=region,
        buyer=buyer,
        agreement=sub,
        version=version,
        item=factories.open_item(version, about=sub, seated=[seated]),
        seated=factories.director(seated),
        absent=factories.director(absent),
        purchaser=factories.actor(buyer, Role.PURCHASER, name="Marieke de Wit"),
        chair=factories.actor(buyer, Role.CHAIR),
        stranger=factories.director(factories.provider(elsewhere)),
    )
