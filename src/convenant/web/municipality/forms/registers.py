"""What a municipality fills in for itself only."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.registers import Criteria, DependencyReason
from convenant.web.municipality.forms.fields import (
    DutchDecimalField,
    day_field,
    radio_field,
    text_field,
)
from convenant.wording.registers import DEPENDENCY_REASONS, INFLUENCES, POSITIONS


class DependencyForm(forms.Form):
    """How much a provider and this municipality depend on each other."""

    reason = radio_field(gettext_lazy("Waarom praat u met deze aanbieder?"), DEPENDENCY_REASONS)
    share_of_turnover = DutchDecimalField(
        label=gettext_lazy("Ons aandeel in hun omzet (%)"),
        most=100,
        help_text=gettext_lazy("Van elke 100 euro die zij verdienen, hoeveel komt van ons?"),
    )
    share_of_volume = DutchDecimalField(
        label=gettext_lazy("Hun aandeel in onze uitgaven (%)"),
        most=100,
        help_text=gettext_lazy("Van elke 100 euro hulp die wij betalen, hoeveel gaat naar hen?"),
    )
    measured_on = day_field(gettext_lazy("Stand op"))
    note = text_field(gettext_lazy("Toelichting"), required=False, rows=3)

    def clean(self) -> dict[str, Any]:
        """The two reasons that are about a share ask for that share."""
        cleaned = super().clean() or self.cleaned_data
        wanted = {
            DependencyReason.DEPENDS_ON_US: "share_of_turnover",
            DependencyReason.WE_DEPEND_ON_IT: "share_of_volume",
        }.get(cleaned.get("reason", ""))
        if wanted and wanted not in self.errors and cleaned.get(wanted) is None:
            self.add_error(wanted, _("Vul dit aandeel in, want het is de reden die u kiest."))
        if cleaned.get("reason") == DependencyReason.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Schrijf op welke reden u hebt."))
        return cleaned


class CriteriaForm(forms.Form):
    """Whom to invite: reasons and least shares."""

    reasons = forms.MultipleChoiceField(
        label=gettext_lazy("Om welke redenen?"),
        choices=[(r.value, capfirst(words)) for r, words in DEPENDENCY_REASONS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies ten minste één reden.")},
    )
    least_of_turnover = DutchDecimalField(
        label=gettext_lazy("Ons aandeel in hun omzet is ten minste (%)"),
        most=100,
        help_text=gettext_lazy("Geldt voor wie sterk van ons afhangt. Leeg: iedereen."),
    )
    least_of_volume = DutchDecimalField(
        label=gettext_lazy("Hun aandeel in onze uitgaven is ten minste (%)"),
        most=100,
        help_text=gettext_lazy("Geldt voor van wie wij afhangen. Leeg: iedereen."),
    )
    title = text_field(
        gettext_lazy("Naam van de lijst"),
        longest=200,
        help_text=gettext_lazy("Bijvoorbeeld: gesprekken voorjaar over het perspectief."),
        missing=gettext_lazy("Geef de lijst een naam."),
    )
    letters = forms.BooleanField(
        label=gettext_lazy("Stuur de bestuurders een uitnodiging voor een gesprek per e-mail"),
        required=False,
        help_text=gettext_lazy("In de brief staat niets uit het register."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def criteria(self) -> Criteria:
        """What was filled in, for the calculation."""
        given = self.cleaned_data
        return Criteria(
            frozenset(DependencyReason(reason) for reason in given["reasons"]),
            given["least_of_turnover"] or Decimal(0),
            given["least_of_volume"] or Decimal(0),
        )

    def seen_providers(self) -> set[int]:
        """The providers that were shown; anything else that was sent is no provider."""
        numbers = str(self.cleaned_data.get("seen", "")).split(",")
        return {int(number) for number in numbers if number.isdecimal() and len(number) < 18}


class StakeholderForm(forms.Form):
    """Somebody who can help or hinder."""

    name = text_field(
        gettext_lazy("Naam"),
        longest=200,
        help_text=gettext_lazy("Een organisatie, groep of functie. Liever geen privépersoon."),
        missing=gettext_lazy("Vul een naam in."),
    )
    position = radio_field(gettext_lazy("Hoe staat die ertegenover?"), POSITIONS)
    influence = forms.TypedChoiceField(
        label=gettext_lazy("Hoeveel invloed?"),
        choices=[(number, capfirst(words)) for number, words in INFLUENCES.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Maak een keuze.")},
    )
    interests = text_field(
        gettext_lazy("Welke belangen?"),
        rows=3,
        help_text=gettext_lazy("Wat wil deze partij bereiken of behouden?"),
        missing=gettext_lazy("Schrijf op welke belangen er zijn."),
    )
    note = text_field(gettext_lazy("Notitie"), required=False, rows=3)
