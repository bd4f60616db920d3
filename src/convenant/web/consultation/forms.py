"""What a representative asks and reports, and what the represented answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from convenant.web.municipality.forms.fields import text_field

LONG = 10_000


def _text(label: Any, help_text: Any) -> forms.CharField:  # noqa: ANN401
    return text_field(
        label,
        help_text=help_text,
        rows=5,
        longest=LONG,
        missing=gettext_lazy("Schrijf eerst een tekst."),
    )


class QuestionForm(forms.Form):
    """A question to those one speaks for."""

    text = _text(
        gettext_lazy("Uw vraag"),
        gettext_lazy("Wat wilt u weten voordat u voor hen spreekt?"),
    )


class AnswerForm(forms.Form):
    """An answer to who speaks for one."""

    text = _text(
        gettext_lazy("Uw antwoord"),
        gettext_lazy(
            "Schrijf geen prijzen of bedragen op: daarover praten aanbieders niet met elkaar."
        ),
    )


class ReportForm(forms.Form):
    """What was said, and what came of it."""

    text = _text(
        gettext_lazy("Uw terugkoppeling"),
        gettext_lazy("Wat hebt u gezegd, wat vonden anderen, wat is de uitkomst?"),
    )
