"""What a municipality fills in to give or end a mandate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from convenant.core.mandates import Act, Limits, Subject
from convenant.core.money import NotAnAmount, parse_amount
from convenant.core.reasons import Reason
from convenant.web.agreements.forms import DAY_FORMATS, DayField
from convenant.wording.mandates import ACTS, SUBJECTS
from convenant.wording.reasons import REASONS

_CODE = re.compile(r"[0-9A-Z]{2}([0-9A-Z]{3})?")
MOST_EUROS = 10**13


class LimitsForm(forms.Form):
    """What may be done, about what, within which limits."""

    acts = forms.MultipleChoiceField(
        label=_("Wat mag deze gemeente namens u doen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één.")},
    )
    subjects = forms.MultipleChoiceField(
        label=_("Waarover?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één onderwerp.")},
    )
    codes = forms.CharField(
        label=_("Alleen voor deze producten"),
        required=False,
        max_length=1000,
        help_text=_(
            "Productcodes zoals 02A05 of categorieën zoals 02, met een komma ertussen. Leeg: alle "
            "producten."
        ),
    )
    amount = forms.CharField(
        label=_("Hoogstens zoveel euro per jaar"),
        required=False,
        max_length=40,
        help_text=_(
            "De kosten van de hele overeenkomst per jaar, voor alle gemeenten samen. Leeg: geen "
            "grens."
        ),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    last_use = DayField(
        label=_("Te gebruiken tot en met"),
        help_text=_("Daarna mag er niets nieuws meer mee. Leeg: zolang het mandaat loopt."),
    )
    last_day = DayField(
        label=_("Het mandaat loopt tot en met"),
        help_text=_("Leeg: tot u het intrekt."),
    )
    basis = forms.CharField(
        label=_("Op welk besluit berust het?"),
        max_length=600,
        help_text=_("Bijvoorbeeld: collegebesluit van 3 februari 2026, nummer 2026-14."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": REASONS[Reason.MANDATE_NEEDS_BASIS]},
    )

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, object]) -> None:
        super().__init__(data, initial=dict(initial))
        _offer(self, "acts", [(act.value, capfirst(str(ACTS[act]))) for act in Act])
        _offer(self, "subjects", [(one.value, capfirst(str(SUBJECTS[one]))) for one in Subject])
        for name in ("last_use", "last_day"):
            self.fields[name].required = False

    def clean_codes(self) -> list[str]:
        """The codes, in capitals."""
        typed: str = self.cleaned_data["codes"]
        codes = sorted({code.upper() for code in re.split(r"[\s,;]+", typed) if code})
        wrong = [code for code in codes if not _CODE.fullmatch(code)]
        if wrong:
            raise forms.ValidationError(
                _(
                    "“%(code)s” is geen productcode (vijf tekens, zoals 02A05) of categorie (twee "
                    "tekens, zoals 02)."
                ),
                params={"code": wrong[0]},
            )
        return codes

    def clean_amount(self) -> int | None:
        """The limit in cents."""
        typed: str = self.cleaned_data["amount"].strip()
        if not typed:
            return None
        try:
            cents = parse_amount(typed)
        except NotAnAmount as wrong:
            raise forms.ValidationError(
                _(
                    "“%(typed)s” is geen bedrag zoals wij het lezen. Gebruik een punt voor "
                    "duizendtallen: 250.000."
                ),
                params={"typed": typed},
            ) from wrong
        if cents <= 0:
            raise forms.ValidationError(REASONS[Reason.MANDATE_AMOUNT_NOT_POSITIVE])
        if cents > MOST_EUROS * 100:
            raise forms.ValidationError(_("Dit bedrag is te groot. Kijk het na."))
        return cents

    def limits(self) -> Limits:
        """What was filled in, as the verb takes it; only of a form that is valid."""
        given = self.cleaned_data
        return Limits(
            acts=frozenset(Act(act) for act in given["acts"]),
            subjects=frozenset(Subject(subject) for subject in given["subjects"]),
            codes=frozenset(given["codes"]),
            amount=given["amount"],
            use_before=_after(given["last_use"]),
            until=_after(given["last_day"]),
            basis=given["basis"],
        )


class GiveForm(LimitsForm):
    """To whom, and from when."""

    holder = forms.ChoiceField(
        label=_("Aan welke gemeente?"),
        error_messages={
            "required": _("Kies een gemeente."),
            "invalid_choice": _("Deze gemeente doet niet mee in de regio. Kies een andere."),
        },
    )
    since = DayField(label=_("Het mandaat gaat in op"))
    field_order = (
        "holder",
        "acts",
        "subjects",
        "codes",
        "amount",
        "since",
        "last_day",
        "last_use",
        "basis",
    )

    def __init__(
        self, data: QueryDict | None, *, initial: Mapping[str, object], holders: Mapping[int, str]
    ) -> None:
        super().__init__(data, initial=initial)
        _offer(self, "holder", [("", _("Kies…")), *((str(pk), n) for pk, n in holders.items())])

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since = given.get("since")
        for name in ("last_day", "last_use"):
            last = given.get(name)
            if since is not None and last is not None and last < since:
                self.add_error(name, _("Deze dag ligt vóór de dag waarop het mandaat ingaat."))
        return given


class ChangeForm(LimitsForm):
    """The same mandate with other limits, and why."""

    reason = forms.CharField(
        label=_("Waarom verandert u het mandaat?"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": REASONS[Reason.MANDATE_NEEDS_REASON]},
    )


class WithdrawForm(forms.Form):
    """Why a mandate ends."""

    reason = forms.CharField(
        label=_("Waarom trekt u het mandaat in?"),
        help_text=_("De andere gemeente leest dit."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": REASONS[Reason.MANDATE_NEEDS_REASON]},
    )


class OnForm(forms.Form):
    """Which mandates held on a day."""

    op = forms.DateField(
        label=_("Welke mandaten golden op"),
        required=False,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Dit is geen dag. Schrijf hem als 31-12-2026.")},
    )


def _after(last_day: date | None) -> date | None:
    return None if last_day is None else last_day + timedelta(days=1)


def _offer(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(choices)
