"""What a provider fills in about itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.profile import (
    LARGEST_PROOF,
    LONGEST_ANSWER,
    AnswerUnreadable,
    Question,
    QuestionKind,
    read_answer,
)
from convenant.wording.profile import HELP, LEGAL_FORMS, YES_NO, question_name

SIGNS = {b"%PDF-": ".pdf", b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
"""How files of the accepted kinds begin."""

ENDINGS = (".pdf", ".png", ".jpg", ".jpeg")


class AnswerForm(forms.Form):
    """The answer to one question, with its proof where one is asked."""

    proof = forms.FileField(
        label=gettext_lazy("Bewijs"),
        help_text=gettext_lazy("Een pdf, png of jpg van hoogstens 10 MB."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={"empty": gettext_lazy("Het bestand is leeg. Kies een ander bestand.")},
    )
    last_day = forms.DateField(
        label=gettext_lazy("Bewijs is geldig tot en met"),
        help_text=gettext_lazy("Wij herinneren u voordat het verloopt."),
        required=False,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "invalid": gettext_lazy("Schrijf de datum als dag-maand-jaar: 12-03-2027.")
        },
    )

    def __init__(self, *args: Any, asked: Question, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.asked = asked
        if asked.kind is not QuestionKind.FILE:
            self.fields["text"] = _field(asked)
        if not asked.proof:
            del self.fields["proof"]
        if not asked.expires:
            del self.fields["last_day"]
        self.order_fields(["text", "proof", "last_day"])

    def clean_text(self) -> str:
        """Say at the field itself which kind of answer is asked."""
        typed: str = self.cleaned_data["text"]
        try:
            read_answer(self.asked, typed)
        except AnswerUnreadable as unreadable:
            raise forms.ValidationError(_unreadable(self.asked)) from unreadable
        return typed

    def clean_proof(self) -> UploadedFile[bytes] | None:
        """Only files that are what they say, and not too large."""
        file: UploadedFile[bytes] | None = self.cleaned_data.get("proof")
        if file is None:
            return None
        if (file.size or 0) > LARGEST_PROOF:
            raise forms.ValidationError(
                _("Het bestand is groter dan 10 MB. Maak het kleiner en probeer het opnieuw.")
            )
        head = file.read(16)
        file.seek(0)
        known = any(head.startswith(sign) for sign in SIGNS)
        if not known or not str(file.name).lower().endswith(ENDINGS):
            raise forms.ValidationError(
                _("%(name)s is geen pdf, png of jpg. Kies een ander bestand.") % {"name": file.name}
            )
        return file

    def valid_before(self) -> date | None:
        """The first day the proof is no longer good."""
        last: date | None = self.cleaned_data.get("last_day")
        return None if last is None or last == date.max else last + timedelta(days=1)


class ShareForm(forms.Form):
    """What a region sees, question by question."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        choices: Sequence[tuple[str, str, str, Sequence[tuple[str, str]]]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """``choices``: key, help, what is chosen now (may be empty), and what can be chosen."""
        super().__init__(*args, **kwargs)
        for key, help_text, chosen, possible in choices:
            self.fields[key] = forms.ChoiceField(
                label=question_name(key),
                help_text=help_text,
                choices=possible,
                initial=chosen,
                required=False,
                widget=forms.RadioSelect,
            )


def _field(asked: Question) -> forms.Field:
    about: dict[str, Any] = {
        "label": question_name(asked.key),
        "help_text": HELP[asked.key],
        "required": False,
    }
    if asked.kind is QuestionKind.YES_NO:
        return forms.ChoiceField(choices=list(YES_NO.items()), widget=forms.RadioSelect, **about)
    if asked.kind is QuestionKind.CHOICE:
        options = [(one, LEGAL_FORMS[one]) for one in asked.choices]
        return forms.ChoiceField(choices=[("", _("Kies")), *options], **about)
    if asked.kind is QuestionKind.DAY:
        return forms.CharField(widget=forms.DateInput(attrs={"type": "date"}), **about)
    if asked.kind is QuestionKind.NUMBER:
        line = forms.TextInput(attrs={"inputmode": "decimal", "class": "control--number"})
        return forms.CharField(widget=line, **about)
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(widget=area, max_length=LONGEST_ANSWER, **about)


def _unreadable(asked: Question) -> str:
    if asked.kind is QuestionKind.NUMBER:
        return _("Schrijf een getal in cijfers, bijvoorbeeld 2.500.000.")
    if asked.kind is QuestionKind.DAY:
        return _("Schrijf de datum als dag-maand-jaar: 12-03-2027.")
    return _("Kies een van de antwoorden.")
