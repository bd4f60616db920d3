"""Working together at a table, and the represented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from convenant.core.alliance import CardKind, Circle
from convenant.core.meetings.gatherings import Gathering
from convenant.core.seats import SizeClass
from convenant.roundtables import actions as tables
from convenant.roundtables import queries
from convenant.roundtables.models import ConsultationRound, RoundTable
from tests import factories
from tests.factories import SYSTEM
from tests.web.permissions import Scene

READ = "302 404 200 200 200 200 200 200 200 200 200"
ADD = "302 404 200 200 403 200 200 200 200 200 403"
SENT = "302 404 422 422 403 422 422 422 422 422 403"
OWN = "302 404 302 403 403 403 403 403 403 403 403"
ROUND = "302 404 200 200 200 200 200 200 200 200 200"

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("alliance:show", "get"): READ,
    ("alliance:list", "get"): READ,
    ("alliance:add", "get"): ADD,
    ("alliance:add", "post"): SENT,
    ("alliance:entry", "get"): READ,
    ("alliance:act", "post"): OWN,
    ("consultation:start", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("consultation:show", "get"): ROUND,
    ("consultation:ask", "post"): "302 404 302 403 403 403 403 403 403 403 403",
    ("consultation:answer", "post"): "302 404 403 302 403 403 403 403 403 403 403",
    ("consultation:report", "post"): "302 404 409 403 403 403 403 403 403 403 403",
    ("consultation:meeting", "get"): READ,
    ("consultation:said", "get"): "302 404 404 200 404 404 404 404 404 404 404",
}


def _table(scene: Scene) -> list[object]:
    table = RoundTable.objects.filter(region=scene.region).order_by("pk").first()
    assert table is not None
    return [table.slug]


def _card(scene: Scene) -> list[object]:
    """A card of the provider, shared with everybody at the table."""
    (slug,) = _table(scene)
    card = tables.share_card(
        table=RoundTable.objects.get(slug=slug),
        kind=CardKind.INTEREST,
        text="Wij willen rust.",
        circle=Circle.TABLE,
        chosen=(),
        by=scene.people["provider"],
        at=scene.at,
    )
    return [slug, "belangen", card.pk]


def _round(scene: Scene) -> ConsultationRound:
    """A round of the provider, which speaks for its competitor."""
    (slug,) = _table(scene)
    table = RoundTable.objects.get(slug=slug)
    known = queries.rounds(region=scene.region.pk, seen_by=SYSTEM).filter(
        organisation=scene.provider
    )
    if found := known.first():
        made: ConsultationRound = found
        return made
    starts_at = scene.at + timedelta(days=20)
    meeting = tables.plan_meeting(
        table=table,
        starts_at=starts_at,
        preparation=Gathering(starts_at - timedelta(days=1), place="Stadshuis"),
        place="Stadshuis",
        guide=factories.guide(scene.region),
        seats={scene.provider.pk: SizeClass.SMALL},
        represents={scene.competitor.pk: scene.provider.pk},
        by=SYSTEM,
        at=scene.at,
    )
    tables.put_on_agenda(
        meeting=meeting,
        title="Reistijd",
        explanation="",
        version=None,
        raised_by=scene.buyer,
        by=SYSTEM,
        at=scene.at,
    )
    tables.confirm_meeting(meeting=meeting, by=SYSTEM, at=scene.at)
    tables.publish_agenda(meeting=meeting, by=SYSTEM, at=scene.at)
    return queries.rounds(region=scene.region.pk, seen_by=SYSTEM).get(item__meeting=meeting)


ADDRESSES = {
    "alliance:show": _table,
    "alliance:list": lambda scene: [*_table(scene), "belangen"],
    "alliance:add": lambda scene: [*_table(scene), "belangen"],
    "alliance:entry": _card,
    "alliance:act": lambda scene: [*_card(scene), "klaar"],
    "consultation:show": lambda scene: [_round(scene).pk],
    "consultation:ask": lambda scene: [_round(scene).pk],
    "consultation:answer": lambda scene: [_round(scene).pk],
    "consultation:report": lambda scene: [_round(scene).pk],
    "consultation:meeting": lambda scene: [_round(scene).item.meeting_id],
    "consultation:said": lambda scene: [_round(scene).item.meeting_id],
}
DATA = {
    "consultation:ask": {"text": "Wat vindt u?"},
    "consultation:answer": {"text": "Goed."},
    "consultation:report": {"text": "Gezegd."},
}
