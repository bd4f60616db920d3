"""Who must not be missed when a table negotiates plenary."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions, queries
from convenant.web.seats.forms import ImportantForm
from convenant.web.seats.pages.common import crumbs
from convenant.web.seats.views.shared import no, refused, table_of
from convenant.web.shared.components import Link
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, words_of


@require_http_methods(["GET", "POST"])
@login_required
def index(request: ActingRequest, slug: str) -> HttpResponse:
    """The list, and marking one more."""
    table, on = table_of(request, slug, buying=True), timezone.localdate()
    providers = queries.provider_names(table.region_id, on=on)
    form = ImportantForm(
        request.POST if request.method == "POST" else None,
        providers=[(str(pk), one.name) for pk, one in providers.items()],
    )
    if request.method != "POST":
        return _show(request, slug, form, 200)
    verdict = permissions.may_mark_important(request.actor, table)
    if not verdict:
        return no(request, verdict, reverse("seats:important", args=[slug]))
    if not form.is_valid():
        return _show(request, slug, form, 422)
    chosen = providers[form.cleaned_data["provider"]]
    why = form.cleaned_data["why"]
    try:
        actions.mark_important(
            table=table, provider=chosen, why=why, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        form.add_error(None, words_of(refusal))
        return _show(request, slug, form, status_of(refusal))
    messages.success(request, _("%(name)s is nu een belangrijke partij.") % {"name": chosen.name})
    return redirect("seats:important", slug)


@require_POST
@login_required
def end(request: ActingRequest, slug: str) -> HttpResponse:
    """The table can do without one of them."""
    table = table_of(request, slug, buying=True)
    typed = request.POST.get("provider", "")
    found = queries.important(table, on=timezone.localdate(), seen_by=request.actor)
    marked = next((one for one in found if str(one.provider_id) == typed), None)
    verdict = permissions.may_mark_important(request.actor, table)
    if not verdict:
        return no(request, verdict, reverse("seats:important", args=[slug]))
    if marked is None:
        raise Http404
    try:
        actions.end_important(
            table=table, provider=marked.provider, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, slug)
    messages.success(request, _("Deze aanbieder is geen belangrijke partij meer."))
    return redirect("seats:important", slug)


def _show(request: ActingRequest, slug: str, form: ImportantForm, status: int) -> HttpResponse:
    table = table_of(request, slug, buying=True)
    shown = {
        "form": form,
        "table": table,
        "crumbs": crumbs(table, Link(_("Belangrijke partijen"))),
        "marked": queries.important(table, on=timezone.localdate(), seen_by=request.actor),
        "may": bool(permissions.may_mark_important(request.actor, table)),
    }
    return render(request, "seats/important.html", shown, status=status)
