"""What is read from the delivery pages."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """One XML message, or a zip of many."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Eén bericht (.xml) of een zip met berichten van iWmo of iJw 3.2."),
        widget=forms.FileInput(attrs={"accept": ".xml,.zip"}),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Het bestand is leeg. Kies een ander bestand."),
        },
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Only what the worker can open, and not larger than the limit."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if not str(file.name).lower().endswith((".xml", ".zip")):
            raise forms.ValidationError(
                _("%(name)s is geen XML-bericht en geen zip. Kies een .xml- of .zip-bestand.")
                % {"name": file.name}
            )
        if (file.size or 0) > settings.CONVENANT_LARGEST_UPLOAD:
            raise forms.ValidationError(_("Het bestand is te groot. Verdeel het over meer zips."))
        return file
