"""One's own account: where one works, how one signs in."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.manage_email import sync_user_email_address
from allauth.account.models import EmailAddress
from allauth.account.views import EmailView, password_set
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.utils import get_request_param
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.audit.events import EventType
from convenant.web.account import arriving, oidc, session, trail
from convenant.web.account.forms import FirstTimeForm
from convenant.web.account.pages import account_page, place_rows
from convenant.web.shared.errors import refused
from convenant.web.shared.http import ActingRequest


@require_GET
@login_required
def start(request: ActingRequest) -> HttpResponse:
    """Everything about one's own account in one place."""
    return render(request, "account/start.html", {"page": account_page(request)})


@require_http_methods(["GET", "POST"])
@login_required
def place(request: ActingRequest) -> HttpResponse:
    """Choose for whom and where one works, until the next choice."""
    rows = place_rows(request)
    if request.method == "POST":
        chosen = next((row for row in rows if row.key == request.POST.get("place")), None)
        if chosen is not None:
            request.session[session.PLACE] = chosen.key
            actor = session.actor_of(request)
            trail.note(EventType.PLACE_CHOSEN, request, request.user, [actor])
            messages.success(request, _("U werkt nu voor %(place)s.") % {"place": chosen.sentence})
            return redirect(_onwards(request))
        messages.error(request, _("Daar kunt u niet (meer) werken. Kies een van deze."))
    return render(request, "account/place.html", {"rows": rows, "next": _onwards(request)})


def _onwards(request: HttpRequest) -> str:
    """The start page: a page of the other place may not exist here."""
    asked = get_request_param(request, "next") or ""
    allowed = url_has_allowed_host_and_scheme(asked, {request.get_host()}, request.is_secure())
    return asked if allowed and asked.startswith("/") else "home:start"


@require_http_methods(["GET", "POST"])
def first_time(request: HttpRequest) -> HttpResponse:
    """Name and address of who comes by a provider that does not tell them."""
    waiting = request.session.get(arriving.WAITING)
    if waiting is None or request.user.is_authenticated:
        return redirect("account_login")
    login = SocialLogin.deserialize(waiting)
    arrival = oidc.arrival_of(login)
    form = FirstTimeForm(
        request.POST or None, initial={"name": arrival.name, "email": arrival.email}
    )
    if form.is_valid():
        request.session[arriving.TYPED] = {
            "name": form.cleaned_data["name"],
            "email": form.cleaned_data["email"],
        }
        answer: HttpResponse = complete_social_login(request, login)
        return answer
    context = {"form": form, "provider": oidc.name_of(login.account.provider)}
    return render(request, "socialaccount/signup.html", context)


@login_required
def set_password(request: ActingRequest) -> HttpResponse:
    """Not for whom an identity provider vouches: a password would go round its levels."""
    if SocialAccount.objects.filter(user_id=request.user.pk).exists():
        words = _("U logt in met een inlogdienst. Een wachtwoord hebt u hier niet nodig.")
        return refused(request, words, back_url="/account/")
    answer: HttpResponse = password_set(request)
    return answer


class AddressView(EmailView):  # type: ignore[misc]  # allauth has no types
    """allauth's change of address. The address somebody has holds until the new one is confirmed:
    without this, allauth takes it for the one that waits, and throws it away."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        if request.user.is_authenticated:
            sync_user_email_address(request.user)
            for current in EmailAddress.objects.filter(
                user_id=request.user.pk, email=request.user.email, verified=False
            ):
                current.set_verified()
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


address = login_required(AddressView.as_view())
