"""Beginning a round table: possible once the region settled how it works together (D038)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convenant.agreements import queries as agreements
from convenant.core.agenda import TableKind
from convenant.core.reasons import Reason
from convenant.core.verdicts import Refused, Verdict
from convenant.parties import queries
from convenant.roundtables import actions, permissions
from convenant.roundtables import queries as roundtables
from convenant.web.region.forms.tables import TableForm
from convenant.web.region.views.shared import ask, forbidden, form_page, region_of
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest

LONGEST_SLUG = 50


@require_http_methods(["GET", "POST"])
@login_required
def new(request: ActingRequest) -> HttpResponse:
    """A table about an agreement, one of each kind; before the set-up it says what is missing."""
    region = region_of(request)
    verdict: Verdict = permissions.may_found(request.actor, region.pk)
    if not verdict:
        return forbidden(request, verdict)
    ready = queries.ready_for_tables(region)
    if not ready:
        return forbidden(request, ready, back="region:setup", status=409)
    taken = {(one.document_id, one.kind) for one in roundtables.tables(region=region.pk)}
    found = agreements.agreements(region=region.pk, seen_by=request.actor)
    about_what = {str(one.pk): one for one in found}

    def save(filled: dict[str, Any]) -> HttpResponse:
        about = about_what.get(filled["agreement"])
        if about is None:
            raise Http404
        if (about.document_id, filled["kind"]) in taken:
            raise Refused(Reason.TABLE_KIND_TAKEN)
        slug = slugify(filled["name"])[:LONGEST_SLUG]
        if not slug or any(t.slug == slug for t in roundtables.tables(region=region.pk)):
            raise Refused(Reason.TABLE_NAME_TAKEN)
        table = actions.found_table(
            region=region,
            slug=slug,
            name=filled["name"],
            kind=TableKind(filled["kind"]),
            document=about.document,
            purpose=filled["purpose"],
            by=request.actor,
            at=timezone.now(),
        )
        messages.success(request, _("De overlegtafel is begonnen. Plan nu een bijeenkomst."))
        return redirect("tables:show", table.slug)

    def show(form: forms.Form, status: int) -> HttpResponse:
        return form_page(
            request,
            form,
            status,
            heading=_("Begin een overlegtafel"),
            lead=_("Aan een tafel praten gemeenten en aanbieders over één overeenkomst."),
            notes=[] if about_what else [_("Er is nog geen overeenkomst. Stel die eerst op.")],
            crumbs=[Link(_("Regio"), reverse("region:start")), Link(_("Overlegtafel beginnen"))],
            button=_("Begin deze tafel"),
            back_url=reverse("tables:list"),
        )

    choices = [(pk, one.title) for pk, one in about_what.items()]
    return ask(request, TableForm(request.POST or None, agreements=choices), save, show)
