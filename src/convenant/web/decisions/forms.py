"""What people fill in about decisions and policy changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.decisions import Body, LayerOutcome, LayerSpec, Say, fitting
from convenant.core.reasons import Reason
from convenant.strategy.actions.changes import ChangeWords
from convenant.web.municipality.forms.fields import (
    CodesField,
    day_field,
    radio_field,
    text_field,
)
from convenant.wording.decisions import BODIES, MATTERS, SAYS, outcome_words
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.strategy.models import DecisionLayer

Choices = Sequence[tuple[str, str]]
MOST_LAYERS = 6
DISCIPLINES = (
    gettext_lazy("Juridische zaken"),
    gettext_lazy("Financiën"),
    gettext_lazy("Inkoop"),
    gettext_lazy("Beleid jeugd en Wmo"),
    gettext_lazy("Sociaal team"),
    gettext_lazy("Privacy en informatie"),
)


def offer(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field of choices its choices."""
    field = form.fields[name]
    if isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField)):
        field.choices = choices


class DossierForm(forms.Form):
    """What is asked of whom."""

    title = text_field(
        gettext_lazy("Titel"), longest=200, missing=gettext_lazy("Geef het dossier een titel.")
    )
    matter = radio_field(gettext_lazy("Waarover gaat het besluit?"), MATTERS)
    subject = forms.ChoiceField(
        label=gettext_lazy("Hoort bij"),
        required=False,
        help_text=gettext_lazy("Kies waarover precies wordt besloten, als dat er al is."),
    )
    text = text_field(
        gettext_lazy("Wat wordt gevraagd?"),
        rows=6,
        longest=10_000,
        help_text=gettext_lazy("In gewone taal: wat stelt u voor en waarom."),
        missing=gettext_lazy("Schrijf op wat u vraagt."),
    )
    municipalities = forms.MultipleChoiceField(
        label=gettext_lazy("Welke gemeenten besluiten hierover?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies ten minste één gemeente.")},
    )
    disciplines = forms.MultipleChoiceField(
        label=gettext_lazy("Welke disciplines raadpleegt u eerst?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Pas als elk heeft gesproken gaat het dossier naar de besluitlagen."
        ),
    )
    other = text_field(
        gettext_lazy("Andere disciplines"),
        required=False,
        longest=300,
        help_text=gettext_lazy("Met een komma ertussen."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        subjects: Choices,
        municipalities: Choices,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "subject", [("", _("Nog niets")), *subjects])
        offer(self, "municipalities", municipalities)
        offer(self, "disciplines", [(str(name), str(name)) for name in DISCIPLINES])

    def asked(self) -> list[tuple[str, str]]:
        """The disciplines to ask, each once."""
        typed = [name.strip() for name in self.cleaned_data["other"].split(",")]
        names = [*self.cleaned_data["disciplines"], *typed]
        unique = {name.lower(): name for name in reversed(names) if name}
        return [(name, "") for name in reversed(unique.values())]


class DisciplineForm(forms.Form):
    """One more discipline to ask."""

    name = text_field(gettext_lazy("Discipline"), longest=100)
    person_name = text_field(gettext_lazy("Naam van de persoon"), required=False, longest=100)


class WordForm(forms.Form):
    """What a discipline says."""

    agrees = forms.ChoiceField(
        label=gettext_lazy("Is deze discipline akkoord?"),
        choices=[
            ("yes", gettext_lazy("Ja, akkoord")),
            ("no", gettext_lazy("Nee, niet akkoord")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )
    note = text_field(
        gettext_lazy("Toelichting"),
        required=False,
        rows=4,
        help_text=gettext_lazy("Bij nee verplicht. De besluitlagen lezen dit."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("agrees") == "no" and not cleaned.get("note"):
            self.add_error("note", str(REASONS[Reason.DISAGREEMENT_NEEDS_NOTE]))
        return cleaned


class OutcomeForm(forms.Form):
    """What a layer decided, in the words that fit what it does."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat is het besluit?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat is besloten.")},
    )
    decided_on = day_field(gettext_lazy("Datum van het besluit"))
    note = text_field(
        gettext_lazy("Toelichting"),
        required=False,
        rows=4,
        help_text=gettext_lazy("Verplicht bij opmerkingen of als het niet akkoord is."),
    )

    def __init__(self, *args: Any, say: Say, today: date, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.today = today
        words = [(o.value, capfirst(outcome_words(o, say))) for o in fitting(say)]
        offer(self, "outcome", words)

    def clean_decided_on(self) -> date:
        """A decision was taken today or before."""
        on: date = self.cleaned_data["decided_on"]
        if on > self.today:
            raise forms.ValidationError(str(REASONS[Reason.DAY_IN_FUTURE]))
        return on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        plain = cleaned.get("outcome") in {None, "", LayerOutcome.AGREED}
        if not plain and not cleaned.get("note"):
            self.add_error("note", str(REASONS[Reason.REFUSAL_NEEDS_NOTE]))
        return cleaned


class WithdrawForm(forms.Form):
    """Why a dossier does not go on."""

    why = text_field(
        gettext_lazy("Waarom trekt u het dossier in?"),
        rows=3,
        missing=gettext_lazy("Schrijf op waarom."),
    )


class LayersForm(forms.Form):
    """The layers in their order: who, what it does, and how the municipality calls it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        bodies = [(b.value, capfirst(words)) for b, words in BODIES.items()]
        says = [(s.value, capfirst(words)) for s, words in SAYS.items()]
        for turn in range(1, MOST_LAYERS + 1):
            self.fields[f"body_{turn}"] = forms.ChoiceField(
                label=_("Wie is als %(turn)se aan de beurt?") % {"turn": turn},
                choices=[("", _("Niemand meer")), *bodies],
                required=turn == 1,
                error_messages={"required": str(REASONS[Reason.LAYERS_EMPTY])},
            )
            self.fields[f"say_{turn}"] = forms.ChoiceField(
                label=_("Wat doet laag %(turn)s?") % {"turn": turn}, choices=says, required=False
            )
            self.fields[f"name_{turn}"] = text_field(
                _("Eigen naam van laag %(turn)s") % {"turn": turn}, required=False, longest=100
            )

    def specs(self) -> list[LayerSpec]:
        """The layers that were filled in, in their order."""
        given = self.cleaned_data
        return [
            LayerSpec(
                Body(given[f"body_{turn}"]),
                Say(given[f"say_{turn}"] or Say.APPROVES),
                given[f"name_{turn}"],
            )
            for turn in range(1, MOST_LAYERS + 1)
            if given[f"body_{turn}"]
        ]

    def rows(self) -> list[tuple[str, str, list[str]]]:
        """The fields per layer, with a heading each."""
        return [
            (
                _("Laag %(turn)s") % {"turn": turn},
                "",
                [f"body_{turn}", f"say_{turn}", f"name_{turn}"],
            )
            for turn in range(1, MOST_LAYERS + 1)
        ]


def filled_in(layers: Sequence[DecisionLayer]) -> dict[str, str]:
    """What the form starts with: the layers as they are."""
    known: dict[str, str] = {}
    for turn, layer in enumerate(layers[:MOST_LAYERS], start=1):
        known |= {
            f"body_{turn}": layer.body,
            f"say_{turn}": layer.say,
            f"name_{turn}": layer.name,
        }
    return known


class ChangeForm(forms.Form):
    """Something from outside that changes the field."""

    title = text_field(
        gettext_lazy("Wat verandert er?"),
        longest=200,
        missing=gettext_lazy("Schrijf in een paar woorden op wat er verandert."),
    )
    source = text_field(
        gettext_lazy("Bron"),
        longest=300,
        help_text=gettext_lazy("De wet, de brief of het besluit, met datum of nummer."),
        missing=gettext_lazy("Noem de bron."),
    )
    effective_on = day_field(
        gettext_lazy("Gaat in op"), required=False, help_text=gettext_lazy("Leeg: nog onbekend.")
    )
    explanation = text_field(gettext_lazy("Uitleg"), required=False, rows=5, longest=10_000)
    codes = CodesField(
        label=gettext_lazy("Welke producten raakt dit?"),
        required=False,
        help_text=gettext_lazy(
            "Productcodes of categorieën, met een komma ertussen. Wij zoeken de overeenkomsten."
        ),
    )
    subjects = forms.MultipleChoiceField(
        label=gettext_lazy("Welke overeenkomsten raakt dit nog meer?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, subjects: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        offer(self, "subjects", subjects)

    def words(self) -> ChangeWords:
        """What was filled in, for the verb."""
        given = self.cleaned_data
        return ChangeWords(
            title=given["title"],
            source=given["source"],
            explanation=given["explanation"],
            effective_on=given["effective_on"],
            codes=tuple(given["codes"]),
            subjects=tuple(given["subjects"]),
        )


class ReviewForm(forms.Form):
    """Somebody looks at what a change means."""

    organisation = forms.ChoiceField(
        label=gettext_lazy("Welke gemeente doet dit?"),
        error_messages={"required": gettext_lazy("Kies een gemeente.")},
    )
    text = text_field(
        gettext_lazy("Wat moet er worden uitgezocht of gedaan?"),
        rows=3,
        missing=gettext_lazy("Schrijf op wat er moet gebeuren."),
    )
    due_on = day_field(gettext_lazy("Klaar op"))

    def __init__(self, *args: Any, organisations: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        offer(self, "organisation", organisations)


class ResultForm(forms.Form):
    """What the looking came to."""

    result = text_field(
        gettext_lazy("Wat is de uitkomst?"),
        rows=5,
        longest=10_000,
        missing=gettext_lazy("Schrijf de uitkomst op, hoe kort ook."),
    )
