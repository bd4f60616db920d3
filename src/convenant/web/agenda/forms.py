"""What people fill in for an agenda and for the guard."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.agenda import ItemKind
from convenant.core.reasons import Reason
from convenant.web.agenda.kinds import kind_choices
from convenant.wording.reasons import REASONS

NEW_ARTICLE = "+"
WHOLE_TEXT = "*"


class KindForm(forms.Form):
    """An item: its kind, what it is about, and what is asked of the table."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Waar gaat het over?"),
        help_text=gettext_lazy("De soort bepaalt waar het besproken mag worden."),
        widget=forms.RadioSelect,
        initial=ItemKind.CONTENT.value,
        error_messages={"required": gettext_lazy("Kies waar het punt over gaat.")},
    )
    title = forms.CharField(
        label=gettext_lazy("Onderwerp"),
        max_length=200,
        error_messages={"required": REASONS[Reason.PROPOSAL_NEEDS_TITLE]},
    )
    explanation = forms.CharField(
        label=gettext_lazy("Toelichting"),
        help_text=gettext_lazy(
            "Wat vraagt u van de tafel? Schrijf geen bedragen op; die wachten op de voorzitter."
        ),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        if isinstance(field, forms.ChoiceField):
            field.choices = kind_choices()


class WishForm(KindForm):
    """An item with, where somebody wants one, a text of one's own for an article."""

    place = forms.ChoiceField(
        label=gettext_lazy("Hoort er een tekst bij?"),
        help_text=gettext_lazy("U kunt zelf een tekst voorstellen voor een artikel."),
        required=False,
    )
    heading = forms.CharField(
        label=gettext_lazy("Kop van het nieuwe artikel"),
        help_text=gettext_lazy("Alleen bij een nieuw artikel."),
        required=False,
        max_length=200,
    )
    text = forms.CharField(
        label=gettext_lazy("Uw voorgestelde tekst"),
        help_text=gettext_lazy(
            "Schrijf het artikel zoals u het wilt. De tafel ziet wat er verandert."
        ),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        articles: list[tuple[str, str]],
        document: str,
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["place"]
        if isinstance(field, forms.ChoiceField):
            none = [("", _("Nee, alleen een gesprek"))]
            whole = [(WHOLE_TEXT, _("Ja, %(title)s als geheel") % {"title": document})]
            new = [(NEW_ARTICLE, _("Ja, een nieuw artikel"))]
            field.choices = [*none, *whole, *articles, *new] if articles else none

    def clean(self) -> dict[str, Any]:
        """Say at the field itself what a proposed text still needs."""
        cleaned = super().clean() or self.cleaned_data
        place, text = cleaned.get("place", ""), (cleaned.get("text") or "").strip()
        if text and place in ("", WHOLE_TEXT) and "place" not in self.errors:
            self.add_error("place", REASONS[Reason.PROPOSED_TEXT_NEEDS_PLACE])
        if place == NEW_ARTICLE and not text:
            self.add_error("text", _("Schrijf de tekst van het nieuwe artikel."))
        return cleaned


class WhyForm(forms.Form):
    """Why an item does not come on the agenda."""

    why = forms.CharField(
        label=gettext_lazy("Waarom niet?"),
        help_text=gettext_lazy("Wie het punt aandroeg leest dit, en wie meedoet ook."),
        error_messages={"required": REASONS[Reason.ANSWER_NEEDS_REASON]},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class HoldForm(forms.Form):
    """What the chair decides about a text that waits."""

    released = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    why = forms.CharField(
        label=gettext_lazy("Waarom?"),
        help_text=gettext_lazy("De maker leest dit. Het blijft in het register staan."),
        error_messages={"required": REASONS[Reason.ANSWER_NEEDS_REASON]},
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RewriteForm(forms.Form):
    """A text that waits, written again by its maker."""

    text = forms.CharField(
        label=gettext_lazy("Uw tekst"),
        help_text=gettext_lazy(
            "Staat er niets meer in dat niet mag, dan wordt uw tekst meteen geplaatst."
        ),
        error_messages={"required": gettext_lazy("Schrijf uw tekst.")},
        widget=forms.Textarea(attrs={"rows": 8}),
        strip=False,
    )
