"""What people fill in at a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.agenda import ItemKind
from convenant.web.agenda.kinds import kind_choices

Choices = Sequence[tuple[str, str]]


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


class ItemForm(forms.Form):
    """A point of the agenda, with the text that is on the table."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Waar gaat het over?"),
        help_text=gettext_lazy("De soort bepaalt waar het besproken mag worden."),
        required=False,
        widget=forms.RadioSelect,
        initial=ItemKind.CONTENT.value,
    )
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
        _offer(self, "kind", kind_choices())
        _offer(self, "version", [*versions, ("", _("Geen tekst: alleen een gesprek"))])
