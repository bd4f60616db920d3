"""What is asked about minutes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

LONGEST = 100_000


class MinutesForm(forms.Form):
    """The working text, and the count of edits it started from."""

    text = forms.CharField(
        label=gettext_lazy("Verslag"),
        help_text=gettext_lazy(
            "Wat is besproken en afgesproken? Noem geen bedragen: aanbieders lezen dit allemaal."
        ),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24}),
        error_messages={
            "max_length": gettext_lazy(
                "Het verslag is te lang. Maak het korter of voeg een stuk toe."
            )
        },
    )
    edits = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, meeting: int, **kwargs: Any) -> None:  # noqa: ANN401
        """While somebody writes, the text of ``meeting`` is saved by itself."""
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {
            "hx-post": reverse("minutes:autosave", args=[meeting]),
            "hx-trigger": "input changed delay:2s",
            "hx-target": "#bewaard",
            "hx-include": "closest form",
            "hx-sync": "this:replace",
        }


class CommentForm(forms.Form):
    """A comment on shared minutes."""

    text = forms.CharField(
        label=gettext_lazy("Uw reactie"),
        help_text=gettext_lazy("Wat klopt niet, of wat ontbreekt? Iedereen die meedoet leest dit."),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Schrijf eerst uw reactie.")},
    )


class AnswerForm(forms.Form):
    """What was done with a comment."""

    adopted = forms.ChoiceField(
        label=gettext_lazy("Wat doet u met deze reactie?"),
        choices=[
            ("yes", gettext_lazy("Overgenomen: het verslag is of wordt aangepast")),
            ("no", gettext_lazy("Niet overgenomen")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat u met de reactie doet.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Uw antwoord"),
        help_text=gettext_lazy("Zeg wat er veranderde, of waarom niet."),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Schrijf een antwoord.")},
    )


class ApproveForm(forms.Form):
    """Approving; before the term to comment is over with the reason."""

    why_early = forms.CharField(
        label=gettext_lazy("Waarom kan het verslag nu al worden vastgesteld?"),
        help_text=gettext_lazy("De tijd om te reageren loopt nog. Alleen de gemeenten lezen dit."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf op waarom dit nu al kan.")},
    )

    def __init__(self, *args: Any, early: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if not early:
            del self.fields["why_early"]


class CorrectForm(forms.Form):
    """Why approved minutes are corrected."""

    why = forms.CharField(
        label=gettext_lazy("Waarom verbetert u het verslag?"),
        help_text=gettext_lazy("Deze reden staat bij de nieuwe versie, voor iedereen."),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Schrijf op waarom u het verslag verbetert.")},
    )
