"""What people fill in for information evenings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.roundtables.actions import MomentTerms
from convenant.web.development.fields import at_hour, time_field
from convenant.web.municipality.forms.fields import day_field, text_field


class RegisterForm(forms.Form):
    """Somebody comes. ``website`` is a field no person sees; a machine fills it in."""

    moment = forms.ChoiceField(
        label=gettext_lazy("Welke avond?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies een avond.")},
    )
    name = text_field(gettext_lazy("Uw naam"), longest=120, missing=gettext_lazy("Vul uw naam in."))
    organisation_name = text_field(gettext_lazy("Organisatie"), required=False, longest=200)
    email = forms.EmailField(
        label=gettext_lazy("Uw e-mailadres"),
        help_text=gettext_lazy("U krijgt een link waarmee u uw aanmelding bevestigt."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Vul uw e-mailadres in."),
            "invalid": gettext_lazy("Vul een e-mailadres in zoals naam@organisatie.nl."),
        },
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, moments: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["moment"].choices = moments  # type: ignore[attr-defined]
        if len(moments) == 1:
            self.initial.setdefault("moment", moments[0][0])


class ChooseMomentForm(forms.Form):
    """Who is signed in chooses only the evening."""

    moment = forms.ChoiceField(
        label=gettext_lazy("Welke avond?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies een avond.")},
    )

    def __init__(self, *args: Any, moments: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["moment"].choices = moments  # type: ignore[attr-defined]
        if moments:
            self.initial.setdefault("moment", moments[0][0])


class AskForm(forms.Form):
    text = text_field(
        gettext_lazy("Uw vraag"),
        rows=3,
        longest=4000,
        help_text=gettext_lazy(
            "Vraag en antwoord staan daarna op de openbare site, zonder uw naam."
        ),
        missing=gettext_lazy("Schrijf uw vraag op."),
    )


class SessionForm(forms.Form):
    title = text_field(gettext_lazy("Titel"), longest=200)
    text = text_field(gettext_lazy("Waar gaat de avond over, en voor wie?"), rows=8, longest=20_000)


class MomentForm(forms.Form):
    day = day_field(gettext_lazy("Datum"))
    starts = time_field(gettext_lazy("Van"))
    ends = time_field(gettext_lazy("Tot"))
    place = text_field(
        gettext_lazy("Plaats"),
        required=False,
        longest=300,
        help_text=gettext_lazy("Bijvoorbeeld: Stadshuis, Stadsplein 1, Nieuwegein."),
    )
    online = forms.URLField(
        label=gettext_lazy("Adres om online mee te doen"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Alleen wie zich aanmeldde, krijgt dit adres."),
        error_messages={"invalid": gettext_lazy("Vul een adres in dat begint met https://.")},
    )
    capacity = forms.IntegerField(
        label=gettext_lazy("Hoeveel plaatsen?"),
        required=False,
        min_value=1,
        max_value=10_000,
        help_text=gettext_lazy("Leeg: geen grens."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("place") and not cleaned.get("online") and "online" not in self.errors:
            self.add_error("place", _("Vul een plaats of een adres voor online deelname in."))
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends <= starts:
            self.add_error("ends", _("De avond eindigt later dan ze begint."))
        return cleaned

    def terms(self) -> MomentTerms:
        given = self.cleaned_data
        return MomentTerms(
            at_hour(given["day"], given["starts"]),
            at_hour(given["day"], given["ends"]),
            given["place"],
            given["online"],
            given["capacity"],
        )


def moment_initial(starts_at: datetime, ends_at: datetime) -> dict[str, Any]:
    """The fields of a moment that is known, in Dutch time."""
    return {
        "day": starts_at.date(),
        "starts": starts_at.time(),
        "ends": ends_at.time(),
    }


class PresentForm(forms.Form):
    """Who came, of those who confirmed."""

    came = forms.MultipleChoiceField(
        label=gettext_lazy("Wie was er?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = people  # type: ignore[attr-defined]
