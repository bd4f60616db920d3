"""Who takes part, and how."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.regions import ParticipationForm
from convenant.web.region.forms.fields import day_field, explained, offer, radio_field
from convenant.wording.regions import PARTICIPATIONS, PARTICIPATIONS_EXPLAINED
from convenant.wording.themes import THEMES

JOINING = (
    ParticipationForm.FULL,
    ParticipationForm.SOME_PRODUCTS,
    ParticipationForm.BENEFICIARY,
)
BEFORE = gettext_lazy("Tot en met")
BEFORE_HELP = gettext_lazy("De laatste dag. Laat leeg als er geen einde is.")


class JoinForm(forms.Form):
    """How a municipality takes part, and from when."""

    form = radio_field(gettext_lazy("Hoe doet deze gemeente mee?"))
    since = day_field(gettext_lazy("Vanaf"))
    through = day_field(BEFORE, help_text=BEFORE_HELP, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        names = {form: PARTICIPATIONS[form] for form in JOINING}
        offer(self, "form", explained(names, PARTICIPATIONS_EXPLAINED))


class LeaveForm(forms.Form):
    """The last day on which somebody takes part."""

    through = day_field(
        gettext_lazy("Laatste dag"),
        help_text=gettext_lazy("Tot en met deze dag doet de organisatie mee."),
    )


class MoveForm(forms.Form):
    """To which region a municipality goes, and until when it is bound here."""

    into = forms.ChoiceField(
        label=gettext_lazy("Naar welke regio?"),
        error_messages={"required": gettext_lazy("Kies een regio.")},
    )
    on = day_field(
        gettext_lazy("Vanaf welke dag hoort de gemeente daarbij?"),
        help_text=gettext_lazy("Vanaf deze dag doet zij hier niet meer mee aan wat nieuw is."),
    )
    through = day_field(
        gettext_lazy("Tot en met welke dag lopen de overeenkomsten hier door?"),
        help_text=gettext_lazy(
            "Lopende overeenkomsten blijven gelden. Laat leeg als u de laatste dag nog niet weet."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        regions: Iterable[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "into", [("", _("Kies een regio")), *regions])


class MergeForm(forms.Form):
    """Which municipalities go into which, and when."""

    old = forms.MultipleChoiceField(
        label=gettext_lazy("Welke gemeenten gaan op in een andere?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies een of meer gemeenten.")},
    )
    into = forms.CharField(
        label=gettext_lazy("Gemeentecode van de gemeente die hun plaats inneemt"),
        help_text=gettext_lazy("Vier cijfers, zoals in de lijst van het CBS: 1961."),
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "control--date"}),
        error_messages={"required": gettext_lazy("Vul de gemeentecode in.")},
    )
    on = day_field(gettext_lazy("Vanaf welke dag?"), help_text=gettext_lazy("Vaak 1 januari."))

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        municipalities: Iterable[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old"].choices = list(municipalities)  # type: ignore[attr-defined]


class ThemeForm(forms.Form):
    """The house colours of the viewer's municipality."""

    theme = radio_field(gettext_lazy("In welke kleuren ziet uw gemeente deze site?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        offer(self, "theme", [(theme.value, capfirst(str(name))) for theme, name in THEMES.items()])
        self.fields["theme"].required = False
