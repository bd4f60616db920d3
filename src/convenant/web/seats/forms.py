"""What is asked about seats and about what providers do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.norms import norm
from convenant.core.periods import add_months
from convenant.core.seating.facts import Rules
from convenant.core.seating.policies import Criterion, FacetKind, Shape
from convenant.core.seats import Chooser, SizeClass
from convenant.web.meetings.forms import within_years
from convenant.web.region.forms.fields import day_field, explained, offer, radio_field, text_field
from convenant.wording.representation import CHOOSERS
from convenant.wording.seats import CRITERIA, CRITERIA_HELP, FACETS, SHAPES

if TYPE_CHECKING:
    from convenant.roundtables.models import SeatPolicy

FIRST_YEAR = 2015  # before that the method has no norms for seats
MOST_PASTED = 20_000
WEIGHTS = (
    ("0", gettext_lazy("telt niet mee")),
    ("1", gettext_lazy("telt een beetje (1)")),
    ("2", "2"),
    ("3", gettext_lazy("telt gewoon (3)")),
    ("4", "4"),
    ("5", gettext_lazy("telt het zwaarst (5)")),
)
FIRST_WEIGHTS = {
    Criterion.RESULT: 3,
    Criterion.TARGET_GROUP: 3,
    Criterion.AREA: 3,
    Criterion.TURNOVER: 1,
}
SHAPES_HELP = {
    Shape.PER_CLASS: gettext_lazy("Bijvoorbeeld 3 grote, 3 middelgrote en 3 kleine aanbieders."),
    Shape.TOTAL: gettext_lazy(
        "Bijvoorbeeld 35 van de 170. Elke grootte krijgt zetels naar hoeveel aanbieders zij heeft."
    ),
    Shape.ABOUT: gettext_lazy("Bijvoorbeeld ongeveer 10. Elke grootte krijgt er even veel."),
}


def seats_field(label: Any) -> forms.IntegerField:  # noqa: ANN401 - a lazy string
    """A number of seats; empty is none."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=60,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Schrijf een heel getal."),
            "min_value": gettext_lazy("Schrijf 0 of meer."),
            "max_value": gettext_lazy("Aan een tafel passen hoogstens 60 partijen."),
        },
    )


def _since_the_norms(day: date) -> None:
    within_years(day, FIRST_YEAR)


class PolicyForm(forms.Form):
    """How many seats, by which criteria, with the figures of which day, for how long and why."""

    shape = radio_field(gettext_lazy("Hoe telt u de zetels?"))
    large = seats_field(gettext_lazy("Zetels voor grote aanbieders"))
    medium = seats_field(gettext_lazy("Zetels voor middelgrote aanbieders"))
    small = seats_field(gettext_lazy("Zetels voor kleine aanbieders"))
    total = seats_field(gettext_lazy("Zetels samen"))
    measured_on = day_field(
        gettext_lazy("Peildatum"),
        help_text=gettext_lazy(
            "Grootte, omzet, cliënten en dagdelen tellen zoals ze op deze dag bekend waren."
        ),
    )
    year = forms.IntegerField(
        label=gettext_lazy("Voor welk jaar?"),
        min_value=FIRST_YEAR,
        max_value=2100,
        error_messages={"required": gettext_lazy("Vul een jaar in.")},
    )
    valid_from = day_field(gettext_lazy("Geldt vanaf"))
    valid_before = day_field(
        gettext_lazy("Dag van de herkeuze"),
        help_text=gettext_lazy("Op deze dag vraagt het systeem om de zetels opnieuw te kiezen."),
    )
    chooser = forms.ChoiceField(label=gettext_lazy("U kiest namens"))
    why = text_field(
        gettext_lazy("Waarom dit beleid?"),
        required=True,
        rows=3,
        help_text=gettext_lazy("Iedereen die meedoet leest dit. Noem geen bedragen."),
    )

    def __init__(self, *args: Any, choosers: Sequence[Chooser], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for name in ("measured_on", "valid_from", "valid_before"):
            self.fields[name].validators.append(_since_the_norms)
        self.fields["shape"].choices = explained(SHAPES, SHAPES_HELP)  # type: ignore[attr-defined]
        for criterion in Criterion:
            self.fields[criterion.value] = forms.ChoiceField(
                label=str(CRITERIA[criterion]).capitalize(),
                help_text=str(CRITERIA_HELP[criterion]),
                choices=WEIGHTS,
                required=False,
            )
        offer(self, "chooser", [(one.value, str(CHOOSERS[one])) for one in choosers])
        if len(choosers) == 1:
            self.fields["chooser"].widget = forms.HiddenInput()
            self.initial["chooser"] = choosers[0].value

    @property
    def weighing(self) -> list[forms.BoundField]:
        """The fields of the criteria, for a group of their own."""
        return [self[criterion.value] for criterion in Criterion]

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        shape = filled.get("shape")
        if shape == Shape.PER_CLASS and not any(filled.get(size.value) for size in SizeClass):
            self.add_error("large", _("Vul in hoeveel zetels elke grootte heeft."))
        if shape in {Shape.TOTAL, Shape.ABOUT} and not filled.get("total"):
            self.add_error("total", _("Vul in hoeveel zetels er samen zijn."))
        if not any(filled.get(one.value, "0") not in {"", "0"} for one in Criterion):
            self.add_error(None, _("Laat minstens één criterium meetellen."))
        return filled

    def rules(self) -> Rules:
        """What was filled in, as values."""
        filled = self.cleaned_data
        shape = Shape(filled["shape"])
        per_class = {size: filled[size.value] or 0 for size in SizeClass}
        return Rules(
            shape=shape,
            total=sum(per_class.values()) if shape is Shape.PER_CLASS else filled["total"],
            per_class=per_class if shape is Shape.PER_CLASS else {},
            weights={
                one: int(filled[one.value]) for one in Criterion if int(filled[one.value] or 0)
            },
        )


def first_values(old: SeatPolicy | None, rules: Rules | None, *, on: date) -> dict[str, object]:
    """What the form of a policy begins with: the old one a year on, or 3 + 3 + 3 by the norms."""
    months = int(norm("seat_policy_months").on(on).value)
    start = on if old is None or old.valid_before <= on else old.valid_before
    begin: dict[str, object] = {
        "measured_on": min(date(start.year, 1, 1), on),
        "year": start.year,
        "valid_from": start,
        "valid_before": add_months(start, months),
    }
    weights = FIRST_WEIGHTS if rules is None else rules.weights
    begin |= {one.value: str(weights.get(one, 0)) for one in Criterion}
    if rules is None:
        each = int(norm("seats_per_size_class").on(on).value)
        about = int(norm("physical_seats").on(on).value)
        return begin | {
            "shape": Shape.PER_CLASS.value,
            "total": about,
            **{size.value: each for size in SizeClass},
        }
    sizes = {size.value: rules.per_class.get(size, 0) for size in SizeClass}
    return begin | {"shape": rules.shape.value, "total": rules.total, **sizes}


class WhyForm(forms.Form):
    """A chooser's word with why."""

    chooser = forms.ChoiceField(label=gettext_lazy("U kiest namens"))
    why = text_field(
        gettext_lazy("Waarom stemt u hiermee in?"),
        required=True,
        rows=3,
        help_text=gettext_lazy("Iedereen die meedoet leest dit. Noem geen bedragen."),
    )

    def __init__(self, *args: Any, choosers: Sequence[Chooser], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        offer(self, "chooser", [(one.value, str(CHOOSERS[one])) for one in choosers])
        if len(choosers) == 1:
            self.fields["chooser"].widget = forms.HiddenInput()
            self.initial["chooser"] = choosers[0].value


class SwapForm(forms.Form):
    """Who leaves the proposal, who comes, and why."""

    out = forms.TypedChoiceField(
        label=gettext_lazy("Wie gaat eruit?"), coerce=int, empty_value=None, required=False
    )
    into = forms.TypedChoiceField(
        label=gettext_lazy("Wie komt erin?"), coerce=int, empty_value=None, required=False
    )
    why = text_field(gettext_lazy("Waarom?"), required=True, rows=2)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        seated: Iterable[tuple[str, str]],
        others: Iterable[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "out", [("", _("Niemand")), *seated])
        offer(self, "into", [("", _("Niemand")), *others])

    def clean(self) -> dict[str, Any]:
        filled = super().clean() or self.cleaned_data
        if filled.get("out") is None and filled.get("into") is None and not self.errors:
            self.add_error("into", _("Kies wie eruit gaat, wie erin komt, of allebei."))
        return filled


class FacetForm(forms.Form):
    """A result or target group for the list of the region."""

    kind = forms.ChoiceField(
        label=gettext_lazy("In welke lijst?"),
        choices=[(kind.value, FACETS[kind]) for kind in FacetKind],
    )
    name = forms.CharField(
        label=gettext_lazy("Naam"),
        help_text=gettext_lazy("Bijvoorbeeld: Zelfstandig wonen, of: Jeugd van 12 tot 18 jaar."),
        max_length=120,
        error_messages={"required": gettext_lazy("Vul een naam in.")},
    )


class NameForm(forms.Form):
    """Another name for a result or target group."""

    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=120,
        error_messages={"required": gettext_lazy("Vul een naam in.")},
    )


class ServedForm(forms.Form):
    """What one provider does: tick boxes per list."""

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        choices: Iterable[tuple[FacetKind, Sequence[tuple[str, str]]]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        for kind, options in choices:
            self.fields[kind.value] = forms.MultipleChoiceField(
                label=str(FACETS[kind]).capitalize(),
                choices=options,
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def ticked(self) -> set[int]:
        """The numbers of what was ticked, in all lists."""
        return {int(pk) for found in self.cleaned_data.values() for pk in found}


class PasteForm(forms.Form):
    """Rows copied from a spreadsheet."""

    rows = forms.CharField(
        label=gettext_lazy("Plak hier de rijen uit uw spreadsheet"),
        max_length=MOST_PASTED * 10,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": gettext_lazy("Plak minstens één rij.")},
    )


class HalfDaysForm(PasteForm):
    """Half-days per provider on a reference date."""

    measured_on = day_field(
        gettext_lazy("Peildatum"),
        help_text=gettext_lazy("Een dag waarop ook de grootte van de aanbieders is vastgelegd."),
    )
    field_order = ["measured_on", "rows"]


class ImportantForm(forms.Form):
    """A provider that must not be missed, and why."""

    provider = forms.TypedChoiceField(label=gettext_lazy("Aanbieder"), coerce=int)
    why = text_field(
        gettext_lazy("Waarom mag deze aanbieder niet ontbreken?"), required=True, rows=2
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        providers: Iterable[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "provider", [("", _("Kies een aanbieder")), *providers])
