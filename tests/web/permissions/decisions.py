"""Who must decide what, and what changes outside."""

from __future__ import annotations

from datetime import date, timedelta

from convenant.core.decisions import Matter
from convenant.strategy import actions as strategy
from convenant.strategy.actions.changes import ChangeWords
from convenant.strategy.models import Discipline, Dossier, LayerTurn, PolicyChange, ReviewTask
from tests.factories import SYSTEM
from tests.web.permissions import Scene


def _dossier(scene: Scene, *, spoken: bool = False) -> Dossier:
    dossier = strategy.open_dossier(
        region=scene.region,
        matter=Matter.SUB_AGREEMENT,
        title="Begeleiding",
        text="Stemt u in?",
        subject="",
        municipalities=[scene.buyer],
        disciplines=[("Juridisch", "")],
        by=SYSTEM,
        at=scene.at,
    )
    if spoken:
        discipline = Discipline.objects.get(dossier=dossier)
        strategy.record_word(discipline=discipline, agrees=True, note="", by=SYSTEM, at=scene.at)
    return dossier


def _discipline(scene: Scene) -> Discipline:
    return Discipline.objects.get(dossier=_dossier(scene))


def _turn(scene: Scene) -> LayerTurn:
    dossier = _dossier(scene, spoken=True)
    strategy.enter_chain(dossier=dossier, by=SYSTEM, at=scene.at)
    return LayerTurn.objects.get(dossier=dossier)


def _change(scene: Scene) -> PolicyChange:
    words = ChangeWords("Reikwijdte", "Hervormingsagenda Jeugd", "", date(2027, 1, 1), ("45",))
    return strategy.record_policy_change(region=scene.region, words=words, by=SYSTEM, at=scene.at)


def _review(scene: Scene) -> ReviewTask:
    return strategy.ask_review(
        change=_change(scene),
        organisation=scene.buyer,
        text="Kijk wat dit raakt.",
        due_on=scene.at.date() + timedelta(days=30),
        by=SYSTEM,
        at=scene.at,
    )


ADDRESSES = {
    "decisions:dossier": lambda scene: [_dossier(scene).pk],
    "decisions:ask": lambda scene: [_dossier(scene).pk],
    "decisions:enter": lambda scene: [_dossier(scene, spoken=True).pk],
    "decisions:withdraw": lambda scene: [_dossier(scene).pk],
    "decisions:word": lambda scene: [_discipline(scene).pk],
    "decisions:drop": lambda scene: [_discipline(scene).pk],
    "decisions:turn": lambda scene: [_turn(scene).pk],
    "decisions:layers_set": lambda _scene: ["sub_agreement"],
    "decisions:change": lambda scene: [_change(scene).pk],
    "decisions:change_correct": lambda scene: [_change(scene).pk],
    "decisions:change_drop": lambda scene: [_change(scene).pk],
    "decisions:review_ask": lambda scene: [_change(scene).pk],
    "decisions:review": lambda scene: [_review(scene).pk],
}
DATA = {
    "decisions:ask": {"name": "Financiën"},
    "decisions:word": {"agrees": "yes"},
    "decisions:withdraw": {"why": "Het gaat niet door."},
    "decisions:turn": {"outcome": "agreed", "decided_on": "2026-01-05"},
    "decisions:layers_set": {"body_1": "college", "say_1": "approves"},
    "decisions:review": {"result": "Niets."},
}
PERMISSIONS = {
    ("decisions:ask", "post"): "302 404 404 404 404 302 302 403 403 403 302",
    ("decisions:change", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("decisions:change_add", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("decisions:change_add", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("decisions:change_correct", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("decisions:change_correct", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("decisions:change_drop", "post"): "302 404 404 404 404 302 302 403 403 403 302",
    ("decisions:changes", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("decisions:dossier", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("decisions:download", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("decisions:drop", "post"): "302 404 404 404 404 302 302 403 403 403 302",
    ("decisions:enter", "post"): "302 404 404 404 404 302 302 403 403 403 302",
    ("decisions:layers", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("decisions:layers_set", "get"): "302 404 404 404 404 403 403 403 403 403 200",
    ("decisions:layers_set", "post"): "302 404 404 404 404 403 403 403 403 403 302",
    ("decisions:list", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("decisions:open", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("decisions:open", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("decisions:review", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("decisions:review", "post"): "302 404 404 404 404 302 302 403 403 403 302",
    ("decisions:review_ask", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("decisions:turn", "get"): "302 404 404 404 404 403 403 200 403 403 200",
    ("decisions:turn", "post"): "302 404 404 404 404 403 403 302 403 403 302",
    ("decisions:withdraw", "get"): "302 404 404 404 404 200 200 403 403 403 200",
    ("decisions:withdraw", "post"): "302 404 404 404 404 302 302 403 403 403 302",
    ("decisions:word", "get"): "302 404 404 404 404 200 200 200 403 200 200",
    ("decisions:word", "post"): "302 404 404 404 404 302 302 302 403 302 302",
}
