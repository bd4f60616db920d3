"""Remarks, answers and the articles they are worked into."""

from __future__ import annotations

from collections.abc import Mapping

from convenant.core.contributions import Target
from convenant.roundtables import actions as tables
from convenant.roundtables.models import AgendaItem, Contribution, RoundTable
from tests.web.permissions import Scene

HERE = "302 404 200 200 200 200 200 200 200 200 200"
ANSWERS = "302 404 403 403 403 200 200 403 403 403 403"
WRITES = "302 404 404 404 404 302 302 404 404 404 404"

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("tables:adopt_wording", "post"): "302 404 403 403 403 302 302 403 403 403 403",
    ("tables:answer", "get"): "302 404 403 403 403 302 302 403 403 403 403",
    ("tables:answer", "post"): "302 404 403 403 403 302 302 403 403 403 403",
    ("tables:change_remark", "get"): "302 404 200 403 403 403 403 403 403 403 403",
    ("tables:change_remark", "post"): "302 404 302 403 403 403 403 403 403 403 403",
    ("tables:digital", "get"): HERE,
    ("tables:support", "post"): "302 404 409 302 403 403 403 403 403 302 403",
    ("tables:unanswered", "get"): ANSWERS,
    ("tables:withdraw_remark", "post"): "302 404 302 403 403 403 403 403 403 403 403",
    ("texts:ask", "post"): WRITES,
    ("texts:keep", "post"): WRITES,
    ("texts:let_go", "post"): WRITES,
}


def _item(scene: Scene) -> AgendaItem:
    """The first open item of the region about a text of which the next version is written."""
    return AgendaItem.objects.filter(
        meeting__table__region=scene.region,
        meeting__status="open",
        version__document__versions__status="concept",
    ).earliest("pk")


def _table(scene: Scene) -> list[object]:
    return [RoundTable.objects.get(pk=_item(scene).meeting.table_id).slug]


def _remark(scene: Scene) -> list[object]:
    return [_said(scene).pk]


def _said(scene: Scene) -> Contribution:
    """A remark of the provider with a wording of its own, one for all addresses."""
    text = "Graag duidelijker."
    found = Contribution.objects.filter(item=_item(scene), text=text).first()
    return found or tables.contribute(
        item=_item(scene),
        target=Target.ARTICLE,
        key="a4",
        text=text,
        proposed="De gemeente betaalt per uur.",
        by=scene.people["provider"],
        at=scene.at,
    )


def _article(scene: Scene) -> list[object]:
    version = _item(scene).version
    assert version is not None
    return [version.document.slug, 2, "a4"]


ADDRESSES = {
    "tables:adopt_wording": _remark,
    "tables:answer": lambda scene: [_item(scene).pk],
    "tables:change_remark": _remark,
    "tables:digital": _table,
    "tables:support": _remark,
    "tables:unanswered": lambda scene: [_item(scene).pk],
    "tables:withdraw_remark": _remark,
    "texts:ask": _article,
    "texts:keep": _article,
    "texts:let_go": _article,
}
DATA = {
    "tables:adopt_wording": {"seen_edits": "0"},
    "tables:change_remark": {"text": "Graag anders.", "proposed": ""},
}
