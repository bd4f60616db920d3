"""What people fill in around offers and signatures."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from convenant.core.reasons import Reason
from convenant.wording.formats import AMSTERDAM
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

DAY_FORMATS = ["%Y-%m-%d", "%d-%m-%Y", "%d-%m-%y"]
LONGEST_REASON = 2000


class DayField(forms.DateField):
    """A day, chosen from a calendar or typed the Dutch way."""

    def __init__(self, *, label: StrOrPromise, help_text: StrOrPromise = "") -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            input_formats=DAY_FORMATS,
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={
                "required": _("Vul een dag in."),
                "invalid": _("Dit is geen dag. Schrijf hem als 31-12-2026."),
            },
        )


class OfferForm(forms.Form):
    """From when the terms hold and until when people may answer, seen at a moment."""

    valid_from = DayField(
        label=_("De voorwaarden gelden vanaf"),
        help_text=_("Vanaf deze dag is gebonden wie ja zegt en tekent."),
    )
    answer_until = DayField(
        label=_("Antwoorden kan tot en met"),
        help_text=_(
            "Tot 23.59 uur op deze dag. Geef aanbieders genoeg tijd, bijvoorbeeld zes weken."
        ),
    )

    def __init__(self, data: QueryDict | None, *, at: datetime, initial: dict[str, date]) -> None:
        super().__init__(data, initial=initial)
        self.at = at

    def clean_answer_until(self) -> date:
        day: date = self.cleaned_data["answer_until"]
        if last_minute(day) <= self.at:
            raise forms.ValidationError(REASONS[Reason.DEADLINE_IN_PAST])
        return day


def last_minute(day: date) -> datetime:
    """23:59 of a day in Amsterdam."""
    return datetime.combine(day, time(23, 59), tzinfo=AMSTERDAM)


class AnswerForm(forms.Form):
    """Yes or no to an offer."""

    accepted = forms.TypedChoiceField(
        label=_("Gaat uw organisatie akkoord met dit aanbod?"),
        choices=[("yes", _("Ja, wij gaan akkoord")), ("no", _("Nee, wij doen niet mee"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja of nee.")},
    )
    reason = forms.CharField(
        label=_("Toelichting"),
        required=False,
        max_length=LONGEST_REASON,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alleen de gemeenten lezen dit, andere aanbieders niet."),
        error_messages={
            "max_length": _("Uw toelichting is te lang: gebruik hoogstens 2000 tekens.")
        },
    )


class SignForm(forms.Form):
    """The confirmation before a signature. The digest of the terms shown travels beside it: it is
    the page's, never what was typed. ``status`` is what a page with errors answers with."""

    status = 422
    sure = forms.BooleanField(
        label=_(
            "Ik heb de tekst en de voorwaarden gelezen, ik ben bevoegd om voor mijn organisatie "
            "te tekenen en ik teken hiermee."
        ),
        error_messages={"required": _("Zet een vinkje als u wilt tekenen.")},
    )


class AccedeForm(SignForm):
    """The same, with the day from which one joins."""

    valid_from = DayField(
        label=_("Uw organisatie doet mee vanaf"),
        help_text=_("Vandaag mag ook. Declareren kan voor zorg vanaf deze dag."),
    )
    field_order = ("valid_from", "sure")


class PartiesForm(forms.Form):
    """Who is a party on a day, by name."""

    naam = forms.CharField(label=_("Zoek op naam"), required=False, max_length=100)
    op = forms.DateField(
        label=_("Op deze dag"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Dit is geen dag. Schrijf hem als 31-12-2026.")},
    )
