"""Who comes by an identity provider: found, made, given roles, or told why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, QueryDict
from django.shortcuts import redirect
from django.utils import timezone

from convenant.core.actors import PUBLIC, Actor, machine
from convenant.core.verdicts import Refused
from convenant.exchange.identity import Arrival, NotAccepted, Refusal
from convenant.parties import actions as verbs
from convenant.parties import queries as parties
from convenant.parties.queries import Door
from convenant.web.account import invited, oidc, session
from convenant.web.shared.refusals import words_of

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin

    from convenant.parties.models import Organisation, Person

WAITING = "arriving"
"""Key of who was let in by a provider that tells no name or address, until they are typed."""
TYPED = "arriving_as"


class Arrivals(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth asks here before it lets anybody in."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in, or answer with a page that says why not."""
        provider, process = sociallogin.account.provider, sociallogin.state.get("process")
        try:
            if process == "redirect":
                self._confirm(request, sociallogin)
            elif process == "connect":
                _refuse_another(request, sociallogin)
            else:
                _let_in(request, sociallogin)
        except NotAccepted as refusal:
            answer = oidc.not_accepted(request, provider, refusal, _who(request))
            raise ImmediateHttpResponse(answer) from refusal
        except Refused as refused:
            answer = oidc.not_accepted(
                request,
                provider,
                NotAccepted(Refusal.FAILED),
                _who(request),
                words=words_of(refused),
            )
            raise ImmediateHttpResponse(answer) from refused

    def _confirm(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Go on with what was asked, now that it was confirmed."""
        if not (sociallogin.state.get("data") or {}).get("confirms"):
            return
        oidc.confirmed(request, sociallogin)
        request.actor = session.actor_of(request)  # type: ignore[attr-defined]  # ActingRequest
        request.GET = QueryDict(urlencode({"next": sociallogin.state.get("next") or "/"}))
        answer = resume_request(request)
        if answer is not None:
            raise ImmediateHttpResponse(answer)

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,  # noqa: ANN401 - allauth's
        error: Any = None,  # noqa: ANN401
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,  # noqa: ARG002
    ) -> None:
        """One of our pages instead of allauth's."""
        refusal = Refusal.CANCELLED if error == AuthError.CANCELLED else Refusal.FAILED
        if isinstance(exception, OSError):  # what requests raises
            refusal = Refusal.UNREACHABLE
        answer = oidc.not_accepted(request, provider.app.provider_id, NotAccepted(refusal))
        raise ImmediateHttpResponse(answer)

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:  # noqa: ANN401, ARG002
        return sociallogin.user

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Only about a link that somebody who was signed in made."""
        if self.request is not None and self.request.user.is_authenticated:
            super().send_notification_mail(*args, **kwargs)


def _let_in(request: HttpRequest, sociallogin: SocialLogin) -> None:
    arrival, provider = oidc.arrival_of(sociallogin), sociallogin.account.provider
    at = timezone.localtime()
    organisations = parties.named(arrival.code, arrival.organisation, on=at.date())
    if not organisations:
        told = {"organisation": arrival.organisation, "provider": oidc.name_of(provider)}
        raise NotAccepted(Refusal.ORGANISATION_UNKNOWN, **told)
    sociallogin.speaks_for = {organisation.pk for organisation in organisations}
    person: Person | None = sociallogin.user if sociallogin.is_existing else None
    guest = None
    if person is None:
        guest = invited.guest(request, sociallogin.speaks_for, at=at)
        if not arrival.roles and guest is None:
            raise _no_role(organisations)
        arrival = _named(request, sociallogin, arrival, guest)
    try:
        with transaction.atomic():
            if guest is not None:
                person = invited.welcome(request, guest, name=arrival.name, at=at)
            person = verbs.let_in(
                person=person,
                email=arrival.email,
                name=arrival.name,
                organisations=organisations,
                roles=arrival.roles,
                source=provider,
                by=machine(f"identity:{provider}"),
                at=at,
            )
            if not sociallogin.is_existing:
                sociallogin.connect(request, person)
    except IntegrityError as error:  # the same person in two windows
        raise NotAccepted(Refusal.FAILED) from error
    door = Door(provider, frozenset(sociallogin.speaks_for))
    if not parties.places(person, on=at.date(), door=door):
        raise _no_role(organisations)


def _named(
    request: HttpRequest, sociallogin: SocialLogin, arrival: Arrival, guest: invited.Guest | None
) -> Arrival:
    """A first time needs a name and an address: of the invitation, the claims, or typed."""
    typed = request.session.get(TYPED) or {}
    name = arrival.name or (guest.name if guest else "") or typed.get("name", "")
    email = (guest.email if guest else "") or arrival.email or typed.get("email", "")
    if not name or not email:
        sociallogin.token = None
        request.session[WAITING] = sociallogin.serialize()
        raise ImmediateHttpResponse(redirect("socialaccount_signup"))
    if parties.with_address(email) is not None:
        request.session.pop(TYPED, None)
        provider = oidc.name_of(sociallogin.account.provider)
        raise NotAccepted(Refusal.ADDRESS_TAKEN, email=email, provider=provider)
    for key in (TYPED, WAITING):
        request.session.pop(key, None)
    return replace(arrival, name=name, email=email)


def _no_role(organisations: Sequence[Organisation]) -> NotAccepted:
    return NotAccepted(Refusal.NO_ROLE, organisation=organisations[0].name)


def _refuse_another(request: HttpRequest, sociallogin: SocialLogin) -> None:
    if sociallogin.is_existing and sociallogin.user != request.user:
        provider = oidc.name_of(sociallogin.account.provider)
        raise NotAccepted(Refusal.ANOTHER_ACCOUNT, provider=provider)


def _who(request: HttpRequest) -> Actor:
    return getattr(request, "actor", PUBLIC)
