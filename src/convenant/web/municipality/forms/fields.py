"""Fields that several forms share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

_CODE = re.compile(r"[0-9]{2}(?:[0-9A-Z]{3})?")
MOST_CODES = 60


def day_field(label: Words, *, help_text: Words = "", required: bool = True) -> forms.DateField:
    """A day, as the browser's picker sends it or as Dutch people type it."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Kies een datum."),
            "invalid": gettext_lazy("Schrijf de datum als dag-maand-jaar: 12-03-2027."),
        },
    )


def text_field(
    label: Words,
    *,
    help_text: Words = "",
    required: bool = True,
    rows: int = 0,
    longest: int = 2000,
    missing: Words = "",
) -> forms.CharField:
    """A line of text, or with ``rows`` more than a line."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
        error_messages={"required": missing or gettext_lazy("Vul dit in.")},
    )


def radio_field(
    label: Words, words: Mapping[Any, Words], *, help_text: Words = ""
) -> forms.ChoiceField:
    """One of a few codes, in words."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        choices=[(code.value, capfirst(said)) for code, said in words.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Maak een keuze.")},
    )


class CodesField(forms.CharField):
    """Product codes or categories with commas or spaces between; cleaned to a list."""

    def clean(self, value: Any) -> list[str]:  # noqa: ANN401
        typed = super().clean(value) or ""
        codes = list(dict.fromkeys(re.split(r"[\s,;]+", typed.upper().strip())))
        codes = [code for code in codes if code]
        for code in codes:
            if not _CODE.fullmatch(code):
                raise forms.ValidationError(
                    _(
                        "“%(code)s” is geen productcode (vijf tekens, zoals 02A05) of categorie "
                        "(twee tekens, zoals 02)."
                    ),
                    params={"code": code},
                )
        if len(codes) > MOST_CODES:
            raise forms.ValidationError(_("Noem hoogstens 60 codes."))
        return codes


class DutchDecimalField(forms.CharField):
    """A number with a comma or a point, at most two decimals; empty gives None."""

    def __init__(
        self,
        *,
        least: int = 0,
        most: int,
        label: Words,
        help_text: Words = "",
        required: bool = False,
    ) -> None:
        self.least, self.most = least, most
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=20,
            widget=forms.TextInput(
                attrs={"inputmode": "decimal", "autocomplete": "off", "class": "control--number"}
            ),
        )

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401
        return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value

    def clean(self, value: Any) -> Decimal | None:  # noqa: ANN401
        typed = (super().clean(value) or "").replace("%", "").strip()
        if not typed:
            return None
        try:
            number = Decimal(typed.replace(",", "."))
        except InvalidOperation as wrong:
            raise forms.ValidationError(
                _("“%(typed)s” is geen getal. Schrijf bijvoorbeeld 12,5."), params={"typed": typed}
            ) from wrong
        if not number.is_finite() or not self.least <= number <= self.most:
            raise forms.ValidationError(
                _("Vul een getal in van %(least)s tot en met %(most)s."),
                params={"least": self.least, "most": self.most},
            )
        return number.quantize(Decimal("0.01"))
