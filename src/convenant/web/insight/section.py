"""The report of the year and the list of decisions, on the page of a table."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from convenant.core.actors import Actor
from convenant.web.tables.section import Section

if TYPE_CHECKING:
    from convenant.roundtables.models import RoundTable


def report_section(table: RoundTable, actor: Actor, at: datetime) -> Section | None:  # noqa: ARG001
    """The report of the year, on the page of a table."""
    return Section(
        label=_("Jaarverslag"),
        url=reverse("insight:report", args=[table.slug]),
        hint=_("bijeenkomsten, aanwezigheid, opmerkingen, besluiten en beloften van een jaar"),
    )


def decisions_section(table: RoundTable, actor: Actor, at: datetime) -> Section:  # noqa: ARG001
    """The list of decisions, on the page of a table."""
    return Section(
        label=_("Besluitenlijst"),
        url=reverse("insight:decisions") + f"?tafel={table.slug}",
        hint=_("wat deze tafel besloot, en welke opmerkingen daartoe leidden"),
    )
