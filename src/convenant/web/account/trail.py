"""Who came in, who did not, and what changed about how: into the audit trail.

allauth tells this in signals, and only there; this is the one module that listens to any.
Each event is written for every organisation the person works for, so that each can read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from allauth.socialaccount import signals as social
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from convenant.audit import actions as audit
from convenant.audit.events import EventType
from convenant.core.actors import PUBLIC, Actor
from convenant.parties import queries as parties
from convenant.web.account import session

if TYPE_CHECKING:
    from convenant.parties.models import Person


def listen() -> None:
    """Hear allauth. Called once, when the site starts."""
    for signal, receiver in (
        (account.user_logged_in, _signed_in),
        (account.user_logged_out, _signed_out),
        (account.password_changed, _password_changed),
        (account.password_set, _password_changed),
        (account.password_reset, _password_reset),
        (account.email_changed, _email_changed),
        (mfa.authenticator_added, _factor_added),
        (mfa.authenticator_removed, _factor_removed),
        (mfa.authenticator_reset, _codes_made),
        (mfa.authentication_failed, _factor_failed),
        (social.social_account_added, _linked),
        (social.social_account_removed, _unlinked),
    ):
        signal.connect(receiver, dispatch_uid=f"trail:{receiver.__name__}:{id(signal)}")


def note(
    event: EventType,
    request: HttpRequest,
    person: Person | None,
    capacities: Iterable[Actor],
    **data: str,
) -> None:
    """Write one event for each capacity, with where it came from (BIO 8.15.01)."""
    at, address = timezone.localtime(), get_adapter().get_client_ip(request)
    subject = f"person:{person.pk}" if person is not None else "person:unknown"
    with transaction.atomic():
        for actor in capacities:
            audit.record(
                event=event, subject=subject, by=actor, at=at, data={**data, "address": address}
            )


def everywhere(person: Person, current: Actor = PUBLIC) -> list[Actor]:
    """This person for each organisation once; in no organisation, just the person."""
    among = parties.places(person, on=timezone.localdate())
    found = {
        place.organisation: parties.actor_at(
            person, among=[place], second_factor=current.second_factor
        )
        for place in reversed(among)
    }
    if current.organisation is not None:
        found[current.organisation] = current
    return list(found.values()) or [replace(PUBLIC, name=person.name, person=person.pk)]


def refused(request: HttpRequest, provider: str, reason: str, capacities: Iterable[Actor]) -> None:
    """Somebody an identity provider knows was not let in."""
    note(EventType.SIGN_IN_REFUSED, request, None, capacities, provider=provider, reason=reason)


def failed(request: HttpRequest, person: Person | None) -> None:
    """A password that was not right; what was typed is kept nowhere."""
    capacities = [PUBLIC] if person is None else everywhere(person)
    note(EventType.SIGN_IN_FAILED, request, person, capacities, how="password")


def sessions_ended(request: HttpRequest, number: int) -> None:
    """Somebody signed out their own other sessions."""
    if not request.user.is_authenticated:
        return
    capacities = everywhere(request.user, _current(request))
    note(EventType.SESSIONS_ENDED, request, request.user, capacities, number=str(number))


def _how(request: HttpRequest, person: Person) -> str:
    records = session.records_of(request, person)
    return "+".join(
        dict.fromkeys(
            str(record.get("type") or record.get("provider") or record.get("method"))
            for record in records
        )
    )


def _signed_in(request: HttpRequest, user: Person, **_: Any) -> None:  # noqa: ANN401
    actor = session.actor_of(request)
    if actor.organisation is not None:
        session.mark_inside(request)
    note(EventType.SIGNED_IN, request, user, [actor], how=_how(request, user))


def _signed_out(request: HttpRequest, user: Person | None, **_: Any) -> None:  # noqa: ANN401
    if user is not None:
        note(EventType.SIGNED_OUT, request, user, [session.actor_of(request)])


def _password_changed(request: HttpRequest, user: Person, **_: Any) -> None:  # noqa: ANN401
    note(EventType.PASSWORD_CHANGED, request, user, everywhere(user, _current(request)))


def _password_reset(request: HttpRequest, user: Person, **_: Any) -> None:  # noqa: ANN401
    note(EventType.PASSWORD_RESET, request, user, everywhere(user))


def _email_changed(request: HttpRequest, user: Person, **_: Any) -> None:  # noqa: ANN401
    note(EventType.EMAIL_CHANGED, request, user, everywhere(user, _current(request)))


def _factor_added(
    request: HttpRequest,
    user: Person,
    authenticator: Authenticator,
    **_: Any,  # noqa: ANN401
) -> None:
    """Who just proved to have it need not sign in again to use it."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)
    capacities = everywhere(user, _current(request))
    note(EventType.SECOND_FACTOR_ADDED, request, user, capacities, how=str(authenticator.type))


def _factor_removed(
    request: HttpRequest,
    user: Person,
    authenticator: Authenticator,
    **_: Any,  # noqa: ANN401
) -> None:
    capacities = everywhere(user, _current(request))
    note(EventType.SECOND_FACTOR_REMOVED, request, user, capacities, how=str(authenticator.type))


def _codes_made(request: HttpRequest, user: Person, **_: Any) -> None:  # noqa: ANN401
    note(EventType.RECOVERY_CODES_MADE, request, user, everywhere(user, _current(request)))


def _factor_failed(request: HttpRequest, user: Person, **_: Any) -> None:  # noqa: ANN401
    note(EventType.SIGN_IN_FAILED, request, user, everywhere(user), how="mfa")


def _linked(request: HttpRequest, sociallogin: Any, **_: Any) -> None:  # noqa: ANN401
    user, provider = sociallogin.user, str(sociallogin.account.provider)
    capacities = everywhere(user, _current(request))
    note(EventType.IDENTITY_LINKED, request, user, capacities, provider=provider)


def _unlinked(request: HttpRequest, socialaccount: Any, **_: Any) -> None:  # noqa: ANN401
    user, provider = socialaccount.user, str(socialaccount.provider)
    capacities = everywhere(user, _current(request))
    note(EventType.IDENTITY_UNLINKED, request, user, capacities, provider=provider)


def _current(request: HttpRequest) -> Actor:
    return getattr(request, "actor", PUBLIC)
