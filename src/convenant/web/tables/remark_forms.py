"""What people fill in at an item: a remark, an answer, a decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.contributions import Outcome, Target
from convenant.core.reasons import Reason
from convenant.web.alliance.deciding import interests_field
from convenant.web.tables.forms import Choices
from convenant.wording.reasons import REASONS
from convenant.wording.tables import OUTCOMES


class RemarkForm(forms.Form):
    """Where a remark hangs and what it says; the verb judges the text."""

    target = forms.ChoiceField(choices=[(t.value, t.value) for t in Target])
    key = forms.CharField(required=False, max_length=60)
    text = forms.CharField(required=False, strip=False)
    proposed = forms.CharField(required=False, strip=False)
    token = forms.CharField(required=False, max_length=64)


class ChangeForm(forms.Form):
    """A remark said otherwise."""

    text = forms.CharField(
        label=gettext_lazy("Uw opmerking"),
        max_length=10_000,
        error_messages={
            "required": REASONS[Reason.CONTRIBUTION_EMPTY],
            "max_length": REASONS[Reason.CONTRIBUTION_TOO_LONG],
        },
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    proposed = forms.CharField(
        label=gettext_lazy("Het artikel zoals u het zou schrijven"),
        help_text=gettext_lazy("Laat u de tekst zoals hij is, dan is er geen voorstel."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def __init__(self, *args: Any, rewordable: bool, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        if not rewordable:
            del self.fields["proposed"]


class ReplyForm(forms.Form):
    """What was done with remarks, and which clause changed by it."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Wat doet u met deze opmerking?"),
        choices=[(outcome.value, capfirst(words)) for outcome, words in OUTCOMES.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies wat u met de opmerking doet.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Uw antwoord"),
        help_text=gettext_lazy(
            "Schrijf op waarom. Wie een opmerking maakte of steunde leest dit, aan beide tafels."
        ),
        error_messages={"required": REASONS[Reason.ANSWER_NEEDS_REASON]},
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    changed = forms.ChoiceField(
        label=gettext_lazy("Welk artikel of welke voorwaarde is veranderd?"),
        help_text=gettext_lazy("Kies dit als u de opmerking (deels) overneemt."),
        required=False,
    )

    def __init__(self, *args: Any, clauses: Choices, several: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["changed"].choices = [("", _("Geen")), *clauses]  # type: ignore[attr-defined]
        if several:
            self.fields["outcome"].label = _("Wat doet u met deze opmerkingen?")

    def clean(self) -> dict[str, Any]:
        """An adopted remark names the clause it changed."""
        cleaned = super().clean() or self.cleaned_data
        adopted = cleaned.get("outcome") in {Outcome.ADOPTED, Outcome.PARTLY}
        if adopted and not cleaned.get("changed") and "changed" not in self.errors:
            self.add_error(
                "changed",
                _("Kies welk artikel of welke voorwaarde door deze opmerking is veranderd."),
            )
        return cleaned


class DecideForm(forms.Form):
    """What the table concluded; ``number`` is the version the chair was shown, 0 without a text."""

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
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    interests = interests_field()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        about_text: bool,
        interests: Choices = (),
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interests"].choices = interests  # type: ignore[attr-defined]
        if not interests:
            del self.fields["interests"]
        if not about_text:
            self.fields["adopted"].choices = [  # type: ignore[attr-defined]
                ("yes", _("De tafel stemt ermee in")),
                ("no", _("De tafel stemt er niet mee in")),
            ]
