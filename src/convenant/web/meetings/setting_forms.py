"""When a region does not meet, and the year a table counts in, as people fill them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.meetings.years import YearKind
from convenant.core.periods import Period
from convenant.core.reasons import Reason
from convenant.web.meetings.forms import day_field, whole_number
from convenant.wording.meetings import YEARS
from convenant.wording.reasons import REASONS


class BlackoutForm(forms.Form):
    """A period in which the region does not meet."""

    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=100,
        help_text=gettext_lazy("Bijvoorbeeld zomervakantie."),
        error_messages={"required": gettext_lazy("Geef de periode een naam.")},
    )
    first_on = day_field(gettext_lazy("Eerste dag"))
    last_on = day_field(gettext_lazy("Laatste dag"))
    yearly = forms.BooleanField(label=gettext_lazy("Elk jaar op deze dagen"), required=False)

    def clean(self) -> dict[str, Any]:
        """A period ends on or after the day it begins."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", _("De laatste dag ligt vóór de eerste. Kies een latere dag."))
        return cleaned

    def period(self) -> Period:
        """From the first through the last day."""
        return Period.through(self.cleaned_data["first_on"], self.cleaned_data["last_on"])


class YearForm(forms.Form):
    """In which year a table counts its meetings, and how many it wants at the least."""

    kind = forms.ChoiceField(
        label=gettext_lazy("In welk jaar telt deze tafel"),
        choices=[(kind.value, words) for kind, words in YEARS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies een jaar.")},
    )
    begins_on = day_field(
        gettext_lazy("Het contractjaar begint elk jaar op"),
        required=False,
        help_text=gettext_lazy(
            "Alleen bij een contractjaar. Laat leeg om de dag te nemen waarop de overeenkomst "
            "begon."
        ),
    )
    least = whole_number(
        gettext_lazy("Eigen aantal bijeenkomsten per jaar"),
        least=1,
        most=52,
        required=False,
        help_text=gettext_lazy("Laat leeg om het aantal van de methode te volgen."),
    )
    why = forms.CharField(
        label=gettext_lazy("Waarom een eigen aantal"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """Another number than the method's asks why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("least") and not cleaned.get("why", "").strip():
            self.add_error("why", str(REASONS[Reason.OWN_NORM_NEEDS_REASON]))
        return cleaned

    def year(self) -> YearKind:
        """The kind of year that was chosen."""
        return YearKind(self.cleaned_data["kind"])
