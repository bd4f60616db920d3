"""The proof of coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from convenant.exchange.spreadsheets.writing import XLSX
from convenant.roundtables import queries
from convenant.web.seats.pages.common import ground_of
from convenant.web.seats.pages.proof import proof_page, proof_sheet
from convenant.web.seats.pages.proposals import chosen_by
from convenant.web.seats.views.shared import policy_of, table_of
from convenant.web.shared.http import ActingRequest

if TYPE_CHECKING:
    from convenant.core.seating.proof import Proof
    from convenant.web.seats.pages.common import Ground


@require_GET
@login_required
def show(request: ActingRequest, slug: str) -> HttpResponse:
    """Who covers what, for the seats that are taken or, for the municipalities, proposed."""
    ground, proof, proposed = _read(request, slug)
    page = proof_page(ground, proof, proposed=proposed, query=request.GET)
    return render(request, "seats/proof.html", {"page": page})


@require_GET
@login_required
def download(request: ActingRequest, slug: str) -> HttpResponse:
    """The same as a spreadsheet."""
    ground, proof, _proposed = _read(request, slug)
    name = _("dekking") + f"-{slug}.xlsx"
    return HttpResponse(
        proof_sheet(ground, proof),
        content_type=XLSX,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _read(request: ActingRequest, slug: str) -> tuple[Ground, Proof, int | None]:
    table, on = table_of(request, slug), timezone.localdate()
    number = request.GET.get("voorstel", "")
    if not number:
        state = queries.policy_state(table, on=on, seen_by=request.actor)
        ground = ground_of(table, state.standing, on=on, seen_by=request.actor)
        return ground, ground.proof(), None
    if not number.isdecimal() or len(number) > 9:
        raise Http404
    policy = policy_of(request, slug, int(number), buying=True)
    selection = queries.open_selection(policy, seen_by=request.actor)
    if selection is None:
        raise Http404
    ground = ground_of(table, policy, on=on, seen_by=request.actor)
    return ground, ground.proof(chosen_by(selection)), policy.number
