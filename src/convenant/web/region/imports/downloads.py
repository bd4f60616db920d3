"""Spreadsheets to take along: an empty list to begin with, and the rows with their problems."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from convenant.core.actors import Kind
from convenant.core.imports.checking import Change
from convenant.core.imports.columns import COLUMNS, HEADS, YEARLY, Column, of_field
from convenant.core.imports.problems import Found
from convenant.exchange.spreadsheets.templates import Explained, template
from convenant.exchange.spreadsheets.writing import Column as SheetColumn
from convenant.exchange.spreadsheets.writing import workbook
from convenant.web.region.imports.forms import row_fields
from convenant.web.region.imports.pages import fields_in_file
from convenant.wording.import_problems import problem_words
from convenant.wording.imports import CHANGES, COLUMN_HELP, KINDS, column_words

if TYPE_CHECKING:
    from convenant.parties.models import Import, ImportRow

LANGUAGES = ("nl", "en")
YEARS = 5
_WIDE = {Column.NAME: 34, Column.SERVED: 30, Column.PRODUCTS: 22, Column.EMAIL: 30}


def template_sheet(kind: Kind, language: str, *, on: date) -> bytes:
    """An empty list with heads in Dutch or English, for the five years before this one."""
    at = LANGUAGES.index(language)
    columns = [column for column in COLUMNS[kind] if column not in {*YEARLY, Column.YEAR}]
    heads = [(HEADS[column][at], _WIDE.get(column, 18)) for column in columns]
    if kind is Kind.PROVIDER:
        yearly = [column for column in COLUMNS[kind] if column in YEARLY]
        heads += [
            (f"{HEADS[column][at]} {year}", _WIDE.get(column, 20))
            for year in range(on.year - YEARS, on.year)
            for column in yearly
        ]
    with override(language):
        explained = [
            Explained(HEADS[column][at], str(COLUMN_HELP[column])) for column in COLUMNS[kind]
        ]
        return template(
            str(KINDS[kind]).capitalize(),
            heads,
            title=_("Uitleg"),
            head=(_("Kolom"), _("Wat u invult")),
            explained=explained,
        )


def preview_sheet(of: Import, rows: Iterable[ImportRow]) -> bytes:
    """The rows as they were typed, with what each does and what is wrong with it. The heads are
    those of the template, so that the file can be corrected and handed in again."""
    names = row_fields(Kind(of.kind), fields_in_file(of))
    columns = [SheetColumn(_head(name), width=20) for name in names]
    told = [
        SheetColumn(_("Rij in uw bestand"), width=16),
        SheetColumn(_("Wat er gebeurt"), width=16),
        SheetColumn(_("Problemen"), width=80),
    ]
    return workbook(
        str(KINDS[Kind(of.kind)]).capitalize(),
        [*columns, *told],
        (
            [*(row.typed.get(name, "") for name in names), str(row.number), _does(row), _wrong(row)]
            for row in rows
        ),
    )


def _head(name: str) -> str:
    column, year = of_field(name)
    return f"{HEADS[column][0]} {year}" if year else HEADS[column][0]


def _does(row: ImportRow) -> str:
    if row.skipped:
        return _("overgeslagen")
    return str(CHANGES[Change(row.change)]) if row.change else ""


def _wrong(row: ImportRow) -> str:
    found = [Found.of_json(kept) for kept in row.problems]
    return "\n".join(
        f"{column_words(one.field)}: {problem_words(one.problem.value, one.values)}"
        for one in found
    )
