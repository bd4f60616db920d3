"""Agendas built by both sides, and the guard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from convenant.core.agenda import ItemKind
from convenant.core.contributions import Target
from convenant.roundtables import actions
from convenant.roundtables.actions import Wish
from convenant.roundtables.models import AgendaItem, Hold, Meeting, Proposal
from tests import factories
from tests.factories import SYSTEM
from tests.web.permissions import Scene

PROPOSES = "302 404 200 200 403 200 200 200 200 200 403"
SETS_GET = "302 404 403 403 403 200 200 403 200 403 403"
SETS_POST = "302 404 403 403 403 302 302 403 302 403 403"
OWN = "302 404 302 403 403 403 403 403 403 403 403"
HERE = "302 404 200 200 200 200 200 200 200 200 200"

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("agenda:rules", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("agenda:look", "post"): "302 200 200 200 200 200 200 200 200 200 200",
    ("agenda:propose", "get"): PROPOSES,
    ("agenda:propose", "post"): PROPOSES.replace("200", "302"),
    ("agenda:proposals", "get"): HERE,
    ("agenda:proposal", "get"): HERE,
    ("agenda:change_proposal", "get"): "302 404 200 403 403 403 403 403 403 403 403",
    ("agenda:change_proposal", "post"): OWN,
    ("agenda:withdraw", "post"): OWN,
    ("agenda:take_up", "post"): SETS_POST,
    ("agenda:decline", "post"): SETS_POST,
    ("agenda:move", "post"): SETS_POST,
    ("agenda:change_item", "get"): SETS_GET,
    ("agenda:change_item", "post"): SETS_POST,
    ("agenda:take_off", "get"): SETS_GET,
    ("agenda:take_off", "post"): SETS_POST,
    ("agenda:begin", "post"): SETS_POST,
    ("agenda:state", "post"): "302 404 403 403 403 403 403 403 302 403 403",
    ("agenda:guard", "get"): "302 404 404 404 404 404 404 404 200 404 404",
    ("agenda:decide_hold", "post"): "302 404 404 404 404 404 404 404 302 404 404",
    ("agenda:own_texts", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("agenda:rewrite", "get"): "302 404 302 404 403 404 404 404 403 404 404",
    ("agenda:rewrite", "post"): "302 404 302 404 403 404 404 404 403 404 404",
}

WISH = {"kind": "process", "title": "Minder vaak overleggen", "explanation": "", "place": ""}

DATA: Mapping[str, Mapping[str, object]] = {
    "agenda:propose": WISH,
    "agenda:change_proposal": WISH,
    "agenda:decline": {"why": "Stond er al op."},
    "agenda:move": {"richting": "omhoog"},
    "agenda:change_item": {"kind": "process", "title": "Overleg", "explanation": ""},
    "agenda:take_off": {"why": "Dubbel."},
    "agenda:decide_hold": {"released": "yes", "why": "Mag."},
    "agenda:rewrite": {"text": "Anders."},
}


def _open(scene: Scene) -> AgendaItem:
    """The first item of the region that is open to all."""
    return AgendaItem.objects.filter(
        meeting__table__region=scene.region, meeting__status="open", version__isnull=False
    ).earliest("pk")


def _building(scene: Scene) -> Meeting:
    """A confirmed meeting with an item of the buyer."""
    item = AgendaItem.objects.filter(title="Op te stellen").first()
    if item is not None:
        return item.meeting
    meeting = factories.meeting(_open(scene).meeting.table, starts_at=scene.at + timedelta(days=12))
    actions.confirm_meeting(meeting=meeting, by=SYSTEM, at=scene.at)
    actions.put_on_agenda(
        meeting=meeting,
        title="Op te stellen",
        explanation="",
        version=None,
        raised_by=scene.buyer,
        by=SYSTEM,
        at=scene.at,
    )
    return meeting


def _item(scene: Scene) -> list[object]:
    return [AgendaItem.objects.get(meeting=_building(scene), title="Op te stellen").pk]


def _proposal(scene: Scene) -> list[object]:
    found = Proposal.objects.filter(title="Van ons").first() or actions.propose(
        table=_building(scene).table,
        meeting=_building(scene),
        wish=Wish(ItemKind.PROCESS, "Van ons"),
        by=scene.people["provider"],
        at=scene.at,
    )
    return [found.pk]


def _hold(scene: Scene) -> list[object]:
    text = "Wij vragen € 45."
    if not Hold.objects.filter(text=text).exists():
        actions.contribute(
            item=_open(scene),
            target=Target.ITEM,
            key="",
            text=text,
            by=scene.people["provider"],
            at=scene.at,
        )
    return [Hold.objects.get(text=text).pk]


def _to_state(scene: Scene) -> list[object]:
    """A meeting of its own whose agenda is published and where nobody stated anything yet."""
    meeting = factories.meeting(_open(scene).meeting.table, starts_at=scene.at + timedelta(days=19))
    factories.item(meeting, _open(scene).version, raised_by=scene.buyer)
    return [factories.opened(meeting).pk]


def _table(scene: Scene) -> list[object]:
    return [_open(scene).meeting.table.slug]


ADDRESSES = {
    "agenda:propose": _table,
    "agenda:proposals": _table,
    "agenda:guard": _table,
    **dict.fromkeys(
        [f"agenda:{name}" for name in ("proposal", "change_proposal", "withdraw", "take_up")],
        _proposal,
    ),
    "agenda:decline": _proposal,
    "agenda:move": _item,
    "agenda:change_item": _item,
    "agenda:take_off": _item,
    "agenda:begin": lambda scene: [_building(scene).pk],
    "agenda:state": _to_state,
    "agenda:decide_hold": _hold,
    "agenda:rewrite": _hold,
}
