"""Fields of development tables, calls and information evenings."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.money import NotAnAmount, parse_amount
from convenant.core.periods import AMSTERDAM
from convenant.web.tables.files import faults
from convenant.wording.formats import euro


class EuroField(forms.CharField):
    """An amount as Dutch people write it; cleaned to cents, or None when left empty."""

    def __init__(self, *, label: Any, help_text: Any = "", required: bool = True) -> None:  # noqa: ANN401
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=20,
            widget=forms.TextInput(
                attrs={"inputmode": "decimal", "autocomplete": "off", "class": "control--number"}
            ),
            error_messages={"required": gettext_lazy("Vul een bedrag in.")},
        )

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        return euro(value).replace("€", "").strip() if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:  # noqa: ANN401
        typed = (super().clean(value) or "").strip()
        if not typed:
            return None
        try:
            cents = parse_amount(typed)
        except NotAnAmount as wrong:
            raise forms.ValidationError(
                _("“%(typed)s” is geen bedrag. Schrijf bijvoorbeeld 25.000 of 1.234,56."),
                params={"typed": typed},
            ) from wrong
        if not 0 <= cents < 10**14:
            raise forms.ValidationError(_("Vul een bedrag van nul of meer in."))
        return cents


class FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, of any kind."""

    def __init__(self, *, label: Any, required: bool = False) -> None:  # noqa: ANN401
        super().__init__(
            label=label,
            required=required,
            help_text=gettext_lazy("Hoogstens 10 bestanden van elk 20 MB."),
            widget=FilesInput(),
            error_messages={"required": gettext_lazy("Kies een bestand.")},
        )

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401, ARG002 - Django's
        chosen = [one for one in data or [] if one] if isinstance(data, list | tuple) else data
        files = chosen if isinstance(chosen, list) else [chosen] if chosen else []
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"])
        wrong = faults(files)
        if wrong:
            raise forms.ValidationError(wrong)
        return files


class FilesForm(forms.Form):
    files = FilesField(  # type: ignore[assignment]  # taken off the class by Django
        label=gettext_lazy("Bestanden"), required=True
    )


def time_field(label: Any) -> forms.TimeField:  # noqa: ANN401
    """An hour of a day."""
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": gettext_lazy("Vul een tijd in."),
            "invalid": gettext_lazy("Schrijf de tijd als 14:30."),
        },
    )


def at_hour(day: date, hour: time) -> datetime:
    """That hour on that day in the Netherlands."""
    return datetime.combine(day, hour, AMSTERDAM)
