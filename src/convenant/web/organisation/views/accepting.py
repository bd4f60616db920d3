"""The page behind the link in an invitation's letter."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import actions
from convenant.parties import queries as parties
from convenant.parties.permissions.invitations import still_open
from convenant.web.organisation.forms import AcceptForm
from convenant.web.organisation.pages.accepting import AcceptPage, accept_page, closed_page
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.parties.models import Person
    from convenant.parties.queries import Asked

INVITATION = "invitation"
"""Key of the session: somebody who signs in on the way comes back with this secret."""


@never_cache
@require_http_methods(["GET", "POST"])
def accept(request: ActingRequest, secret: str) -> HttpResponse:
    """Take up an invitation: with one click for who is signed in, with a name and a password for
    who is new. What is not open any more says why."""
    at = timezone.localtime()
    try:
        asked = parties.invitation_with(secret)
    except ObjectDoesNotExist:
        return render(request, "organisation/invitation_unknown.html", status=404)
    closed = still_open(asked.invitation, at=at)
    if closed.reason is not None:
        page = closed_page(closed.reason)
        return render(request, "organisation/invitation_closed.html", {"page": page}, status=410)
    request.session[INVITATION] = secret
    form = AcceptForm(
        request.POST if request.method == "POST" else None,
        email=asked.invitation.email,
        initial={"name": asked.invitation.name},
    )
    shown = _page(request, asked)
    new = not asked.known
    if shown.other:
        blank = AcceptForm(email=asked.invitation.email)
        return _shown(request, shown, blank, 403 if request.method == "POST" else 200)
    if request.method == "GET" or (new and not form.is_valid()):
        return _shown(request, shown, form, 422 if request.method == "POST" else 200)
    return _accept(request, asked, secret, shown, form)


def _accept(
    request: ActingRequest, asked: Asked, secret: str, page: AcceptPage, form: AcceptForm
) -> HttpResponse:
    given = {} if asked.known else form.cleaned_data
    try:
        person = actions.accept_invitation(
            invitation=asked.invitation,
            secret=secret,
            name=given.get("name", ""),
            password=given.get("password"),
            by=request.actor,
            at=timezone.now(),
        )
    except Refused as refusal:
        form = AcceptForm(request.POST, email=asked.invitation.email)
        form.full_clean()
        form.add_error(None, words_of(refusal))
        if refusal.reason is Reason.NOT_SIGNED_IN:
            return redirect(_login_url(request))
        return _shown(request, page, form, status_of(refusal))
    request.session.pop(INVITATION, None)
    words = _("Welkom bij %(name)s.") % {"name": asked.invitation.organisation.name}
    if asked.invitation.valid_from > timezone.localdate():
        words = _("U hebt de uitnodiging aangenomen. Uw rol begint op de afgesproken dag.")
    messages.success(request, words)
    return redirect("home:start") if page.signed_in else _sign_in(request, person)


def _sign_in(request: ActingRequest, person: Person) -> HttpResponse:
    """Who just chose a password is signed in with it; allauth asks what else it needs."""
    login = Login(user=person, redirect_url=reverse("home:start"))
    answer: HttpResponse = perform_password_login(request, {"email": person.email}, login)
    return answer


def _page(request: ActingRequest, asked: Asked) -> AcceptPage:
    return accept_page(
        asked,
        on=timezone.localdate(),
        signed_in_as=str(getattr(request.user, "email", "")),
        name=str(getattr(request.user, "name", "")),
    )


def _shown(request: ActingRequest, page: AcceptPage, form: AcceptForm, status: int) -> HttpResponse:
    shown = {"page": page, "form": form, "login_url": _login_url(request)}
    return render(request, "organisation/accept.html", shown, status=status)


def _login_url(request: ActingRequest) -> str:
    return f"{reverse('account_login')}?{urlencode({'next': request.path})}"
