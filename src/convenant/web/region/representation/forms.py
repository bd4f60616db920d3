"""What people fill in about seats and representation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Choices = Sequence[tuple[str, str]]

PROPOSAL = "proposal"
NOBODY = "nobody"


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class FilterForm(forms.Form):
    """Which providers of a table to show."""

    search = forms.CharField(label=gettext_lazy("Naam of AGB-code"), required=False, max_length=80)
    voice = forms.ChoiceField(label=gettext_lazy("Vertegenwoordiger"), required=False)
    size = forms.ChoiceField(label=gettext_lazy("Grootte"), required=False)
    area = forms.ChoiceField(label=gettext_lazy("Werkte in"), required=False)
    code = forms.ChoiceField(label=gettext_lazy("Product"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        voices: Choices,
        sizes: Choices,
        areas: Choices,
        codes: Choices,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "voice", voices)
        _offer(self, "size", [("", _("Alle groottes")), *sizes])
        _offer(self, "area", [("", _("Alle gemeenten")), *areas])
        _offer(self, "code", [("", _("Alle producten")), *codes])


class AssignForm(forms.Form):
    """Who speaks for the chosen providers, from when, and why."""

    speaker = forms.ChoiceField(
        label=gettext_lazy("Wie spreekt voor hen?"),
        error_messages={"required": gettext_lazy("Kies wie voor deze aanbieders spreekt.")},
    )
    since = forms.DateField(
        label=gettext_lazy("Vanaf"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Kies vanaf welke dag dit geldt."),
            "invalid": gettext_lazy("Schrijf de datum als dag-maand-jaar: 12-03-2027."),
        },
    )
    why = forms.CharField(
        label=gettext_lazy("Waarom"),
        help_text=gettext_lazy("De aanbieders lezen dit in hun bericht."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, speakers: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _offer(
            self,
            "speaker",
            [
                (PROPOSAL, _("Voorstel: voor elk wie het best past en de minste anderen heeft")),
                *speakers,
                (NOBODY, _("Niemand: haal hun vertegenwoordiger weg")),
            ],
        )


class OwnForm(forms.Form):
    """Who speaks for one's own organisation."""

    speaker = forms.ChoiceField(
        label=gettext_lazy("Wie spreekt voor u?"),
        error_messages={
            "required": gettext_lazy("Kies wie voor u spreekt."),
            "invalid_choice": gettext_lazy("Kies iemand uit de lijst: die zit aan tafel."),
        },
    )
    why = forms.CharField(
        label=gettext_lazy("Waarom"),
        help_text=gettext_lazy("De regio en wie voor u spreekt lezen dit."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, speakers: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _offer(self, "speaker", [("", _("Kies een aanbieder")), *speakers])


class SeatForm(forms.Form):
    """One more provider at the table."""

    provider = forms.ChoiceField(
        label=gettext_lazy("Aanbieder"),
        help_text=gettext_lazy("Met grootte, peildatum en de jaren waarin hij hier werkte."),
        error_messages={"required": gettext_lazy("Kies een aanbieder.")},
    )
    why = forms.CharField(
        label=gettext_lazy("Waarom deze aanbieder?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Schrijf op waarom u deze aanbieder kiest.")},
    )

    def __init__(self, *args: Any, providers: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _offer(self, "provider", [("", _("Kies een aanbieder")), *providers])


class RoomForm(forms.Form):
    """How many seats a table has at the most."""

    most = forms.IntegerField(
        label=gettext_lazy("Hoogstens zoveel zetels"),
        help_text=gettext_lazy("Leeg: het aantal van de methode."),
        required=False,
        min_value=1,
        max_value=60,
        error_messages={
            "invalid": gettext_lazy("Schrijf een heel getal, bijvoorbeeld 10."),
            "min_value": gettext_lazy("Kies een getal van 1 tot en met 60."),
            "max_value": gettext_lazy("Kies een getal van 1 tot en met 60."),
        },
    )
