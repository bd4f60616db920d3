"""What the pages about one's own account show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.utils.translation import gettext as _

from convenant.core.regions import ParticipationForm
from convenant.parties.queries import Place
from convenant.web.account import oidc
from convenant.web.shared.http import ActingRequest
from convenant.wording.roles import role_sentence


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place one can work: ``note`` says what is special about it."""

    key: str
    organisation: str
    region: str
    roles: str
    note: str
    current: bool

    @property
    def sentence(self) -> str:
        if not self.region:
            return self.organisation
        return _("%(organisation)s in de regio %(region)s") % {
            "organisation": self.organisation,
            "region": self.region,
        }


@dataclass(frozen=True, slots=True)
class ProviderRow:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class AccountPage:
    name: str
    email: str
    places: Sequence[PlaceRow]
    has_password: bool
    app: bool
    passkeys: int
    sessions: int
    providers: bool
    linked: Sequence[str]


def place_rows(request: ActingRequest) -> list[PlaceRow]:
    """Where who is signed in works today."""
    return [_row(place, request) for place in request.places]


def _row(place: Place, request: ActingRequest) -> PlaceRow:
    notes = {
        None: _("Deze organisatie doet nu in geen regio mee."),
        ParticipationForm.BENEFICIARY: _("Een andere gemeente koopt hier voor u in."),
        ParticipationForm.RUNNING_OUT: _("Alleen wat nog loopt."),
        ParticipationForm.SOME_PRODUCTS: _("Voor een deel van de producten."),
    }
    actor = request.actor
    return PlaceRow(
        key=place.key,
        organisation=place.organisation_name,
        region=place.region_name,
        roles=role_sentence(place.roles),
        note=notes.get(place.form, ""),
        current=(place.organisation, place.region) == (actor.organisation, actor.region),
    )


def account_page(request: ActingRequest) -> AccountPage:
    person = request.user
    kinds = list(Authenticator.objects.filter(user_id=person.pk).values_list("type", flat=True))
    linked = SocialAccount.objects.filter(user_id=person.pk).values_list("provider", flat=True)
    return AccountPage(
        name=person.name,
        email=person.email,
        places=place_rows(request),
        has_password=person.has_usable_password(),
        app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        sessions=len(UserSession.objects.purge_and_list(person)),
        providers=bool(settings.CONVENANT_OIDC),
        linked=[oidc.name_of(provider) for provider in linked],
    )


def entrances() -> list[ProviderRow]:
    """The identity providers one can come in by; templates call this themselves."""
    return [ProviderRow(one.id, one.name) for one in settings.CONVENANT_OIDC]
