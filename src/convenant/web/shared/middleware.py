"""Who acts, decided once per request; and what a page may load."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from convenant.core.actors import NEEDS_SECOND_FACTOR, PUBLIC
from convenant.web.account import session

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
    """Put the ``Actor`` on the request, with the places it may choose from; send who must have a
    second factor to set one up, and out who works nowhere any more.

    What somebody who is signed in sees is not kept by the browser: the back button shows it as it
    is now, and nothing after signing out.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        places = session.places_of(request)
        if request.user.is_authenticated and session.lost_everything(request, places):
            return _ended(request)
        moved = request.user.is_authenticated and session.lost_place(request, places)
        actor = session.actor_of(request, places)
        request.actor, request.places = actor, places  # type: ignore[attr-defined]  # ActingRequest
        if moved and not _may_without(request.path):
            return _moved(request)
        needs = not actor.roles.isdisjoint(NEEDS_SECOND_FACTOR) and not actor.second_factor
        if needs and not _may_without(request.path):
            return redirect("mfa_index")
        response = self.get_response(request)
        if actor.person is not None:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _ended(request: HttpRequest) -> HttpResponse:
    """Somebody's last role ended while signed in: the session ends with it."""
    request.actor, request.places = PUBLIC, []  # type: ignore[attr-defined]  # ActingRequest
    logout(request)
    return render(request, "account/nowhere.html", {"ended": True}, status=403)


def _moved(request: HttpRequest) -> HttpResponse:
    """The place somebody had chosen ended; another is not taken without saying so."""
    messages.warning(
        request,
        _("De plaats waar u werkte, is beëindigd. Kijk voor wie u nu werkt, en kies zo nodig."),
    )
    return redirect("account_place")


def _may_without(path: str) -> bool:
    """The public site, the account pages and the choice of language."""
    return path == "/" or path.startswith(
        ("/account/", "/openbaar/", "/static/", "/taal/", "/uitnodiging/")
    )
