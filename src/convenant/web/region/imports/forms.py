"""What is read from the pages of an import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from convenant.core.actors import Kind
from convenant.core.imports.columns import COLUMNS, REQUIRED, Column, of_field
from convenant.core.imports.problems import FileProblem
from convenant.core.imports.table import LONGEST_CELL
from convenant.exchange.spreadsheets.limits import LARGEST_FILE, megabytes
from convenant.wording.imports import COLUMN_HELP, column_words, file_problem_words

ENDINGS = (".xlsx", ".ods", ".csv", ".xlsm", ".xls", ".xlsb", ".txt", ".tsv")
"""The last ones are let in to be told what to do with them."""


class UploadForm(forms.Form):
    """Which list, and the file."""

    kind = forms.ChoiceField(
        label=_("Wat staat er in het bestand?"),
        choices=[(Kind.PROVIDER, _("Aanbieders")), (Kind.MUNICIPALITY, _("Gemeenten"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er in het bestand staat.")},
    )
    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Een spreadsheet (.xlsx of .ods) of .csv, van hoogstens 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": file_problem_words(FileProblem.EMPTY, {}),
        },
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Only what may be a spreadsheet, and not larger than is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        size = file.size or 0
        if size > LARGEST_FILE:
            told = {"size": megabytes(size), "most": megabytes(LARGEST_FILE)}
            raise forms.ValidationError(file_problem_words(FileProblem.TOO_LARGE, told))
        if not str(file.name).lower().endswith(ENDINGS):
            raise forms.ValidationError(file_problem_words(FileProblem.NOT_A_SPREADSHEET, {}))
        return file


class ConfirmForm(forms.Form):
    """The last word before everything is taken over."""

    looked = forms.BooleanField(
        label=_("Ik heb de waarschuwingen bekeken en neem de rijen zo over."),
        error_messages={"required": _("Bekijk eerst de waarschuwingen en zet dan een vinkje.")},
    )


class RowForm(forms.Form):
    """Every cell of a row, as text."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, kind: Kind, names: list[str], data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.kind = kind
        for name in names:
            column = of_field(name)[0]
            self.fields[name] = forms.CharField(
                label=column_words(name),
                required=False,
                max_length=LONGEST_CELL,
                help_text="" if ":" in name else COLUMN_HELP[column],
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "class": "utrecht-textbox--wide"}
                ),
            )

    def mark_required(self) -> None:
        """Show which cells cannot be empty. Not before: what is typed is kept, complete or not, and
        the check of the row tells what is missing."""
        self.use_required_attribute = False
        for name, field in self.fields.items():
            field.required = name in {column.value for column in REQUIRED[self.kind]}

    @property
    def typed(self) -> dict[str, str]:
        return {name: text for name, text in self.cleaned_data.items() if name != "seen"}


def row_fields(kind: Kind, in_file: list[str]) -> list[str]:
    """The cells of a row: those every row can have, and the years that the file has."""
    once = [
        column.value
        for column in COLUMNS[kind]
        if column not in {Column.SERVED, Column.BUDGET_WMO, Column.BUDGET_JW, Column.YEAR}
    ]
    return [*once, *sorted((n for n in in_file if n not in once), key=_by_year)]


def _by_year(name: str) -> tuple[int, int]:
    column, year = of_field(name)
    return (year or 0, list(Column).index(column))
