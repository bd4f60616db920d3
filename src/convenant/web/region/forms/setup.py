"""One question a page: how the municipalities work together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.reasons import Reason
from convenant.core.regions import NEEDS_LEAD
from convenant.web.region.forms.fields import day_field, explained, offer, radio_field, text_field
from convenant.wording.reasons import REASONS
from convenant.wording.regions import (
    DECISIONS,
    DECISIONS_EXPLAINED,
    REPRESENTATIONS,
    REPRESENTATIONS_EXPLAINED,
    SCALES,
    SCALES_EXPLAINED,
)

WHY = gettext_lazy("Waarom kiest u dit?")
WHY_HELP = gettext_lazy("De colleges lezen dit bij het voorstel. Een paar zinnen is genoeg.")


class NameForm(forms.Form):
    """What the region is called."""

    name = forms.CharField(
        label=gettext_lazy("Hoe heet de regio?"),
        help_text=gettext_lazy(
            "Deze naam staat boven elke pagina, bijvoorbeeld Lekstroom. Het woord regio hoeft niet."
        ),
        max_length=80,
        error_messages={"required": REASONS[Reason.NAME_EMPTY]},
    )


class HostForm(forms.Form):
    """Which municipality keeps the region for all."""

    host = radio_field(
        gettext_lazy("Welke gemeente beheert deze regio voor allemaal?"),
        help_text=gettext_lazy(
            "De beheerders van deze gastgemeente richten de regio in en houden bij wie meedoet. De "
            "andere gemeenten beheren hun eigen mensen."
        ),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        municipalities: Iterable[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "host", municipalities)


class ScaleForm(forms.Form):
    """On which scale is bought (D038)."""

    scale = radio_field(gettext_lazy("Op welke schaal koopt u samen in?"))
    why = text_field(WHY, help_text=WHY_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        offer(self, "scale", explained(SCALES, SCALES_EXPLAINED))


class RepresentationForm(forms.Form):
    """Who sits at the table for the municipalities (D038)."""

    form = radio_field(gettext_lazy("Wie zit er aan tafel voor de gemeenten?"))
    lead = forms.ChoiceField(
        label=gettext_lazy("Welke gemeente treedt voor de andere op?"),
        help_text=gettext_lazy(
            "Nodig als een gemeente voor de andere spreekt of contracteert. Anders laat u dit leeg."
        ),
        required=False,
    )
    why = text_field(WHY, help_text=WHY_HELP)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        municipalities: Iterable[tuple[str, str]],
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "form", explained(REPRESENTATIONS, REPRESENTATIONS_EXPLAINED))
        offer(self, "lead", [("", _("Geen")), *municipalities])

    def clean(self) -> dict[str, Any]:
        """Say at the field itself that this form asks for a municipality."""
        cleaned = super().clean() or self.cleaned_data
        if (
            cleaned.get("form") in NEEDS_LEAD
            and not cleaned.get("lead")
            and "lead" not in self.errors
        ):
            self.add_error("lead", str(REASONS[Reason.LEAD_MISSING]))
        return cleaned


class DecisionForm(forms.Form):
    """How the municipalities come to one decision (D038)."""

    form = radio_field(gettext_lazy("Hoe komen de gemeenten samen tot een besluit?"))
    why = text_field(WHY, help_text=WHY_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        offer(self, "form", explained(DECISIONS, DECISIONS_EXPLAINED))


class StartForm(forms.Form):
    """From when the arrangement holds."""

    valid_from = day_field(
        gettext_lazy("Vanaf welke dag geldt deze regeling?"),
        help_text=gettext_lazy(
            "Vaak is dat 1 januari. Reken tijd voor de besluiten van de colleges."
        ),
    )


class WordForm(forms.Form):
    """What a municipality's college says to the arrangement (D226)."""

    agrees = forms.ChoiceField(
        label=gettext_lazy("Gaat uw gemeente akkoord?"),
        choices=[
            ("yes", gettext_lazy("Ja, akkoord")),
            ("no", gettext_lazy("Nee, niet akkoord")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Kies ja of nee.")},
    )
    decided_on = day_field(
        gettext_lazy("Datum van het collegebesluit"),
        help_text=gettext_lazy("De dag waarop het college dit besloot."),
    )
    note = text_field(
        gettext_lazy("Toelichting"),
        help_text=gettext_lazy("Verplicht als u niet akkoord gaat: wat moet er anders?"),
    )

    def clean(self) -> dict[str, Any]:
        """Say at the field itself that a no asks for a reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("agrees") == "no" and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", str(REASONS[Reason.WORD_NEEDS_NOTE]))
        return cleaned
