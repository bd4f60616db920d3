"""What people fill in at development tables and in calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.calls import Advice, CallKind, Choice
from convenant.core.method.development import Acquaintance, Group
from convenant.web.development.fields import EuroField, FilesField, at_hour, time_field
from convenant.web.municipality.forms.fields import day_field, radio_field, text_field
from convenant.wording.development import ACQUAINTANCES, ADVICES, CALL_KINDS, CHOICES, GROUPS

if TYPE_CHECKING:
    from convenant.roundtables.models import CallCase, Tranche

LONGEST = 20_000


class MemberForm(forms.Form):
    """Somebody takes part in a development table."""

    group = radio_field(gettext_lazy("Wie doet er mee?"), GROUPS)
    name = text_field(
        gettext_lazy("Naam"),
        required=False,
        longest=80,
        help_text=gettext_lazy(
            "Van een cliënt hoogstens de voornaam, of niets. Schrijf niets over hulp of gezondheid."
        ),
    )
    role = text_field(
        gettext_lazy("Rol"),
        required=False,
        longest=120,
        help_text=gettext_lazy("Bijvoorbeeld: lid cliëntenraad, wijkverpleegkundige."),
    )
    provider = forms.ChoiceField(label=gettext_lazy("Aanbieder"), required=False)
    known = forms.ChoiceField(
        label=gettext_lazy("Bestaand of nieuw"),
        required=False,
        choices=[
            ("", gettext_lazy("Zoals uit de gegevens blijkt")),
            *((a.value, capfirst(str(words))) for a, words in ACQUAINTANCES.items()),
        ],
        help_text=gettext_lazy(
            "Bestaand is wie op die dag al inwoners van de regio hielp of omzet met de regio had. "
            "Wijkt u daarvan af, zeg dan waarom."
        ),
    )
    why = text_field(gettext_lazy("Toelichting"), required=False, rows=2)
    since = day_field(gettext_lazy("Doet mee vanaf"))

    def __init__(self, *args: Any, providers: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["provider"].choices = [  # type: ignore[attr-defined]
            ("", _("Geen: het is geen aanbieder")),
            *providers,
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("group") == Group.PROVIDER and not cleaned.get("provider"):
            self.add_error("provider", _("Kies welke aanbieder meedoet."))
        return cleaned

    def known_as(self) -> Acquaintance | None:
        code = self.cleaned_data["known"]
        return Acquaintance(code) if code else None


class LeaveForm(forms.Form):
    before = day_field(gettext_lazy("Doet niet meer mee vanaf"))
    why = text_field(gettext_lazy("Waarom?"), required=False, rows=2)


class OutcomeForm(forms.Form):
    title = text_field(gettext_lazy("Titel"), longest=200)
    text = text_field(
        gettext_lazy("Wat heeft de tafel bedacht?"),
        rows=12,
        longest=LONGEST,
        help_text=gettext_lazy(
            "Wat er anders gaat, voor wie, en waarom dat beter is. Noem geen prijzen: aanbieders "
            "lezen dit."
        ),
    )


class OutcomeFilesForm(OutcomeForm):
    files = FilesField(  # type: ignore[assignment]  # taken off the class by Django
        label=gettext_lazy("Bestanden erbij")
    )


class EndorseForm(forms.Form):
    endorsed = forms.ChoiceField(
        label=gettext_lazy("Onderschrijft uw gemeente deze uitkomst?"),
        choices=[("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nee"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )
    why = text_field(gettext_lazy("Waarom?"), rows=4, longest=4000)


class AssignmentForm(forms.Form):
    title = text_field(gettext_lazy("Titel van de opdracht"), longest=200)
    text = text_field(
        gettext_lazy("Wat is de opdracht?"),
        rows=10,
        longest=LONGEST,
        help_text=gettext_lazy("Wat er moet gebeuren, voor wie, en welk effect u verwacht."),
    )
    conditions = text_field(
        gettext_lazy("Voorwaarden"),
        required=False,
        rows=5,
        longest=LONGEST,
        help_text=gettext_lazy("Het budget vult u later in bij de oproep, per tranche."),
    )


class CallForm(forms.Form):
    kind = radio_field(gettext_lazy("Wat voor oproep is het?"), CALL_KINDS)
    assignment = forms.ChoiceField(
        label=gettext_lazy("Voor welke opdracht?"),
        required=False,
        help_text=gettext_lazy("Alleen gepubliceerde opdrachten van deze tafel staan hier."),
    )
    title = text_field(gettext_lazy("Titel"), longest=200)
    text = text_field(
        gettext_lazy("Wat vraagt u?"),
        rows=8,
        longest=LONGEST,
        help_text=gettext_lazy(
            "Alle aanbieders lezen dit op hetzelfde moment. Bedragen vult u in bij de tranches."
        ),
    )

    def __init__(self, *args: Any, assignments: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["assignment"].choices = [  # type: ignore[attr-defined]
            ("", _("Geen opdracht")),
            *assignments,
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == CallKind.ASSIGNMENT and not cleaned.get("assignment"):
            self.add_error("assignment", _("Kies de opdracht waarvoor u aanbieders oproept."))
        return cleaned


class CallTextForm(forms.Form):
    title = text_field(gettext_lazy("Titel"), longest=200)
    text = text_field(gettext_lazy("Wat vraagt u?"), rows=8, longest=LONGEST)


MOST_CASES = 8


class CasesForm(forms.Form):
    """A few cases; a pair of empty fields is no case."""

    def __init__(self, *args: Any, known: Sequence[CallCase] = (), **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for place in range(1, max(5, min(MOST_CASES, len(known) + 2)) + 1):
            now = known[place - 1] if place <= len(known) else None
            self.fields[f"title_{place}"] = text_field(
                _("Casus %(number)s: titel") % {"number": place},
                required=False,
                longest=200,
                help_text=_("Bijvoorbeeld: kind met autisme dat thuiszit.") if place == 1 else "",
            )
            self.fields[f"text_{place}"] = text_field(
                _("Casus %(number)s: beschrijving") % {"number": place},
                required=False,
                rows=5,
                longest=LONGEST,
                help_text=_("Over niemand die bestaat: geen naam, geboortedatum of nummer.")
                if place == 1
                else "",
            )
            if now is not None:
                self.initial.setdefault(f"title_{place}", now.title)
                self.initial.setdefault(f"text_{place}", now.text)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in [name for name in self.fields if name.startswith("title_")]:
            other = name.replace("title_", "text_")
            if bool(cleaned.get(name)) != bool(cleaned.get(other)):
                missing = other if cleaned.get(name) else name
                self.add_error(missing, _("Een casus heeft een titel en een beschrijving."))
        if not self.errors and not self.given():
            self.add_error(None, _("Beschrijf ten minste één casus."))
        return cleaned

    def given(self) -> list[tuple[str, str]]:
        """The cases that were filled in, in order."""
        numbers = [name[6:] for name in self.fields if name.startswith("title_")]
        pairs = [
            (self.cleaned_data.get(f"title_{n}", ""), self.cleaned_data.get(f"text_{n}", ""))
            for n in numbers
        ]
        return [(title, text) for title, text in pairs if title and text]


class TrancheForm(forms.Form):
    budget = EuroField(
        label=gettext_lazy("Budget in euro"),
        help_text=gettext_lazy("Het bedrag dat u in deze tranche hoogstens toekent. Geen: 0."),
    )
    opens_on = day_field(gettext_lazy("Opent op"))
    opens_time = time_field(gettext_lazy("Opent om"))
    closes_on = day_field(gettext_lazy("Sluit op"))
    closes_time = time_field(gettext_lazy("Sluit om"))

    def opens_at(self) -> datetime:
        return at_hour(self.cleaned_data["opens_on"], self.cleaned_data["opens_time"])

    def closes_at(self) -> datetime:
        return at_hour(self.cleaned_data["closes_on"], self.cleaned_data["closes_time"])


class WhyForm(forms.Form):
    why = text_field(gettext_lazy("Waarom?"), rows=4, longest=4000)


class QuestionForm(forms.Form):
    text = text_field(
        gettext_lazy("Uw vraag"),
        rows=3,
        longest=4000,
        help_text=gettext_lazy("Iedereen leest vraag en antwoord; niet wie het vroeg."),
    )


class AnswerForm(forms.Form):
    answer = text_field(
        gettext_lazy("Antwoord"),
        rows=5,
        longest=LONGEST,
        help_text=gettext_lazy("Vraag en antwoord verschijnen meteen voor iedereen."),
    )


class RespondForm(forms.Form):
    """What a provider offers: per case, in general, with an amount when it likes, and files."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        cases: Sequence[CallCase],
        known: dict[int, str],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        for case in cases:
            self.fields[f"case_{case.pk}"] = text_field(
                _("Casus %(number)s: %(title)s") % {"number": case.position, "title": case.title},
                rows=8,
                longest=LONGEST,
                help_text=_("Wat zou u doen, en wat is er nieuw aan?"),
                missing=_("Schrijf wat u bij deze casus zou doen."),
            )
            self.initial.setdefault(f"case_{case.pk}", known.get(case.pk, ""))
        self.fields["text"] = text_field(
            _("Toelichting") if cases else _("Uw reactie"),
            required=not cases,
            rows=8,
            longest=LONGEST,
            missing=_("Schrijf wat u aanbiedt."),
        )
        self.fields["asked"] = EuroField(
            label=_("Welk bedrag vraagt u, in euro?"),
            required=False,
            help_text=_("Alleen u en, na sluiting, de gemeenten zien dit."),
        )
        self.fields["files"] = FilesField(label=_("Bestanden"))

    def answers(self) -> dict[int, str]:
        return {case.pk: self.cleaned_data[f"case_{case.pk}"] for case in self.cases}


class AdviceForm(forms.Form):
    advice = radio_field(gettext_lazy("Wat vindt het sociaal team?"), ADVICES)
    why = text_field(gettext_lazy("Waarom? En bij een voorwaarde: welke?"), rows=5, longest=4000)

    def given(self) -> Advice:
        return Advice(self.cleaned_data["advice"])


class ChoiceForm(forms.Form):
    choice = radio_field(gettext_lazy("Wat besluit de gemeente?"), CHOICES)
    awarded = EuroField(
        label=gettext_lazy("Toegekend bedrag in euro"),
        required=False,
        help_text=gettext_lazy("Alleen als u deze reactie kiest. Leeg is nul."),
    )
    why = text_field(
        gettext_lazy("Waarom?"),
        rows=5,
        longest=4000,
        help_text=gettext_lazy(
            "Van wie gekozen is, leest iedereen dit na de uitslag; van de anderen alleen zij zelf."
        ),
    )

    def given(self) -> Choice:
        return Choice(self.cleaned_data["choice"])


class MoveForm(forms.Form):
    target = forms.ChoiceField(label=gettext_lazy("Naar welke tranche?"))
    cents = EuroField(label=gettext_lazy("Welk bedrag, in euro?"))
    why = text_field(gettext_lazy("Waarom?"), rows=4, longest=4000)

    def __init__(self, *args: Any, others: Sequence[Tranche], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), _("Tranche %(number)s") % {"number": one.number}) for one in others
        ]
