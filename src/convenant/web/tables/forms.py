"""What people fill in at a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.contributions import Outcome, Target
from convenant.core.reasons import Reason
from convenant.wording.reasons import REASONS
from convenant.wording.tables import OUTCOMES

Choices = Sequence[tuple[str, str]]


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class PlanForm(forms.Form):
    """When, where and with whose guidance a meeting takes place."""

    day = forms.DateField(
        label=gettext_lazy("Datum"),
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Kies een datum."),
            "invalid": gettext_lazy("Schrijf de datum als dag-maand-jaar: 12-03-2027."),
        },
    )
    time = forms.TimeField(
        label=gettext_lazy("Begint om"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time", "class": "control--date"}),
        error_messages={
            "required": gettext_lazy("Kies een tijd."),
            "invalid": gettext_lazy("Schrijf de tijd als uur:minuten, bijvoorbeeld 13:30."),
        },
    )
    place = forms.CharField(
        label=gettext_lazy("Waar"),
        help_text=gettext_lazy("Adres of zaal; iedereen ziet dit in de uitnodiging."),
        max_length=300,
        error_messages={"required": gettext_lazy("Schrijf op waar de bijeenkomst is.")},
    )
    guide = forms.ChoiceField(
        label=gettext_lazy("Procesbegeleider"),
        help_text=gettext_lazy("Iemand die de methode kent en het gesprek bewaakt."),
        error_messages={
            "required": gettext_lazy("Kies een procesbegeleider. Zonder gaat een tafel niet door."),
            "invalid_choice": gettext_lazy("Kies een procesbegeleider uit de lijst."),
        },
    )

    why = forms.CharField(
        label=gettext_lazy("Waarom deze aanbieders aan tafel"),
        help_text=gettext_lazy("Sociale teams schrijven bij de zetels op waarom zij hen kiezen."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, guides: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        empty = [] if len(guides) == 1 else [("", _("Kies iemand"))]
        _offer(self, "guide", [*empty, *guides])

    def starts_at(self) -> datetime:
        """The moment the meeting begins, in Amsterdam."""
        both = datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"])
        return timezone.make_aware(both, timezone.get_default_timezone())


class ItemForm(forms.Form):
    """A point of the agenda, with the text that is on the table."""

    version = forms.ChoiceField(label=gettext_lazy("Tekst op tafel"), required=False)
    title = forms.CharField(
        label=gettext_lazy("Onderwerp"),
        max_length=200,
        error_messages={"required": gettext_lazy("Geef het punt een onderwerp.")},
    )
    explanation = forms.CharField(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Wat vraagt u van de tafel?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, versions: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _offer(self, "version", [*versions, ("", _("Geen tekst: alleen een gesprek"))])


class CloseForm(forms.Form):
    """The minutes of a meeting."""

    minutes = forms.CharField(
        label=gettext_lazy("Verslag"),
        help_text=gettext_lazy("Wat is besproken en afgesproken? Iedereen in de regio leest dit."),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": gettext_lazy("Schrijf een verslag, hoe kort ook.")},
    )


class RemarkForm(forms.Form):
    """Where a remark hangs and what it says; the verb judges the text."""

    target = forms.ChoiceField(choices=[(t.value, t.value) for t in Target])
    key = forms.CharField(required=False, max_length=60)
    text = forms.CharField(required=False, strip=False)


class ReplyForm(forms.Form):
    """What was done with a remark, and which clause changed by it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat doet u met deze opmerking?"),
        choices=[(outcome.value, capfirst(words)) for outcome, words in OUTCOMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat u met de opmerking doet.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Uw antwoord"),
        help_text=gettext_lazy("Schrijf op waarom. Wie de opmerking maakte leest dit."),
        error_messages={"required": REASONS[Reason.ANSWER_NEEDS_REASON]},
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    changed = forms.ChoiceField(
        label=gettext_lazy("Welk artikel of welke voorwaarde is veranderd?"),
        help_text=gettext_lazy("Kies dit als u de opmerking (deels) overneemt."),
        required=False,
    )

    def __init__(self, *args: Any, clauses: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        _offer(self, "changed", [("", _("Geen")), *clauses])

    def clean(self) -> dict[str, Any]:
        """Say at the field itself that an adopted remark names the clause it changed."""
        cleaned = super().clean() or self.cleaned_data
        adopted = cleaned.get("outcome") in {Outcome.ADOPTED, Outcome.PARTLY}
        if adopted and not cleaned.get("changed") and "changed" not in self.errors:
            self.add_error(
                "changed",
                _("Kies welk artikel of welke voorwaarde door deze opmerking is veranderd."),
            )
        return cleaned


class DecideForm(forms.Form):
    """What the table concluded; ``number`` is the version the chair was shown."""

    adopted = forms.ChoiceField(
        label=gettext_lazy("Wat besluit de tafel?"),
        choices=[
            ("yes", gettext_lazy("Deze versie kan worden aangeboden")),
            ("no", gettext_lazy("Deze versie wordt niet aangeboden")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat de tafel besluit.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Tekst van het besluit"),
        help_text=gettext_lazy("Zo komt het besluit in de openbare lijst te staan."),
        error_messages={"required": REASONS[Reason.ANSWER_NEEDS_REASON]},
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
