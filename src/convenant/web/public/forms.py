"""What a visitor can search by."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Names that contain these letters."""

    naam = forms.CharField(label=_("Zoek op naam"), required=False, max_length=100)
