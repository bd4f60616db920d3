"""What writers fill in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.core.money import NotAnAmount, parse_amount
from convenant.core.reasons import Reason
from convenant.wording.reasons import REASONS


class ArticleForm(forms.Form):
    """The heading and text of an article; ``seen_edits`` guards against lost updates."""

    heading = forms.CharField(
        label=_("Kop"),
        max_length=200,
        error_messages={"required": REASONS[Reason.ARTICLE_EMPTY]},
    )
    text = forms.CharField(
        label=_("Tekst"),
        help_text=_("Een lege regel begint een nieuwe alinea."),
        error_messages={"required": REASONS[Reason.ARTICLE_EMPTY]},
        widget=forms.Textarea(attrs={"rows": 14}),
    )
    seen_edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AmountForm(forms.Form):
    """A tariff or ceiling in euros, as Dutch people write it; cleaned to whole cents."""

    amount = forms.CharField(
        label=_("Bedrag in euro"),
        help_text=_("Schrijf een komma voor de centen, bijvoorbeeld 75,60."),
        error_messages={"required": _("Vul een bedrag in, bijvoorbeeld 75,60.")},
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )
    seen_edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_amount(self) -> int:
        """The amount in cents."""
        typed: str = self.cleaned_data["amount"]
        try:
            cents = parse_amount(typed)
        except NotAnAmount as wrong:
            raise forms.ValidationError(
                _(
                    "“%(typed)s” is geen bedrag zoals wij het lezen. Gebruik een komma voor de "
                    "centen en een punt voor duizendtallen: 75,60 of 1.250,00."
                ),
                params={"typed": typed},
            ) from wrong
        if abs(cents) > 10**15:
            raise forms.ValidationError(_("Dit bedrag is te groot. Kijk het na."))
        return cents


class PublishForm(forms.Form):
    """What is new, in a sentence."""

    summary = forms.CharField(
        label=_("Wat is er nieuw?"),
        help_text=_("Eén of twee zinnen. Iedereen die meedoet leest ze als eerste."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf in één zin op wat er nieuw is.")},
    )
    seen_edits = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
