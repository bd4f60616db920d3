"""Providers, one by one, and how large they are."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.imports.values import digits, kvk_fits
from convenant.core.reasons import Reason
from convenant.core.seats import SizeClass
from convenant.web.region.forms.fields import day_field, offer, radio_field
from convenant.wording.reasons import REASONS
from convenant.wording.roles import SIZES

EIGHT = 8


class SizeForm(forms.Form):
    """The size of a provider on a reference date (D047)."""

    size = radio_field(gettext_lazy("Grootte"))
    turnover = forms.DecimalField(
        label=gettext_lazy("Omzet per jaar in euro"),
        help_text=gettext_lazy("De omzet met deze regio, in hele euro's."),
        min_value=0,
        max_digits=13,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "control--number"}),
        error_messages={
            "required": gettext_lazy("Vul de omzet in; 0 mag."),
            "invalid": gettext_lazy("Schrijf een bedrag, bijvoorbeeld 125000 of 125.000,50."),
            "min_value": gettext_lazy("De omzet is 0 of meer."),
        },
    )
    clients = forms.IntegerField(
        label=gettext_lazy("Cliënten"), min_value=0, max_value=1_000_000, required=False
    )
    staff = forms.DecimalField(
        label=gettext_lazy("Medewerkers (fte)"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        localize=True,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "control--number"}),
    )
    measured_on = day_field(
        gettext_lazy("Peildatum"), help_text=gettext_lazy("De dag waarop deze cijfers gelden.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        offer(self, "size", [(size.value, capfirst(str(name))) for size, name in SIZES.items()])

    def stated(self) -> dict[str, Any]:
        """What the verb takes: cents, and nothing where nothing was filled in."""
        filled = self.cleaned_data
        return {
            "size": SizeClass(filled["size"]),
            "turnover": int((filled["turnover"] * 100).to_integral_value()),
            "clients": filled["clients"],
            "staff": None if filled["staff"] is None else Decimal(filled["staff"]),
            "measured_on": filled["measured_on"],
        }


class ProviderForm(SizeForm):
    """A provider that begins to take part."""

    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=200,
        error_messages={"required": REASONS[Reason.NAME_EMPTY]},
    )
    agb = forms.CharField(
        label=gettext_lazy("AGB-code"),
        help_text=gettext_lazy("Acht cijfers."),
        max_length=20,
        error_messages={"required": REASONS[Reason.AGB_INVALID]},
    )
    kvk = forms.CharField(
        label=gettext_lazy("KVK-nummer"),
        help_text=gettext_lazy("Acht cijfers."),
        max_length=20,
        error_messages={"required": REASONS[Reason.KVK_INVALID]},
    )
    since = day_field(gettext_lazy("Doet mee vanaf"))

    field_order = ("name", "agb", "kvk", "since", "size", "turnover", "clients", "staff")

    def clean_agb(self) -> str:
        return self._eight("agb", Reason.AGB_INVALID)

    def clean_kvk(self) -> str:
        kvk = self._eight("kvk", Reason.KVK_INVALID)
        if not kvk_fits(kvk):
            raise forms.ValidationError(
                _("Dit KVK-nummer kan niet bestaan: er zit een tikfout in. Kijk het na.")
            )
        return kvk

    def _eight(self, name: str, wrong: Reason) -> str:
        code = digits(self.cleaned_data[name])
        if len(code) != EIGHT or not code.isascii() or not code.isdecimal():
            raise forms.ValidationError(str(REASONS[wrong]))
        return code
