"""Rows for the mandates of a region."""

from __future__ import annotations

from convenant.parties import actions as parties
from convenant.parties import queries
from tests import factories
from tests.factories import SYSTEM
from tests.web.permissions import Scene

PERMISSIONS = {
    ("mandates:list", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("mandates:give", "get"): "302 404 404 404 404 403 403 200 403 403 200",
    ("mandates:give", "post"): "302 404 404 404 404 403 403 422 403 403 422",
    ("mandates:show", "get"): "302 404 404 404 404 200 200 200 200 200 200",
    ("mandates:change", "get"): "302 404 404 404 404 403 403 200 403 403 200",
    ("mandates:change", "post"): "302 404 404 404 404 403 403 422 403 403 422",
    ("mandates:withdraw", "get"): "302 404 404 404 404 403 403 200 403 403 200",
    ("mandates:withdraw", "post"): "302 404 404 404 404 403 403 422 403 403 422",
}


def _mandate(scene: Scene) -> list[object]:
    """A mandate of the buyer to another municipality of the region."""
    other = queries.by_code(cbs="0353") or factories.municipality(
        scene.region, name="IJsselstein", cbs="0353"
    )
    mandate = parties.give_mandate(
        region=scene.region,
        giver=scene.buyer,
        holder=other,
        since=factories.START,
        by=SYSTEM,
        at=scene.at,
    )
    return [mandate.pk]


ADDRESSES = {
    "mandates:show": _mandate,
    "mandates:change": _mandate,
    "mandates:withdraw": _mandate,
}
