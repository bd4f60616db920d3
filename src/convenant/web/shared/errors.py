"""Pages for what went wrong. Each says what to do next and gives typed text back.

In urls.py: ``handler400 = errors.bad_request`` and so on; in settings:
``CSRF_FAILURE_VIEW = "convenant.web.shared.errors.csrf_failure"``.
"""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from convenant.web.shared.http import typed_texts


def refused(
    request: HttpRequest, words: str, *, back_url: str = "", status: int = 403
) -> HttpResponse:
    """The page for a verb that refused: ``words`` say why, the typed text stands below it.

    ``back_url`` is where the person can go on; the page before, when left out.
    """
    return _page(request, "403.html", status, words=words, back_url=back_url)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when Django stopped reading because the request was too large."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; a PermissionDenied raised with words shows those words."""
    return refused(request, str(exception) if exception else "")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """404, for what is not there and for what is not yours: the same page."""
    return _page(request, "404.html", 404)


def too_large(request: HttpRequest, words: str = "") -> HttpResponse:
    """413; ``words`` name the limit, for example "Een bestand mag hoogstens 200 MB zijn."."""
    back = request.headers.get("Referer", "")
    here = url_has_allowed_host_and_scheme(back, request.get_host(), require_https=False)
    context = {
        "words": words,
        "back_url": back if here else "",
        "messages_zip": request.path == reverse("delivery:upload"),
    }
    return render(request, "413.html", context, status=413)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """403 for a form that was open too long or in two windows."""
    return refused(
        request,
        _(
            "Uw formulier is niet verwerkt, omdat de pagina te lang open stond of u intussen "
            "opnieuw bent ingelogd. Ga terug, vernieuw de pagina en verstuur het formulier opnieuw."
        ),
    )


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """500, rendered without request, session or database: one of those may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)


def _page(request: HttpRequest, template: str, status: int, **values: str) -> HttpResponse:
    try:
        typed = typed_texts(request.POST)
    except (RequestDataTooBig, UnreadablePostError, MultiPartParserError):
        typed = []
    return render(request, template, {**values, "typed": typed}, status=status)
