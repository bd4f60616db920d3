"""Raising items, and taking them up or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenant.core.verdicts import Refused
from convenant.roundtables import actions, permissions
from convenant.web.agenda.forms import WhyForm, WishForm
from convenant.web.agenda.kinds import lawful
from convenant.web.agenda.pages.listing import listing_page
from convenant.web.agenda.pages.proposals import (
    article_choices,
    articles_of,
    proposal_page,
    raise_page,
    typed,
    wish_of,
)
from convenant.web.agenda.views.found import meeting_of, proposal_of, refused, stopped, table_of
from convenant.web.shared.http import ActingRequest
from convenant.web.shared.refusals import status_of, told
from convenant.web.shared.templatetags.convenant_format import moment

if TYPE_CHECKING:
    from convenant.roundtables.models import Meeting, Proposal, RoundTable


@require_http_methods(["GET", "POST"])
@login_required
def propose(request: ActingRequest, slug: str) -> HttpResponse:
    """Raise an item for the agenda, with a text of one's own where one wants."""
    table = table_of(request, slug)
    back = reverse("tables:show", args=[slug])
    if no := stopped(request, permissions.may_propose(request.actor, table), back=back):
        return no
    wanted, at = _wanted(request, table), timezone.now()
    version, articles = articles_of(table, seen_by=request.actor)
    form = WishForm(
        request.POST or None, articles=article_choices(articles), document=table.document.title
    )
    page = raise_page(table, wanted, articles, seen_by=request.actor, at=at)
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "agenda/propose.html", {"page": page, "form": form}, status=status)
    try:
        made = actions.propose(
            table=table,
            meeting=wanted,
            wish=wish_of(form.cleaned_data, version),
            by=request.actor,
            at=at,
        )
    except Refused as refusal:
        return _not_so(request, form, refusal, slug, "agenda/propose.html", {"page": page})
    _say(request, made)
    return redirect("agenda:proposal", made.pk)


@require_http_methods(["GET", "POST"])
@login_required
def change_proposal(request: ActingRequest, pk: int) -> HttpResponse:
    """Write one's own proposal again."""
    found = proposal_of(request, pk)
    back = reverse("agenda:proposal", args=[pk])
    if no := stopped(request, permissions.may_change_proposal(request.actor, found), back=back):
        return no
    version, articles = articles_of(found.table, seen_by=request.actor)
    form = WishForm(
        request.POST or None,
        initial=typed(found),
        articles=article_choices(articles),
        document=found.table.document.title,
    )
    context = {"page": proposal_page(found, seen_by=request.actor)}
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, "agenda/change.html", {**context, "form": form}, status=status)
    try:
        wish = wish_of(form.cleaned_data, version)
        made = actions.change_proposal(
            proposal=found, wish=wish, by=request.actor, at=timezone.now()
        )
    except Refused as refusal:
        return _not_so(request, form, refusal, found.table.slug, "agenda/change.html", context)
    _say(request, made)
    return redirect("agenda:proposal", pk)


@require_GET
@login_required
def proposals(request: ActingRequest, slug: str) -> HttpResponse:
    """Everything that was raised at a table, and the share of each side."""
    table = table_of(request, slug)
    page = listing_page(
        table,
        seen_by=request.actor,
        at=timezone.localtime(),
        number=request.GET.get("page", ""),
        query=request.GET,
    )
    return render(request, "agenda/proposals.html", {"page": page})


@require_GET
@login_required
def proposal(request: ActingRequest, pk: int) -> HttpResponse:
    """One item that was raised."""
    found = proposal_of(request, pk)
    context = {"page": proposal_page(found, seen_by=request.actor), "form": WhyForm()}
    return render(request, "agenda/proposal.html", context)


@require_POST
@login_required
def withdraw(request: ActingRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    found = proposal_of(request, pk)
    try:
        actions.withdraw_proposal(proposal=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=reverse("agenda:proposal", args=[pk]))
    messages.success(request, _("Uw punt is ingetrokken."))
    return redirect("agenda:proposal", pk)


@require_POST
@login_required
def take_up(request: ActingRequest, pk: int) -> HttpResponse:
    """Put what somebody raised on the agenda."""
    found = proposal_of(request, pk)
    try:
        item = actions.take_up(proposal=found, by=request.actor, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, back=reverse("agenda:proposal", args=[pk]))
    messages.success(request, _("Het punt staat op de agenda. Wie het aandroeg krijgt bericht."))
    return redirect(f"{reverse('tables:meeting', args=[item.meeting_id])}#agenda")


@require_POST
@login_required
def decline(request: ActingRequest, pk: int) -> HttpResponse:
    """Say why an item does not come on the agenda."""
    found = proposal_of(request, pk)
    form = WhyForm(request.POST)
    page = proposal_page(found, seen_by=request.actor)
    context = {"page": page, "form": form}
    if not form.is_valid():
        return render(request, "agenda/proposal.html", context, status=422)
    try:
        why = form.cleaned_data["why"]
        actions.decline(proposal=found, why=why, by=request.actor, at=timezone.now())
    except Refused as refusal:
        form.add_error(None, told(request, refusal))
        return render(request, "agenda/proposal.html", context, status=status_of(refusal))
    messages.success(request, _("Wie het punt aandroeg leest uw reden."))
    return redirect(page.back_url)


def _wanted(request: ActingRequest, table: RoundTable) -> Meeting | None:
    number = request.GET.get("bijeenkomst", "")
    if not number.isdecimal() or len(number) > 12:
        return None
    found = meeting_of(request, int(number))
    return found if found.table_id == table.pk else None


def _not_so(
    request: ActingRequest,
    form: WishForm,
    refusal: Refused,
    slug: str,
    template: str,
    context: Mapping[str, object],
) -> HttpResponse:
    """The form again with what was typed, why not, and what one can do instead."""
    form.add_error(None, told(request, refusal))
    instead = lawful(refusal.reason, slug=slug, kind=request.POST.get("kind", ""))
    return render(
        request,
        template,
        {**context, "form": form, "instead": instead},
        status=status_of(refusal),
    )


def _say(request: ActingRequest, proposal: Proposal) -> None:
    if proposal.held:
        messages.warning(
            request,
            _("Uw punt is bewaard, maar wacht op de voorzitter. Hieronder leest u waarom."),
        )
    elif proposal.meeting is None:
        messages.success(
            request,
            _("Uw punt is bewaard. Het komt vanzelf op de lijst van de eerstvolgende bijeenkomst."),
        )
    else:
        messages.success(
            request,
            _("Uw punt staat op de lijst voor de bijeenkomst van %(when)s.")
            % {"when": moment(proposal.meeting.starts_at)},
        )
