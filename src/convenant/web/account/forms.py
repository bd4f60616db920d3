"""What people fill in about how they sign in and where they work."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from convenant.parties import queries as parties


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A new passkey; one that also signs in without a password, unless that is not wanted."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam")
        self.fields["name"].help_text = _(
            "Waaraan u hem herkent, bijvoorbeeld: laptop van het werk."
        )
        self.fields["name"].max_length = 60
        self.fields["passwordless"].label = _("Ook inloggen zonder wachtwoord")
        self.fields["passwordless"].help_text = _(
            "Uw toestel vraagt dan zelf om uw vinger, gezicht of pincode."
        )
        self.fields["passwordless"].initial = True


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Naam")
        self.fields["name"].max_length = 60


class FirstTimeForm(forms.Form):
    """What an identity provider did not tell."""

    name = forms.CharField(
        label=_("Uw naam"),
        max_length=120,
        help_text=_("Zo zien anderen wie iets deed."),
        error_messages={"required": _("Vul uw naam in.")},
    )
    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        help_text=_("Hier krijgt u bericht als er iets op u wacht."),
        error_messages={
            "required": _("Vul uw e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Een adres lijkt op naam@organisatie.nl."),
        },
    )

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip()
        if parties.with_address(email) is not None:
            raise forms.ValidationError(
                _("Dit adres hoort al bij een account. Gebruik een ander adres van uzelf.")
            )
        return email
