"""Papers, minutes, who saw what, decisions and reports; and what of them is public."""

from __future__ import annotations

from convenant.roundtables import actions as tables
from convenant.roundtables.models import AgendaItem, Meeting, Minutes, RoundTable
from tests import factories
from tests.factories import SYSTEM
from tests.web.permissions import Scene

ALL = "200 200 200 200 200 200 200 200 200 200 200"
HERE = "302 404 200 200 200 200 200 200 200 200 200"
BUYERS = "302 404 404 404 404 200 200 200 200 200 200"
REGION = "302 200 200 200 200 200 200 200 200 200 200"

PERMISSIONS = {
    ("papers:list", "get"): HERE,
    ("papers:add", "post"): "302 404 422 422 403 422 422 403 422 403 403",
    ("papers:publish", "post"): "302 404 403 403 403 409 409 403 409 403 403",
    ("papers:log", "get"): HERE,
    ("papers:download", "get"): "404 404 404 404 404 404 404 404 404 404 404",
    ("papers:withdraw", "get"): "302 404 404 404 404 200 200 404 200 404 404",
    ("papers:withdraw", "post"): "302 404 404 404 404 422 422 404 422 404 404",
    ("minutes:show", "get"): HERE,
    ("minutes:begin", "post"): "302 404 403 403 403 302 302 403 302 403 403",
    ("minutes:write", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("minutes:write", "post"): "302 404 403 403 403 422 422 403 422 403 403",
    ("minutes:autosave", "post"): "302 404 404 404 404 404 404 404 404 404 404",
    ("minutes:share", "post"): "302 404 403 403 403 302 302 403 302 403 403",
    ("minutes:comment", "post"): "302 404 422 422 422 422 422 422 422 422 422",
    ("minutes:answer", "get"): "302 404 403 403 403 200 200 403 200 403 403",
    ("minutes:answer", "post"): "302 404 403 403 403 422 422 403 422 403 403",
    ("minutes:approve", "get"): "302 404 403 403 403 403 403 403 200 403 403",
    ("minutes:approve", "post"): "302 404 403 403 403 403 403 403 422 403 403",
    ("minutes:begin_correction", "post"): "302 404 403 403 403 409 409 403 409 403 403",
    ("minutes:correct", "get"): "302 404 403 403 403 403 403 403 409 403 403",
    ("minutes:correct", "post"): "302 404 403 403 403 403 403 403 409 403 403",
    ("minutes:version", "get"): HERE,
    ("insight:start", "get"): "302 302 302 302 302 200 200 200 200 200 200",
    ("insight:party", "get"): "302 404 200 404 200 200 200 200 200 200 200",
    ("insight:party_file", "get"): "302 404 200 404 200 200 200 200 200 200 200",
    ("insight:table", "get"): BUYERS,
    ("insight:document", "get"): BUYERS,
    ("insight:decisions", "get"): REGION,
    ("insight:decisions_file", "get"): REGION,
    ("insight:report", "get"): HERE,
    ("insight:report_year", "get"): HERE,
    ("insight:report_file", "get"): HERE,
    ("public:decisions_file", "get"): ALL,
    ("public:feed", "get"): ALL,
    ("public:feed_of_table", "get"): ALL,
    ("public:minutes", "get"): "404 404 404 404 404 404 404 404 404 404 404",
    ("public:papers", "get"): ALL,
    ("public:report", "get"): ALL,
    ("public:report_year", "get"): ALL,
    ("public:search", "get"): ALL,
}


def _held(scene: Scene) -> Meeting:
    """A meeting of the region with shared minutes and one comment; made once."""
    shared = Minutes.objects.filter(meeting__table__region=scene.region).first()
    if shared is not None:
        return shared.meeting
    before = AgendaItem.objects.filter(meeting__table__region=scene.region).latest("pk")
    gathering = factories.meeting(before.meeting.table)
    factories.item(gathering, before.version, raised_by=scene.buyer)
    factories.opened(gathering)
    factories.held(gathering)
    written = tables.begin_minutes(meeting=gathering, text="Kort.", by=SYSTEM, at=scene.at)
    tables.share_minutes(minutes=written, by=SYSTEM, at=scene.at)
    tables.comment_on_minutes(
        minutes=written, text="Klopt.", by=scene.people["provider"], at=scene.at
    )
    return gathering


def _meeting(scene: Scene) -> list[object]:
    return [_held(scene).pk]


def _table(scene: Scene) -> list[object]:
    return [_held(scene).table.slug]


def _comment(scene: Scene) -> list[object]:
    return [Minutes.objects.get(meeting=_held(scene)).comments.get().pk]


def _version(scene: Scene) -> list[object]:
    held = _held(scene)
    return [held.pk, Minutes.objects.get(meeting=held).versions.get().pk]


def _paper(scene: Scene) -> list[object]:
    """Handed in by the municipality and not published; its file is not in the vault."""
    table = RoundTable.objects.get(pk=_held(scene).table_id)
    made = tables.add_paper(
        table=table,
        title="Stuk",
        readers="parties",
        file_name="a.pdf",
        stored_as="0" * 32,
        digest="0" * 64,
        size=1,
        by=SYSTEM,
        at=scene.at,
    )
    return [made.pk]


def _document(scene: Scene) -> list[object]:
    return [*_table(scene), "meeting", str(_held(scene).pk)]


ADDRESSES = {
    **{f"papers:{name}": _table for name in ("list", "add", "publish", "log")},
    "papers:download": _paper,
    "papers:withdraw": _paper,
    **{
        f"minutes:{name}": _meeting
        for name in (
            "show",
            "begin",
            "write",
            "autosave",
            "share",
            "comment",
            "approve",
            "begin_correction",
            "correct",
        )
    },
    "minutes:answer": _comment,
    "minutes:version": _version,
    "insight:party": lambda scene: [scene.provider.slug],
    "insight:party_file": lambda scene: [scene.provider.slug],
    "insight:table": _table,
    "insight:document": _document,
    "insight:report": _table,
    "insight:report_year": lambda scene: [*_table(scene), scene.at.year],
    "insight:report_file": lambda scene: [*_table(scene), scene.at.year],
    "public:feed": lambda scene: [scene.region.slug, "agenda"],
    "public:feed_of_table": lambda scene: [scene.region.slug, *_table(scene), "besluiten"],
    "public:minutes": lambda scene: [*_meeting(scene), 1],
    "public:report": _table,
    "public:report_year": lambda scene: [*_table(scene), scene.at.year],
}
