"""How allauth works here: nobody signs up by themselves, people are invited."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.adapter import DefaultUserSessionsAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from convenant.parties import queries as parties
from convenant.web.account import oidc, session, trail

if TYPE_CHECKING:
    from allauth.usersessions.models import UserSession

    from convenant.parties.models import Person

_LOG = logging.getLogger(__name__)
_MINUTES = settings.CONVENANT_LOCKOUT // 60


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Closed for signing up; a person belongs to an organisation first (D036)."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Dit account is gesloten. Vraag het aan uw beheerder."),
        "email_password_mismatch": gettext_lazy(
            "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk beide na, of kies een "
            "nieuw wachtwoord via Wachtwoord vergeten."
        ),
        "too_many_login_attempts": gettext_lazy(
            "U hebt te vaak geprobeerd in te loggen. Wacht %(minutes)s minuten en probeer het dan "
            "opnieuw."
        )
        % {"minutes": _MINUTES},
        "incorrect_code": gettext_lazy(
            "Deze code klopt niet, of is te oud. Wacht op de volgende code en typ die."
        ),
        "incorrect_password": gettext_lazy("Dit is niet uw wachtwoord."),
        "rate_limited": gettext_lazy("Dit ging te vaak achter elkaar. Wacht een minuut."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401
        """A failed attempt is for the organisation to see."""
        typed = str(credentials.get("email") or credentials.get("login") or "")
        trail.failed(request, parties.with_address(typed))

    def pre_login(
        self,
        request: HttpRequest,
        user: Person,
        *,
        signal_kwargs: dict[str, Any] | None,
        **rest: Any,  # noqa: ANN401
    ) -> HttpResponse | None:
        """Remember the door; who works nowhere gets no further than being told so."""
        closed: HttpResponse | None = super().pre_login(
            request, user, signal_kwargs=signal_kwargs, **rest
        )
        if closed is not None:
            return closed
        arrived = (signal_kwargs or {}).get("sociallogin")
        if arrived is not None:
            oidc.remember(request, user, arrived)
            return None
        session.came_by_own_key(request)
        if parties.places(user, on=timezone.localdate()) or session.INVITATION in request.session:
            return None
        return render(request, "account/nowhere.html", status=403)

    def get_login_stages(self) -> list[str]:
        """allauth's, with our own question for a second factor."""
        ours = f"{Asked.__module__}.{Asked.__name__}"
        theirs = f"{AuthenticateStage.__module__}.{AuthenticateStage.__name__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, str]]:
        """Who has a second factor confirms a signature with that, and who came by an identity
        provider signs in there once more; a password alone binds no organisation then."""
        methods: list[dict[str, str]] = super().get_reauthentication_methods(user)
        words = {
            "reauthenticate": _("Met uw wachtwoord"),
            "mfa_reauthenticate": _("Met een code uit uw app, of een herstelcode"),
            "mfa_reauthenticate:webauthn": _("Met uw passkey"),
        }
        own = [method | {"description": words[method["id"]]} for method in methods]
        if Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN).exists():
            own.sort(key=lambda method: method["id"] != "mfa_reauthenticate:webauthn")
        door = session.door_of(context.request)
        if door is not None and oidc.configured(door.provider) is not None:
            again = {
                "id": "oidc",
                "description": _("Opnieuw inloggen bij %(provider)s")
                % {"provider": oidc.name_of(door.provider)},
                "url": reverse("account_confirm_oidc", args=[door.provider]),
            }
            own.insert(0, again)
        return [method for method in own if method["id"] != "reauthenticate"] or own

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """Not for whom an identity provider vouches: a mailbox would go round its levels."""
        if user.has_usable_password() or not SocialAccount.objects.filter(user_id=user.pk).exists():
            super().send_password_reset_mail(user, email, context)

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """What has happened stays so when mail does not work."""
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError:
            _LOG.exception("a letter about a change of an account was not sent")


class Asked(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """Asks no second factor of whom an identity provider already asked one."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        records = session.records_of(self.request, self.login.user)
        if any(record.get("type") == oidc.VOUCHED for record in records):
            return None, True
        answer: tuple[HttpResponse | None, bool] = super().handle()
        return answer


class Sessions(DefaultUserSessionsAdapter):  # type: ignore[misc]  # allauth has no types
    """Sessions that somebody signed out from elsewhere are in the trail."""

    def end_sessions(self, sessions: Sequence[UserSession]) -> None:
        super().end_sessions(sessions)
        if sessions:
            trail.sessions_ended(context.request, len(sessions))


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Names that people read on their device."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "Dit klopt niet, of is te oud. Typ de code die uw app nu laat zien, of gebruik uw "
            "passkey nog eens."
        ),
    }

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Convenant"}

    def generate_authenticator_name(self, user: Person, type: str) -> str:  # noqa: A002 - allauth's
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)s") % {"number": number}


def display_name(person: Person) -> str:
    """How allauth's pages call someone."""
    return person.name
