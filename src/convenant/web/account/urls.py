"""Sign-in pages before allauth's: the same views, which in the demo also show the cast."""

from __future__ import annotations

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from django.urls import path

from convenant.web.account import cast

_SHOWN = {"cast": cast.members}

urlpatterns = [
    path("login/", LoginView.as_view(extra_context=_SHOWN), name="account_login"),
    path(
        "2fa/authenticate/", AuthenticateView.as_view(extra_context=_SHOWN), name="mfa_authenticate"
    ),
    path(
        "2fa/reauthenticate/",
        ReauthenticateView.as_view(extra_context=_SHOWN),
        name="mfa_reauthenticate",
    ),
]
