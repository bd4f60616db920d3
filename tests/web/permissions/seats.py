"""How seats are chosen and what they cover; what providers do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from convenant.core.seating.facts import Rules
from convenant.core.seating.policies import Criterion, FacetKind, Shape
from convenant.core.seats import Chooser
from convenant.roundtables import actions as tables
from convenant.roundtables.models import Facet, RoundTable, SeatPolicy
from tests.factories import SYSTEM
from tests.web.permissions import Scene

INSIDE = "302 404 200 200 200 200 200 200 200 200 200"
BUYING = "302 404 404 404 404 200 200 200 200 200 200"
SETS = "302 404 404 404 404 200 200 403 403 200 403"
SETS_POST = "302 404 404 404 404 422 422 403 403 422 403"
SETS_DONE = "302 404 404 404 404 302 302 403 403 302 403"
MARKS = "302 404 404 404 404 422 422 403 422 403 403"
MARKS_DONE = "302 404 404 404 404 302 302 403 302 403 403"
KEEPS = "302 404 404 404 404 200 200 403 200 200 200"
KEEPS_POST = "302 404 404 404 404 422 422 403 422 422 422"
KEEPS_DONE = "302 404 404 404 404 302 302 403 302 302 302"

PERMISSIONS = {
    ("seats:show", "get"): INSIDE,
    ("seats:draft", "get"): SETS,
    ("seats:draft", "post"): SETS_POST,
    ("seats:policy", "get"): INSIDE,
    ("seats:agree_policy", "post"): SETS_POST,
    ("seats:drop_policy", "post"): SETS_DONE,
    ("seats:proposal", "get"): BUYING,
    ("seats:propose", "post"): SETS_DONE,
    ("seats:swap", "post"): SETS_POST,
    ("seats:agree_seats", "post"): SETS_POST,
    ("seats:proof", "get"): INSIDE,
    ("seats:proof_download", "get"): INSIDE,
    ("seats:important", "get"): BUYING,
    ("seats:important", "post"): MARKS,
    ("seats:end_important", "post"): MARKS_DONE,
    ("seats:facets", "get"): BUYING,
    ("seats:facets", "post"): KEEPS_POST,
    ("seats:rename_facet", "get"): KEEPS,
    ("seats:rename_facet", "post"): KEEPS_DONE,
    ("seats:drop_facet", "post"): KEEPS_DONE,
    ("seats:providers", "get"): BUYING,
    ("seats:served", "get"): BUYING,
    ("seats:served", "post"): KEEPS_DONE,
    ("seats:paste", "get"): KEEPS,
    ("seats:paste", "post"): KEEPS_POST,
    ("seats:half_days", "get"): "302 404 404 404 404 403 403 403 403 403 200",
    ("seats:half_days", "post"): "302 404 404 404 404 403 403 403 403 403 422",
    ("seats:own", "get"): "302 200 200 200 200 404 404 404 404 404 404",
    ("seats:own", "post"): "302 302 302 302 403 404 404 404 404 404 404",
}


def _table(scene: Scene) -> RoundTable:
    found = RoundTable.objects.filter(region=scene.region).order_by("pk").first()
    assert found is not None
    return found


def _at_table(scene: Scene) -> list[object]:
    return [_table(scene).slug]


def _policy(number: int) -> Callable[[Scene], list[object]]:
    """The first policy stands, the second is in the making and has its seats proposed."""

    def made(scene: Scene) -> list[object]:
        table, today = _table(scene), scene.at.date()
        while SeatPolicy.objects.filter(table=table).count() < number:
            policy = tables.draft_seat_policy(
                table=table,
                rules=Rules(Shape.TOTAL, 1, {}, {Criterion.TURNOVER: 1}),
                measured_on=today,
                year=today.year,
                valid_from=today,
                valid_before=today + timedelta(days=300),
                chooser=Chooser.PURCHASER,
                why="Zo zit er iemand.",
                by=SYSTEM,
                at=scene.at,
            )
            if policy.number == 1:
                tables.agree_with_seat_policy(
                    policy=policy, chooser=Chooser.SOCIAL_TEAM, why="Ja.", by=SYSTEM, at=scene.at
                )
            else:
                tables.propose_seats(policy=policy, by=SYSTEM, at=scene.at)
        return [table.slug, number]

    return made


def _facet(scene: Scene) -> list[object]:
    found = Facet.objects.filter(region=scene.region).first() or tables.add_facet(
        region=scene.region, kind=FacetKind.RESULT, name="Meedoen", by=SYSTEM, at=scene.at
    )
    return [found.pk]


def _important(scene: Scene) -> dict[str, object]:
    tables.mark_important(
        table=_table(scene), provider=scene.provider, why="Groot.", by=SYSTEM, at=scene.at
    )
    return {"provider": str(scene.provider.pk)}


ADDRESSES = {
    **{
        f"seats:{name}": _at_table
        for name in ("show", "draft", "proof", "proof_download", "important", "end_important")
    },
    "seats:policy": _policy(1),
    **{
        f"seats:{name}": _policy(2)
        for name in (
            "agree_policy",
            "drop_policy",
            "proposal",
            "propose",
            "swap",
            "agree_seats",
        )
    },
    "seats:rename_facet": _facet,
    "seats:drop_facet": _facet,
    "seats:served": lambda scene: [scene.provider.slug],
}

DATA = {
    "seats:end_important": _important,
    "seats:rename_facet": {"name": "Een andere naam"},
}
