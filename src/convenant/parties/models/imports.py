"""Spreadsheets on their way in: read, shown with their problems, confirmed as a whole."""

from __future__ import annotations

from django.db import models

from convenant.core.actors import Kind
from convenant.core.lifecycles import ImportStatus
from convenant.parties.models.organisations import Organisation
from convenant.parties.models.regions import Region


class Import(models.Model):
    """A spreadsheet of municipalities or providers. Nothing of it counts until it is confirmed."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="imports")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    kind = models.TextField(choices=[(k.value, k.value) for k in Kind])
    status = models.TextField(
        choices=[(s.value, s.value) for s in ImportStatus], default=ImportStatus.READING
    )
    file_name = models.TextField()
    stored_as = models.TextField(blank=True, help_text="Name in the vault.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the file, hex.")
    started_at = models.DateTimeField()
    started_by = models.TextField()
    found = models.PositiveIntegerField(null=True, help_text="Rows in the file.")
    done = models.PositiveIntegerField(default=0, help_text="Rows read so far.")
    error = models.TextField(blank=True, help_text="Code; why nothing could be read.")
    notes = models.JSONField(default=list, help_text="Codes and values about the whole file.")
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict, help_text="Counts of what confirming changed.")

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row as it was typed, as it was understood, and what is wrong with it."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Row in the sheet, from 1.")
    typed = models.JSONField(help_text="Column code to text.")
    problems = models.JSONField(default=list, help_text="Column, code and values of each.")
    settled = models.JSONField(default=list, help_text="Codes of what somebody said is right.")
    level = models.TextField(blank=True, help_text="The worst that is still open.")
    change = models.TextField(blank=True, help_text="new, changed or same.")
    differences = models.JSONField(default=list, help_text="Column, old and new of each.")
    skipped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="import_row_once"),
        ]

    def __str__(self) -> str:
        return f"row {self.number} of {self.of_id}"
