"""The start page of one's own organisation, and its contact details."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused
from convenant.parties import actions, permissions
from convenant.parties import queries as parties
from convenant.web.organisation.forms import ContactForm
from convenant.web.organisation.pages.start import crumbs, start_page
from convenant.web.shared import errors
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of


@require_GET
@login_required
def start(request: ActingRequest) -> HttpResponse:
    """What the platform knows about the organisation, and where it is managed."""
    if request.actor.organisation is None:
        raise Http404
    page = start_page(seen_by=request.actor, at=timezone.localtime())
    return render(request, "organisation/start.html", {"page": page})


@require_http_methods(["GET", "POST"])
@login_required
def contact(request: ActingRequest) -> HttpResponse:
    """Correct how the organisation can be reached."""
    if request.actor.organisation is None:
        raise Http404
    organisation = parties.own_organisation(seen_by=request.actor).organisation
    try:
        permissions.may_correct(request.actor, organisation).require()
    except Refused as refusal:
        return errors.refused(request, words_of(refusal))
    now = {
        "name": organisation.contact_name,
        "email": organisation.contact_email,
        "phone": organisation.contact_phone,
        "website": organisation.website,
    }
    form = ContactForm(request.POST if request.method == "POST" else None, initial=now)
    status = 200
    if form.is_valid():
        try:
            actions.correct_contact(
                organisation=organisation, **form.cleaned_data, by=request.actor, at=timezone.now()
            )
        except Refused as refusal:
            if refusal.reason is not Reason.NOTHING_CHANGED:
                form.add_error(None, words_of(refusal))
                status = status_of(refusal)
        if status == 200:
            messages.success(request, _("De contactgegevens zijn bewaard."))
            return redirect("organisation:start")
    elif form.errors:
        status = 422
    page = {"crumbs": crumbs(_("Contactgegevens")), "organisation": organisation.name}
    return render(request, "organisation/contact.html", {"form": form, "page": page}, status=status)
