"""For which products a municipality takes part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.regions import Regime
from convenant.web.region.forms.fields import day_field
from convenant.wording.regions import REGIMES

NOT = "not"
Municipalities = Sequence[tuple[str, str]]


class ProductForm(forms.Form):
    """One product: per municipality whether it takes part and how residents get at it (D054).

    ``municipalities`` are (slug, name); the fields of each are ``how-<slug>`` and ``by-<slug>``.
    """

    since = day_field(
        gettext_lazy("Vanaf welke dag geldt dit?"),
        help_text=gettext_lazy("Wat tot die dag gold, blijft leesbaar."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        municipalities: Municipalities,
        contractors: Municipalities,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        self.municipalities = municipalities
        choices = [
            *((regime.value, capfirst(str(name))) for regime, name in REGIMES.items()),
            (NOT, _("Doet niet mee")),
        ]
        for slug, name in municipalities:
            self.fields[f"how-{slug}"] = forms.ChoiceField(
                label=_("Hoe doet %(name)s mee?") % {"name": name}, choices=choices
            )
            self.fields[f"by-{slug}"] = forms.ChoiceField(
                label=_("Welke gemeente contracteert voor %(name)s?") % {"name": name},
                choices=[("", _("De gemeente zelf")), *(c for c in contractors if c[0] != slug)],
                required=False,
            )

    def answers(self) -> list[tuple[str, Regime | None, str]]:
        """Per municipality its slug, the regime (None: takes no part) and who contracts."""
        return [
            (
                slug,
                None
                if self.cleaned_data[f"how-{slug}"] == NOT
                else Regime(self.cleaned_data[f"how-{slug}"]),
                self.cleaned_data[f"by-{slug}"],
            )
            for slug, _name in self.municipalities
        ]


class CodeForm(forms.Form):
    """A product that stands in no agreement yet."""

    code = forms.CharField(
        label=gettext_lazy("Productcode of categorie"),
        help_text=gettext_lazy("Vijf tekens (02A05), of twee voor een hele categorie (02)."),
        max_length=5,
        widget=forms.TextInput(attrs={"class": "control--date"}),
        error_messages={"required": gettext_lazy("Vul een code in.")},
    )
