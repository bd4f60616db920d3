"""Who can help or hinder: the power map and the register behind it (D228)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.registers import Position, Standing, power_map
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.web.municipality.forms.registers import StakeholderForm
from convenant.web.municipality.pages.dependencies import private_note
from convenant.web.municipality.pages.profile import crumbs
from convenant.web.municipality.parts import (
    Button,
    FormPage,
    OfficePage,
    Row,
    Section,
    said,
)
from convenant.web.shared.components import Cell, Column, Event, Kind, Link, Table, Tone
from convenant.wording.events import EVENTS
from convenant.wording.registers import INFLUENCES, POSITIONS

if TYPE_CHECKING:
    from convenant.audit.models import Event as Trail
    from convenant.parties.models import Stakeholder

_TONES = {
    Position.CARRIES: Tone.GOOD,
    Position.SUPPORTS: Tone.GOOD,
    Position.NEUTRAL: Tone.NEUTRAL,
    Position.DOUBTS: Tone.WARNING,
    Position.OPPOSES: Tone.BAD,
}


def register_page(found: Sequence[Stakeholder], *, keeps: bool) -> OfficePage:
    """The power map, and the same as a list."""
    return OfficePage(
        title=_("Belanghebbenden"),
        lead=_(
            "Wie kan helpen of hinderen, hoeveel invloed die heeft, en wat diens belangen zijn."
        ),
        crumbs=crumbs(Link(_("Belanghebbenden"))),
        actions=[Link(_("Voeg iemand toe"), reverse("municipality:stakeholder_add"))]
        if keeps
        else (),
        banner=private_note(),
        sections=[
            Section(
                "kaart",
                _("Krachtenveld"),
                _(
                    "Van boven naar beneden: van veel naar weinig invloed. Van links naar rechts: "
                    "van meetrekken naar tegen zijn."
                ),
                table=_map(found),
            ),
            Section("lijst", _("Allemaal op een rij"), table=_list(found)),
        ],
    )


def _map(found: Sequence[Stakeholder]) -> Table:
    standings = [Standing(one.name, Position(one.position), one.influence) for one in found]
    rows: list[Row] = [
        [
            _("Invloed: %(words)s") % {"words": INFLUENCES[influence]},
            *(", ".join(names) for names in cells),
        ]
        for influence, cells in power_map(standings)
    ]
    return Table(
        caption=_("Krachtenveld: invloed tegen houding"),
        columns=[Column(_("Invloed")), *(Column(said(POSITIONS[p])) for p in Position)],
        rows=rows if found else (),
        empty=_("Er staat nog niemand in het register."),
    )


def _list(found: Sequence[Stakeholder]) -> Table:
    return Table(
        caption=_("Belanghebbenden, de invloedrijkste eerst"),
        columns=[
            Column(_("Naam")),
            Column(_("Houding"), Kind.BADGE),
            Column(_("Invloed")),
            Column(_("Belangen")),
            Column(_("Notitie")),
        ],
        rows=[
            [
                Cell(one.name, url=reverse("municipality:stakeholder", args=[one.pk])),
                Cell(str(POSITIONS[Position(one.position)]), tone=_TONES[Position(one.position)]),
                str(INFLUENCES[one.influence]),
                one.interests,
                one.note,
            ]
            for one in found
        ],
        download_url=reverse("municipality:stakeholders_download") if found else "",
        empty=_("Er staat nog niemand in het register."),
    )


def register_sheet(found: Sequence[Stakeholder]) -> bytes:
    """The register as a spreadsheet."""
    columns = [
        SheetColumn(_("Naam"), width=36),
        SheetColumn(_("Houding")),
        SheetColumn(_("Invloed (1 tot 5)"), Format.NUMBER),
        SheetColumn(_("Belangen"), width=50),
        SheetColumn(_("Notitie"), width=50),
    ]
    rows = (
        (
            one.name,
            str(POSITIONS[Position(one.position)]),
            one.influence,
            one.interests,
            one.note,
        )
        for one in found
    )
    return workbook(_("Belanghebbenden"), columns, rows)


def stakeholder_page(
    somebody: Stakeholder, trail: Sequence[Trail], form: StakeholderForm | None
) -> OfficePage:
    """One stakeholder: as it is now, and how it was."""
    sections = [Section("verloop", _("Verloop"), events=[_event(one) for one in trail])]
    if form is not None:
        url = reverse("municipality:stakeholder", args=[somebody.pk])
        remove = reverse("municipality:stakeholder_remove", args=[somebody.pk])
        sections = [
            Section("nu", _("Zo staat het nu"), form=form, form_url=url, submit=_("Werk bij")),
            *sections,
            Section(
                "verwijderen",
                _("Hoort hier niet meer"),
                buttons=[Button(_("Verwijder uit het register"), remove, {})],
            ),
        ]
    else:
        sections.insert(0, Section("nu", _("Zo staat het nu"), table=_list([somebody])))
    return OfficePage(
        title=somebody.name,
        crumbs=crumbs(
            Link(_("Belanghebbenden"), reverse("municipality:stakeholders")), Link(somebody.name)
        ),
        banner=private_note(),
        sections=sections,
    )


def _event(one: Trail) -> Event:
    words = {event.value: str(said) for event, said in EVENTS.items()}
    position, influence = one.data.get("position"), one.data.get("influence")
    text = ""
    if position in set(Position) and influence in INFLUENCES:
        text = _("%(name)s: %(position)s, invloed %(influence)s") % {
            "name": one.data.get("name", ""),
            "position": POSITIONS[Position(position)],
            "influence": INFLUENCES[influence],
        }
    return Event(at=one.at, title=words.get(one.type, one.type), who=one.by, text=text)


def add_page() -> FormPage:
    """A new stakeholder."""
    back = reverse("municipality:stakeholders")
    return FormPage(
        title=_("Belanghebbende toevoegen"),
        lead=_("Alleen mensen van uw gemeente zien dit."),
        submit=_("Leg vast"),
        back_url=back,
        crumbs=crumbs(Link(_("Belanghebbenden"), back), Link(_("Toevoegen"))),
    )
