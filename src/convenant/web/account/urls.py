"""Sign-in pages before allauth's: the same addresses, with what is ours about them."""

from __future__ import annotations

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import add_webauthn
from allauth.socialaccount.views import ConnectionsView
from django.urls import include, path

from convenant.web.account import cast, oidc, pages, post, views
from convenant.web.shared.confirming import confirmed

_SHOWN = {"cast": cast.members}
_ENTRANCES = {"providers": pages.entrances}

urlpatterns = [
    path("", views.start, name="account_start"),
    path("post/", post.post, name="account_post"),
    path("plaats/", views.place, name="account_place"),
    path("login/", LoginView.as_view(extra_context={**_SHOWN, **_ENTRANCES}), name="account_login"),
    path("email/", views.address, name="account_email"),
    path("password/set/", views.set_password, name="account_set_password"),
    path(
        "2fa/authenticate/", AuthenticateView.as_view(extra_context=_SHOWN), name="mfa_authenticate"
    ),
    path(
        "2fa/reauthenticate/",
        ReauthenticateView.as_view(extra_context=_SHOWN),
        name="mfa_reauthenticate",
    ),
    path("2fa/totp/activate/", confirmed(activate_totp), name="mfa_activate_totp"),
    path("2fa/webauthn/add/", confirmed(add_webauthn), name="mfa_add_webauthn"),
    path(
        "3rdparty/",
        ConnectionsView.as_view(extra_context=_ENTRANCES),
        name="socialaccount_connections",
    ),
    path("3rdparty/signup/", views.first_time, name="socialaccount_signup"),
    path("oidc/<slug:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", oidc.callback, name="openid_connect_callback"),
    path("oidc/<slug:provider_id>/bevestigen/", oidc.confirm, name="account_confirm_oidc"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("3rdparty/", include("allauth.socialaccount.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
