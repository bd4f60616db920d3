"""What a speaker does with remarks that are there: change or take back an own one, support
another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convenant.core.contributions import Target
from convenant.core.verdicts import Refused
from convenant.documents import queries as documents
from convenant.roundtables import actions, permissions
from convenant.web.shared import errors
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told
from convenant.web.tables.pages.meetings import meeting_crumbs
from convenant.web.tables.remark_forms import ChangeForm
from convenant.web.tables.views.items import contribution_of, opens, refused_page

if TYPE_CHECKING:
    from convenant.roundtables.models import Contribution


@require_http_methods(["GET", "POST"])
@login_required
def change_remark(request: ActingRequest, pk: int) -> HttpResponse:
    """Say an own remark otherwise, as long as it has no answer."""
    said = contribution_of(request, pk)
    wording = _wording(request, said)
    first = {"text": said.text, "proposed": said.proposed or wording}
    form = ChangeForm(request.POST or None, initial=first, rewordable=bool(wording))
    context = {"form": form, "crumbs": _crumbs(said), "back_url": _at(said), "said": said}
    if request.method == "GET":
        verdict = permissions.may_change_contribution(request.actor, said)
        refused = refused_page(request, verdict, _at(said))
        return refused or render(request, "tables/change_remark.html", context)
    if not form.is_valid():
        return render(request, "tables/change_remark.html", context, status=422)
    try:
        _change(request, said, form)
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return render(request, "tables/change_remark.html", context, status=status_of(refusal))
    messages.success(request, _("Uw opmerking is gewijzigd. Wat er eerder stond blijft bewaard."))
    return redirect(_at(said))


@require_POST
@login_required
def withdraw_remark(request: ActingRequest, pk: int) -> HttpResponse:
    """Take an own remark back."""
    said = contribution_of(request, pk)
    try:
        actions.withdraw_contribution(contribution=said, by=request.actor, at=timezone.now())
    except Refused as refusal:
        words = told(request, refusal)
        return errors.refused(request, words, back_url=_at(said), status=status_of(refusal))
    messages.success(request, _("Uw opmerking is ingetrokken."))
    return redirect(_at(said))


@require_POST
@login_required
def support(request: ActingRequest, pk: int) -> HttpResponse:
    """Stand behind another's remark; with ``terug`` no longer."""
    said, back = contribution_of(request, pk), "terug" in request.POST
    verb = actions.take_back_support if back else actions.support
    try:
        verb(contribution=said, by=request.actor, at=timezone.now())
    except Refused as refusal:
        words = told(request, refusal)
        return errors.refused(request, words, back_url=_at(said), status=status_of(refusal))
    messages.success(
        request,
        _("Uw steun is ingetrokken.")
        if back
        else _("Uw organisatie steunt deze opmerking. U krijgt hetzelfde antwoord."),
    )
    return redirect(_at(said))


def _change(request: ActingRequest, said: Contribution, form: ChangeForm) -> None:
    actions.change_contribution(
        contribution=said,
        text=form.cleaned_data["text"],
        proposed=form.cleaned_data.get("proposed", ""),
        by=request.actor,
        at=timezone.now(),
    )


def _wording(request: ActingRequest, said: Contribution) -> str:
    """The article a remark is about; empty when it is about something else."""
    version = said.item.version
    if said.target != Target.ARTICLE or version is None:
        return ""
    found = documents.articles(version, seen_by=request.actor).filter(key=said.key).first()
    return "" if found is None else found.text


def _at(said: Contribution) -> str:
    return f"{reverse('tables:item', args=[said.item_id])}?{opens(said)}"


def _crumbs(said: Contribution) -> list[Link]:
    item = Link(said.item.title, _at(said))
    return meeting_crumbs(said.item.meeting, item, Link(_("Opmerking wijzigen")))
