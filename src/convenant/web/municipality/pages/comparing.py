"""The municipalities of a region side by side, and what each asks of a provider."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.processes import AskedOf, TeamTask, demanded
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import workbook
from convenant.parties.queries import WayOfWorking
from convenant.web.municipality.pages.profile import (
    NOTHING,
    change_words,
    crumbs,
    demand_table,
    profile_details,
)
from convenant.web.municipality.parts import (
    Banner,
    OfficePage,
    Section,
    said,
)
from convenant.web.shared.components import Cell, Column, Link, Table
from convenant.web.shared.templatetags.convenant_format import day
from convenant.wording.processes import TASKS

if TYPE_CHECKING:
    from convenant.parties.models import ProcessProfile


def compare_page(ways: Sequence[WayOfWorking], *, on: date) -> OfficePage:
    """What differs between municipalities, per aspect (D053-D057, D062, D063)."""
    missing = [way.municipality.name for way in ways if way.profile is None]
    return OfficePage(
        title=_("Gemeenten naast elkaar"),
        lead=_("Hoe elke gemeente van de regio werkt op %(day)s.") % {"day": day(on)},
        crumbs=crumbs(Link(_("Vergelijking"))),
        banner=Banner("warning", _("Nog geen profiel: %(names)s.") % {"names": ", ".join(missing)})
        if missing
        else None,
        actions=[Link(_("Overlap met inkoop"), reverse("municipality:overlap"))],
        sections=[
            Section("werkwijze", _("Werkwijze"), table=_ways_table(ways)),
            Section(
                "datums",
                _("Wanneer een verandering waar ingaat"),
                _("Leeg: daar geldt de datum van de regio."),
                table=_dates_table(ways),
            ),
        ],
    )


def _ways_table(ways: Sequence[WayOfWorking]) -> Table:
    return Table(
        caption=_("Werkwijze per gemeente"),
        columns=[Column(_("Onderwerp")), *(Column(way.municipality.name) for way in ways)],
        rows=aspects(ways),
        download_url=reverse("municipality:compare_download"),
        empty=_("Er doen geen gemeenten mee."),
    )


def aspects(ways: Sequence[WayOfWorking]) -> list[list[str]]:
    """One row per aspect, one text per municipality."""
    if not ways:
        return []
    known = [
        {} if way.profile is None else {d.term: d.text for d in profile_details(way.profile)}
        for way in ways
    ]
    terms = list(dict.fromkeys(term for details in known for term in details))
    rows: list[list[str]] = [[_("Geldt sinds"), *(_since(way.profile) for way in ways)]]
    rows += [[term, *(details.get(term, NOTHING) for details in known)] for term in terms]
    rows += [
        [said(words), *(_task(way.profile, task) for way in ways)] for task, words in TASKS.items()
    ]
    rows.append([_("Naar de eerste lijn"), *(_moves(way) for way in ways)])
    return rows


def compare_sheet(ways: Sequence[WayOfWorking]) -> bytes:
    """The same as a spreadsheet."""
    columns = [
        SheetColumn(_("Onderwerp"), width=34),
        *(SheetColumn(way.municipality.name, width=34) for way in ways),
    ]
    return workbook(_("Gemeenten naast elkaar"), columns, [*aspects(ways), *_date_rows(ways)])


def _since(profile: ProcessProfile | None) -> str:
    return NOTHING if profile is None else day(profile.valid_from)


def _task(profile: ProcessProfile | None, task: TeamTask) -> str:
    found = next((t for t in profile.tasks.all() if t.task == task), None) if profile else None
    if found is None:
        return NOTHING
    if not found.done:
        return _("nee")
    codes = ", ".join(found.not_bought)
    return _("ja, niet ingekocht: %(codes)s") % {"codes": codes} if codes else _("ja")


def _moves(way: WayOfWorking) -> str:
    return (
        "; ".join(
            _("%(code)s op %(day)s (%(volume)s)")
            % {"code": move.code, "day": day(move.moves_on), "volume": move.volume or NOTHING}
            for move in way.moves
        )
        or NOTHING
    )


def _dates_table(ways: Sequence[WayOfWorking]) -> Table:
    return Table(
        caption=_("Eigen datums per verandering"),
        columns=[Column(_("Verandering")), *(Column(way.municipality.name) for way in ways)],
        rows=[[Cell(text) for text in row] for row in _date_rows(ways)],
        empty=_("Geen gemeente koos een eigen datum."),
    )


def _date_rows(ways: Sequence[WayOfWorking]) -> list[list[str]]:
    subjects = list(dict.fromkeys(own.subject for way in ways for own in way.dates))
    return [[subject, *(_date(way, subject) for way in ways)] for subject in subjects]


def _date(way: WayOfWorking, subject: str) -> str:
    own = next((own for own in way.dates if own.subject == subject), None)
    if own is None:
        return ""
    words = change_words(own)
    return day(own.effective_on) if words == NOTHING else f"{day(own.effective_on)}: {words}"


def asked_page(ways: Sequence[WayOfWorking]) -> OfficePage:
    """What each municipality asks of the provider that looks (D053)."""
    return OfficePage(
        title=_("Wat gemeenten van u vragen"),
        lead=_("Elke gemeente werkt anders. Hier leest u wat dat voor uw organisatie betekent."),
        sections=[_asked(way) for way in ways],
        banner=None if ways else Banner("info", _("Er doen nog geen gemeenten mee.")),
    )


def _asked(way: WayOfWorking) -> Section:
    name, value = way.municipality.name, way.value()
    title = _("Wat %(name)s van u vraagt") % {"name": name}
    if value is None or way.profile is None:
        words = _("Deze gemeente heeft nog niet vastgelegd hoe zij werkt.")
        return Section(way.municipality.slug, title, words)
    dates = "\n".join(
        _("%(what)s gaat hier in op %(day)s.") % {"what": own.subject, "day": day(own.effective_on)}
        for own in way.dates
    )
    return Section(
        way.municipality.slug,
        title,
        dates,
        details=[d for d in profile_details(way.profile) if d.term in _shown_to_providers()],
        table=demand_table(
            demanded(value), _("Gevraagd door %(name)s") % {"name": name}, only=AskedOf.PROVIDER
        ),
    )


def _shown_to_providers() -> tuple[str, ...]:
    """Of the profile a provider sees how access goes, not how the budget stands."""
    return (_("Wie beslist over hulp"), _("Vastleggen"))
