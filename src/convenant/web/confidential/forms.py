"""What people fill in between the municipalities and one provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.agenda import Side
from convenant.web.papers.uploads import FilesField
from convenant.wording.confidential import REQUEST_KINDS, TALK_SUBJECTS

LONGEST = 20_000
Choices = Sequence[tuple[str, str]]


def _text(
    label: Any,  # noqa: ANN401 - lazy words
    *,
    rows: int = 4,
    help_text: Any = "",  # noqa: ANN401
    required: Any = None,  # noqa: ANN401
) -> forms.CharField:
    """A text of several lines; ``required``: the words when it is left out."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required is not None,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": required} if required else None,
    )


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:  # noqa: ANN401
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Kies een datum."),
            "invalid": gettext_lazy("Schrijf de datum als dag-maand-jaar: 12-03-2027."),
        },
    )


def _choices(words: Mapping[Any, Any]) -> Choices:
    return [(str(code.value), capfirst(str(name))) for code, name in words.items()]


class MomentForm(forms.Form):
    """When and where a talk is."""

    day = _day(gettext_lazy("Datum"))
    time = forms.TimeField(
        label=gettext_lazy("Begint om"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "control--date"}),
        error_messages={
            "required": gettext_lazy("Kies een tijd."),
            "invalid": gettext_lazy("Schrijf de tijd als uur:minuten, bijvoorbeeld 13:30."),
        },
    )
    online = forms.ChoiceField(
        label=gettext_lazy("Hoe"),
        choices=[("no", gettext_lazy("Op een plek")), ("yes", gettext_lazy("Online"))],
        initial="no",
        widget=forms.RadioSelect,
    )
    place = forms.CharField(
        label=gettext_lazy("Waar"),
        help_text=gettext_lazy("Een adres of zaal, of de link voor online."),
        max_length=500,
        error_messages={"required": gettext_lazy("Schrijf op waar het gesprek is.")},
    )

    def starts_at(self) -> datetime:
        """The moment the talk begins, in Amsterdam."""
        both = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return timezone.make_aware(both, timezone.get_default_timezone())


class TalkForm(MomentForm):
    """A talk planned by the municipalities."""

    provider = forms.ChoiceField(
        label=gettext_lazy("Met welke aanbieder"),
        error_messages={"required": gettext_lazy("Kies een aanbieder.")},
    )
    subject = forms.ChoiceField(label=gettext_lazy("Waarover"), widget=forms.RadioSelect)
    about = _text(
        gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Alleen de gemeenten en deze aanbieder lezen dit."),
        required=gettext_lazy("Schrijf in een paar woorden op waar het gesprek over gaat."),
    )
    field_order = ["provider", "subject", "about", "day", "time", "online", "place"]

    def __init__(self, *args: Any, providers: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [("", _("Kies")), *providers]  # type: ignore[attr-defined]
        self.fields["subject"].choices = _choices(TALK_SUBJECTS)  # type: ignore[attr-defined]


class AskTalkForm(forms.Form):
    """A provider asks for a talk."""

    subject = forms.ChoiceField(label=gettext_lazy("Waarover"), widget=forms.RadioSelect)
    about = _text(
        gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Alleen de gemeenten en uw eigen organisatie lezen dit."),
        required=gettext_lazy("Schrijf in een paar woorden op waar u over wilt praten."),
    )
    wish = _text(
        gettext_lazy("Wanneer komt het u uit"),
        rows=2,
        help_text=gettext_lazy("Bijvoorbeeld: dinsdag of donderdag, het liefst online."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["subject"].choices = _choices(TALK_SUBJECTS)  # type: ignore[attr-defined]


class WhyForm(forms.Form):
    """A reason."""

    why = _text(
        gettext_lazy("Waarom"),
        rows=3,
        required=gettext_lazy("Schrijf op waarom. De ander leest dit."),
    )


class TalkMinutesForm(forms.Form):
    """The minutes of a talk; ``number`` is the text the writer saw."""

    text = _text(
        gettext_lazy("Verslag"),
        rows=10,
        help_text=gettext_lazy("De aanbieder leest mee en kan reageren of akkoord geven."),
        required=gettext_lazy("Schrijf een verslag, hoe kort ook."),
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TextForm(forms.Form):
    """One text."""

    text = _text(
        gettext_lazy("Uw opmerking"), rows=3, required=gettext_lazy("Schrijf eerst iets op.")
    )


class ActionForm(forms.Form):
    """What one of the two sides will do."""

    text = forms.CharField(
        label=gettext_lazy("Wat"),
        max_length=500,
        error_messages={"required": gettext_lazy("Schrijf op wat er moet gebeuren.")},
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Wie"),
        choices=[
            (Side.MUNICIPALITIES.value, gettext_lazy("De gemeente")),
            (Side.PROVIDERS.value, gettext_lazy("De aanbieder")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wie het doet.")},
    )
    due_on = _day(gettext_lazy("Klaar op"), required=False)


class FilesForm(forms.Form):
    """Files for the two sides only."""

    attached = FilesField(required=True)


class ProcedureForm(forms.Form):
    """What procedure begins, and why."""

    title = forms.CharField(
        label=gettext_lazy("Naam van de procedure"),
        help_text=gettext_lazy("Iedereen leest dit. Bijvoorbeeld: aanbesteding hulpmiddelen 2027."),
        max_length=200,
        error_messages={"required": gettext_lazy("Geef de procedure een naam.")},
    )
    why = _text(
        gettext_lazy("Waarom"),
        rows=3,
        help_text=gettext_lazy("Ook dit leest iedereen aan tafel."),
        required=gettext_lazy("Schrijf op waarom de procedure begint."),
    )


class RequestForm(forms.Form):
    """What is asked of each provider for itself."""

    kind = forms.ChoiceField(label=gettext_lazy("Wat vraagt u"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=200,
        error_messages={"required": gettext_lazy("Geef de uitvraag een titel.")},
    )
    question = _text(
        gettext_lazy("Uw vraag"), rows=5, required=gettext_lazy("Schrijf op wat u vraagt.")
    )
    purpose = _text(
        gettext_lazy("Waarvoor gebruikt u de antwoorden"),
        rows=3,
        help_text=gettext_lazy("Aanbieders moeten weten wat er met hun gegevens gebeurt."),
        required=gettext_lazy("Schrijf op waarvoor u de antwoorden gebruikt."),
    )
    last_day = _day(
        gettext_lazy("Laatste dag"),
        help_text=gettext_lazy("Tot en met deze dag kan een aanbieder antwoorden en wijzigen."),
    )
    who = forms.ChoiceField(
        label=gettext_lazy("Aan wie"),
        choices=[
            ("all", gettext_lazy("Alle aanbieders van deze tafel")),
            ("chosen", gettext_lazy("Alleen de aanbieders die u hieronder kiest")),
        ],
        initial="all",
        widget=forms.RadioSelect,
    )
    providers = forms.MultipleChoiceField(
        label=gettext_lazy("Gekozen aanbieders"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Geen van hen ziet wie u nog meer vraagt."),
    )

    def __init__(self, *args: Any, providers: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = _choices(REQUEST_KINDS)  # type: ignore[attr-defined]
        self.fields["providers"].choices = providers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever is chosen must be named."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("who") == "chosen" and not cleaned.get("providers"):
            self.add_error("providers", _("Kies ten minste één aanbieder."))
        return cleaned

    def asked(self) -> list[int]:
        """The providers that are asked."""
        if self.cleaned_data["who"] == "chosen":
            return [int(one) for one in self.cleaned_data["providers"]]
        return [int(one) for one, _name in self.fields["providers"].choices]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """An answer in words, in files, or both."""

    text = _text(gettext_lazy("Uw antwoord"), rows=8)
    attached = FilesField()

    def __init__(self, *args: Any, has_files: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.has_files = has_files

    def clean(self) -> dict[str, Any]:
        """Something must be said."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        empty = not cleaned.get("text", "").strip() and not cleaned.get("attached")
        if empty and not self.has_files and not self.errors:
            self.add_error("text", _("Schrijf uw antwoord op of voeg een bestand toe."))
        return cleaned


class SummaryForm(forms.Form):
    """What everybody may know of the answers together."""

    text = _text(
        gettext_lazy("Samenvatting"),
        rows=8,
        help_text=gettext_lazy(
            "Iedereen in de regio leest dit. Schrijf niets waaraan één aanbieder is te herkennen."
        ),
        required=gettext_lazy("Schrijf een samenvatting."),
    )


class QuestionForm(forms.Form):
    """A private question with the interest that asks for it."""

    text = _text(gettext_lazy("Uw vraag"), rows=5, required=gettext_lazy("Schrijf uw vraag op."))
    interest = _text(
        gettext_lazy("Waarom moet dit vertrouwelijk"),
        rows=4,
        help_text=gettext_lazy(
            "Welk belang wordt geschaad als anderen deze vraag of het antwoord kennen? De gemeente "
            "beoordeelt dit."
        ),
        required=gettext_lazy("Schrijf op welk belang u hebt bij een vertrouwelijk antwoord."),
    )
    item = forms.ChoiceField(label=gettext_lazy("Bij welk agendapunt"), required=False)

    def __init__(self, *args: Any, items: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        choices = [("", _("Geen: over de tafel in het algemeen")), *items]
        self.fields["item"].choices = choices  # type: ignore[attr-defined]


class JudgeForm(forms.Form):
    """Whether the interest justifies a private answer."""

    accepted = forms.ChoiceField(
        label=gettext_lazy("Is dit belang een vertrouwelijk antwoord waard?"),
        choices=[
            ("yes", gettext_lazy("Ja, wij antwoorden alleen aan deze aanbieder")),
            ("no", gettext_lazy("Nee, de aanbieder kan intrekken of het openlijk vragen")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )
    why = _text(
        gettext_lazy("Waarom"),
        rows=3,
        help_text=gettext_lazy("Verplicht als u nee zegt. Alleen de vrager leest dit."),
    )

    def clean(self) -> dict[str, Any]:
        """A no has a reason."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("accepted") == "no" and not cleaned.get("why", "").strip():
            self.add_error("why", _("Schrijf op waarom dit belang niet genoeg is."))
        return cleaned


class PrivateAnswerForm(forms.Form):
    """The answer to a private question."""

    text = _text(
        gettext_lazy("Uw antwoord"),
        rows=6,
        help_text=gettext_lazy("Alleen de vrager leest dit."),
        required=gettext_lazy("Schrijf het antwoord op."),
    )


class OpenForm(forms.Form):
    """At which open item a question is asked openly."""

    item = forms.ChoiceField(
        label=gettext_lazy("Bij welk agendapunt stelt u de vraag openlijk?"),
        help_text=gettext_lazy("Iedereen aan tafel leest uw vraag; uw belang blijft vertrouwelijk"),
        error_messages={"required": gettext_lazy("Kies een agendapunt.")},
    )

    def __init__(self, *args: Any, items: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = items  # type: ignore[attr-defined]
