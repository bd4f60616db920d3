"""Inviting people, and changing an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convenant.core.actors import Role
from convenant.core.verdicts import Refused
from convenant.exchange import invitations
from convenant.parties import actions
from convenant.parties import queries as parties
from convenant.parties.permissions import FITTING
from convenant.web.organisation.forms import InviteForm, day_after
from convenant.web.organisation.pages.start import crumbs
from convenant.web.organisation.views.people import not_managing
from convenant.web.shared import errors
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of

if TYPE_CHECKING:
    from convenant.parties.models import Invitation


@require_http_methods(["GET", "POST"])
@login_required
def invite(request: ActingRequest) -> HttpResponse:
    """Ask somebody to work for the organisation."""
    if (refusal := not_managing(request)) is not None or request.actor.kind is None:
        return refusal or redirect("organisation:start")
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        roles=FITTING[request.actor.kind],
        initial={"since": timezone.localdate()},
    )
    status = 422
    if request.method == "POST" and form.is_valid():
        try:
            invitation = _invite(request, form)
        except Refused as refused:
            form.add_error(None, words_of(refused))
            status = status_of(refused)
        else:
            words = _("De uitnodiging gaat naar %(email)s. De link werkt 14 dagen.")
            messages.success(request, words % {"email": invitation.email})
            return redirect("organisation:people")
    page = {"crumbs": crumbs(_("Uitnodigen"), (Link(_("Mensen"), "/organisatie/mensen/"),))}
    shown = {"form": form, "page": page}
    return render(request, "organisation/invite.html", shown, status=status if form.errors else 200)


@require_POST
@login_required
def resend(request: ActingRequest, pk: int) -> HttpResponse:
    """Send the letter again, with a new link."""
    invitation = _invitation(request, pk)
    try:
        actions.resend_invitation(
            invitation=invitation, key=_key(), by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return _refused(request, refusal)
    words = _("De uitnodiging gaat opnieuw naar %(email)s. De oude link werkt niet meer.")
    messages.success(request, words % {"email": invitation.email})
    return redirect(_back(request, invitation))


@require_POST
@login_required
def withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """Take the invitation back."""
    invitation = _invitation(request, pk)
    try:
        actions.withdraw_invitation(invitation=invitation, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return _refused(request, refusal)
    messages.success(request, _("De uitnodiging is ingetrokken. De link werkt niet meer."))
    return redirect(_back(request, invitation))


def _invite(request: ActingRequest, form: InviteForm) -> Invitation:
    given = form.cleaned_data
    return actions.invite(
        organisation=parties.own_organisation(seen_by=request.actor).organisation,
        name=given["name"],
        email=given["email"],
        roles=[Role(role) for role in given["roles"]],
        since=given["since"],
        before=day_after(given["until"]),
        key=_key(),
        by=request.actor,
        at=timezone.now(),
    )


def _key() -> bytes:
    return invitations.key(settings.CONVENANT_KEYS)


def _invitation(request: ActingRequest, pk: int) -> Invitation:
    try:
        return parties.invitation(pk, seen_by=request.actor, on=timezone.localdate())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _refused(request: ActingRequest, refusal: Refused) -> HttpResponse:
    return errors.refused(request, words_of(refusal), status=status_of(refusal))


def _back(request: ActingRequest, invitation: Invitation) -> str:
    own = invitation.organisation_id == request.actor.organisation
    return "organisation:people" if own else "organisation:first_invitations"
