"""What people fill in when they work together at a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.alliance import Aspect, Circle, ReviewOutcome, Stance, Subject
from convenant.web.municipality.forms.fields import day_field, radio_field, text_field
from convenant.wording.alliance import (
    ASPECTS,
    CARD_KINDS,
    CIRCLES,
    GOAL_STATUSES,
    PROMISE_OUTCOMES,
    REVIEW_OUTCOMES,
    STANCES,
    SUBJECTS,
)

Choices = Sequence[tuple[str, str]]
LONG = 10_000


def long_text(label: Any, *, help_text: Any = "", required: bool = True) -> forms.CharField:  # noqa: ANN401
    """A text of some lines."""
    return text_field(
        label,
        help_text=help_text,
        required=required,
        rows=4,
        longest=LONG,
        missing=gettext_lazy("Schrijf eerst een tekst."),
    )


def choice(label: Any, *, help_text: Any = "", required: bool = True) -> forms.ChoiceField:  # noqa: ANN401
    """One of a list that the page fills."""
    return forms.ChoiceField(
        label=label,
        help_text=help_text,
        required=required,
        error_messages={
            "required": gettext_lazy("Maak een keuze."),
            "invalid_choice": gettext_lazy("Kies iets uit de lijst."),
        },
    )


def yes_no(label: Any, *, help_text: Any = "") -> forms.TypedChoiceField:  # noqa: ANN401
    """A question with yes or no."""
    return forms.TypedChoiceField(
        label=label,
        help_text=help_text,
        choices=[("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nee"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )


class Filled(forms.Form):
    """A form whose lists are filled by the page: field name -> choices."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        lists: Mapping[str, Choices] | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (lists or {}).items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices


class TextForm(forms.Form):
    """One text."""

    text = long_text(gettext_lazy("Uw tekst"))


class CardForm(Filled):
    """An interest or a concern, and with whom it is shared."""

    kind = radio_field(gettext_lazy("Wat schrijft u op?"), CARD_KINDS)
    text = long_text(
        gettext_lazy("Uw belang of zorg"),
        help_text=gettext_lazy("Wat is voor u belangrijk, of waar bent u bang voor?"),
    )
    circle = radio_field(gettext_lazy("Met wie deelt u dit?"), CIRCLES)
    chosen = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Welke organisaties?"),
        help_text=gettext_lazy("Alleen als u hierboven “organisaties die ik kies” kiest."),
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices__many"}),
        error_messages={"invalid_choice": gettext_lazy("Kies organisaties uit de lijst.")},
    )

    def clean(self) -> dict[str, Any]:
        """Who shares with chosen organisations chooses them."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("circle") == Circle.CHOSEN and not cleaned.get("chosen"):
            self.add_error("chosen", _("Kies met welke organisaties u dit deelt."))
        return cleaned


class ChangeCardForm(CardForm):
    """The same, of a card that is there."""

    kind = None  # type: ignore[assignment]


class PromiseForm(Filled):
    """Who promises what to whom."""

    text = long_text(gettext_lazy("Wat is beloofd?"))
    promiser = choice(gettext_lazy("Wie belooft het?"))
    receiver = choice(gettext_lazy("Aan wie?"), required=False)
    due_on = day_field(gettext_lazy("Uiterlijk op"))
    where = choice(
        gettext_lazy("Bij welke bijeenkomst of welk agendapunt is dit beloofd?"), required=False
    )


class JudgeForm(forms.Form):
    """What became of a promise."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Is de belofte nagekomen?"),
        choices=[
            (code.value, capfirst(words)) for code, words in list(PROMISE_OUTCOMES.items())[1:]
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Maak een keuze.")},
    )
    text = long_text(gettext_lazy("Waarom vindt u dat?"))


class FreedomForm(Filled):
    """What is left to whom, on what condition."""

    text = long_text(
        gettext_lazy("Wat laat u over?"),
        help_text=gettext_lazy("Bijvoorbeeld: zelf bepalen wanneer hulp wordt afgebouwd."),
    )
    party = choice(gettext_lazy("Aan wie?"), required=False)
    condition = long_text(gettext_lazy("Onder welke voorwaarde?"))
    review_on = day_field(gettext_lazy("Wanneer kijkt u er opnieuw naar?"))


class ReviewForm(forms.Form):
    """A look back at a freedom."""

    outcome = radio_field(gettext_lazy("Hoe gaat het verder?"), REVIEW_OUTCOMES)
    text = long_text(gettext_lazy("Waarom?"))
    condition = long_text(
        gettext_lazy("De nieuwe voorwaarde"),
        help_text=gettext_lazy("Alleen als de voorwaarde verandert."),
        required=False,
    )
    review_on = day_field(
        gettext_lazy("Wanneer kijkt u er weer naar?"),
        help_text=gettext_lazy("Niet nodig als het stopt."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What goes on asks for a next day; what changes for a condition."""
        cleaned = super().clean() or self.cleaned_data
        outcome = cleaned.get("outcome")
        goes_on = outcome in {ReviewOutcome.CONTINUES, ReviewOutcome.CHANGED}
        if goes_on and not cleaned.get("review_on") and "review_on" not in self.errors:
            self.add_error("review_on", _("Kies een dag waarop u er opnieuw naar kijkt."))
        if outcome == ReviewOutcome.CHANGED and not cleaned.get("condition"):
            self.add_error("condition", _("Schrijf de nieuwe voorwaarde op."))
        return cleaned


class NoticeForm(forms.Form):
    """Somebody seeks a partner."""

    care = text_field(
        gettext_lazy("Voor welke hulp?"),
        longest=200,
        help_text=gettext_lazy("Bijvoorbeeld: dagbesteding voor ouderen."),
    )
    text = long_text(
        gettext_lazy("Wij zoeken een partner om …"),
        help_text=gettext_lazy("Schrijf niets over prijzen of over wie welke cliënten helpt."),
    )


class CooperationForm(Filled):
    """Who works together on what, with the questions of competition law."""

    name = text_field(gettext_lazy("Naam van de samenwerking"), longest=200)
    text = long_text(gettext_lazy("Wat doet u samen?"))
    partners = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Met wie?"),
        help_text=gettext_lazy("Elke partner zegt daarna zelf of hij meedoet."),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices__many"}),
        error_messages={
            "required": gettext_lazy("Kies ten minste één andere aanbieder."),
            "invalid_choice": gettext_lazy("Kies aanbieders uit de lijst."),
        },
    )
    same_care = yes_no(gettext_lazy("Biedt u dezelfde soort zorg?"))
    joint_price = yes_no(gettext_lazy("Spreekt u samen prijzen af, of het antwoord op een aanbod?"))
    divides = yes_no(gettext_lazy("Verdeelt u onderling cliënten, gebieden of opdrachten?"))
    clients_choose = yes_no(gettext_lazy("Kunnen cliënten zelf blijven kiezen?"))
    open_to_others = yes_no(
        gettext_lazy("Kunnen andere aanbieders onder dezelfde voorwaarden meedoen?")
    )
    necessary = yes_no(gettext_lazy("Is de samenwerking nodig, omdat u dit niet alleen kunt?"))


class GoalForm(Filled):
    """A goal of the development agenda."""

    about = text_field(
        gettext_lazy("Voor welk segment?"),
        longest=200,
        help_text=gettext_lazy("Bijvoorbeeld: begeleiding volwassenen."),
    )
    provider = choice(gettext_lazy("Gaat het over één aanbieder?"), required=False)
    text = long_text(gettext_lazy("Wat willen we bereiken?"))
    owner = choice(gettext_lazy("Wie trekt dit?"))
    due_on = day_field(gettext_lazy("Klaar op"))
    feasible = yes_no(gettext_lazy("Kan dit al binnen het lopende contract?"))
    within = text_field(
        gettext_lazy("Bij welk punt van het contract past het?"),
        longest=300,
        help_text=gettext_lazy("Alleen bij ja. Bijvoorbeeld: afschaling."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What fits in the contract names the point."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("feasible") and not cleaned.get("within"):
            self.add_error("within", _("Schrijf op bij welk punt van het contract dit past."))
        return cleaned


class ChangeGoalForm(forms.Form):
    """How a goal stands."""

    status = radio_field(gettext_lazy("Hoe staat het ervoor?"), GOAL_STATUSES)
    due_on = day_field(gettext_lazy("Klaar op"))
    text = long_text(gettext_lazy("Wat is er gebeurd?"))


class ActionForm(Filled):
    """Who does what before when."""

    text = long_text(gettext_lazy("Wat gaat er gebeuren?"))
    owner = choice(gettext_lazy("Wie doet het?"))
    due_on = day_field(gettext_lazy("Klaar op"))
    meeting = choice(gettext_lazy("Afgesproken bij"), required=False)


class ResultForm(forms.Form):
    """What a result means, and how it is paid."""

    title = text_field(gettext_lazy("Naam van het resultaat"), longest=200)
    text = long_text(
        gettext_lazy("Wat is het resultaat?"),
        help_text=gettext_lazy("Wanneer is het bereikt, en hoe ziet u dat?"),
    )
    funding = long_text(
        gettext_lazy("Hoe vertaalt zich dat naar de bekostiging?"),
        help_text=gettext_lazy("De manier van betalen, niet de prijs."),
    )


class StanceForm(forms.Form):
    """Agree, or dispute and say why."""

    stance = radio_field(gettext_lazy("Bent u het eens met deze omschrijving?"), STANCES)
    text = long_text(
        gettext_lazy("Waarom?"),
        help_text=gettext_lazy("Nodig als u het niet eens bent."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Who disputes says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("stance") == Stance.DISPUTED and not cleaned.get("text"):
            self.add_error("text", _("Schrijf op waarom u het niet eens bent."))
        return cleaned


PLACES = [(subject, aspect) for subject in Subject for aspect in Aspect]


def place_name(subject: Subject, aspect: Aspect) -> str:
    """What one of the four fields is called on a form."""
    return f"{subject.value}_{aspect.value}"


def place_words(subject: Subject, aspect: Aspect) -> str:
    """What one of the four fields is called on a page."""
    return f"{capfirst(str(SUBJECTS[subject]))}: {ASPECTS[aspect]}"


class MarketForm(forms.Form):
    """A consultation of the market: four questions and a period."""

    title = text_field(gettext_lazy("Titel"), longest=200)
    text = long_text(gettext_lazy("Waar gaat het over?"))
    opens_on = day_field(gettext_lazy("Open vanaf"))
    closes_on = day_field(gettext_lazy("Open tot en met"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for subject, aspect in PLACES:
            self.fields[place_name(subject, aspect)] = long_text(
                _("Uw vraag over %(field)s") % {"field": place_words(subject, aspect)}
            )


class MarketAnswerForm(forms.Form):
    """Reactions in one or more of the four fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["field"] = forms.ChoiceField(
            label=_("Waarop reageert u?"),
            choices=[(place_name(*place), place_words(*place)) for place in PLACES],
            widget=forms.RadioSelect,
            error_messages={"required": _("Maak een keuze.")},
        )
        self.fields["text"] = long_text(
            _("Uw reactie"),
            help_text=_("Alleen de gemeenten en uw eigen organisatie lezen dit."),
        )


class PublishMarketForm(forms.Form):
    """Per field: what was heard, what changed and why."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for place in PLACES:
            words = {"field": place_words(*place)}
            name = place_name(*place)
            self.fields[f"{name}_heard"] = long_text(
                _("%(field)s. Wat is er gezegd?") % words, help_text=_("Zonder namen en bedragen.")
            )
            self.fields[f"{name}_changed"] = long_text(
                _("%(field)s. Wat is er veranderd?") % words,
                help_text=_("Is er niets veranderd? Schrijf dat op."),
            )
            self.fields[f"{name}_why"] = long_text(_("%(field)s. Waarom?") % words)
