"""Asking again who you are, right before what binds an organisation."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from convenant.web.shared.errors import refused
from convenant.web.shared.http import ActingRequest

P = ParamSpec("P")
View = Callable[Concatenate[ActingRequest, P], HttpResponse]


def confirmed(view: View[P]) -> View[P]:
    """Let a POST through once who sends it confirmed that in the last minutes: with a second
    factor or at the identity provider, with a password where there is nothing better. Unlike
    allauth's own, it also asks who only ever signs in by a provider."""

    @wraps(view)
    def asked(request: ActingRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked_in_vain = not request.user.is_authenticated  # the view sends them to sign in
        if request.method in {"GET", "HEAD"} or asked_in_vain or _recently(request):
            return view(request, *args, **kwargs)
        methods = get_adapter().get_reauthentication_methods(request.user)
        if not methods:
            words = _("Zet eerst onder Uw account een passkey of een app voor codes aan.")
            return refused(request, words, back_url="/account/2fa/")
        answer: HttpResponse = suspend_request(request, methods[0]["url"])
        return answer

    return asked


def _recently(request: ActingRequest) -> bool:
    times = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("reauthenticated")
    ]
    return bool(times) and time.time() - times[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
