"""Concluding an item."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions
from convenant.web.alliance.deciding import chosen_interests, interest_choices
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told
from convenant.web.tables.pages.deciding import decide_page, decided_page, version_to_decide
from convenant.web.tables.remark_forms import DecideForm
from convenant.web.tables.views.items import item_of, mandates, refused_page

if TYPE_CHECKING:
    from convenant.documents.models import Version
    from convenant.roundtables.models import AgendaItem


@require_http_methods(["GET", "POST"])
@login_required
def decide(request: ActingRequest, pk: int) -> HttpResponse:
    """Conclude an item; afterwards the same address says what happens now."""
    found = item_of(request, pk)
    version = version_to_decide(found)
    if request.method == "GET" and hasattr(found, "decision"):
        page = decided_page(found, seen_by=request.actor)
        return render(request, "tables/decided.html", {"page": page})
    first = {"number": version.number if version else 0}
    form = DecideForm(
        request.POST or None,
        initial=first,
        about_text=found.version is not None,
        interests=interest_choices(found.meeting.table, request.actor),
    )
    back = reverse("tables:item", args=[pk])
    refused = refused_page(request, permissions.may_decide(request.actor, found), back)
    if refused:
        return refused
    if request.method == "GET":
        return _decide_form(request, found, version, form)
    if not _is_about(found, version, form):
        return _decide_form(request, found, version, form, status=422)
    try:
        _decide(request, found, version, form)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return _decide_form(request, found, version, form, status=status_of(refusal))
    return redirect("tables:decide", pk)


def _is_about(item: AgendaItem, version: Version | None, form: DecideForm) -> bool:
    """Whether the form is filled in, and about the newest published version if there is a text."""
    if item.version is None:
        return form.is_valid()
    if version is None:
        form.add_error(None, _("Er is nog geen gepubliceerde tekst om over te besluiten."))
    elif form.is_valid() and form.cleaned_data["number"] != version.number:
        words = _("Intussen is versie %(number)s gepubliceerd. Lees die eerst en besluit dan.")
        form.add_error(None, words % {"number": version.number})
        data = QueryDict(mutable=True)
        data.update(form.data)
        data.setlist("number", [str(version.number)])
        form.data = data
    return form.is_valid()


def _decide(
    request: ActingRequest, item: AgendaItem, version: Version | None, form: DecideForm
) -> None:
    actions.decide(
        item=item,
        version=version,
        adopted=form.cleaned_data["adopted"] == "yes",
        text=form.cleaned_data["text"],
        interests=chosen_interests(form.cleaned_data, request.actor),
        by=request.actor,
        at=timezone.now(),
    )


def _decide_form(
    request: ActingRequest,
    item: AgendaItem,
    version: Version | None,
    form: DecideForm,
    status: int = 200,
) -> HttpResponse:
    page = decide_page(item, version, seen_by=request.actor)
    context = {"page": page, "form": form, **mandates(request, item, version)}
    return render(request, "tables/decide.html", context, status=status)
