"""allauth's OpenID Connect, with our reading of claims: what is not needed is never kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import jwt
import requests
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as allauth_views
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from convenant.core.actors import PUBLIC, Actor, Role
from convenant.exchange.identity import (
    Arrival,
    IdentityProvider,
    NotAccepted,
    Refusal,
    arrive,
)
from convenant.web.account import session, trail
from convenant.wording.identity import REFUSALS

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin

    from convenant.parties.models import Person

VOUCHED = "oidc"
"""Type of a second factor that an identity provider asked for."""

FRESH = 300
"""Seconds that a sign-in at the provider counts as just now."""


class KnownProvider(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    """One of the operator's providers: tied on issuer and subject, never on e-mail."""

    def sociallogin_from_response(self, request: HttpRequest, response: dict[str, Any]) -> Any:  # noqa: ANN401
        """allauth's login, with the claims read and everything else thrown away."""
        token, told = response.get("id_token") or {}, response.get("userinfo") or {}
        if token and told and token.get("sub") != told.get("sub"):
            raise NotAccepted(Refusal.FAILED, provider=self.app.name)
        provider = configured(self.app.provider_id)
        if provider is None:
            raise NotAccepted(Refusal.FAILED, provider=self.app.name)
        # Of what both tell, the token is believed: it is signed.
        self.arrival = arrive({**told, **token}, provider)
        login = super().sociallogin_from_response(request, response)
        login.signed_in_at = token.get("auth_time")
        return login

    def serialize(self) -> dict[str, str]:
        """By our id: providers may have the same name for us."""
        return {**super().serialize(), "id": self.app.provider_id}

    def extract_uid(self, data: dict[str, Any]) -> str:  # noqa: ARG002 - allauth's
        return self.arrival.account

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        return {**asdict(self.arrival), "roles": sorted(self.arrival.roles)}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG002
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:  # noqa: ARG002
        return []

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:  # noqa: ARG002
        """Ours; the address bar has no say in it."""
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:  # noqa: ARG002
        return dict(self.get_auth_params())

    def get_auth_params(self) -> dict[str, str]:
        """Ask for the level of assurance that will be demanded."""
        provider = configured(self.app.provider_id)
        if provider is None or not provider.required_level:
            return {}
        return {"acr_values": provider.required_level}


def configured(provider: str) -> IdentityProvider | None:
    """The operator's provider with this id."""
    return next((one for one in settings.CONVENANT_OIDC if one.id == provider), None)


def name_of(provider: str) -> str:
    found = configured(provider)
    return provider if found is None else found.name


def arrival_of(login: SocialLogin) -> Arrival:
    """What was kept of the claims."""
    kept = dict(login.account.extra_data)
    return Arrival(**{**kept, "roles": frozenset(Role(role) for role in kept["roles"])})


def remember(request: HttpRequest, person: Person, login: SocialLogin) -> None:
    """Put in the session by which door somebody comes, and whether a second factor was asked."""
    session.came_by(request, person.pk, login.account.provider, login.speaks_for)
    if arrival_of(login).second_factor:
        record_authentication(request, person, "mfa", type=VOUCHED)


def not_accepted(
    request: HttpRequest,
    provider: str,
    refusal: NotAccepted,
    by: Actor = PUBLIC,
    words: str = "",
) -> HttpResponse:
    """The page that says why not and what to do; the trail knows it too."""
    trail.refused(request, provider, refusal.refusal.value, [by])
    values = {"provider": name_of(provider), **refusal.values}
    context = {
        "words": words or str(REFUSALS[refusal.refusal]) % values,
        "provider": provider,
        "provider_name": name_of(provider),
        "to_link": refusal.refusal is Refusal.ADDRESS_TAKEN,
    }
    status = 503 if refusal.refusal is Refusal.UNREACHABLE else 403
    return render(request, "account/not_accepted.html", context, status=status)


def _guarded(
    view: Callable[[HttpRequest, str], HttpResponse],
) -> Callable[[HttpRequest, str], HttpResponse]:
    """Whatever goes wrong on the way to or from a provider becomes a page."""

    def guarded(request: HttpRequest, provider_id: str) -> HttpResponse:
        if configured(provider_id) is None:
            raise Http404
        try:
            return view(request, provider_id)
        except NotAccepted as refusal:
            return not_accepted(request, provider_id, refusal)
        except (requests.RequestException, requests.JSONDecodeError):
            return not_accepted(request, provider_id, NotAccepted(Refusal.UNREACHABLE))
        except (OAuth2Error, jwt.PyJWTError, KeyError, ValueError):
            return not_accepted(request, provider_id, NotAccepted(Refusal.FAILED))

    return guarded


login = _guarded(allauth_views.login)
callback = _guarded(allauth_views.callback)


def _again(request: HttpRequest, provider_id: str) -> HttpResponse:
    provider = get_adapter().get_provider(request, provider_id)
    asked = {**provider.get_auth_params(), "prompt": "login", "max_age": "0"}
    answer: HttpResponse = provider.redirect(
        request,
        process="redirect",
        next_url=get_next_redirect_url(request),
        data={"confirms": True},
        auth_params=asked,
    )
    return answer


@require_GET
@login_required
def confirm(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sign in once more at the provider, because what follows binds an organisation."""
    return _guarded(_again)(request, provider_id)


def confirmed(request: HttpRequest, login: SocialLogin) -> None:
    """Count the sign-in as a confirmation. Raises NotAccepted when it is somebody else, or when
    the provider does not say that it asked just now."""
    name = name_of(login.account.provider)
    if not request.user.is_authenticated or login.user != request.user:
        raise NotAccepted(Refusal.ANOTHER_ACCOUNT, provider=name)
    at = login.signed_in_at
    if not isinstance(at, int) or abs(time.time() - at) > FRESH:
        raise NotAccepted(Refusal.NOT_CONFIRMED, provider=name)
    record_authentication(
        request,
        request.user,
        "socialaccount",
        provider=login.account.provider,
        uid=login.account.uid,
        reauthenticated=True,
    )
    if arrival_of(login).second_factor:
        record_authentication(request, request.user, "mfa", type=VOUCHED, reauthenticated=True)
