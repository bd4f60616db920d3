"""The region: its start, set-up, arrangement, participants and the share of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from convenant.parties.models import Arrangement
from tests.web.permissions import Scene

READ = "302 404 404 404 404 200 200 200 200 200 200"
CHANGE = "302 404 404 404 404 403 403 403 403 403 200"

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("region:start", "get"): READ,
    ("region:new", "get"): CHANGE,
    ("region:new", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:setup", "get"): READ,
    ("region:question", "get"): CHANGE,
    ("region:question", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:check", "get"): "302 404 404 404 404 403 403 403 403 403 302",
    ("region:check", "post"): "302 404 404 404 404 403 403 403 403 403 302",
    ("region:begin", "post"): "302 404 404 404 404 403 403 403 403 403 302",
    ("region:arrangements", "get"): READ,
    ("region:arrangement", "get"): READ,
    ("region:word", "get"): "302 404 404 404 404 403 403 200 403 403 200",
    ("region:word", "post"): "302 404 404 404 404 403 403 422 403 403 422",
    ("region:participants", "get"): READ,
    ("region:add", "get"): CHANGE,
    ("region:join", "get"): CHANGE,
    ("region:join", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:merge", "get"): CHANGE,
    ("region:merge", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:municipality", "get"): READ,
    ("region:change", "get"): CHANGE,
    ("region:change", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:leave", "get"): CHANGE,
    ("region:leave", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:move", "get"): CHANGE,
    ("region:move", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:providers", "get"): READ,
    ("region:providers_download", "get"): READ,
    ("region:add_provider", "get"): CHANGE,
    ("region:add_provider", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:provider", "get"): READ,
    ("region:provider", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:products", "get"): READ,
    ("region:product", "get"): READ,
    ("region:product", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("region:shares", "get"): READ,
    ("region:shares_download", "get"): READ,
    ("region:new_table", "get"): "302 404 404 404 404 200 200 403 200 403 403",
    ("region:new_table", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("region:theme", "get"): CHANGE,
    ("region:theme", "post"): "302 404 404 404 404 403 403 403 403 403 422",
}


def _number(scene: Scene) -> list[object]:
    """The last arrangement of the region."""
    found = Arrangement.objects.filter(region=scene.region).order_by("-number").first()
    return [found.number if found else 1]


ADDRESSES: Mapping[str, Callable[[Scene], list[object]]] = {
    "region:question": lambda _scene: ["schaal"],
    "region:arrangement": _number,
    "region:word": _number,
    "region:join": lambda _scene: ["0321"],
    "region:municipality": lambda scene: [scene.buyer.slug],
    "region:change": lambda scene: [scene.buyer.slug],
    "region:leave": lambda scene: [scene.buyer.slug],
    "region:move": lambda scene: [scene.buyer.slug],
    "region:provider": lambda scene: [scene.provider.slug],
    "region:product": lambda _scene: ["02A05"],
}
