"""Fields that several forms of the region share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeVar

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
T = TypeVar("T", bound=str)
Choices = list[tuple[str, str | SafeString]]


def day_field(label: Words, *, help_text: Words = "", required: bool = True) -> forms.DateField:
    """A day, as a date picker or typed as 31-12-2027."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Kies een datum."),
            "invalid": gettext_lazy("Schrijf de datum als dag-maand-jaar: 31-12-2027."),
        },
    )


def text_field(
    label: Words, *, help_text: Words = "", required: bool = False, rows: int = 4
) -> forms.CharField:
    """A few lines of text."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": gettext_lazy("Vul dit in.")},
    )


def radio_field(label: Words, *, help_text: Words = "") -> forms.ChoiceField:
    """One of a few; the choices are given by the form."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Maak een keuze.")},
    )


def explained(names: Mapping[T, Words], why: Mapping[T, Words]) -> Choices:
    """Choices with what each means below its name."""
    return [
        (
            str(getattr(code, "value", code)),
            format_html(
                '<span class="choice__text"><strong>{}</strong><span>{}</span></span>',
                capfirst(str(name)),
                str(why[code]),
            ),
        )
        for code, name in names.items()
    ]


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give a field of a form its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
