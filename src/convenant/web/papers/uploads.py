"""Files that people attach: any kind, none too large, kept encrypted under a tidy name.

In a form: ``papers = FilesField()``; once it is valid give ``form.cleaned_data["papers"]`` to
``keep_all``, whose answer is what ``add_paper`` asks; when its verb refuses, ``forget`` the kept
ones.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.exchange import vault

LARGEST_FILE = 25 * 1024 * 1024
MOST_FILES = 10
LONGEST_NAME = 120

File: TypeAlias = "UploadedFile[bytes]"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the vault: ``size`` in bytes, ``digest`` the SHA-256 in hex."""

    file_name: str
    stored_as: str
    digest: str
    size: int


class FilesInput(forms.ClearableFileInput):
    """Choosing several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """At most ten files of any kind, none empty and none above 25 MB."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's own
        kwargs.setdefault("widget", FilesInput())
        kwargs.setdefault("label", gettext_lazy("Bestanden"))
        kwargs.setdefault("required", False)
        kwargs.setdefault(
            "help_text", gettext_lazy("Elk soort bestand, tot 25 MB per stuk en hoogstens tien.")
        )
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[File]:  # noqa: ANN401, ARG002
        """Give the files; each problem names the file it is about."""
        files = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if not files and self.required:
            raise forms.ValidationError(_("Kies een bestand."))
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("U koos %(count)s bestanden. Kies er hoogstens tien, of stuur ze in twee keer.")
                % {"count": len(files)}
            )
        found = [words for file in files if (words := problem(file))]
        if found:
            raise forms.ValidationError(found)
        return files


def problem(file: File) -> str:
    """What is wrong with a file, in words; empty when nothing is."""
    name = tidy_name(str(file.name))
    if not file.size:
        return _("%(name)s is leeg. Kies een ander bestand.") % {"name": name}
    if file.size > LARGEST_FILE:
        return _("%(name)s is groter dan 25 MB. Maak het kleiner of deel het op.") % {"name": name}
    return ""


def keep_upload(file: File) -> Kept:
    """Keep a file encrypted. Raises ValidationError, in words, when it is empty or too large."""
    if words := problem(file):
        raise forms.ValidationError(words)
    file.seek(0)
    content = file.read()
    stored_as = vault.keep(content, home=settings.CONVENANT_HOME, keys=settings.CONVENANT_KEYS)
    digest = hashlib.sha256(content).hexdigest()
    return Kept(tidy_name(str(file.name)), stored_as, digest, len(content))


def keep_all(files: Sequence[File]) -> list[Kept]:
    """Keep several files, in their order."""
    return [keep_upload(file) for file in files]


def forget(kept: Sequence[Kept]) -> None:
    """Drop files again, when the verb they were for refused."""
    for one in kept:
        vault.drop(one.stored_as, home=settings.CONVENANT_HOME)


def tidy_name(name: str) -> str:
    """A file's name without folders and without signs that no disk can hold; never empty, at most
    120 signs, its ending kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    text = unicodedata.normalize("NFC", last)
    text = "".join(" " if sign in '<>:"|?*' else sign for sign in text if sign.isprintable())
    text = " ".join(text.split()).strip(". ") or "bestand"
    ending = PurePosixPath(text).suffix[:20]
    stem = text[: -len(ending)].rstrip() if ending else text
    return f"{stem[: LONGEST_NAME - len(ending)]}{ending}"


def title_of(name: str) -> str:
    """A title for a file that was given none: its name without the ending."""
    return PurePosixPath(tidy_name(name)).stem.replace("_", " ").strip() or tidy_name(name)
