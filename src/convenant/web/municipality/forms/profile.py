"""How a municipality works, as people fill it in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.processes import Access, BudgetPosition, DecisionPractice, Pooling, TeamTask
from convenant.core.reasons import Reason
from convenant.parties.actions import ProfileAnswers, TaskAnswer
from convenant.web.municipality.forms.fields import (
    CodesField,
    DutchDecimalField,
    day_field,
    radio_field,
    text_field,
)
from convenant.wording.processes import ACCESS, BUDGETS, POOLINGS, PRACTICES, TASKS
from convenant.wording.reasons import REASONS

if TYPE_CHECKING:
    from convenant.parties.models import ProcessProfile

YES_NO = [("yes", gettext_lazy("Ja")), ("no", gettext_lazy("Nee"))]


class ProfileForm(forms.Form):
    """A profile from a day on. The six tasks are added as fields ``done_…`` and ``codes_…``."""

    valid_from = day_field(
        gettext_lazy("Geldt vanaf"),
        help_text=gettext_lazy("Wat tot die dag gold, blijft bewaard en leesbaar."),
    )
    access = radio_field(
        gettext_lazy("Wie beslist of een inwoner hulp krijgt?"),
        ACCESS,
        help_text=gettext_lazy("Een derde is bijvoorbeeld een stichting met een mandaat van u."),
    )
    third_party = text_field(
        gettext_lazy("Naam van die derde"),
        required=False,
        longest=200,
        help_text=gettext_lazy("Alleen als een derde beslist."),
    )
    practice = radio_field(
        gettext_lazy("Hoe legt u vast dat een inwoner hulp krijgt?"),
        PRACTICES,
        help_text=gettext_lazy("Een beschikking is een besluit op papier waartegen bezwaar kan."),
    )
    own_offer = text_field(
        gettext_lazy("Hulp die uw gemeente zelf geeft"),
        required=False,
        rows=3,
        help_text=gettext_lazy("Bijvoorbeeld ambulante hulp door eigen mensen in de toegang."),
    )
    budget = radio_field(gettext_lazy("Hoe staat uw budget ervoor?"), BUDGETS)
    pooling = radio_field(
        gettext_lazy("Zijn budgetten samengevoegd (ontschot)?"),
        POOLINGS,
    )
    pace = text_field(
        gettext_lazy("Uw tempo van veranderen"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Wat college of raad daarover besloot, in één of twee zinnen."),
    )
    note = text_field(gettext_lazy("Toelichting"), required=False, rows=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for task, words in TASKS.items():
            self.fields[f"done_{task}"] = forms.ChoiceField(
                label=capfirst(words),
                choices=YES_NO,
                widget=forms.RadioSelect,
                error_messages={"required": _("Kies ja of nee.")},
            )
            self.fields[f"codes_{task}"] = CodesField(
                label=_("Daarom niet ingekocht, vanwege: %(task)s") % {"task": words},
                required=False,
                help_text=_(
                    "Productcodes of categorieën met een komma ertussen, bijvoorbeeld 02A05, 07. "
                    "Leeg mag."
                ),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("access") == Access.THIRD_PARTY and not cleaned.get("third_party"):
            self.add_error("third_party", str(REASONS[Reason.THIRD_PARTY_UNNAMED]))
        for task in TeamTask:
            if cleaned.get(f"done_{task}") == "no" and cleaned.get(f"codes_{task}"):
                self.add_error(
                    f"codes_{task}",
                    _("Het team doet dit niet, dus hier hoort niets te staan. Haal de codes weg."),
                )
        return cleaned

    def answers(self) -> ProfileAnswers:
        """What was filled in, for the verb."""
        given = self.cleaned_data
        return ProfileAnswers(
            access=Access(given["access"]),
            third_party=given["third_party"],
            practice=DecisionPractice(given["practice"]),
            own_offer=given["own_offer"],
            budget=BudgetPosition(given["budget"]),
            pooling=Pooling(given["pooling"]),
            pace=given["pace"],
            note=given["note"],
            tasks={
                task: TaskAnswer(given[f"done_{task}"] == "yes", tuple(given[f"codes_{task}"]))
                for task in TeamTask
            },
        )


def filled_in(profile: ProcessProfile | None) -> dict[str, Any]:
    """What the form starts with: the profile as it is now."""
    if profile is None:
        return {}
    known: dict[str, Any] = {
        name: getattr(profile, name)
        for name in (
            "access", "third_party", "practice", "own_offer", "budget", "pooling", "pace", "note",
        )
    }  # fmt: skip
    for task in profile.tasks.all():
        known[f"done_{task.task}"] = "yes" if task.done else "no"
        known[f"codes_{task.task}"] = ", ".join(task.not_bought)
    return known


class MoveForm(forms.Form):
    """A product that moves to the first line."""

    code = CodesField(
        label=gettext_lazy("Productcode of categorie"),
        help_text=gettext_lazy("Eén code van vijf tekens (02A05), of een categorie van twee (02)."),
        error_messages={"required": gettext_lazy("Vul één code in.")},
    )
    moves_on = day_field(gettext_lazy("Verschuift op"))
    volume = text_field(
        gettext_lazy("Hoeveel verschuift er?"),
        longest=300,
        help_text=gettext_lazy("Bijvoorbeeld: 30 % van de uren, of ongeveer 120 cliënten."),
        missing=gettext_lazy("Schrijf op hoeveel er ongeveer verschuift."),
    )
    staff = DutchDecimalField(
        label=gettext_lazy("Voltijdbanen die het aangaat"),
        most=100_000,
        help_text=gettext_lazy("In fte, bij alle aanbieders samen. Leeg als u het niet weet."),
    )
    staff_effect = text_field(
        gettext_lazy("Wat betekent het voor het personeel?"),
        required=False,
        rows=3,
        help_text=gettext_lazy("Bijvoorbeeld: overgang naar het team, omscholing, minder uren."),
    )

    def clean_code(self) -> str:
        """One code; several moves are several lines, each with its own day and volume."""
        codes: list[str] = self.cleaned_data["code"]
        if len(codes) != 1:
            raise forms.ValidationError(_("Vul één code in; leg elke verschuiving apart vast."))
        return codes[0]


class OwnDateForm(forms.Form):
    """A change that takes effect here on a day of its own."""

    about = forms.ChoiceField(
        label=gettext_lazy("Waarover gaat het?"),
        required=False,
        help_text=gettext_lazy("Kies een overeenkomst, of kies “Iets anders” en schrijf het op."),
    )
    subject = text_field(
        gettext_lazy("Wat verandert er?"),
        longest=200,
        help_text=gettext_lazy(
            "Zelfde woorden als een andere gemeente gebruikt: dan staan de data naast elkaar."
        ),
        missing=gettext_lazy("Schrijf op wat er verandert."),
    )
    effective_on = day_field(gettext_lazy("Gaat bij ons in op"))
    was = text_field(
        gettext_lazy("Hoe was het?"),
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: per uur."),
    )
    becomes = text_field(
        gettext_lazy("Hoe wordt het?"),
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld: betaling per resultaat."),
    )
    why = text_field(
        gettext_lazy("Waarom deze dag?"),
        rows=3,
        missing=gettext_lazy("Schrijf op waarom u deze dag kiest."),
    )
    decided_on = day_field(gettext_lazy("Besluit van college of raad op"), required=False)

    def __init__(self, *args: Any, subjects: Sequence[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Iets anders")), *subjects]

    def what(self) -> str:
        """The change in words, with the agreement it belongs to in front."""
        about, subject = self.cleaned_data["about"], self.cleaned_data["subject"]
        return f"{about}: {subject}" if about and not subject.startswith(about) else str(subject)
