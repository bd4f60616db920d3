"""Invitation lists: whom to talk with, made from the dependency register (D049)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.registers import DependencyReason
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import Format, workbook
from convenant.web.municipality.pages.dependencies import (
    count_words,
    percent_words,
    private_note,
)
from convenant.web.municipality.pages.profile import crumbs
from convenant.web.municipality.parts import (
    FormPage,
    OfficePage,
    Section,
    said,
)
from convenant.web.shared.components import Cell, Column, Detail, Kind, Link, Table
from convenant.web.shared.templatetags.convenant_format import moment
from convenant.wording.registers import DEPENDENCY_REASONS

if TYPE_CHECKING:
    from convenant.parties.models import Dependency, InvitationList, InvitationListEntry


def lists_page(made: Sequence[tuple[InvitationList, int]], *, keeps: bool) -> OfficePage:
    """Every list that was made."""
    return OfficePage(
        title=_("Gesprekslijsten"),
        lead=_("Met welke aanbieders uw gemeente in gesprek gaat, gemaakt uit het register."),
        crumbs=crumbs(Link(_("Gesprekslijsten"))),
        actions=[Link(_("Maak een lijst"), reverse("municipality:list_make"))] if keeps else (),
        banner=private_note(),
        sections=[
            Section(
                "lijsten",
                "",
                table=Table(
                    caption=_("Gemaakte lijsten"),
                    columns=[
                        Column(_("Lijst")),
                        Column(_("Aanbieders"), Kind.NUMBER),
                        Column(_("Gemaakt op"), Kind.MOMENT),
                        Column(_("Door")),
                        Column(_("Brief")),
                    ],
                    rows=[
                        [
                            Cell(one.title, url=reverse("municipality:list", args=[one.pk])),
                            invited,
                            one.made_at,
                            one.made_by,
                            _("verstuurd") if one.letters else _("niet verstuurd"),
                        ]
                        for one, invited in made
                    ],
                    empty=_("Er is nog geen lijst gemaakt."),
                ),
            )
        ],
    )


def make_page(chosen: Sequence[Dependency] | None) -> FormPage:
    """The criteria, and once they are given who meets them."""
    crumb = crumbs(
        Link(_("Gesprekslijsten"), reverse("municipality:lists")), Link(_("Nieuwe lijst"))
    )
    return FormPage(
        title=_("Een gesprekslijst maken"),
        lead=_("Kies wie u wilt spreken. U ziet eerst wie dat zijn; daarna bevestigt u de lijst."),
        submit=_("Bevestig deze lijst") if chosen else _("Toon wie dit zijn"),
        back_url=reverse("municipality:lists"),
        crumbs=crumb,
        about=[] if chosen is None else [_shown(chosen)],
    )


def _shown(chosen: Sequence[Dependency]) -> Section:
    return Section(
        "getoond",
        count_words(len(chosen)),
        _("Klopt dit? Bevestig dan onderaan. Verandert u iets, dan tonen wij de lijst opnieuw.")
        if chosen
        else _("Niemand voldoet hieraan. Kies meer redenen of lagere aandelen."),
        table=entries_table(chosen, _("Wie op de lijst komt")),
    )


def entries_table(
    lines: Sequence[Dependency] | Sequence[InvitationListEntry], caption: str, download: str = ""
) -> Table:
    """Providers with the reason and shares by which they were chosen."""
    return Table(
        caption=caption,
        columns=[
            Column(_("Aanbieder")),
            Column(_("Reden")),
            Column(_("Wij in hun omzet")),
            Column(_("Zij in onze uitgaven")),
        ],
        rows=[
            [
                line.provider.name,
                said(DEPENDENCY_REASONS[DependencyReason(line.reason)]),
                percent_words(line.share_of_turnover),
                percent_words(line.share_of_volume),
            ]
            for line in lines
        ],
        download_url=download,
        empty=_("Niemand."),
    )


def list_page(made: InvitationList, entries: Sequence[InvitationListEntry]) -> OfficePage:
    """A list as it stood when it was made."""
    return OfficePage(
        title=made.title,
        lead=_("Zo stond het register toen de lijst werd gemaakt. De lijst verandert niet meer."),
        crumbs=crumbs(Link(_("Gesprekslijsten"), reverse("municipality:lists")), Link(made.title)),
        banner=private_note(),
        sections=[
            Section(
                "keuze",
                _("Hoe gekozen"),
                details=[
                    Detail(_("Gemaakt"), f"{moment(made.made_at)}, {made.made_by}"),
                    *criteria_details(made.criteria),
                    Detail(
                        _("Brief aan bestuurders"),
                        _("Verstuurd") if made.letters else _("Niet verstuurd"),
                    ),
                ],
            ),
            Section(
                "aanbieders",
                count_words(len(entries)),
                table=entries_table(
                    entries,
                    _("Uitgenodigd"),
                    reverse("municipality:list_download", args=[made.pk]),
                ),
            ),
        ],
    )


def criteria_details(kept: dict[str, Any]) -> list[Detail]:
    """By what the providers were chosen."""
    reasons = ", ".join(str(DEPENDENCY_REASONS[DependencyReason(code)]) for code in kept["reasons"])
    return [
        Detail(_("Redenen"), said(reasons)),
        Detail(_("Wij in hun omzet, ten minste"), _least(kept["least_of_turnover"])),
        Detail(_("Zij in onze uitgaven, ten minste"), _least(kept["least_of_volume"])),
    ]


def _least(kept: str) -> str:
    share = Decimal(kept)
    return percent_words(share) if share else _("geen grens")


def list_sheet(made: InvitationList, entries: Sequence[InvitationListEntry]) -> bytes:
    """The list as a spreadsheet."""
    columns = [
        SheetColumn(_("Aanbieder"), width=36),
        SheetColumn(_("AGB")),
        SheetColumn(_("KVK")),
        SheetColumn(_("Reden"), width=34),
        SheetColumn(_("Wij in hun omzet (%)"), Format.NUMBER, 20),
        SheetColumn(_("Zij in onze uitgaven (%)"), Format.NUMBER, 22),
    ]
    return workbook(
        made.title,
        columns,
        (
            (
                entry.provider.name,
                entry.provider.agb,
                entry.provider.kvk,
                str(DEPENDENCY_REASONS[DependencyReason(entry.reason)]),
                entry.share_of_turnover,
                entry.share_of_volume,
            )
            for entry in entries
        ),
    )
