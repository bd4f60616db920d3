"""Series, preparing, moving, attendance, calendars and milestones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from convenant.core.lifecycles import MeetingStatus
from convenant.core.periods import Period
from convenant.roundtables import actions as tables
from convenant.roundtables.models import Blackout, Meeting, Milestone, MilestonePlan, RoundTable
from tests.factories import NOON, SYSTEM
from tests.web.permissions import Scene

PLANNER = "302 404 403 403 403 200 200 403 200 403 403"
PLANS = "302 404 403 403 403 422 422 403 422 403 403"
SEES = "302 404 404 404 404 200 200 200 200 200 200"
INSIDE = "302 404 404 404 404 200 200 403 200 403 403"

PERMISSIONS: Mapping[tuple[str, str], str] = {
    ("meetings:series", "get"): PLANNER,
    ("meetings:series", "post"): PLANNER,
    ("meetings:working_group", "get"): PLANNER,
    ("meetings:working_group", "post"): "302 404 403 403 403 302 302 403 302 403 403",
    ("meetings:year", "get"): PLANNER,
    ("meetings:year", "post"): PLANS,
    ("meetings:milestones", "get"): "302 404 200 200 200 200 200 200 200 200 200",
    ("meetings:milestones", "post"): "302 404 403 403 403 409 409 403 409 403 403",
    ("meetings:steps", "get"): PLANNER,
    ("meetings:steps", "post"): PLANS,
    ("meetings:step_done", "post"): "302 404 403 403 403 302 302 403 302 403 403",
    ("meetings:blackouts", "get"): SEES,
    ("meetings:blackouts", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("meetings:remove_blackout", "post"): "302 404 404 404 404 302 302 403 302 403 403",
    ("meetings:prepare", "get"): INSIDE,
    ("meetings:prepare", "post"): "302 404 404 404 404 302 302 403 302 403 403",
    ("meetings:move", "get"): INSIDE,
    ("meetings:move", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("meetings:cancel", "get"): INSIDE,
    ("meetings:cancel", "post"): "302 404 404 404 404 422 422 403 422 403 403",
    ("meetings:answer", "get"): "302 404 200 409 403 200 200 200 200 200 200",
    ("meetings:answer", "post"): "302 404 422 409 403 422 422 422 422 422 422",
    ("meetings:attendance", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("meetings:attendance", "post"): "302 404 403 403 403 302 302 403 302 403 403",
    ("meetings:proceed", "post"): "302 404 403 403 403 403 403 403 409 403 403",
    ("meetings:calendar", "get"): "302 200 200 200 200 200 200 200 200 200 200",
    ("meetings:calendar", "post"): "302 302 302 302 302 302 302 302 302 302 302",
    ("meetings:feed", "get"): "404 404 404 404 404 404 404 404 404 404 404",
    ("meetings:region_feed", "get"): "200 200 200 200 200 200 200 200 200 200 200",
    ("meetings:table_feed", "get"): "200 200 200 200 200 200 200 200 200 200 200",
}


def _first(scene: Scene) -> RoundTable:
    table = RoundTable.objects.filter(region=scene.region).order_by("pk").last()
    assert table is not None
    return table


def _slug(scene: Scene) -> list[object]:
    return [_first(scene).slug]


def _plan(scene: Scene) -> MilestonePlan:
    found = MilestonePlan.objects.filter(table=_first(scene)).first()
    return found or tables.begin_milestones(table=_first(scene), year=NOON.year, by=SYSTEM, at=NOON)


def _step(scene: Scene) -> list[object]:
    step = Milestone.objects.filter(plan=_plan(scene)).order_by("position").first()
    assert step is not None
    return [step.pk]


def _blackout(scene: Scene) -> list[object]:
    found = Blackout.objects.filter(region=scene.region).first() or tables.add_blackout(
        region=scene.region,
        name="Zomervakantie",
        period=Period(date(2026, 7, 1), date(2026, 9, 1)),
        yearly=True,
        by=SYSTEM,
        at=NOON,
    )
    return [found.pk]


def _meeting(scene: Scene, *, opened: bool) -> list[object]:
    """The region's last meeting that is planned, or whose agenda is open."""
    of_region = Meeting.objects.filter(table__region=scene.region)
    status = MeetingStatus.OPEN if opened else MeetingStatus.PLANNED
    found = of_region.filter(status=status).order_by("pk").last()
    assert found is not None
    return [found.pk]


def _planned(scene: Scene) -> list[object]:
    return _meeting(scene, opened=False)


def _opened(scene: Scene) -> list[object]:
    return _meeting(scene, opened=True)


ADDRESSES = {
    "meetings:series": _slug,
    "meetings:working_group": _slug,
    "meetings:year": _slug,
    "meetings:milestones": _slug,
    "meetings:steps": lambda scene: [*_slug(scene), _plan(scene).year],
    "meetings:step_done": _step,
    "meetings:remove_blackout": _blackout,
    "meetings:prepare": _planned,
    "meetings:move": _planned,
    "meetings:cancel": _planned,
    "meetings:answer": _opened,
    "meetings:attendance": _opened,
    "meetings:proceed": _opened,
    "meetings:feed": lambda _scene: ["geheim"],
    "meetings:region_feed": lambda scene: [scene.region.slug],
    "meetings:table_feed": lambda scene: [scene.region.slug, *_slug(scene)],
}

DATA = {"meetings:milestones": {"year": str(NOON.year)}}
