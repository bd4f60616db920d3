"""Who sits, who speaks for whom; and a provider's profile."""

from __future__ import annotations

from collections.abc import Mapping

from convenant.core.profile import Sharing
from convenant.core.seats import Chooser, SizeClass
from convenant.parties import actions as parties
from convenant.parties.actions import Given
from convenant.parties.models import Organisation
from convenant.roundtables import actions as tables
from convenant.roundtables.models import RoundTable
from tests.factories import SYSTEM
from tests.web.permissions import Scene

READ = "302 404 404 404 404 200 200 200 200 200 200"
PLANS = "302 404 404 404 404 422 422 403 422 403 403"
CHOOSES = "302 404 404 404 404 422 422 403 403 422 403"
OWN = "302 200 200 200 200 404 404 404 404 404 404"
HERE = "302 404 200 200 200 404 404 404 404 404 404"

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("representation:list", "get"): READ,
    ("representation:show", "get"): READ,
    ("representation:assign", "post"): PLANS,
    ("representation:history", "get"): READ,
    ("representation:seats", "get"): READ,
    ("representation:choose", "post"): CHOOSES,
    ("representation:vacate", "post"): "302 404 404 404 404 302 302 403 302 302 403",
    ("representation:room", "post"): "302 404 404 404 404 302 302 403 302 403 403",
    ("representation:own", "get"): "302 404 200 200 200 302 302 302 302 302 302",
    ("representation:own", "post"): "302 404 422 422 422 302 302 302 302 302 302",
    ("profile:start", "get"): OWN,
    ("profile:answer", "get"): OWN,
    ("profile:answer", "post"): "302 302 302 302 403 404 404 404 404 404 404",
    ("profile:share", "get"): HERE,
    ("profile:share", "post"): "302 404 302 422 403 404 404 404 404 404 404",
    ("profile:answer_region", "get"): HERE,
    ("profile:answer_region", "post"): "302 404 302 302 403 404 404 404 404 404 404",
    ("profile:proof", "get"): "302 404 404 404 404 404 404 404 404 404 404",
    ("profile:matrix", "get"): READ,
    ("profile:download", "get"): READ,
    ("profile:seen", "get"): READ,
}


def _table(scene: Scene) -> list[object]:
    """A table of the region at which a provider sits that is nobody's in the table."""
    table = RoundTable.objects.filter(region=scene.region).order_by("pk").first()
    assert table is not None
    return [table.slug]


def _seated(scene: Scene) -> Mapping[str, object]:
    table = RoundTable.objects.get(slug=_table(scene)[0])
    provider = parties.add_provider(
        region=scene.region,
        name="Zit aan tafel",
        agb="73999999",
        kvk="",
        size=SizeClass.SMALL,
        turnover=1,
        since=scene.at.date(),
        by=SYSTEM,
        at=scene.at,
    )
    tables.choose_seats(
        table=table,
        seats={provider.pk: "Kent de wijk."},
        chooser=Chooser.PURCHASER,
        by=SYSTEM,
        at=scene.at,
    )
    return {"provider": str(provider.pk), "why": "Stopt."}


def _question(scene: Scene) -> list[object]:
    parties.answer_questions(
        provider=Organisation.objects.get(pk=scene.provider.pk),
        answers=[Given("areas", "Lekstroom")],
        by=SYSTEM,
        at=scene.at,
    )
    return [scene.region.slug]


AT_TABLE = ("show", "assign", "history", "seats", "choose", "vacate", "room", "own")
ADDRESSES = {
    **{f"representation:{name}": _table for name in AT_TABLE},
    "profile:answer": lambda _scene: ["areas"],
    "profile:share": _question,
    "profile:answer_region": lambda scene: [scene.region.slug, "areas"],
    "profile:proof": lambda _scene: [0],
    "profile:seen": lambda scene: [scene.provider.slug],
}

DATA = {
    "representation:vacate": _seated,
    "representation:room": {"most": "12"},
    "representation:own": {"speaker": "0"},
    "profile:answer": {"text": "Houten"},
    "profile:answer_region": {"text": "Houten"},
    "profile:share": {"areas": Sharing.GENERAL.value},
}
