"""What people fill in about their own organisation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model, password_validation
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from convenant.core.actors import Role
from convenant.exchange import proofs
from convenant.wording.people import PROOF_FAULTS
from convenant.wording.roles import ROLES, TASKS

_DAY_INVALID = _("Schrijf de datum als dag-maand-jaar: 12-03-2027.")


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:  # noqa: ANN401 - lazy words
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=["%Y-%m-%d", "%d-%m-%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _("Kies een datum."), "invalid": _DAY_INVALID},
    )


def role_choices(roles: Iterable[Role]) -> list[tuple[str, SafeString]]:
    """Each role with what it may do."""
    return [
        (
            role.value,
            format_html(
                '<span><strong>{}</strong><br><span class="hint">{}</span></span>',
                capfirst(str(ROLES[role])),
                TASKS[role],
            ),
        )
        for role in Role
        if role in roles
    ]


def day_after(last: date | None) -> date | None:
    """The first day after a last day."""
    return None if last is None else last + timedelta(days=1)


class InviteForm(forms.Form):
    """Whom one invites, for what and how long."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Vul de naam in van wie u uitnodigt.")},
    )
    email = forms.EmailField(
        label=_("E-mailadres"),
        help_text=_("Hierheen gaat de brief met de link. Kijk het adres goed na."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": _("Vul een e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl."),
        },
    )
    roles = forms.MultipleChoiceField(
        label=_("Rollen"),
        help_text=_("U kunt meer rollen kiezen."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één rol.")},
    )
    since = _day(_("Begint op"))
    until = _day(
        _("Laatste dag"),
        required=False,
        help_text=_("Laat leeg als de rol voorlopig doorloopt."),
    )

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices(roles)  # type: ignore[attr-defined]


class GrantForm(forms.Form):
    """One more role for a colleague."""

    role = forms.ChoiceField(
        label=_("Rol"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een rol.")},
    )
    since = _day(_("Begint op"))
    until = _day(
        _("Laatste dag"),
        required=False,
        help_text=_("Laat leeg als de rol voorlopig doorloopt."),
    )

    def __init__(self, *args: Any, roles: Iterable[Role], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(roles)  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """From which day a role is over."""

    before = _day(
        _("Stopt op"),
        help_text=_(
            "Vanaf deze dag kan deze persoon dit niet meer. Kies vandaag om meteen te stoppen."
        ),
    )


class AcceptForm(forms.Form):
    """Who comes new: a name and a password."""

    name = forms.CharField(
        label=_("Uw naam"),
        help_text=_("Zo ziet iedereen u op het platform."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Vul uw naam in.")},
    )
    password = forms.CharField(
        label=_("Kies een wachtwoord"),
        help_text=_("Ten minste 12 tekens. Een zin van een paar woorden is sterk en te onthouden."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Kies een wachtwoord.")},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """The password is strong enough for this person."""
        given = super().clean() or {}
        if given.get("password"):
            somebody = get_user_model()(email=self.email, name=given.get("name", ""))
            try:
                password_validation.validate_password(given["password"], somebody)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return given


class HandInForm(forms.Form):
    """An extract of the trade register, and for whom."""

    person = forms.ChoiceField(label=_("Voor wie"))
    file = forms.FileField(
        label=_("Uittreksel uit het handelsregister"),
        help_text=_("Een PDF, of een foto of scan (PNG of JPEG), van hoogstens 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        error_messages={
            "required": _("Kies eerst een bestand."),
            "empty": _("Het bestand is leeg. Kies een ander bestand."),
        },
    )
    extract_on = _day(_("Datum op het uittreksel"), help_text=_("Niet ouder dan zes maanden."))

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(pk), name) for pk, name in people]  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile[bytes]:
        """Only what can be a proof, by what is in it."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        too_large = (file.size or 0) > proofs.LARGEST
        try:
            proofs.check(b"" if too_large else file.read())
        except proofs.NotAProof as refused:
            fault = proofs.ProofFault.TOO_LARGE if too_large else refused.fault
            raise forms.ValidationError(str(PROOF_FAULTS[fault])) from refused
        file.seek(0)
        return file


class AcceptAuthorityForm(forms.Form):
    """Until when an authority holds."""

    until = _day(_("Aanvaarden tot en met"), help_text=_("Daarna vraagt u een nieuw uittreksel."))


class WhyForm(forms.Form):
    """The reason, for the person to read."""

    why = forms.CharField(
        label=_("Waarom"),
        help_text=_("De betrokkene leest dit. Schrijf wat er nodig is."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op waarom. De betrokkene krijgt dit te lezen.")},
    )


class ContactForm(forms.Form):
    """How the organisation can be reached."""

    name = forms.CharField(label=_("Contactpersoon"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mailadres"),
        required=False,
        error_messages={
            "invalid": _("Dit is geen e-mailadres. Schrijf het als naam@organisatie.nl.")
        },
    )
    phone = forms.RegexField(
        r"^[0-9+() -]{6,25}$",
        label=_("Telefoonnummer"),
        required=False,
        error_messages={"invalid": _("Schrijf alleen cijfers, zoals 030 123 45 67.")},
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Dit is geen adres van een website. Schrijf www.naam.nl.")},
    )
