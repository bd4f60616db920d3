"""The region's administrators invite the first one of organisations that have nobody."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from convenant.core.verdicts import Refused
from convenant.exchange import invitations
from convenant.parties import actions, permissions
from convenant.parties import queries as parties
from convenant.parties.actions import Sent
from convenant.web.organisation.pages.first import asked, first_page
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import words_of


@require_http_methods(["GET", "POST"])
@login_required
def first_invitations(request: ActingRequest) -> HttpResponse:
    """One letter for each organisation that was ticked, or for all with an address."""
    if request.actor.region is None or not request.actor.buys:
        raise Http404
    try:
        permissions.may_invite_first(request.actor).require()
        sent = _send(request) if request.method == "POST" else Sent(0, {})
    except Refused as refusal:
        return errors.refused(request, words_of(refusal))
    if sent.letters:
        words = ngettext(
            "%(count)s uitnodiging gaat weg.", "%(count)s uitnodigingen gaan weg.", sent.letters
        )
        messages.success(request, words % {"count": sent.letters})
    if request.method == "POST" and not sent.refused:
        if not sent.letters:
            messages.warning(request, _("Er is niemand uitgenodigd: kies eerst organisaties."))
        return redirect("organisation:first_invitations")
    page = first_page(
        request.GET,
        typed=request.POST,
        refused=sent.refused,
        seen_by=request.actor,
        at=timezone.localtime(),
    )
    status = 422 if sent.refused else 200
    return render(request, "organisation/first_invitations.html", {"page": page}, status=status)


def _send(request: ActingRequest) -> Sent:
    at = timezone.localtime()
    region = parties.region_of(request.actor)
    if region is None:
        raise Http404
    return actions.invite_first(
        region=region,
        asked=asked(request.POST, seen_by=request.actor, at=at),
        key=invitations.key(settings.CONVENANT_KEYS),
        by=request.actor,
        at=at,
    )
