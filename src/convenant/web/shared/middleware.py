"""Who acts, decided once per request; and what a page may load."""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from convenant.core.actors import NEEDS_SECOND_FACTOR, PUBLIC, Actor
from convenant.parties import queries as parties

Handler = Callable[[HttpRequest], HttpResponse]

POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class ContentSecurityPolicy:
    """No script, style or image from elsewhere, none inline."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class WhoActs:
    """Put the ``Actor`` on the request; send who must have a second factor to set one up.

    What somebody who is signed in sees is not kept by the browser: the back button shows it as it
    is now, and nothing after signing out.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor = actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]  # typed as ActingRequest in views
        needs = not actor.roles.isdisjoint(NEEDS_SECOND_FACTOR) and not actor.second_factor
        if needs and not _may_without(request.path):
            return redirect("mfa_index")
        response = self.get_response(request)
        if actor.person is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def actor_of(request: HttpRequest) -> Actor:
    """Who sent this request, on today's memberships."""
    if not request.user.is_authenticated:
        return PUBLIC
    methods = get_authentication_records(request, request.user)
    return parties.actor_for(
        request.user,
        on=timezone.localdate(),
        second_factor=any(method.get("method") == "mfa" for method in methods),
    )


def _may_without(path: str) -> bool:
    """The public site, the account pages and the choice of language."""
    return path == "/" or path.startswith(("/account/", "/openbaar/", "/static/", "/taal/"))
