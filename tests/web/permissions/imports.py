"""Who gets what on the pages where spreadsheets are taken over."""

from __future__ import annotations

from collections.abc import Mapping

from convenant.parties.models import Import
from tests.parties.import_files import HEAD, LEKZICHT, previewed, xlsx
from tests.web.permissions import Scene

_LOOK = "302 404 404 404 404 200 200 403 403 403 200"
_ACT = "302 404 404 404 404 302 302 403 403 403 302"

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("imports:list", "get"): _LOOK,
    ("imports:upload", "get"): _LOOK,
    ("imports:upload", "post"): "302 404 404 404 404 422 422 403 403 403 422",
    ("imports:template", "get"): _LOOK,
    ("imports:show", "get"): _LOOK,
    ("imports:download", "get"): _LOOK,
    ("imports:confirm", "get"): "302 404 404 404 404 302 302 403 403 403 302",
    ("imports:confirm", "post"): _ACT,
    ("imports:drop", "post"): _ACT,
    ("imports:recheck", "post"): _ACT,
    ("imports:skip_troubled", "post"): _ACT,
    ("imports:settle_all", "post"): _ACT,
    ("imports:row", "get"): _LOOK,
    ("imports:row", "post"): _ACT,
    ("imports:skip", "post"): _ACT,
    ("imports:settle", "post"): _ACT,
}


def _import(scene: Scene) -> Import:
    """One import for all addresses: a row with a question."""
    there = Import.objects.filter(region=scene.region).first()
    question = ("69599085", *LEKZICHT[1:])
    return there or previewed(scene.region, xlsx(HEAD, question), at=scene.at)


def _of(scene: Scene) -> list[object]:
    return [_import(scene).pk]


def _row(scene: Scene) -> list[object]:
    return [_import(scene).pk, 2]


ADDRESSES = {
    "imports:template": lambda _scene: ["provider", "nl"],
    "imports:show": _of,
    "imports:download": _of,
    "imports:confirm": _of,
    "imports:drop": _of,
    "imports:recheck": _of,
    "imports:skip_troubled": _of,
    "imports:settle_all": _of,
    "imports:row": _row,
    "imports:skip": _row,
    "imports:settle": _row,
}

DATA = {
    "imports:settle_all": {"problem": "kvk_check"},
    "imports:settle": {"problem": "kvk_check"},
    "imports:row": {"name": "Lekzicht", "agb": "73000001"},
}
