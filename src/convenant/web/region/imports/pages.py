"""What the pages of an import show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from convenant.core.actors import Actor, Kind
from convenant.core.imports.checking import Change
from convenant.core.imports.problems import FileNote, Found, Level, Problem
from convenant.core.lifecycles import ImportStatus
from convenant.parties import permissions, queries
from convenant.web.region.imports.lines import Line, line
from convenant.web.shared.components import (
    Badge,
    Cell,
    Detail,
    Figure,
    Link,
    Pagination,
    Table,
    Tone,
    pagination,
)
from convenant.web.shared.components import Column as TableColumn
from convenant.web.shared.components import Kind as ColumnKind
from convenant.web.shared.templatetags.convenant_format import moment, number
from convenant.wording.imports import (
    KINDS,
    STATUSES,
    file_problem_words,
    note_words,
)
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from convenant.parties.models import Import, ImportRow

A_PAGE = 25
STATUS_TONES = {
    ImportStatus.READING: Tone.INFO,
    ImportStatus.UNREADABLE: Tone.BAD,
    ImportStatus.PREVIEW: Tone.WARNING,
    ImportStatus.CONFIRMED: Tone.GOOD,
    ImportStatus.DROPPED: Tone.NEUTRAL,
}


@dataclass(frozen=True, slots=True)
class ListPage:
    table: Table
    pages: Pagination
    may_import: bool
    why_not: str
    crumbs: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is asked of several rows, to be answered at once."""

    code: str
    words: str
    button: str


@dataclass(frozen=True, slots=True)
class ShowPage:
    pk: int
    title: str
    lead: str
    badge: Badge
    status: str
    crumbs: Sequence[Link]
    percent: int | None
    progress: str
    poll_url: str
    error: str
    notes: Sequence[str]
    figures: Sequence[Figure]
    filters: Sequence[tuple[str, str, bool]]
    lines: Sequence[Line]
    pages: Pagination | None
    questions: Sequence[Question]
    blocking: int
    asking: int
    warnings: int
    ready: bool
    may_import: bool
    why_not: str
    kind: str
    details: Sequence[Detail]


def crumbs(last: str = "") -> list[Link]:
    """Where one is: the region, its imports, this one."""
    path = [Link(_("Regio"), reverse("region:start")), Link(_("Inlezen"), reverse("imports:list"))]
    return [*path, Link(last)] if last else [path[0], Link(_("Inlezen"))]


def list_page(viewer: Actor, query: QueryDict) -> ListPage:
    """The imports of the region, newest first."""
    page = Paginator(queries.imports(seen_by=viewer), A_PAGE).get_page(query.get("page"))
    allowed = permissions.may_import(viewer, viewer.region or 0)
    return ListPage(
        table=Table(
            caption=_("Eerder ingelezen"),
            columns=[
                TableColumn(_("Bestand")),
                TableColumn(_("Wat")),
                TableColumn(_("Stand"), ColumnKind.BADGE),
                TableColumn(_("Aangeleverd"), ColumnKind.MOMENT),
                TableColumn(_("Door")),
                TableColumn(_("Uitkomst")),
            ],
            rows=[_listed(one) for one in page],
            empty=_("Er is nog niets ingelezen. Begin met een sjabloon, of met uw eigen lijst."),
        ),
        pages=pagination(page, query),
        may_import=bool(allowed),
        why_not="" if allowed.reason is None else str(REASONS[allowed.reason]),
        crumbs=crumbs(),
    )


def _listed(one: Import) -> list[Any]:
    status = ImportStatus(one.status)
    return [
        Cell(one.file_name, url=reverse("imports:show", args=[one.pk])),
        str(KINDS[Kind(one.kind)]),
        Cell(str(STATUSES[status]), tone=STATUS_TONES[status]),
        one.started_at,
        one.started_by,
        _result_words(one.result) if one.result else "",
    ]


def _result_words(result: dict[str, int]) -> str:
    return _(
        "%(new)s nieuw, %(changed)s gewijzigd, %(same)s ongewijzigd, %(skipped)s overgeslagen"
    ) % {name: number(count) for name, count in result.items()}


def show_page(of: Import, viewer: Actor, query: QueryDict) -> ShowPage:
    """An import, as far as it is."""
    status = ImportStatus(of.status)
    allowed = permissions.may_import(viewer, of.region_id)
    counts = queries.row_counts(of, seen_by=viewer)
    shown = query.get("toon", "")
    rows = _narrowed(queries.rows_of(of, seen_by=viewer), shown)
    with_rows = status in {ImportStatus.PREVIEW, ImportStatus.CONFIRMED}
    page = Paginator(rows, A_PAGE).get_page(query.get("page")) if with_rows else None
    taken = {key: n for key, n in counts.items() if not key[0]}
    blocking = sum(n for (_s, level, _c), n in taken.items() if level == Level.BLOCKS)
    asking = sum(n for (_s, level, _c), n in taken.items() if level == Level.ASKS)
    warned = sum(n for (_s, level, _c), n in taken.items() if level == Level.WARNS)
    return ShowPage(
        pk=of.pk,
        title=of.file_name,
        lead=_("%(what)s, aangeleverd op %(when)s door %(who)s")
        % {
            "what": str(KINDS[Kind(of.kind)]).capitalize(),
            "when": moment(of.started_at),
            "who": of.started_by,
        },
        badge=Badge(str(STATUSES[status]), STATUS_TONES[status]),
        status=status.value,
        crumbs=crumbs(of.file_name),
        percent=of.done * 100 // of.found if of.found else None,
        progress=_progress(of),
        poll_url=reverse("imports:show", args=[of.pk]) if status is ImportStatus.READING else "",
        error=_error(of),
        notes=_notes(of) if with_rows else (),
        figures=_figures(of, counts) if with_rows else (),
        filters=_filters(of, counts, shown) if with_rows else (),
        lines=[line(row, Kind(of.kind)) for row in page] if page else (),
        pages=pagination(page, query) if page else None,
        questions=_questions(of, viewer) if status is ImportStatus.PREVIEW else (),
        blocking=blocking,
        asking=asking,
        warnings=warned,
        ready=status is ImportStatus.PREVIEW and not blocking and not asking,
        may_import=bool(allowed),
        why_not="" if allowed.reason is None else str(REASONS[allowed.reason]),
        kind=of.kind,
        details=_details(of, counts, warned),
    )


def _details(of: Import, counts: Counter[tuple[bool, str, str]], warned: int) -> list[Detail]:
    """What confirming will do, to check."""

    def many(change: Change) -> str:
        return number(
            sum(n for (skipped, _l, c), n in counts.items() if not skipped and c == change)
        )

    skipped = sum(n for (left_out, _l, _c), n in counts.items() if left_out)
    back = reverse("imports:show", args=[of.pk])
    return [
        Detail(_("Bestand"), of.file_name),
        Detail(_("Wat"), str(KINDS[Kind(of.kind)])),
        Detail(_("Nieuw"), many(Change.NEW)),
        Detail(_("Wijzigt"), many(Change.CHANGED)),
        Detail(_("Blijft gelijk"), many(Change.SAME)),
        Detail(_("Overgeslagen"), number(skipped), f"{back}?toon=skipped" if skipped else ""),
        Detail(_("Met een waarschuwing"), number(warned), f"{back}?toon=warns" if warned else ""),
    ]


def _progress(of: Import) -> str:
    if of.found is None:
        return _("Het bestand wacht op de verwerking.")
    words = ngettext(
        "%(done)s van %(found)s rij gelezen.", "%(done)s van %(found)s rijen gelezen.", of.found
    )
    return words % {"done": number(of.done), "found": number(of.found)}


def _error(of: Import) -> str:
    if not of.error:
        return ""
    values = of.notes[0]["values"] if of.notes else {}
    return file_problem_words(of.error, values)


def _notes(of: Import) -> list[str]:
    return [note_words(one["note"], one["values"]) for one in of.notes]


def fields_in_file(of: Import) -> list[str]:
    """The cells that the file has columns for."""
    for one in of.notes:
        if one["note"] == FileNote.COLUMNS_FOUND:
            return [pair.partition("=")[2] for pair in one["values"]["columns"].split(",")]
    return []


def _figures(of: Import, counts: Counter[tuple[bool, str, str]]) -> list[Figure]:
    here = reverse("imports:show", args=[of.pk])

    def figure(label: str, shown: str, note: str = "") -> Figure:
        many = sum(n for key, n in counts.items() if _fits(key, shown))
        return Figure(label, number(many), note, f"{here}?toon={shown}" if many else "")

    return [
        figure(_("Nieuw"), "new"),
        figure(_("Wijzigt"), "changed"),
        figure(_("Ongewijzigd"), "same"),
        figure(_("Met een fout of vraag"), "problems"),
        figure(_("Overgeslagen"), "skipped"),
    ]


def _fits(key: tuple[bool, str, str], shown: str) -> bool:
    skipped, level, change = key
    if shown == "skipped":
        return skipped
    if skipped:
        return shown == ""
    if shown == "problems":
        return level in {Level.BLOCKS, Level.ASKS}
    if shown in set(Level):
        return level == shown
    return shown in {"", change}


def _narrowed(rows: QuerySet[ImportRow], shown: str) -> QuerySet[ImportRow]:
    if shown == "skipped":
        return rows.filter(skipped=True)
    if shown == "problems":
        return rows.filter(skipped=False, level__in=[Level.BLOCKS, Level.ASKS])
    if shown in set(Level):
        return rows.filter(skipped=False, level=shown)
    if shown in set(Change):
        return rows.filter(skipped=False, change=shown)
    return rows


def _filters(
    of: Import, counts: Counter[tuple[bool, str, str]], shown: str
) -> list[tuple[str, str, bool]]:
    here = reverse("imports:show", args=[of.pk])
    labels = {
        "": _("Alle rijen"),
        "problems": _("Fouten en vragen"),
        "warns": _("Waarschuwingen"),
        "new": _("Nieuw"),
        "changed": _("Wijzigt"),
        "same": _("Ongewijzigd"),
        "skipped": _("Overgeslagen"),
    }
    found = []
    for name, label in labels.items():
        many = sum(n for key, n in counts.items() if _fits(key, name))
        if many or name == shown or not name:
            url = f"{here}?toon={name}#rijen" if name else f"{here}#rijen"
            found.append((f"{label} ({number(many)})", url, name == shown))
    return found


def _questions(of: Import, viewer: Actor) -> list[Question]:
    """What is asked of more than one row, and not answered yet."""
    asked: Counter[str] = Counter()
    rows = queries.rows_of(of, seen_by=viewer).filter(
        skipped=False, level__in=[Level.ASKS, Level.BLOCKS]
    )
    for problems, settled in rows.values_list("problems", "settled"):
        codes = {one["problem"] for one in problems} - set(settled)
        asked.update(code for code in codes if Found("", Problem(code)).level is Level.ASKS)
    words = {
        Problem.KVK_CHECK: _("Het controlecijfer van het KVK-nummer klopt niet"),
        Problem.SAME_KVK: _("Hetzelfde KVK-nummer bij een andere AGB-code"),
        Problem.NAMES_ALIKE: _("Namen in het bestand lijken op elkaar"),
        Problem.KVK_HAS_OTHER_AGB: _("Het KVK-nummer is al bekend met een andere AGB-code"),
        Problem.NAME_IS_THERE: _("De naam lijkt op die van een bekende aanbieder"),
    }
    return [
        Question(
            code,
            words[Problem(code)],
            _("Klopt voor alle %(count)s rijen") % {"count": number(many)},
        )
        for code, many in asked.most_common()
        if many > 1
    ]
