"""What is asked of who hands in papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.core.publication import Readers
from convenant.web.papers.uploads import FilesField
from convenant.wording.publication import READERS


class PaperForm(forms.Form):
    """One or more files for a group of readers. ``papers`` is checked as any upload is."""

    papers = FilesField(required=True)
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Zo vinden anderen het terug. Laat leeg om de naam van het bestand te gebruiken."
        ),
    )
    readers = forms.ChoiceField(
        label=gettext_lazy("Voor wie"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Iedereen in deze groep kan het stuk op hetzelfde moment lezen."),
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Voor welke aanbieder"),
        required=False,
        help_text=gettext_lazy("Alleen nodig bij een besloten stuk."),
    )
    meeting = forms.ChoiceField(
        label=gettext_lazy("Bij een bijeenkomst"),
        required=False,
        help_text=gettext_lazy("Laat leeg voor een stuk van de tafel zelf."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        buys: bool,
        providers: Sequence[tuple[str, str]] = (),
        meetings: Sequence[tuple[str, str]] = (),
        **kwargs: Any,  # noqa: ANN401
    ) -> None:
        """``providers`` and ``meetings``: what can be chosen, number and name."""
        super().__init__(*args, **kwargs)
        groups = [one for one in Readers if buys or one is not Readers.BUYERS]
        self.fields["readers"].choices = [  # type: ignore[attr-defined]
            (one.value, READERS[one] if buys or one is not Readers.CLOSED else _OWN)
            for one in groups
        ]
        if not self.is_bound:
            self.initial.setdefault("readers", Readers.PARTIES.value)
        if buys and providers:
            self.fields["whose"].choices = [("", _("Kies")), *providers]  # type: ignore[attr-defined]
        else:
            del self.fields["whose"]
        if meetings:
            self.fields["meeting"].choices = [("", _("Geen")), *meetings]  # type: ignore[attr-defined]
        else:
            del self.fields["meeting"]

    def clean(self) -> dict[str, Any]:
        """A closed paper of the municipalities is for one provider."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        closed = cleaned.get("readers") == Readers.CLOSED
        if closed and "whose" in self.fields and not cleaned.get("whose"):
            self.add_error("whose", _("Kies voor welke aanbieder dit besloten stuk is."))
        return cleaned


_OWN = gettext_lazy("besloten: de gemeenten en uw eigen organisatie")


class WithdrawForm(forms.Form):
    """Why a paper is taken back."""

    why = forms.CharField(
        label=gettext_lazy("Waarom trekt u dit stuk in?"),
        help_text=gettext_lazy("De reden staat in de publicatielijst."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )
