"""Rows for what stays between the municipalities and one provider, and for procedures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from convenant.core.agenda import Side
from convenant.core.confidential import RequestKind, TalkSubject
from convenant.roundtables import actions as tables
from convenant.roundtables.actions import KeptFile
from convenant.roundtables.models import BilateralTalk, RoundTable
from tests.factories import SYSTEM
from tests.web.permissions import Scene

FILE = KeptFile("begroting.pdf", "ontbreekt", "0" * 64, 1)

LISTS = "302 404 200 200 403 200 200 403 200 403 403"
OWN = "302 404 200 404 404 200 200 404 200 404 404"
POSTED_BY_EITHER = "302 404 422 404 404 422 422 404 422 404 404"
BY_BUYERS = "302 404 422 404 404 422 422 404 422 404 404"
FILED = "302 404 404 404 404 404 404 404 404 404 404"

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("confidential:start", "get"): "302 404 200 200 200 200 200 200 200 200 200",
    ("confidential:talks", "get"): LISTS,
    ("confidential:new_talk", "get"): "302 404 200 200 403 200 200 403 200 403 403",
    ("confidential:new_talk", "post"): "302 404 422 422 403 422 422 403 422 403 403",
    ("confidential:talk", "get"): OWN,
    ("confidential:set_talk", "post"): BY_BUYERS,
    ("confidential:decline_talk", "post"): BY_BUYERS,
    ("confidential:cancel_talk", "post"): POSTED_BY_EITHER,
    ("confidential:calendar", "get"): OWN,
    ("confidential:write_minutes", "post"): BY_BUYERS,
    ("confidential:remark", "post"): POSTED_BY_EITHER,
    ("confidential:agree", "post"): "302 404 302 404 404 403 403 404 403 404 404",
    ("confidential:add_action", "post"): POSTED_BY_EITHER,
    ("confidential:finish_action", "post"): "302 404 302 404 404 302 302 404 302 404 404",
    ("confidential:attach", "post"): POSTED_BY_EITHER,
    ("confidential:paper", "get"): FILED,
    ("confidential:start_procedure", "get"): "302 404 403 403 403 200 403 403 403 403 403",
    ("confidential:start_procedure", "post"): "302 404 403 403 403 422 403 403 403 403 403",
    ("confidential:end_procedure", "get"): "302 404 403 403 403 200 403 403 403 403 403",
    ("confidential:end_procedure", "post"): "302 404 403 403 403 422 403 403 403 403 403",
    ("confidential:requests", "get"): LISTS,
    ("confidential:new_request", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("confidential:new_request", "post"): "302 404 403 403 403 422 422 403 422 403 403",
    ("confidential:request", "get"): OWN,
    ("confidential:answer_request", "post"): "302 404 302 404 404 403 403 404 403 404 404",
    ("confidential:remind", "post"): "302 404 403 404 404 302 302 404 302 404 404",
    ("confidential:close_request", "post"): "302 404 403 404 404 302 302 404 302 404 404",
    ("confidential:summarise", "get"): "302 404 403 404 404 409 409 404 409 404 404",
    ("confidential:summarise", "post"): "302 404 403 404 404 409 409 404 409 404 404",
    ("confidential:answer_paper", "get"): FILED,
    ("confidential:questions", "get"): LISTS,
    ("confidential:new_question", "get"): "302 404 200 200 403 403 403 403 403 403 403",
    ("confidential:new_question", "post"): "302 404 422 422 403 403 403 403 403 403 403",
    ("confidential:question", "get"): OWN,
    ("confidential:judge", "post"): BY_BUYERS,
    ("confidential:answer_question", "post"): BY_BUYERS,
    ("confidential:withdraw", "post"): "302 404 302 404 404 403 403 404 403 404 404",
    ("confidential:open_question", "post"): POSTED_BY_EITHER,
}


def _table(scene: Scene) -> RoundTable:
    table = RoundTable.objects.filter(region=scene.region).order_by("pk").first()
    assert table is not None
    return table


def _talk(scene: Scene, *, starts_in: timedelta = timedelta(days=3)) -> BilateralTalk:
    return tables.plan_talk(
        table=_table(scene),
        provider=scene.provider,
        subject=TalkSubject.PRICE,
        about="De prijs",
        starts_at=scene.at + starts_in,
        place="Kamer 2",
        online=False,
        by=SYSTEM,
        at=scene.at,
    )


def _held(scene: Scene) -> BilateralTalk:
    """A talk that was, with minutes, an action and a file."""
    at, before = scene.at + timedelta(hours=2), timedelta(hours=1)
    talk = _talk(scene, starts_in=before)
    tables.write_talk_minutes(talk=talk, text="Besproken.", number=0, by=SYSTEM, at=at)
    tables.add_talk_action(
        talk=talk, side=Side.PROVIDERS, text="Stuurt iets", due_on=None, by=SYSTEM, at=at
    )
    tables.attach_to_talk(talk=talk, title="", file=FILE, by=SYSTEM, at=at)
    return talk


def _request(scene: Scene) -> list[object]:
    made = tables.send_request(
        table=_table(scene),
        kind=RequestKind.COST,
        title="Kosten",
        question="Hoe?",
        purpose="Voor de prijs",
        last_day=scene.at.date() + timedelta(days=7),
        providers=[scene.provider.pk],
        by=SYSTEM,
        at=scene.at,
    )
    return [made.pk]


def _question(scene: Scene) -> list[object]:
    made = tables.ask_privately(
        table=_table(scene),
        item=None,
        text="Mag dit?",
        interest="Personeel",
        by=scene.people["provider"],
        at=scene.at,
    )
    return [made.pk]


def _procedure(scene: Scene) -> list[object]:
    """At a table of its own text, so that talks at the other go on."""
    table = RoundTable.objects.filter(region=scene.region).order_by("-pk").first()
    assert table is not None
    assert table.document_id != _table(scene).document_id
    made = tables.start_procedure(table=table, title="Gunning", why="Om", by=SYSTEM, at=scene.at)
    return [made.pk]


AT_TABLE = (
    "start",
    "talks",
    "new_talk",
    "start_procedure",
    "requests",
    "new_request",
    "questions",
    "new_question",
)
Made = Callable[[Scene], list[object]]
ADDRESSES: Mapping[str, Made] = {
    **{f"confidential:{name}": lambda scene: [_table(scene).slug] for name in AT_TABLE},
    **{
        f"confidential:{name}": lambda scene: [_talk(scene).pk]
        for name in ("talk", "set_talk", "decline_talk", "cancel_talk", "calendar")
    },
    **{
        f"confidential:{name}": lambda scene: [_held(scene).pk]
        for name in ("write_minutes", "remark", "agree", "add_action", "attach")
    },
    "confidential:finish_action": lambda scene: [_held(scene).pk, 1],
    "confidential:paper": lambda scene: [_held(scene).pk, 1],
    "confidential:end_procedure": _procedure,
    **{
        f"confidential:{name}": _request
        for name in ("request", "answer_request", "remind", "close_request", "summarise")
    },
    "confidential:answer_paper": lambda scene: [*_request(scene), scene.provider.pk, 1],
    **{
        f"confidential:{name}": _question
        for name in ("question", "judge", "answer_question", "withdraw", "open_question")
    },
}

DATA = {
    "confidential:agree": {"number": "1"},
    "confidential:answer_request": {"text": "Loon 80 procent."},
}
